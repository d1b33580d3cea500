package analyzer

import (
	"fmt"
	"strings"
	"testing"
)

// sentence reads text as one sentence.
func sentence(text string) *Sentence {
	s := &Sentence{Span: Span{0, len(text)}, Tokens: tokenize(text)}
	s.cues = lexicon().cues(text, s.Tokens)
	return s
}

var unitNames = map[Unit]string{Count: "count", Percent: "percent", Factor: "factor", Money: "money", Duration: "time", Bytes: "bytes", Rate: "rate"}

// quantitiesOf writes the quantities as "words = value unit", parted by "; ".
func quantitiesOf(text string) string {
	s := sentence(text)
	var out []string
	for _, q := range s.Quantities() {
		at := q.Span(s)
		out = append(out, fmt.Sprintf("%s = %.4g %s", text[at.Start:at.End], q.Value, unitNames[q.Unit]))
	}
	return strings.Join(out, "; ")
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct{ name, in, want, bug string }{
		{name: "percent", in: "cut by 23%", want: "23% = 23 percent"},
		{name: "percent with a space", in: "cut by 23 %", want: "23 % = 23 percent"},
		{name: "percent in a word", in: "by 23 percent", want: "23 percent = 23 percent"},
		{name: "per cent in two", in: "by 23 per cent", want: "23 per cent = 23 percent"},
		{name: "about", in: "by ~40%", want: "40% = 40 percent"},
		{name: "more than", in: "by 50%+", want: "50%+ = 50 percent"},
		{name: "decimals", in: "a 0.5% drop", want: "0.5% = 0.5 percent"},
		{name: "percentage points", in: "up 5 percentage points", want: "5 percentage points = 5 percent"},
		{name: "bps", in: "up 30 bps", want: "30 bps = 0.3 percent"},
		{name: "basis points", in: "up 30 basis points", want: "30 basis points = 0.3 percent", bug: "basis points are not divided by 100 as bps are"},
		{name: "x", in: "3x faster", want: "3x = 3 factor"},
		{name: "x with a decimal", in: "2.5X faster", want: "2.5X = 2.5 factor"},
		{name: "the sign ×", in: "4× faster", want: "4× = 4 factor"},
		{name: "x with a space", in: "3 x faster", want: "3 x = 3 factor"},
		{name: "times", in: "three times faster", want: "three times = 3 factor"},
		{name: "fold", in: "a 5-fold rise", want: "5-fold = 5 factor"},
		{name: "tenfold", in: "a tenfold rise", want: "tenfold = 10 factor"},
		{name: "doubled", in: "doubled signups", want: "doubled = 2 factor"},
		{name: "halved", in: "halved the bill", want: "halved = 0.5 factor"},
		{name: "by half", in: "cut by half", want: "half = 0.5 factor"},
		{name: "in half", in: "cut the bill in half", want: "half = 0.5 factor"},
		{name: "nearly half", in: "cut by nearly half", want: "half = 0.5 factor"},
		{name: "a third", in: "cut by a third", want: "third = 0.3333 factor"},
		{name: "two thirds", in: "cut by two thirds", want: "two thirds = 0.6667 factor"},
		{name: "the second half is no share", in: "in the second half of 2020", want: "", bug: "\"half of\" is a share whatever stands before it"},
		{name: "an order of magnitude", in: "by an order of magnitude", want: "order of magnitude = 10 factor"},
		{name: "two orders of magnitude", in: "by two orders of magnitude", want: "two orders of magnitude = 100 factor", bug: "the two is read as a count of its own"},
		{name: "a factor", in: "by a factor of three", want: "factor of three = 3 factor"},
		{name: "dollars", in: "saved $2M", want: "$2M = 2e+06 money"},
		{name: "dollars with groups", in: "saved $1,250,000", want: "$1,250,000 = 1.25e+06 money"},
		{name: "dollars in words", in: "saved $2 million", want: "$2 million = 2e+06 money"},
		{name: "US dollars", in: "saved US$3m", want: "$3m = 3e+06 money"},
		{name: "euros before", in: "saved €1.5k", want: "€1.5k = 1500 money"},
		{name: "euros behind", in: "saved 40k euros", want: "40k euros = 4e+04 money"},
		{name: "the sign behind", in: "saved 40 €", want: "40 € = 40 money"},
		{name: "billions", in: "£3bn", want: "£3bn = 3e+09 money"},
		{name: "a currency's code", in: "saved USD 300", want: "USD 300 = 300 money"},
		{name: "lakh", in: "saved Rs. 20 lakh", want: "Rs. 20 lakh = 2e+06 money"},
		{name: "crore", in: "₹2 crore", want: "₹2 crore = 2e+07 money"},
		{name: "a range of money", in: "saved $2M-$3M", want: "$2M-$3M = 2e+06 money"},
		{name: "a range of percents", in: "by 10-15%", want: "10-15% = 15 percent"},
		{name: "a range with both signs", in: "by 10%–15%", want: "10%–15% = 10 percent"},
		{name: "a range of factors", in: "2x-3x faster", want: "2x-3x = 2 factor"},
		{name: "a spelled-out percent", in: "by twenty-five percent", want: "twenty-five percent = 25 percent"},
		{name: "thousands", in: "1.2 million rows", want: "1.2 million = 1.2e+06 count"},
		{name: "k", in: "10k users", want: "10k = 1e+04 count"},
		{name: "K+", in: "10K+ users", want: "10K+ = 1e+04 count"},
		{name: "two hundred thousand", in: "two hundred thousand rows", want: "two hundred thousand = 2e+05 count"},
		{name: "milliseconds", in: "to 120 ms", want: "120 ms = 0.12 time"},
		{name: "milliseconds against the number", in: "to 120ms", want: "120ms = 0.12 time"},
		{name: "minutes in a compound", in: "a 30-minute call", want: "30-minute = 1800 time"},
		{name: "spelled-out weeks", in: "in two weeks", want: "two weeks = 1.21e+06 time"},
		{name: "half an hour", in: "under half an hour", want: "half an hour = 1800 time"},
		{name: "person-hours", in: "60 person-hours", want: "60 person-hours = 2.16e+05 time"},
		{name: "working days", in: "three working days", want: "three working days = 2.592e+05 time"},
		{name: "bytes", in: "to 500 GB", want: "500 GB = 5e+11 bytes"},
		{name: "bytes against the number", in: "500GB", want: "500GB = 5e+11 bytes"},
		{name: "rates", in: "12k rps", want: "12k rps = 1.2e+04 rate"},
		{name: "a small decimal", in: "an AUC of 0.88", want: "0.88 = 0.88 count"},
		{name: "two quantities", in: "by 20% in 3 months", want: "20% = 20 percent; 3 months = 7.89e+06 time"},
	} {
		check(t, c.name+": "+c.in, c.bug, quantitiesOf(c.in), c.want)
	}
}

func TestNoQuantities(t *testing.T) {
	for _, c := range []struct{ in, bug string }{
		{in: "Python 3.8 and Java 17"},
		{in: "PostgreSQL 14"},
		{in: "Windows 10"},
		{in: "version 4 and v2.1"},
		{in: "since 2019"},
		{in: "2018-2021"},
		{in: "May 4, 2020"},
		{in: "Mar 2020 – Present"},
		{in: "05/2021 to 11/2022"},
		{in: "2021-03-14"},
		{in: "on call 24/7"},
		{in: "GPA 3.8"},
		{in: "GPA: 3.8", bug: "a colon hides the word before the number"},
		{in: "CGPA - 8.4", bug: "a dash hides the word before the number"},
		{in: "GPA of 3.8", bug: "\"of\" hides the word before the number"},
		{in: "3.8 GPA", bug: "the word behind the number is not read"},
		{in: "8.4/10"},
		{in: "a first, 2:1 honours", bug: "British grades"},
		{in: "ranked 5 of many"},
		{in: "rank 12"},
		{in: "the 2nd and 3rd, a 21st"},
		{in: "top 5"},
		{in: "#3"},
		{in: "ISO 27001"},
		{in: "phase 2, level 3, tier 1"},
		{in: "Q3 and H1"},
		{in: "4G, 3D and 1080p"},
		{in: "HTTP/2"},
		{in: "Industry 4.0", bug: "a version behind a name that is no tool"},
		{in: "OAuth 2.0", bug: "a version behind a name that is no tool"},
		{in: "+1 555 0142", bug: "telephone numbers"},
		{in: "(555) 010-4477", bug: "telephone numbers"},
		{in: "one of the first"},
		{in: "a single page"},
		{in: "the third party and the quarter"},
	} {
		check(t, c.in, c.bug, quantitiesOf(c.in), "")
	}
}

// A change is written as its values, before and after.
func TestChanges(t *testing.T) {
	for _, c := range []struct{ name, in, want, bug string }{
		{name: "from X to Y", in: "cut p99 from 800 ms to 120 ms", want: "800 ms > 120 ms"},
		{name: "the unit once", in: "cut it from 800 to 120 ms", want: "800 > 120 ms"},
		{name: "from about X to under Y", in: "from about 40 minutes to under 6 minutes", want: "40 minutes > 6 minutes"},
		{name: "money a month", in: "from $40k to $25k a month", want: "$40k > $25k"},
		{name: "a month between", in: "from $40k a month to $25k", want: "$40k > $25k"},
		{name: "an arrow", in: "errors 4% → 1%", want: "4% > 1%"},
		{name: "an arrow of ASCII", in: "build 30 min -> 8 min", want: "30 min > 8 min"},
		{name: "to Y from X", in: "to 12 minutes from 40 minutes", want: "40 minutes > 12 minutes"},
		{name: "bare numbers", in: "to 12 from 40", want: "40 > 12"},
		{name: "was", in: "120 ms (was 800 ms)", want: "800 ms > 120 ms"},
		{name: "down from", in: "now 3%, down from 9%", want: "9% > 3%"},
		{name: "before and after", in: "14 minutes before and 3 minutes after", want: "14 minutes > 3 minutes"},
		{name: "two dates", in: "6.2% in May 2022 and 3.0% in May 2023", want: "6.2% > 3.0%"},
		{name: "spelled out", in: "from nine days to four days", want: "nine days > four days"},
		{name: "spelled out, the unit once", in: "from nine days to four", want: "nine days > four"},
		{name: "a range is no change", in: "cut by 10 to 15%", want: ""},
		{name: "between X and Y is no change", in: "between 10% and 15%", want: ""},
		{name: "two sizes are no change", in: "cut cost by 20% and latency by 30%", want: ""},
		{name: "a size and a share are no change", in: "cut cost 20% to please 40 people", want: ""},
		{name: "years are no change", in: "from 2018 to 2021", want: ""},
		{name: "versions are no change", in: "from Python 2.7 to Python 3.11", want: ""},
	} {
		s := sentence(c.in)
		var got []string
		for _, ch := range s.changes(s.quantities()) {
			a, b := ch.before.Span(s), ch.after.Span(s)
			got = append(got, c.in[a.Start:a.End]+" > "+c.in[b.Start:b.End])
		}
		check(t, c.name+": "+c.in, c.bug, strings.Join(got, "; "), c.want)
	}
}

package analyzer

import (
	"strings"
	"testing"
)

// In want, a bar stands between two sentences.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, in, want, bug string }{
		{name: "full stops", in: "Built it. Ran it. Left.", want: "Built it.|Ran it.|Left."},
		{name: "no end mark", in: "Built it", want: "Built it"},
		{name: "the last one lacks its end mark", in: "Built it. Ran it", want: "Built it.|Ran it"},
		{name: "questions and exclamations", in: "Why? Because! Done.", want: "Why?|Because!|Done."},
		{name: "several marks", in: "Really?! Yes.", want: "Really?!|Yes."},
		{name: "brackets and quotes behind the mark", in: "It broke (twice.) Then it held.", want: "It broke (twice.)|Then it held."},
		{name: "a curly quote behind the mark", in: "They said “no.” Then we left.", want: "They said “no.”|Then we left.", bug: "curly closing quotes end no sentence"},
		{name: "a small letter goes on", in: "approx. five nodes", want: "approx. five nodes"},
		{name: "a number begins one", in: "Cut it. 12 nodes left.", want: "Cut it.|12 nodes left."},
		{name: "decimals", in: "Rose from 1.5 to 2.5. Held.", want: "Rose from 1.5 to 2.5.|Held."},
		{name: "versions", in: "Moved to v2.1 and Python 3.11 at once.", want: "Moved to v2.1 and Python 3.11 at once."},
		{name: "e.g. and i.e.", in: "Queues, e.g. Kafka, i.e. Brokers.", want: "Queues, e.g. Kafka, i.e. Brokers."},
		{name: "e.g. in brackets", in: "Queues (e.g. Kafka) held.", want: "Queues (e.g. Kafka) held."},
		{name: "titles", in: "Worked for Dr. Okonkwo and Prof. Lindt.", want: "Worked for Dr. Okonkwo and Prof. Lindt."},
		{name: "initials", in: "Advised by J. R. Amsel in Bern.", want: "Advised by J. R. Amsel in Bern."},
		{name: "firms", in: "Fernhill Ltd. Dover and Pell Inc. Boston", want: "Fernhill Ltd. Dover and Pell Inc. Boston"},
		{name: "degrees", in: "Ph.D. Physics, B.Tech. Mining", want: "Ph.D. Physics, B.Tech. Mining"},
		{name: "months", in: "Jan. 2020 to Sept. 2021", want: "Jan. 2020 to Sept. 2021"},
		{name: "I ends a sentence", in: "So did I. Then we met.", want: "So did I.|Then we met."},
		{name: "a year ends a sentence", in: "Since 2019. Before that, Bern.", want: "Since 2019.|Before that, Bern."},
		{name: "an ellipsis within", in: "It ran ... slowly.", want: "It ran ... slowly."},
		{name: "an ellipsis at the end", in: "It ran... Then it stopped.", want: "It ran...|Then it stopped."},
		{name: "an ellipsis of one character", in: "It ran… Then it stopped.", want: "It ran…|Then it stopped.", bug: "… ends no sentence"},
		{name: "a list's number", in: "1. Linux 2. Windows", want: "1. Linux|2. Windows", bug: "inside a line the number is cut from its item"},
		{name: "a list's number at the front", in: "2. Windows clients", want: "2. Windows clients"},
		{name: "no space behind the stop", in: "Built it.Ran it.", want: "Built it.Ran it."},
		{name: "over a line's end", in: "Built it\nfor Bern. Ran\nit.", want: "Built it\nfor Bern.|Ran\nit."},
		{name: "web address", in: "See example.org. Then call.", want: "See example.org.|Then call."},
		{name: "iOS begins one", in: "Shipped it. iOS came later.", want: "Shipped it.|iOS came later."},
		{name: "minutes end a sentence before a capital", in: "It took 5 min. Before, it took 50.", want: "It took 5 min.|Before, it took 50."},
		{name: "milliseconds end a sentence", in: "Cut it to 120 ms. Then it held.", want: "Cut it to 120 ms.|Then it held."},
		{name: "the title Ms.", in: "Worked for Ms. Okonkwo in Bern.", want: "Worked for Ms. Okonkwo in Bern."},
		{name: "nothing", in: "  ", want: ""},
	} {
		var got []string
		for _, s := range sentences(c.in, Span{0, len(c.in)}) {
			got = append(got, c.in[s.Start:s.End])
		}
		check(t, c.name, c.bug, strings.Join(got, "|"), c.want)
	}
}

package detectors

import (
	"strconv"

	"redflag/analyzer"
)

// stockWeight is what a stock phrase counts, by its kind: two phrases, or three stacked adjectives, make a flag.
var stockWeight = map[string]float64{"adjective": 1, "phrase": 1.5, "slogan": 2, "mild": 0.5}

// documented is the register of a sentence from which on it reads like a page of documentation: five of 100 sentences of practitioners'
// speech are at or above it, three of four of the pages'.
const documented = 0.28

// stock is what a sentence holds of stock phrases.
type stock struct {
	weight float64
	strong int             // phrases that are not mild
	cues   []analyzer.Span // the strong ones
}

// stockOf weighs the stock phrases of a sentence. Overlapping ones count once, and so does one that is repeated: who says a word
// three times speaks of it.
func stockOf(s *analyzer.Sentence) stock {
	var out stock
	said := map[*analyzer.Entry]bool{}
	last := -1
	for _, c := range s.Cues(analyzer.Stock) {
		if c.First <= last || said[c.Entry] {
			continue
		}
		said[c.Entry], last = true, c.Last
		out.weight += phraseWeight(c.Entry)
		if c.Entry.Field(0) != "mild" {
			out.strong++
			out.cues = append(out.cues, s.SpanOf(c))
		}
	}
	return out
}

// phraseWeight is what a phrase counts. Those of documentation have a measured weight of up to 4; they count a half of it, an adjective's
// at most.
func phraseWeight(e *analyzer.Entry) float64 {
	if w, ok := stockWeight[e.Field(0)]; ok {
		return w
	}
	measured, err := strconv.ParseFloat(e.Field(1), 64)
	if err != nil {
		panic("lexicons/phrases.tsv: " + err.Error())
	}
	return min(1, measured/2)
}

// stockCluster grades the stock phrases that stand together: those of the sentence, and with a part of their weight those of the
// sentences beside it. One phrase alone is none.
func stockCluster(s place) (analyzer.Strength, []analyzer.Span) {
	own := stockOf(s.Sentence)
	if own.weight < 1.5 {
		return 0, nil
	}
	weight := own.weight
	if s.Register() >= documented {
		weight += 0.5
	}
	weight += min(1, beside(s)/3)
	switch {
	case own.weight >= 5 || own.weight >= 4 && weight >= 5:
		return analyzer.Strong, own.cues
	case weight >= 3 && own.strong >= 2:
		return analyzer.Fair, own.cues
	case weight >= 2 && own.strong >= 2:
		return analyzer.Weak, own.cues
	}
	return 0, nil
}

// beside is the weight of the sentence before or after in the block, the heavier one; nothing where that says something of the author's own.
func beside(s place) float64 {
	most := 0.0
	for _, i := range []int{s.sentenceNum - 1, s.sentenceNum + 1} {
		if i < 0 || i >= len(s.block.Sentences) {
			continue
		}
		if n := &s.block.Sentences[i]; !n.Has(analyzer.Own) {
			if other := stockOf(n); other.strong > 0 {
				most = max(most, other.weight)
			}
		}
	}
	return most
}

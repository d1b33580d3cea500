package analyzer

import "strings"

// afterApprox is the index of the first token from i on that is no word of approximation.
func (s *Sentence) afterApprox(i int) int {
	for ; i < len(s.Tokens); i++ {
		switch s.norm(i) {
		case "~", "about", "around", "approximately", "roughly", "nearly", "almost", "over", "some", "more", "than", "an", "a", "estimated", ">", "<", "at", "least", "up", "to":
			if w := s.norm(i); (w == "a" || w == "an") && i+1 < len(s.Tokens) && (strings.HasPrefix(s.norm(i+1), "third") || s.norm(i+1) == "quarter" || s.norm(i+1) == "fifth" || s.norm(i+1) == "half") {
				return i + 1
			}
			continue
		}
		break
	}
	return i
}

// isFunction reports whether token i is a word of grammar rather than of content.
func (s *Sentence) isFunction(i int) bool {
	switch s.norm(i) {
	case "and", "or", "to", "of", "the", "a", "it", "them", "us", "was", "were", "is", "are", "and/or", "then", "when", "by", "with", "for", "in", "on", "ramp", "start", "set", "sign", "follow", "clean", "speed", "back", "scale", "scaled":
		return true
	}
	return false
}

// isResultWord reports whether a phrase of result ("resulting in", "led to") ends at token i.
func (s *Sentence) isResultWord(i int) bool {
	for _, c := range s.cues {
		if c.List == Results && c.Last == i && s.norm(i) != "with" {
			return true
		}
	}
	return false
}

// beforeDegree is the index of the last token before i that is no word of degree ("much", "a lot", "far").
func (s *Sentence) beforeDegree(i int) int {
	for i = s.beforeAdverbs(i); i >= 0; i = s.beforeAdverbs(i) {
		switch s.norm(i) {
		case "much", "a", "lot", "far", "bit", "even", "way", "very", "also":
			continue
		}
		break
	}
	return i
}

// breaks reports whether a mark or a word between two tokens parts them.
func (s *Sentence) breaks(first, end int) bool {
	for i := first; i < end; i++ {
		switch s.norm(i) {
		case ",", ";", ":", ".", "(", ")", "|", "and", "but", "while", "across", "for", "which", "that":
			return true
		}
	}
	return false
}

// beforeAdverbs is the index of the last token before i that is no adverb; -1 at the sentence's front.
func (s *Sentence) beforeAdverbs(i int) int {
	for i--; i >= 0; i-- {
		if n := s.norm(i); !(strings.HasSuffix(n, "ly") && len(n) > 4 && n != "only" && n != "family" && n != "monthly") && n != "also" && n != "further" && n != "even" && n != "then" && n != "\"" {
			break
		}
	}
	return i
}

// skipAdverbs is the index of the first token from i on that is no adverb.
func (s *Sentence) skipAdverbs(i int) int {
	for i < len(s.Tokens) && (strings.HasSuffix(s.norm(i), "ly") || s.norm(i) == "also" || s.norm(i) == "then" || s.Tokens[i].Kind == Punct) {
		i++
	}
	return i
}

var approximation = WordSet("approximation")

// beforeApprox is the index of the last token before i that is no word of approximation ("by about 30%").
func (s *Sentence) beforeApprox(i int) int {
	for i--; i >= 0; i-- {
		switch w := s.norm(i); {
		case s.in(approximation, i):
			continue
		case w == "than":
			if p := s.norm(i - 1); p == "more" || p == "less" || p == "greater" || p == "fewer" || p == "better" {
				i--
				continue
			}
		}
		break
	}
	return i
}

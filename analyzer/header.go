package analyzer

import (
	"strings"
	"unicode"
)

// readHeader gives roles by what stands above the first turn: "Interviewer: Sarah (staff engineer)", "Interviewer is Jonas Lind and
// Rita Moe.", "Interview with Tom Baker", "Ann Lee (recruiter), Tom Baker (candidate)".
func (d *Document) readHeader() {
	c := &d.Casting
	given := map[int]Role{}
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Speaker != "" {
			break
		}
		for clause := range strings.FieldsFuncSeq(d.Quote(s.Span), func(r rune) bool { return r == '\n' || r == ';' || r == '|' || r == '\t' }) {
			for part := range strings.SplitSeq(clause, ". ") {
				c.readClause(headerWords(part), given)
			}
		}
	}
	for i, role := range given {
		if s := &c.Speakers[i]; s.Role == None && role != None {
			s.Role = role
		}
	}
}

// readClause gives the speakers whom a clause names the part that it tells of. Of a speaker with two parts it is not known.
func (c *Casting) readClause(words []string, given map[int]Role) {
	role := None
	for at := 0; at < len(words); at++ {
		if r := partOf(words, at); r != None {
			role = r
		} else if words[at] == "by" && role == Candidate { // "interview with Tom Baker, by Ann Lee"
			role = Interviewer
		}
		i, n := c.namedAt(words, at)
		if i < 0 {
			continue
		}
		its := role
		if at+n < len(words) && words[at+n] == "(" {
			for end := at + n + 1; end < len(words) && words[end] != ")"; end++ {
				if r := partOf(words, end); r != None {
					its = r
				}
			}
		}
		if before, ok := given[i]; ok && before != its && its != None && before != None {
			its = None
		} else if its == None && ok {
			its = before
		}
		given[i] = its
		at += n - 1
	}
}

// partOf is the part that the word there gives to the names behind it.
func partOf(words []string, at int) Role {
	switch w := words[at]; {
	case candidateLabels.Holds(w) && w != "guests", w == "with" && at > 0 && words[at-1] == "interview":
		return Candidate
	case interviewerLabels.Holds(w), w == "by" && at > 0 && (words[at-1] == "interviewed" || words[at-1] == "conducted" || words[at-1] == "hosted" || words[at-1] == "interview"):
		return Interviewer
	}
	return None
}

// namedAt finds the speaker whose name stands at a place of a clause, and how many words it takes there.
func (c *Casting) namedAt(words []string, at int) (speaker, n int) {
	speaker = -1
	for i := range c.Speakers {
		size := c.Speakers[i].namedBy(words[at:])
		switch {
		case size == 0:
		case size > n:
			speaker, n = i, size
		case size == n:
			speaker = -1 // two have this first name
		}
	}
	return speaker, n
}

// namedBy is how many of the words name the speaker: "tom baker" is Tom Baker, Tom and TB.
func (s *Speaker) namedBy(words []string) int {
	name := strings.Fields(nameKey(s.Name))
	switch {
	case len(name) == 0 || labelRole(s.Name) != None:
		return 0
	case words[0] == name[0]:
		for j := 1; len(name) > 1 && j < len(words) && j <= 3; j++ {
			if words[j] == name[len(name)-1] {
				return j + 1
			}
		}
		return 1
	}
	n := len(s.Name)
	if !isInitials(s.Name) || n < 2 || len(words) < n {
		return 0
	}
	for j := range n {
		if words[j][0] != s.Name[j]|32 {
			return 0
		}
	}
	return n
}

// isInitials reports whether a label is up to three capital letters: "TB".
func isInitials(name string) bool {
	for i := range len(name) {
		if name[i] < 'A' || name[i] > 'Z' {
			return false
		}
	}
	return len(name) > 0 && len(name) <= 3
}

// headerWords are the folded words of a clause, and its brackets.
func headerWords(s string) []string {
	var out []string
	start := -1
	for i, r := range s + " " {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("'’-_", r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			out = append(out, strings.ToLower(s[start:i]))
			start = -1
		}
		if r == '(' || r == ')' {
			out = append(out, string(r))
		}
	}
	return out
}

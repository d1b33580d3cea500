package analyzer

import (
	"cmp"
	"slices"
	"sync"

	"redflag/lexicons"
)

// Sheet is what an interviewer takes into the next round with a candidate.
type Sheet struct {
	Report   *Report     // nil: there is no document yet, and all is to ask
	Title    string      // of the framework
	ToAsk    []*Question // not asked yet, in the framework's order
	FollowUp []*Coverage // asked, with something left to hear; thin answers first
	Answered []*Coverage // asked, with all or most heard
	Probes   []*Finding  // the findings shown
	Left     int         // questions that Short left out
}

// NewSheet makes the sheet of a report, or of none. The questions of a resume's sheet are all of the framework's, as nobody has asked any.
func NewSheet(r *Report, f *Framework) Sheet {
	s := Sheet{Report: r, Title: f.Title}
	if r == nil || r.Interview == nil {
		for i := range f.Questions {
			s.ToAsk = append(s.ToAsk, &f.Questions[i])
		}
	}
	if r == nil {
		return s
	}
	for i := range r.Findings {
		if r.Findings[i].Shown {
			s.Probes = append(s.Probes, &r.Findings[i])
		}
	}
	if r.Interview != nil {
		s.sort(r.Interview.Coverage)
	}
	return s
}

// sort puts the questions of an interview where they belong.
func (s *Sheet) sort(all []Coverage) {
	var rest []*Coverage
	for i := range all {
		c := &all[i]
		switch {
		case !c.Asked:
			s.ToAsk = append(s.ToAsk, c.Question)
			continue
		case c.Thin():
			s.FollowUp = append(s.FollowUp, c)
			continue
		case len(c.Missed) > 0:
			rest = append(rest, c)
		}
		s.Answered = append(s.Answered, c)
	}
	s.FollowUp = append(s.FollowUp, rest...)
}

// What a short sheet holds: so many questions in all, and of these first so many findings and follow-ups on thin answers. A resume has no
// answers, and its findings are more telling than questions that fit everybody.
const (
	shortSheet        = 10
	firstProbes       = 5
	firstProbesResume = 7
	firstFollows      = 3
)

// gravest are the severities in the order in which their findings are asked about.
var gravest = []Severity{High, Medium, Low}

// Short is the sheet with the most telling questions alone: findings, a rule at a time and the gravest first, thin answers
// that no finding speaks of, what was not asked, and then the rest as far as there is room.
func (s Sheet) Short() Sheet {
	if s.Report == nil {
		return s
	}
	first := firstProbes
	if s.Report.Interview == nil {
		first = firstProbesResume
	}
	probes := slices.Clone(s.Probes)
	seen := map[string]int{}
	rank := map[*Finding]int{} // of findings of one rule: the first, the second
	slices.SortStableFunc(probes, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(gravest, a.Severity), slices.Index(gravest, b.Severity)), cmp.Compare(b.Confidence, a.Confidence))
	})
	for _, f := range probes {
		rank[f] = seen[f.Rule]
		seen[f.Rule]++
	}
	slices.SortStableFunc(probes, func(a, b *Finding) int { return cmp.Compare(rank[a], rank[b]) })
	var follow []*Coverage
	for _, c := range s.FollowUp {
		if len(c.Missed) > 0 && !c.probed(probes) {
			one := *c
			one.Missed = c.Missed[:1]
			follow = append(follow, &one)
		}
	}
	short := s
	short.Left = len(s.Probes) + len(s.FollowUp) + len(s.ToAsk)
	short.Probes, short.FollowUp, short.ToAsk = nil, nil, nil
	room := shortSheet
	take := func(most int) int { // how many more of a kind there is room for
		n := min(most, room)
		room -= n
		return n
	}
	p := take(min(first, len(probes)))
	f := take(min(firstFollows, len(follow)))
	a := take(len(s.ToAsk))
	p += take(len(probes) - p)
	f += take(len(follow) - f)
	short.Probes, short.FollowUp, short.ToAsk = probes[:p], follow[:f], s.ToAsk[:a]
	short.Left -= p + f + a
	return short
}

// probed reports whether a finding quotes an answer to the question: its own question is then the one to ask.
func (c *Coverage) probed(findings []*Finding) bool {
	return slices.ContainsFunc(findings, func(f *Finding) bool {
		return !f.OnDocument() && slices.ContainsFunc(c.Answers, func(a Evidence) bool { return a.Overlaps(f.Evidence[0].Span) })
	})
}

// goodAnswers says for each rule what a good answer to its question holds.
var goodAnswers = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for row := range lexicons.Rows(lexicons.Answers) {
		m[row[0]] = row[1]
	}
	return m
})

// Hear is what a good answer to the finding's question holds.
func (f *Finding) Hear() string {
	return cmp.Or(goodAnswers()[f.Rule], goodAnswers()["*"])
}

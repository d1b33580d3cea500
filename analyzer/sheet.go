package analyzer

// Sheet is what an interviewer takes into the next round with a candidate.
type Sheet struct {
	Report   *Report     // nil: there is no document yet, and all is to ask
	Title    string      // of the framework
	ToAsk    []*Question // not asked yet, in the framework's order
	FollowUp []*Coverage // asked, with something left to hear; thin answers first
	Answered []*Coverage // asked, with all or most heard
	Probes   []*Finding  // the findings shown
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

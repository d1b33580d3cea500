// Package detectors holds redflag's rules and credits, a file each. A rule is added by its file, its examples in
// testdata/RULE.txt, and one line below.
package detectors

import "redflag/analyzer"

// All lists the rules, in the order in which reports explain them.
var All = []*analyzer.Detector{
	UnquantifiedImpact,
	UnmeasuredImpact,
	VendorPhrasing,
	NameDropping,
	UniformSuccess,
}

// Credits lists what is looked for in the candidate's favour.
var Credits = []*analyzer.Detector{
	Measurement,
	Lessons,
}

// isList reports whether sections of the topic list things rather than tell of work.
func isList(topic string) bool {
	switch topic {
	case "skills", "certifications", "courses", "interests", "contact", "references", "languages":
		return true
	}
	return false
}

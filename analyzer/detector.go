package analyzer

import "redflag/analyzer/vendors"

// Strength is a detector's grade of a finding; measured data turns grades into confidence.
type Strength int

const (
	Weak Strength = iota + 1
	Fair
	Strong
)

// String returns "weak", "fair" or "strong".
func (s Strength) String() string {
	switch s {
	case Weak:
		return "weak"
	case Fair:
		return "fair"
	case Strong:
		return "strong"
	}
	return "none"
}

// Severity says how much hangs on a finding: how loudly a report shows it.
type Severity string

const (
	Low    Severity = "low"
	Medium Severity = "medium"
	High   Severity = "high"
)

// Detector is a rule, or a credit, as a value. Its Run reads the Pass's document and flags places; it cannot fail.
type Detector struct {
	Name, Title, Doc string   // Name is the rule's id
	Why              string   // why its findings are worth an interviewer's time
	Question         string   // the follow-up to ask; {} stands for the evidence
	Severity         Severity // of its findings
	Bad, Good        string   // a flagged passage and its honest rewrite (a small document where the rule needs one)
	Reads            Kind
	Turn             bool // it judges a whole turn of a transcript: where in the turn it flags says nothing
	Whole            bool // it rests on what the document does not say: withheld where much of it could not be read
	Run              func(*Pass)
}

// Pass is one run of one detector over one document.
type Pass struct {
	Document *Document
	Detector *Detector

	report  *Report
	vendors []*vendors.Index
}

// Vendors are the indexes of vendors' documentation: the one that is built in, and those of Options.Vendors.
func (p *Pass) Vendors() []*vendors.Index {
	return append([]*vendors.Index{vendors.BuiltIn()}, p.vendors...)
}

// Flag reports a finding: its grade, why it is worth asking about, and where. The first span is the one to show.
// Words of a transcript that are not the candidate's are never flagged, whatever a rule says.
func (p *Pass) Flag(s Strength, message string, at Span, also ...Span) {
	p.FlagSource(nil, s, message, at, also...)
}

// FlagSource is Flag for words that come from a page.
func (p *Pass) FlagSource(source *Source, s Strength, message string, at Span, also ...Span) {
	if at.Len() > 0 && !p.Document.candidates(at) {
		return
	}
	f := Finding{Rule: p.Detector.Name, Title: p.Detector.Title, Strength: s, Severity: p.Detector.Severity, Message: message, Source: source}
	f.Evidence = append(f.Evidence, p.Document.evidence(at))
	for _, span := range also {
		if p.Document.candidates(span) {
			f.Evidence = append(f.Evidence, p.Document.evidence(span))
		}
	}
	p.report.Findings = append(p.report.Findings, f)
}

// FlagDocument reports a finding on the document as a whole; also are places that show it.
func (p *Pass) FlagDocument(s Strength, message string, also ...Span) {
	p.Flag(s, message, Span{}, also...)
}

// Credit reports evidence in the candidate's favour.
func (p *Pass) Credit(signal string, at Span) {
	if !p.Document.candidates(at) {
		return
	}
	p.report.Credits = append(p.report.Credits, Credit{Signal: signal, Evidence: p.Document.evidence(at)})
}

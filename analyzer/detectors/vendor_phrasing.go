package detectors

import "redflag/analyzer"

// VendorPhrasing flags descriptions of systems in the stock language of vendor documentation.
var VendorPhrasing = &analyzer.Detector{
	Name:  "vendor-phrasing",
	Title: "architecture in a vendor's words",
	Doc: `The text describes a system in stacked capability adjectives and stock phrases of whitepapers ("fully managed, highly
available and scalable ... seamlessly integrates") with nothing of the author's own: no decision, trade-off, number, limit,
failure or change, in the same unit or the next. Naming a product is not enough, one stock
phrase is not, and praise of oneself is not meant. Stock phrases in the sentences
beside it, and word runs of documentation in it, make it surer.`,
	Why: `Documentation says what a product can do. Who ran it can tell what was decided, what it cost, and what went wrong; text
without any of that leaves open how deep the experience goes.`,
	Question: "What would you do differently in this system now, and why: \"{}\"?",
	Severity: analyzer.Medium,
	Bad:      "Experience\nShop Ltd  2019 - 2022\n- Designed a fully managed, highly available and scalable cloud-native architecture that seamlessly integrates with downstream services.\n",
	Good:     "Experience\nShop Ltd  2019 - 2022\n- Ran the order service on three small VMs instead of Kubernetes, because two of us had to operate it; failover took 40 s and we accepted that.\n",
	Reads:    analyzer.Resume | analyzer.Transcript,
	Run:      vendorPhrasing,
}

func vendorPhrasing(p *analyzer.Pass) {
	var block *analyzer.Block
	var sources map[int]sourced
	for s := range toldSentences(p.Document) {
		if s.block != block {
			block, sources = s.block, vendorSources(p, s.block)
		}
		grade, cues := stockCluster(s)
		if source, ok := sources[s.sentenceNum]; ok {
			flagSource(p, s, source, grade, cues)
			continue
		}
		if grade == 0 || s.section.Topic == "awards" || praisesPerson(s.Sentence) || hasOwnWords(p.Document, s, grade) {
			continue
		}
		p.Flag(grade, "Stock phrases stand together with no decision, number, limit or failure of the author's own.", s.Span, cues...)
	}
}

// flagSource flags a sentence that shares words with a page. Stock phrases beside them make it surer; a decision, a limit or a
// failure of the author's own less sure.
func flagSource(p *analyzer.Pass, s place, source sourced, phrases analyzer.Strength, cues []analyzer.Span) {
	grade := source.grade
	if phrases > 0 {
		grade = min(grade+1, analyzer.Strong)
	}
	if hasOwnWords(p.Document, s, grade) {
		grade = max(grade-1, analyzer.Weak)
	}
	p.FlagSource(source.source, grade, source.message(), s.Span, cues...)
}

// hasOwnWords reports whether the sentence, or the next, says something of the author's own: a decision, a method, a size, a limit.
func hasOwnWords(d *analyzer.Document, s place, grade analyzer.Strength) bool {
	if s.Has(analyzer.Own) || namesMethod(s.Sentence) || hasOwnSize(s.Sentence) && grade < analyzer.Strong {
		return true
	}
	next := following(s)
	if next == nil {
		return false
	}
	inBlock := s.sentenceNum+1 < len(s.block.Sentences) // a size in the next bullet is likelier of something else
	return tellsOwn(d, next) || namesMethod(next) || inBlock && hasOwnSize(next) && grade < analyzer.Strong
}

// tellsOwn reports whether the sentence after a stock one tells of a decision, a limit or a change. In speech a bare negation or turn
// ("I didn't change much", "but you know") tells of none.
func tellsOwn(d *analyzer.Document, s *analyzer.Sentence) bool {
	for _, c := range s.Cues(analyzer.Own) {
		if d.Kind != analyzer.Transcript || c.First < c.Last || !s.Tokens[c.First].In(bareTurns) {
			return true
		}
	}
	return false
}

var bareTurns = analyzer.WordSet("bare-turn")

var (
	persons = analyzer.WordSet("person")
	systems = analyzer.StemSet("system")
)

// praisesPerson reports whether the sentence speaks of the candidate rather than of a system: "dynamic and innovative professional".
func praisesPerson(s *analyzer.Sentence) bool {
	person := false
	for i := range s.Tokens {
		if s.Tokens[i].In(systems) {
			return false
		}
		person = person || s.Tokens[i].In(persons)
	}
	return person
}

// namesMethod reports whether the sentence says how something was measured.
func namesMethod(s *analyzer.Sentence) bool {
	for _, c := range s.Cues(analyzer.Methods) {
		if kind := c.Entry.Field(0); kind != "weak" && kind != "load" {
			return true
		}
	}
	return false
}

// hasOwnSize reports whether the sentence holds a number of its own: a size, a time, a sum; not "100%", "360-degree", "Industry 4.0".
func hasOwnSize(s *analyzer.Sentence) bool {
	for _, q := range s.Quantities() {
		if q.Unit == analyzer.Percent && q.Value == 100 || q.Unit == analyzer.Count && (q.Value == 360 || q.Value < 10) {
			continue
		}
		return true
	}
	return false
}

// following is the next sentence: in the block, else the first of the next block of the same entry.
func following(s place) *analyzer.Sentence {
	if s.sentenceNum+1 < len(s.block.Sentences) {
		return &s.block.Sentences[s.sentenceNum+1]
	}
	if s.blockIndex+1 < len(s.section.Blocks) {
		if n := &s.section.Blocks[s.blockIndex+1]; n.Entry == s.block.Entry && !n.Head && len(n.Sentences) > 0 {
			return &n.Sentences[0]
		}
	}
	return nil
}

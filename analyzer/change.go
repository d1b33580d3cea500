package analyzer

// Change is a value with what it was before.
type Change struct{ Before, After Quantity }

// Changes finds the changes told in the sentence with both their values: "from 14 minutes to 9", "it was six percent and it went to four".
func (s *Sentence) Changes() []Change {
	var out []Change
	for _, c := range s.changes(s.quantities()) {
		if c.before.Value != c.after.Value {
			out = append(out, Change{c.before, c.after})
		}
	}
	return out
}

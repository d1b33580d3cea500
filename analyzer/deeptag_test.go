package analyzer
import ("testing";"fmt";"slices";"os")
func TestDeepTag(t *testing.T) {
	if os.Getenv("DEEP")=="" { t.Skip() }
	lines := corpusLines(t, 1)
	n, lw, asked, total := 0, 0, 0, 0
	for _, line := range lines {
		s := sentence(line)
		first := tags(line)
		bad := map[int]map[string]int{}
		for range 30 {
			again := tags(line)
			if !slices.Equal(first, again) { for i := range again { if again[i]!=first[i] { if bad[i]==nil {bad[i]=map[string]int{}}; bad[i][again[i]]++ } } }
		}
		total += len(first)
		if len(bad)>0 { lw++ }
		for i, m := range bad {
			n++
			v := s.Tokens[i].word.verb
			mark := ""
			if v.class&(Better|Weakly|Save|Level)!=0 && v.form&(past|participle)!=0 { asked++; mark=" OUTCOME VERB" }
			fmt.Printf("%q %s %v%s | %.90s\n", s.Tokens[i].Norm, first[i], m, mark, line)
		}
	}
	fmt.Printf("lines %d, differing %d; tokens %d, differing %d, of outcome verbs %d\n", len(lines), lw, total, n, asked)
}

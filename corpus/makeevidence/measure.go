package main

import (
	"cmp"
	"fmt"
	"slices"

	"redflag/analyzer/detectors"
)

type scored struct {
	*example
	p     float64
	right bool
}

// measure learns without each file that is held out, and prints how what was held out is ranked.
func measure(set *examples, held func(file string) bool, list string) {
	groups := map[string]int{}
	for i := range set.all {
		if f := set.all[i].file; held(f) {
			if _, ok := groups[f]; !ok {
				groups[f] = len(groups)
			}
		}
	}
	folds := min(len(groups), 12)
	var out [rules][]scored
	for fold := range folds {
		var from []example
		var test []*example
		for i := range set.all {
			e := &set.all[i]
			if g, ok := groups[e.file]; ok && g%folds == fold {
				test = append(test, e)
			} else {
				from = append(from, *e)
			}
		}
		m := learn(set.vocabulary, from)
		for _, e := range test {
			p := m.odds(e.features)
			for r := range rules {
				out[r] = append(out[r], scored{e, p[r], e.labels[r]})
			}
		}
	}
	fmt.Printf("%d files held out\n", len(groups))
	for r, rule := range detectors.Weighed {
		report(rule.Name, out[r])
		if list == rule.Name {
			for _, s := range out[r] {
				if s.right && s.p < 0.5 || !s.right && s.p >= 0.5 {
					fmt.Printf("  %v %.2f %s\n", s.right, s.p, s.text)
				}
			}
		}
	}
}

// report prints precision and recall at some thresholds, and the recall at which precision is 0.85.
func report(rule string, all []scored) {
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.p, a.p) })
	total := 0
	for _, s := range all {
		if s.right {
			total++
		}
	}
	fmt.Printf("%-18s %4d of %d", rule, total, len(all))
	hits, area := 0, 0.0
	at85, at70 := 0.0, 0.0
	for i, s := range all {
		if s.right {
			hits++
			area += float64(hits) / float64(i+1)
			precision, recall := float64(hits)/float64(i+1), float64(hits)/float64(total)
			if precision >= 0.85 {
				at85 = recall
			}
			if precision >= 0.70 {
				at70 = recall
			}
		}
	}
	fmt.Printf("  AP %.3f  R@P.85 %.2f  R@P.70 %.2f ", area/float64(max(total, 1)), at85, at70)
	for _, t := range []float64{0.3, 0.5, 0.7, 0.9} {
		n, right := 0, 0
		for _, s := range all {
			if s.p >= t {
				n++
				if s.right {
					right++
				}
			}
		}
		fmt.Printf(" | p>=%.1f P %.2f R %.2f", t, float64(right)/float64(max(n, 1)), float64(right)/float64(max(total, 1)))
	}
	fmt.Println()
}

package vendors

// Match is a stretch of words that shares shingles with a page.
type Match struct {
	First, Last int // words of the stretch, inclusive
	Shared      int // words of it that are covered by shared shingles
	Run         int // the longest run of words that are shared without a break, and
	RunFirst    int // its first word
	Page        Page
	Votes       int // shingles that name this page
}

// reach is how many words may stand between shared shingles of one match: an edited word takes Size shingles away.
const reach = Size + 2

// Match finds the stretches of a passage that stand in the pages of the index; words are its content words, as Words of the index's
// pages were. A stretch that no page can be named for is left out: the filter alone may err (once in 65,000 shingles).
func (x *Index) Match(words []string) []Match {
	var out []Match
	var hits []int
	hashes := shingles(words)
	flush := func() {
		if m, ok := x.match(hashes, hits); ok {
			out = append(out, m)
		}
		hits = hits[:0]
	}
	for i, h := range hashes {
		if !x.filter.Contains(h) {
			continue
		}
		if n := len(hits); n > 0 && i-hits[n-1] > Size+reach {
			flush()
		}
		hits = append(hits, i)
	}
	flush()
	return out
}

// match makes one match of shared shingles that stand near each other; hits are the indices of their first words.
func (x *Index) match(hashes []uint64, hits []int) (Match, bool) {
	if len(hits) == 0 {
		return Match{}, false
	}
	m := Match{First: hits[0], Last: hits[len(hits)-1] + Size - 1}
	votes := map[int]int{}
	start, end := hits[0], hits[0] // of the run at hand; end is not in it
	for _, i := range hits {
		if id, ok := x.page(hashes[i]); ok {
			votes[id]++
		}
		if i > end {
			start = i
			end = i
		}
		m.Shared += i + Size - max(end, i)
		end = i + Size
		if end-start > m.Run {
			m.Run, m.RunFirst = end-start, start
		}
	}
	best := -1
	for id, n := range votes {
		if best < 0 || n > votes[best] || n == votes[best] && id < best {
			best = id
		}
	}
	if best < 0 || best >= len(x.Pages()) {
		return m, false
	}
	m.Page, m.Votes = x.Pages()[best], votes[best]
	return m, true
}

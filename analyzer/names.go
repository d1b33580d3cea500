package analyzer

import (
	"strconv"
	"strings"
)

// nameKey folds a name: without case, title, marks, pronouns. Of a mail address it takes the part before the @.
func nameKey(name string) string {
	name, _ = cutPronouns(strings.ToLower(name))
	if isQA(name) {
		return name[:1] // "Q2"
	}
	marks := " \t,.\u00a0"
	if isMail(name) {
		name, marks = name[:strings.IndexByte(name, '@')], " .-_+0123456789"
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(marks, r) })
	for len(words) > 1 && honorifics.Holds(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// isMail reports whether a name is a mail address.
func isMail(name string) bool {
	at := strings.IndexByte(name, '@')
	return at > 0 && strings.IndexByte(name, ' ') < 0 && strings.IndexByte(name[at:], '.') > 1
}

// cutPronouns parts a name from the pronouns behind it: "Sara Lee she/her".
func cutPronouns(name string) (rest, pronouns string) {
	at := strings.LastIndexByte(name, ' ')
	if at < 0 || strings.IndexByte(name[at:], '/') < 0 {
		return name, ""
	}
	for p := range strings.SplitSeq(strings.ToLower(name[at+1:]), "/") {
		if !pronounWords.Holds(p) {
			return name, ""
		}
	}
	return strings.TrimSpace(name[:at]), name[at+1:]
}

var (
	honorifics   = WordSet("honorific")
	pronounWords = WordSet("pronoun")
)

// oneName maps each spelling of a name to the one that its speaker goes by, and tells which names were taken for one. "Tom", "TOM" and
// "Dr. Tom" are one; "Tom" and "Tom B." are where no other Tom speaks, and the two do not talk with each other.
func oneName(spoken []sighting) (map[string]string, []string) {
	n := names{spellings: map[string][]string{}, spelled: map[string]int{}, turns: map[string]int{}, meet: map[[2]string]int{}}
	for i := range spoken {
		n.add(spoken[i].name, spoken[i].key)
	}
	groups := n.merge()
	to := map[string]string{}
	var doubles []string
	for _, keys := range groups {
		var all []string
		best := ""
		for _, key := range keys {
			for _, spelling := range n.spellings[key] {
				all = append(all, spelling)
				if best == "" || n.spelled[spelling] > n.spelled[best] {
					best = spelling
				}
			}
		}
		for _, spelling := range all {
			to[spelling] = best
		}
		if len(keys) > 1 {
			doubles = append(doubles, "the labels "+quoted(all)+" are taken for one speaker's")
		}
	}
	return to, doubles
}

// names are the names of a transcript's labels, folded, with their spellings and how often they follow on each other.
type names struct {
	order     []string
	spellings map[string][]string
	spelled   map[string]int // labels of a spelling
	turns     map[string]int // labels of a folded name
	meet      map[[2]string]int
	before    string
}

func (n *names) add(name, key string) {
	if n.turns[key] == 0 {
		n.order = append(n.order, key)
	}
	if n.spelled[name] == 0 {
		n.spellings[key] = append(n.spellings[key], name)
	}
	n.spelled[name]++
	n.turns[key]++
	if n.before != key && n.before != "" {
		n.meet[[2]string{min(n.before, key), max(n.before, key)}]++
	}
	n.before = key
}

// merge groups the folded names, in the order in which they first speak.
func (n *names) merge() [][]string {
	group := map[string]string{}
	for _, key := range n.order {
		var longer []string
		for _, other := range n.order {
			if shortens(key, other) {
				longer = append(longer, other)
			}
		}
		one := len(longer) > 0
		for i, a := range longer {
			one = one && n.meet[[2]string{min(a, key), max(a, key)}] <= 1+min(n.turns[a], n.turns[key])/4
			for _, b := range longer[i+1:] {
				one = one && (shortens(a, b) || shortens(b, a))
			}
		}
		if one {
			group[key] = longer[len(longer)-1]
		}
	}
	last := func(key string) string {
		for range n.order {
			next, ok := group[key]
			if !ok {
				break
			}
			key = next
		}
		return key
	}
	var out [][]string
	index := map[string]int{}
	for _, key := range n.order {
		to := last(key)
		i, ok := index[to]
		if !ok {
			i = len(out)
			index[to] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], key)
	}
	return out
}

// shortens reports whether one folded name is a shorter form of another: "tom", "tom b", "t baker", "tbaker" and "baker" of "tom baker".
func shortens(short, long string) bool {
	a, b := strings.Fields(short), strings.Fields(long)
	if n := len(b); n > 1 && len(b[0]) > 1 && len(b[n-1]) > 2 && !startsWithRole(long) {
		if initial, last := b[0][:1], b[n-1]; short == last || short == initial+" "+last || short == initial+last {
			return true
		}
	}
	if short == long || len(a) == 0 || len(a) > len(b) || len(a[0]) < 2 || a[0] != b[0] || startsWithRole(long) {
		return false
	}
	for i := 1; i < len(b); i++ {
		if isDigit(b[i][0]) || i < len(a) && a[i] != b[i] && !(len(a[i]) == 1 && strings.HasPrefix(b[i], a[i])) {
			return false
		}
	}
	return true
}

// quoted lists names as they are shown in messages.
func quoted(names []string) string {
	var b strings.Builder
	for i, name := range names {
		switch {
		case i > 0 && i == len(names)-1:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(strconv.Quote(name))
	}
	return b.String()
}

package analyzer

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// check compares a case with what it should be. A case with a bug's description is known to be wrong: it fails once it is right,
// so that its mark is taken away.
func check(t *testing.T, name, bug string, got, want any) {
	t.Helper()
	same := reflect.DeepEqual(got, want)
	if !same && bug == "" {
		t.Errorf("%s:\n got %v\nwant %v", name, got, want)
	}
	if same && bug != "" {
		t.Errorf("%s is right now; take away its mark %q", name, bug)
	}
}

func tokenize(text string) []Token { return appendTokens(nil, text, Span{0, len(text)}) }

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, in, want, bug string }{
		{name: "words", in: "Built the  booking engine", want: "Built the booking engine"},
		{name: "marks part", in: "Fast, small; done.", want: "Fast , small ; done ."},
		{name: "C++ stays", in: "C++, C and C++17", want: "C++ , C and C++ 17"},
		{name: "C# and F# stay", in: "C#/F# (C#)", want: "C# / F# ( C# )"},
		{name: ".NET stays", in: "C#/.NET, .net and ASP.NET", want: "C# / .NET , .net and ASP.NET"},
		{name: ".NET with its version", in: ".NET 8 and .NET", want: ".NET 8 and .NET"},
		{name: "a point before another word starting with net", in: "a .network", want: "a . network"},
		{name: "Node.js stays", in: "Node.js, Vue.js. Next.js", want: "Node.js , Vue.js . Next.js"},
		{name: "slashes part", in: "CI/CD and A/B", want: "CI / CD and A / B"},
		{name: "percent", in: "23% ~40% 5.5 %", want: "23 % ~ 40 % 5.5 %"},
		{name: "money", in: "$2M €1,200.50 £3bn", want: "$ 2M € 1,200.50 £ 3bn"},
		{name: "letters against a number", in: "3x 40ms 10k+ 2nd", want: "3x 40ms 10k + 2nd"},
		{name: "letters before a number", in: "p99 GPT-4 H264", want: "p99 GPT - 4 H264"},
		{name: "lakh grouping", in: "12,50,000 rows", want: "12,50,000 rows"},
		{name: "a list of numbers is no grouping", in: "3,4 and 5", want: "3 , 4 and 5"},
		{name: "a number at the sentence's end", in: "in 2019. Then", want: "in 2019 . Then"},
		{name: "e-mail address", in: "ines.roca+cv@mail.example.com, Porto", want: "ines.roca+cv@mail.example.com , Porto"},
		{name: "e-mail address that begins with a digit", in: "7ines@example.com", want: "7ines@example.com", bug: "an address is looked for at letters only"},
		{name: "web address", in: "see https://example.org/a-b?c=1#d.", want: "see https://example.org/a-b?c=1#d ."},
		{name: "web address without its scheme", in: "linkedin.com/in/ines-roca | x", want: "linkedin.com/in/ines-roca | x"},
		{name: "web address in brackets", in: "(https://example.org/x)", want: "( https://example.org/x )"},
		{name: "domain", in: "at example.com we", want: "at example.com we"},
		{name: "apostrophes", in: "don't don’t team's", want: "don't don’t team's"},
		{name: "a closing quote is no apostrophe", in: "'done' ok", want: "' done ' ok"},
		{name: "an accent behind an apostrophe", in: "l’équipe", want: "l’équipe", bug: "only an ASCII letter holds the apostrophe"},
		{name: "em dash without spaces", in: "faster—and cheaper", want: "faster — and cheaper"},
		{name: "runs of one mark", in: "so... -- what?!", want: "so ... -- what ? !"},
		{name: "arrows", in: "5->3 a→b", want: "5 -> 3 a → b"},
		{name: "combining marks", in: "Ame\u0301lie coo\u0308perates", want: "Ame\u0301lie coo\u0308perates"},
		{name: "letters of other scripts", in: "Żółć 日本 Привет", want: "Żółć 日本 Привет"},
		{name: "soft hyphen", in: "data\u00adbase", want: "data\u00adbase"},
		{name: "zero-width space parts", in: "one\u200btwo", want: "one two"},
		{name: "byte order mark", in: "\ufeffName", want: "Name"},
		{name: "no-break space", in: "40\u00a0%", want: "40 %"},
		{name: "abbreviations", in: "e.g. U.S. Ph.D. i.e.", want: "e.g . U.S . Ph.D . i.e ."},
		{name: "a missing space behind a full stop", in: "Done.Then more", want: "Done . Then more"},
		{name: "underscore", in: "feature_store v2", want: "feature_store v2"},
		{name: "nothing", in: " \t\n", want: ""},
	} {
		var got []string
		for _, tok := range tokenize(c.in) {
			got = append(got, c.in[tok.Start:tok.End])
		}
		check(t, c.name, c.bug, strings.Join(got, " "), c.want)
	}
}

func TestTokenKinds(t *testing.T) {
	for in, want := range map[string]TokenKind{
		"word": Word, "p99": Word, "Node.js": Word, ".NET": Word, "C#": Word, "é": Word, "a@example.com": Word,
		"23": Number, "3x": Number, "1,200.5": Number, "10k": Number,
		"%": Punct, "—": Punct, "...": Punct, "$": Punct,
	} {
		if toks := tokenize(in); len(toks) != 1 || toks[0].Kind != want {
			t.Errorf("%q: got %v, want one token of kind %d", in, toks, want)
		}
	}
}

// Norm is lower case with plain apostrophes, hyphens and arrows; Stem is Snowball's of Norm.
func TestTokenNorms(t *testing.T) {
	for _, c := range []struct{ in, norm, stem string }{
		{"Reduced", "reduced", "reduc"},
		{"team’s", "team's", "team"},
		{"ÉTÉ", "été", "été"},
		{"data\u00adbase", "database", "databas"},
		{"—", "-", "-"},
		{"->", "→", "→"},
		{"⇒", "→", "→"},
		{"Node.js", "node.js", "node.js"},
		{"C++", "c++", "c++"},
		{"ML", "ml", "ml"},
		{"10K", "10k", "10k"},
	} {
		toks := tokenize(c.in)
		if len(toks) != 1 || toks[0].Norm != c.norm || toks[0].Stem != c.stem {
			t.Errorf("%q: got %+v, want norm %q, stem %q", c.in, toks, c.norm, c.stem)
		}
	}
}

func TestCapital(t *testing.T) {
	s := Sentence{Tokens: tokenize("Éva used Redis and pandas")}
	for i, want := range []bool{true, false, true, false, false} {
		if s.Capital(i) != want {
			t.Errorf("token %d: got %v", i, !want)
		}
	}
}

// Offsets count in the whole text, not in the span that is read.
func TestTokensOfASpan(t *testing.T) {
	const text = "one. two 3x. four"
	toks := appendTokens(nil, text, Span{5, 12})
	want := []Span{{5, 8}, {9, 11}, {11, 12}}
	for i := range toks {
		if i >= len(want) || toks[i].Span != want[i] {
			t.Fatalf("got %v, want %v", toks, want)
		}
	}
}

// A line without a space is read in time that grows with its length, not with the square of it.
func TestTokensOfOneLongWord(t *testing.T) {
	short := timePerByte(strings.Repeat("a-", 1<<8))
	long := timePerByte(strings.Repeat("a-", 1<<14))
	check(t, "64 times longer", "", long < 32*short, true)
}

// timePerByte is the least of ten times, in nanoseconds a byte.
func timePerByte(text string) float64 {
	least := math.MaxFloat64
	for range 10 {
		start := time.Now()
		tokenize(text)
		least = min(least, float64(time.Since(start).Nanoseconds())/float64(len(text)))
	}
	return least
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"Built C++/.NET in 2019 – 40% faster.", "ines@example.com | https://example.org/a", "e.g. don’t ½ 3x–5x", "a\u0301\u200b\u00ad\ufeffb", "→->=>…", "日本 12,50,000 ٣٤"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		at := 0
		for _, tok := range tokenize(text) {
			if tok.Start < at || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token %v after %d of %d in %q", tok.Span, at, len(text), text)
			}
			if !utf8.ValidString(text[tok.Start:tok.End]) {
				t.Fatalf("token %q cuts a letter in %q", text[tok.Start:tok.End], text)
			}
			onlySpace(t, text[at:tok.Start])
			at = tok.End
		}
		onlySpace(t, text[at:])
	})
}

// onlySpace fails unless s is white space and characters that show nothing.
func onlySpace(t *testing.T, s string) {
	t.Helper()
	if rest := strings.TrimFunc(s, isSpace); rest != "" {
		t.Fatalf("no token holds %q", rest)
	}
}

package render

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"", 10, ""},
		{"one", 10, "one"},
		{"one two three", 7, "one two|three"},
		{"one two three", 8, "one two|three"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"a abcdefghij b", 4, "a|abcd|efgh|ij b"},
		{"売上を二倍", 4, "売上|を二|倍"},
		{"売", 1, "売"},
		{"e\u0301e\u0301 e\u0301e\u0301", 5, "e\u0301e\u0301 e\u0301e\u0301"},
	} {
		if got := strings.Join(wrap(c.text, c.n), "|"); got != c.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"", 5, ""},
		{"short", 5, "short"},
		{"longer", 5, "long…"},
		{"two words", 6, "two…"},
		{"日本語です", 5, "日本語です"},
		{"日本語ですよ", 5, "日本語で…"},
		{"an averylongwordwithoutanyendoranyspacesinit", 40, "an averylongwordwithoutanyendoranyspace…"},
	} {
		if got := cut(c.text, c.n); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
}

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"plain, Größe, 日本": "plain, Größe, 日本",
		"\x1b[31m\a":       `\x1b[31m\a`,
		"a\nb\tc\x00":      `a\nb\tc\x00`,
		"\u202egnp.exe":    `\u202egnp.exe`,
		"\u009b2J\x7f":     `\u009b2J\x7f`,
		"bad \xff byte":    `bad \xff byte`,
		"replaced \uFFFD":  "replaced \uFFFD",
		"\U000E0041 tag":   `\U000e0041 tag`,
		"می\u200cخواهم 👨‍👩‍👧": "می\u200cخواهم 👨‍👩‍👧",
	} {
		if got := safe(in); got != want {
			t.Errorf("safe(%q) = %q, want %q", in, got, want)
		}
	}
}

package analyzer

import (
	"strings"
	"unicode"

	"redflag/lexicons"
)

// Tool is an entry of the tools lexicon: a tool, framework, service, library or language.
type Tool struct {
	Name, Category string
}

// Language reports whether the tool is a programming or mark-up language, which counts as a tool only among tools.
func (t *Tool) Language() bool { return t.Category == "language" || t.Category == "markup" }

// ToolUse is a mention of a tool in a sentence.
type ToolUse struct {
	Tool        *Tool
	First, Last int  // tokens of the sentence, inclusive
	Listed      bool // the spelling is an ordinary word too: it is a tool only beside other tools
}

// spelling is one way to write a tool's name.
type spelling struct {
	tool    *Tool
	written string
	match   string // any, cased, list (see lexicons/tools.tsv)
}

// writtenIn reports whether a name is written as the spelling asks: in any case, or in its own or upper case.
func (s *spelling) writtenIn(got string) bool {
	if s.match == "any" {
		return true
	}
	return got == s.written || got == strings.ToUpper(s.written) && len(got) > 1 || sameCase(got, s.written)
}

// sameCase compares the letters and digits of two spellings, with their case.
func sameCase(a, b string) bool {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s)
	}
	return bare(a) == bare(b)
}

// addTools adds every spelling of every tool to the trie.
func (c *compiled) addTools(data string) {
	for row := range lexicons.Rows(data) {
		tool := &Tool{Name: row[0], Category: row[1]}
		c.tools[tool.Name] = tool
		names := []string{row[0]}
		if row[3] != "" {
			names = append(names, strings.Split(row[3], "|")...)
		}
		for _, name := range names {
			s := &spelling{tool: tool, written: name, match: row[2]}
			if i := strings.LastIndexByte(name, ':'); i > 0 && (name[i+1:] == "any" || name[i+1:] == "cased" || name[i+1:] == "list") {
				s.written, s.match = name[:i], name[i+1:]
			}
			var ids []int32
			for _, t := range rawTokens(s.written) {
				if t != "-" {
					ids = append(ids, c.id(c.norms, t))
				}
			}
			c.add(ids, ending{list: Tools, entry: &Entry{Phrase: tool.Name}, tool: s})
		}
	}
}

// ToolUses returns the tools that the sentence mentions, in text order, the longest name at each place.
func (s *Sentence) ToolUses() []ToolUse {
	var out []ToolUse
	next := 0
	for _, c := range s.cues {
		if c.List == Tools && c.First >= next && !s.isPartOfName(c) {
			out = append(out, ToolUse{Tool: c.tool.tool, First: c.First, Last: c.Last, Listed: c.tool.match == "list"})
			next = c.Last + 1
		}
	}
	return out
}

// isPartOfName reports whether a match is a piece of an address or of a compound: "github.com", the "Scratch" of "From-Scratch".
func (s *Sentence) isPartOfName(c Cue) bool {
	return strings.Contains(s.Tokens[c.Last].Norm, ".com") || c.tool.match != "any" && s.hyphenated(c.First-1)
}

// LookupTool returns the tool of that canonical name, nil where there is none.
func LookupTool(name string) *Tool { return lexicon().tools[name] }

// ToolCount is the number of canonical tools in the lexicon.
func ToolCount() int { return len(lexicon().tools) }

// InBrackets reports whether token i stands in round brackets.
func (s *Sentence) InBrackets(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch s.Tokens[j].Norm {
		case "(":
			return true
		case ")":
			return false
		}
	}
	return false
}

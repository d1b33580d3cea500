package extract

import (
	"errors"
	"html"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"redflag/analyzer"
)

// A jsonSection is a section of a JSON Resume (https://jsonresume.org/schema, version 1.0.0, with the names of the versions
// before it) and how its entries are written.
type jsonSection struct {
	key, title string
	head       []string // the fields that name an entry, in the order of its title
	list       bool     // an entry is a line of a list, "Python (expert): pandas, polars"
}

var jsonSections = []jsonSection{
	{key: "work", title: "Experience", head: []string{"position", "name", "company", "location"}},
	{key: "volunteer", title: "Volunteering", head: []string{"position", "organization", "location"}},
	{key: "education", title: "Education", head: []string{"studyType", "area", "institution", "location"}},
	{key: "projects", title: "Projects", head: []string{"name", "roles", "entity", "type"}},
	{key: "awards", title: "Awards", head: []string{"title", "awarder"}},
	{key: "certificates", title: "Certificates", head: []string{"name", "issuer"}},
	{key: "publications", title: "Publications", head: []string{"name", "publisher"}},
	{key: "skills", title: "Skills", head: []string{"name"}, list: true},
	{key: "languages", title: "Languages", head: []string{"language"}, list: true},
	{key: "interests", title: "Interests", head: []string{"name"}, list: true},
	{key: "hobbies", title: "Interests", head: []string{"name"}, list: true},
	{key: "references", title: "References"},
}

// noJSONText are the fields that are no text of the resume, at the top and in basics.
var noJSONText, noBasicsText = []string{"$schema", "meta"}, []string{"image", "picture"}

// maxJSONHead is how far the beginning of a JSON text is searched for the names of a JSON Resume, in bytes.
const maxJSONHead = 1 << 20

// isJSONResume reports whether data is a JSON object with the "basics" of a JSON Resume, or with two of its sections. The object
// may be cut short.
func isJSONResume(data []byte) bool {
	top := beginJSON(data)
	if top == nil || top.kind != '{' {
		return false
	}
	sections := 0
	for _, v := range top.kids {
		switch {
		case v.kind == '{' && v.key == "basics":
			return true
		case v.kind == '[' && slices.ContainsFunc(jsonSections, func(s jsonSection) bool { return s.key == v.key }):
			sections++
		}
	}
	return sections >= 2
}

// KnownFile reports whether a folder is read for the sake of the file at path: its extension is that of a format that redflag
// reads or, since JSON may be anything, its first megabyte is that of a JSON Resume or of a transcript.
func KnownFile(path string) bool {
	if ext(path) != ".json" {
		return Known(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	start, _ := io.ReadAll(io.LimitReader(f, maxJSONHead))
	return isJSONResume(start) || isJSONTranscript(start)
}

// refuseJSON says what is wrong with a JSON file that is neither a JSON Resume nor a transcript.
func refuseJSON(b *analyzer.Builder, data []byte) error {
	text, err := decode(b, data)
	if err != nil {
		return err
	}
	if err := checkJSON(strings.TrimPrefix(text, "\uFEFF"), resumeJSON); err != nil {
		return err
	}
	if isWordless(beginJSON(data)) {
		return errors.New("a transcript without words; export it again")
	}
	return errors.New(`JSON, but neither a JSON Resume ("basics", or two of its sections: "work", "education", ...) nor ` + jsonTranscriptTools + `; save the resume as PDF or TXT, or the transcript as VTT, SRT or TXT`)
}

// readJSONResume reads a JSON Resume as a resume is written: titled sections, an entry with its title, bullets. What is in fields
// that the schema does not know stands behind what it knows. Each line says which value it comes from.
func readJSONResume(b *analyzer.Builder, data []byte) error {
	text, err := decode(b, data)
	if err != nil {
		return err
	}
	top, err := parseJSON(b, strings.TrimPrefix(text, "\uFEFF"), resumeJSON)
	if err != nil {
		return err
	}
	r := jsonResume{b: b}
	r.basics(top.field("basics"))
	var rest []*jsonValue
	for _, v := range top.kids {
		i := slices.IndexFunc(jsonSections, func(s jsonSection) bool { return s.key == v.key })
		switch {
		case v.key == "basics" || slices.Contains(noJSONText, v.key):
		case i >= 0:
			r.section(jsonSections[i], v)
		case v.kind == '[' || v.kind == '{':
			r.section(jsonSection{title: label(v.key), head: []string{"title", "name"}}, v)
		default:
			rest = append(rest, v)
		}
	}
	if len(rest) > 0 {
		r.heading(top, "Other")
		r.others(rest)
	}
	if r.size > maxJSONLines {
		return errors.New("far more text than a resume holds; cut out the part that matters")
	}
	return nil
}

// maxJSONLines is the most that the lines of a JSON Resume and their pointers may take, in bytes: a long name of a field stands in
// the pointer of each value in it.
const maxJSONLines = 4 * maxText

// jsonResume writes the lines of a JSON Resume.
type jsonResume struct {
	b    *analyzer.Builder
	size int  // of the lines so far
	gap  bool // the next line stands apart from the one before
}

// line writes one line that comes from v.
func (r *jsonResume) line(v *jsonValue, kind analyzer.LineKind, text string) {
	text = oneLine(text)
	if text == "" || r.size > maxJSONLines {
		return
	}
	if kind == analyzer.ItemLine {
		text = bullet + text
	}
	pointer := v.pointer()
	r.size += len(text) + len(pointer)
	r.b.Line(analyzer.Line{Text: text, Kind: kind, Source: v.line, Gap: r.gap, Pointer: pointer})
	r.gap = false
}

// oneLine makes white space and control characters single spaces.
func oneLine(s string) string {
	var b strings.Builder
	apart := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			apart = b.Len() > 0
			continue
		case apart:
			b.WriteByte(' ')
			apart = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (r *jsonResume) heading(v *jsonValue, title string) {
	r.gap = true
	r.line(v, analyzer.HeadingLine, title)
	r.gap = true
}

// basics writes the top of the resume: the name, what the person is, how to reach them, and the summary.
func (r *jsonResume) basics(v *jsonValue) {
	if v == nil {
		return
	}
	used := append([]string{"name", "label", "location", "email", "phone", "url", "website", "profiles", "summary"}, noBasicsText...)
	for _, key := range []string{"name", "label"} {
		if f := v.field(key); f != nil {
			r.line(f, analyzer.ParaLine, flat(f))
		}
	}
	contact := v.titles("location", "email", "phone", "url", "website")
	if p := v.field("profiles"); p != nil {
		for _, profile := range p.entries() {
			contact = append(contact, flat(profile))
		}
	}
	r.line(v, analyzer.ParaLine, strings.Join(contact, " | "))
	r.others(v.except(used...))
	if s := v.field("summary"); s != nil {
		r.heading(s, "Summary")
		r.paras(s)
	}
}

// section writes a section with its title. A section that is one object, or one string, is its only entry.
func (r *jsonResume) section(s jsonSection, v *jsonValue) {
	if !v.holdsText() {
		return
	}
	r.heading(v, s.title)
	for _, entry := range v.entries() {
		switch {
		case entry.kind != '{' && s.list:
			r.line(entry, analyzer.ItemLine, flat(entry))
		case entry.kind != '{':
			r.paras(entry)
		case s.list:
			r.listEntry(s, entry)
		case s.key == "references":
			r.reference(entry)
		default:
			r.entry(s, entry)
		}
	}
}

// entry writes an employer, project or school: the title, the address, what is told of it, and the bullets.
func (r *jsonResume) entry(s jsonSection, v *jsonValue) {
	used := append([]string{"startDate", "endDate", "date", "awardDate", "releaseDate", "url", "website", "description", "summary", "highlights", "courses"}, s.head...)
	title := strings.Join(v.titles(s.head...), ", ")
	if when := v.dates(); when != "" {
		title = strings.TrimSpace(title + " (" + when + ")")
	}
	r.gap = true
	r.line(v, analyzer.ParaLine, title)
	for _, key := range []string{"url", "website", "description", "summary"} {
		if f := v.field(key); f != nil {
			r.paras(f)
		}
	}
	for _, key := range []string{"highlights", "courses"} {
		if f := v.field(key); f != nil {
			r.bullets(f)
		}
	}
	r.others(v.except(used...))
}

// listEntry writes "Python (expert): pandas, polars".
func (r *jsonResume) listEntry(s jsonSection, v *jsonValue) {
	text := strings.Join(v.titles(s.head...), ", ")
	if level := strings.Join(v.titles("level", "fluency"), ", "); level != "" {
		text = strings.TrimSpace(text + " (" + level + ")")
	}
	if k := v.field("keywords"); k != nil && flat(k) != "" {
		text = strings.TrimPrefix(text+": "+flat(k), ": ")
	}
	r.line(v, analyzer.ItemLine, text)
	r.others(v.except(append([]string{"level", "fluency", "keywords"}, s.head...)...))
}

// reference writes what somebody else says, in quotation marks.
func (r *jsonResume) reference(v *jsonValue) {
	r.gap = true
	if words := v.field("reference"); words != nil {
		r.line(words, analyzer.ParaLine, "“"+flat(words)+"”")
	}
	if name := v.field("name"); name != nil {
		r.line(name, analyzer.ParaLine, "– "+flat(name))
	}
	r.others(v.except("reference", "name"))
}

// paras writes a text, a paragraph a line.
func (r *jsonResume) paras(v *jsonValue) {
	if v.kind == '{' {
		r.others(v.kids)
		return
	}
	for _, e := range v.entries() {
		for _, line := range lines(e) {
			r.line(e, analyzer.ParaLine, line)
		}
	}
}

// bullets writes a list of texts. The lines of one text behind its first go on with its bullet.
func (r *jsonResume) bullets(v *jsonValue) {
	if v.kind == '{' {
		r.others(v.kids)
		return
	}
	for _, e := range v.entries() {
		for _, line := range lines(e) {
			r.line(e, analyzer.ItemLine, strings.TrimPrefix(line, bullet))
		}
	}
}

// others writes what no version of the schema has, as "Team size: 4". The lines are those of a list: they open no entry.
func (r *jsonResume) others(values []*jsonValue) {
	for _, v := range values {
		r.other(v, []string{v.key})
	}
}

// other writes a value under the names of the fields that it is in.
func (r *jsonResume) other(v *jsonValue, names []string) {
	if r.size > maxJSONLines {
		return
	}
	if v.kind == '{' || v.kind == '[' && slices.ContainsFunc(v.kids, (*jsonValue).standsAlone) {
		for _, k := range v.kids {
			if v.kind == '{' {
				r.other(k, append(names, k.key))
			} else {
				r.other(k, names)
			}
		}
		return
	}
	if text := flat(v); text != "" {
		r.line(v, analyzer.ItemLine, label(strings.Join(names, ", "))+": "+text)
	}
}

// standsAlone reports whether an element of an array is too much for a place in a row.
func (v *jsonValue) standsAlone() bool { return v.kind == '{' || v.kind == '[' || len(v.text) > 60 }

// entries are the values of an array; of anything else, itself.
func (v *jsonValue) entries() []*jsonValue {
	if v.kind == '[' {
		return v.kids
	}
	return []*jsonValue{v}
}

// except are the fields of an object but for those named.
func (v *jsonValue) except(keys ...string) []*jsonValue {
	var out []*jsonValue
	for _, k := range v.kids {
		if !slices.Contains(keys, k.key) {
			out = append(out, k)
		}
	}
	return out
}

// titles are the texts of the fields named, each once.
func (v *jsonValue) titles(keys ...string) []string {
	var out []string
	for _, key := range keys {
		if f := v.field(key); f != nil {
			if text := flat(f); text != "" && !slices.Contains(out, text) {
				out = append(out, text)
			}
		}
	}
	return out
}

// dates says when an entry was: "Mar 2019 – Jun 2022". One without an end goes on.
func (v *jsonValue) dates() string {
	var start, end string
	if f := v.field("startDate"); f != nil {
		start = date(flat(f))
	}
	if f := v.field("endDate"); f != nil {
		end = date(flat(f))
	}
	var out []string
	switch {
	case start != "" && end != "":
		out = append(out, start+" – "+end)
	case start != "":
		out = append(out, start+" – present")
	case end != "":
		out = append(out, end)
	}
	for _, text := range v.titles("date", "awardDate", "releaseDate") {
		out = append(out, date(text))
	}
	return strings.Join(out, ", ")
}

// date writes a date of ISO 8601, whole or without its day, as resumes do: "1 Mar 2019", "Mar 2019". Others stay as they are.
func date(s string) string {
	for _, layout := range [][2]string{{"2006-01-02", "2 Jan 2006"}, {"2006-01", "Jan 2006"}} {
		if t, err := time.Parse(layout[0], s); err == nil {
			return t.Format(layout[1])
		}
	}
	return s
}

// flat joins all that a value holds into one line.
func flat(v *jsonValue) string {
	if v.kind != '{' && v.kind != '[' {
		return oneLine(untagged(v.text))
	}
	var out []string
	for _, k := range v.kids {
		if text := flat(k); text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, ", ")
}

// lines are the lines of a text.
func lines(v *jsonValue) []string {
	if v.kind != '"' {
		return []string{flat(v)}
	}
	return strings.FieldsFunc(untagged(v.text), func(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) })
}

var simpleTag = regexp.MustCompile(`(?i)<(/?)(p|br|div|ul|ol|li|b|i|u|em|strong|span|a)(?:\s[^<>]*)?/?>`)

// untagged takes the mark-up off a text that an editor of web pages wrote: "<p>Built <b>it</b></p>". Blocks become lines of
// their own, entries of lists get a bullet, and other tags than those of such editors stay, as do the texts without any.
func untagged(s string) string {
	if len(s) > maxText || !simpleTag.MatchString(s) { // so long a text is refused anyway
		return s
	}
	return html.UnescapeString(simpleTag.ReplaceAllStringFunc(s, func(tag string) string {
		m := simpleTag.FindStringSubmatch(tag)
		switch name := strings.ToLower(m[2]); {
		case name == "li" && m[1] == "":
			return "\n" + bullet
		case slices.Contains([]string{"p", "br", "div", "ul", "ol", "li"}, name):
			return "\n"
		}
		return ""
	}))
}

// holdsText reports whether there is anything but brackets and blanks in v.
func (v *jsonValue) holdsText() bool {
	return strings.TrimSpace(v.text) != "" || slices.ContainsFunc(v.kids, (*jsonValue).holdsText)
}

// label writes the name of a field as a title: "teamSize" and "team_size" as "Team size".
func label(key string) string {
	var b strings.Builder
	before := ' '
	for _, r := range key {
		switch {
		case r == '_' || r == '-':
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
		before = r
	}
	name := oneLine(b.String())
	first, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[n:]
}

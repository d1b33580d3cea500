package render

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"

	"redflag/analyzer"
)

// Schema is the JSON Schema (draft 2020-12) of what JSON writes, and of each line that JSONL writes.
//
//go:embed schema.json
var Schema string

const contract = "redflag/1"

// document and the types below are version 1 of the contract: names and their order never change within it.
type document struct {
	Schema    string     `json:"schema"`
	Path      string     `json:"path"`
	Kind      string     `json:"kind"`
	Format    string     `json:"format"`
	Pages     int        `json:"pages"`
	Words     int        `json:"words"`
	Candidate string     `json:"candidate"`
	Score     int        `json:"score"`
	Expected  float64    `json:"expected"`
	Findings  []finding  `json:"findings"`
	Claims    []claim    `json:"claims"`
	Credits   []credit   `json:"credits"`
	Hidden    []hidden   `json:"hidden"`
	Quality   quality    `json:"quality"`
	Known     int        `json:"known"`
	Interview *interview `json:"interview"`
	Warnings  []string   `json:"warnings"`
	Error     *string    `json:"error"`
}

type finding struct {
	Rule        string  `json:"rule"`
	Confidence  float64 `json:"confidence"`
	Severity    string  `json:"severity"`
	Text        string  `json:"text"`
	Page        int     `json:"page"`
	Line        int     `json:"line"`
	EndLine     int     `json:"end_line"`
	Column      int     `json:"column"`
	Start       int     `json:"start"`
	End         int     `json:"end"`
	Section     string  `json:"section"`
	Speaker     string  `json:"speaker"`
	Time        string  `json:"time"`
	Message     string  `json:"message"`
	Question    string  `json:"question"`
	Fingerprint string  `json:"fingerprint"`
	Source      *source `json:"source"`
	Shown       bool    `json:"shown"`
	Also        []place `json:"also"`
	Pointer     string  `json:"pointer"`
}

type source struct {
	Vendor      string `json:"vendor"`
	Title       string `json:"title"`
	URL         string `json:"url"`
	SharedWords string `json:"shared_words"`
}

type place struct {
	Text    string `json:"text"`
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
	Column  int    `json:"column"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Page    int    `json:"page"`
	Pointer string `json:"pointer"`
}

type claim struct {
	Text      string   `json:"text"`
	Line      int      `json:"line"`
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Magnitude []string `json:"magnitude"`
	Baseline  []string `json:"baseline"`
	Method    []string `json:"method"`
	Period    []string `json:"period"`
	Supported bool     `json:"supported"`
	Pointer   string   `json:"pointer"`
}

// hidden is a passage that a reader of the original cannot see.
type hidden struct {
	Text string `json:"text"`
	Page int    `json:"page"`
	Line int    `json:"line"`
	Why  string `json:"why"`
}

// quality says how well the text was read, and what was withheld for it.
type quality struct {
	Readable float64 `json:"readable"`
	Enough   bool    `json:"enough"`
	Withheld int     `json:"withheld"`
}

type credit struct {
	Signal  string `json:"signal"`
	Text    string `json:"text"`
	Line    int    `json:"line"`
	Pointer string `json:"pointer"`
}

// JSON writes one object: the version of the contract, the tool, and the documents, a line each.
func JSON(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	head, err := encode(struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}{"redflag", o.Version})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, `{"schema":%q,"tool":%s,"documents":[`, contract, head); err != nil {
		return err
	}
	before := "\n"
	for r := range reports {
		line, err := encode(newDocument(r))
		if err != nil {
			return err
		}
		if _, err := w.Write(append([]byte(before), line...)); err != nil {
			return err
		}
		before = ",\n"
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}

// JSONL writes one document object a line.
func JSONL(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	for r := range reports {
		line, err := encode(newDocument(r))
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// encode marshals v on one line; < > & stay as they are, so that quotes read as quotes.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func newDocument(r *analyzer.Report) document {
	d := r.Document
	out := document{
		Schema: contract, Path: d.Path, Kind: d.Kind.String(), Format: d.Format, Pages: d.Pages, Words: d.Words(),
		Candidate: d.Candidate(),
		Score:     r.Score, Expected: r.Expected,
		Findings:  make([]finding, len(r.Findings)),
		Claims:    make([]claim, len(d.Claims)),
		Credits:   make([]credit, len(r.Credits)),
		Hidden:    make([]hidden, len(d.Hidden)),
		Quality:   quality{math.Floor(d.Quality.Readable*1000) / 1000, d.Quality.Enough(), r.Withheld},
		Warnings:  warnings(r),
		Known:     r.Known,
		Interview: newInterview(r.Interview),
	}
	for i := range r.Findings {
		out.Findings[i] = newFinding(&r.Findings[i])
	}
	for i := range d.Claims {
		out.Claims[i] = newClaim(d, &d.Claims[i])
	}
	for i, c := range r.Credits {
		out.Credits[i] = credit{c.Signal, c.Text, c.Line, c.Pointer}
	}
	for i, h := range d.Hidden {
		out.Hidden[i] = hidden{h.Text, h.Page, h.Line, h.Why}
	}
	if r.Err != "" {
		out.Error = &r.Err
	}
	return out
}

func newFinding(f *analyzer.Finding) finding {
	e := &f.Evidence[0]
	out := finding{
		Rule: f.Rule, Confidence: f.Confidence, Severity: string(f.Severity),
		Text: e.Text, Page: e.Page, Line: e.Line, EndLine: e.EndLine, Column: e.Column, Start: e.Start, End: e.End,
		Section: e.Section, Speaker: e.Speaker, Time: clock(e.Position),
		Message: f.Message, Question: f.Question, Fingerprint: f.Fingerprint, Shown: f.Shown,
		Also: []place{}, Pointer: e.Pointer,
	}
	if s := f.Source; s != nil {
		out.Source = &source{s.Vendor, s.Title, s.URL, s.SharedWords}
	}
	for _, e := range f.Evidence[1:] {
		out.Also = append(out.Also, place{e.Text, e.Line, e.EndLine, e.Column, e.Start, e.End, e.Page, e.Pointer})
	}
	return out
}

func newClaim(d *analyzer.Document, c *analyzer.Claim) claim {
	at := d.Position(c.Start)
	return claim{
		Text: d.Quote(c.Span), Line: at.Line, Start: c.Start, End: c.End,
		Magnitude: quotes(d, c.Magnitude), Baseline: quotes(d, c.Baseline), Method: quotes(d, c.Method), Period: quotes(d, c.Period),
		Supported: c.Supported(), Pointer: at.Pointer,
	}
}

func quotes(d *analyzer.Document, spans []analyzer.Span) []string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = d.Quote(s)
	}
	return out
}

// clock writes the time of a place in a recording as hours:minutes:seconds.milliseconds; "" where there is none.
func clock(p analyzer.Position) string {
	if !p.Timed {
		return ""
	}
	ms := p.Time.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
}

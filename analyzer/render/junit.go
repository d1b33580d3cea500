package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strings"

	"redflag/analyzer"
)

// JUnit writes JUnit XML, as CI systems read it: a suite for each document, in it a failed case for each finding that is shown, an error
// where it could not be read, and a passed case where nothing is to be shown.
func JUnit(w io.Writer, reports iter.Seq[*analyzer.Report], o Options) error {
	if _, err := io.WriteString(w, xml.Header+"<testsuites name=\"redflag\">\n"); err != nil {
		return err
	}
	for r := range reports {
		data, err := xml.MarshalIndent(newSuite(r), "  ", "  ")
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n", data); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</testsuites>\n")
	return err
}

type suite struct {
	XMLName  xml.Name   `xml:"testsuite"`
	Name     string     `xml:"name,attr"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Errors   int        `xml:"errors,attr"`
	Cases    []testCase `xml:"testcase"`
	Log      string     `xml:"system-err,omitempty"`
}

type testCase struct {
	Name    string   `xml:"name,attr"`
	Class   string   `xml:"classname,attr"`
	File    string   `xml:"file,attr,omitempty"`
	Line    int      `xml:"line,attr,omitempty"`
	Failure *problem `xml:"failure"`
	Error   *problem `xml:"error"`
}

type problem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Body    string `xml:",chardata"`
}

func newSuite(r *analyzer.Report) suite {
	d := r.Document
	s := suite{Name: inXML(inputName(d.Path)), Log: inXML(strings.Join(warnings(r), "\n"))}
	for _, f := range shownFindings(r) {
		e := &f.Evidence[0]
		c := testCase{Name: inXML(f.Title), Class: f.Rule, File: inXML(inputName(d.Path)),
			Failure: &problem{Message: inXML(f.Message), Type: f.Rule, Body: inXML(fmt.Sprintf("%s\n\nAsk: %s\n%d%% sure", e.Text, f.Question, percent(f.Confidence)))}}
		if linesAreSource(d.Format) {
			c.Line = e.Line
		}
		s.Cases = append(s.Cases, c)
	}
	s.Failures = len(s.Cases)
	switch {
	case r.Err != "":
		s.Errors = 1
		s.Cases = append(s.Cases, testCase{Name: "read", Class: "redflag", File: inXML(inputName(d.Path)), Error: &problem{Message: inXML(r.Err), Type: "unreadable"}})
	case len(s.Cases) == 0:
		s.Cases = append(s.Cases, testCase{Name: "nothing to probe", Class: "redflag", File: inXML(inputName(d.Path))})
	}
	s.Tests = len(s.Cases)
	return s
}

// inXML takes out what XML 1.0 cannot hold.
func inXML(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

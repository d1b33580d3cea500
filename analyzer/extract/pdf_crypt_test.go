package extract

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"redflag/analyzer"
)

// encryptions are the arguments of qpdf for every way of encrypting.
var encryptions = []struct {
	name string
	args []string
}{
	{"rc4-40", []string{"40", "--"}},
	{"rc4-128", []string{"128", "--use-aes=n", "--"}},
	{"rc4-v4", []string{"128", "--use-aes=n", "--force-V4", "--"}},
	{"aes-128", []string{"128", "--use-aes=y", "--"}},
	{"aes-128-clear-metadata", []string{"128", "--use-aes=y", "--cleartext-metadata", "--"}},
	{"aes-256-r5", []string{"256", "--force-R5", "--"}},
	{"aes-256", []string{"256", "--"}},
	{"aes-256-packed", []string{"256", "--", "--object-streams=generate"}},
	{"rc4-packed", []string{"128", "--use-aes=n", "--", "--object-streams=generate"}},
}

// encrypt has qpdf encrypt a PDF.
func encrypt(t *testing.T, data []byte, user string, args []string) []byte {
	t.Helper()
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("skipped: qpdf is not here")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	all := append([]string{"--allow-weak-crypto", "--encrypt", user, "owner"}, args...)
	if message, err := exec.Command(tool, append(all, in, out)...).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v: %s", err, message)
	}
	data, err = os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPDFEncrypted reads files that open without a password, with their table of objects and without it.
func TestPDFEncrypted(t *testing.T) {
	plain := makePDF("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/Properties<</M<</ActualText(a string)>>>>>>>>",
		stream("", at(50, 700, "Open to all")+"/Span /M BDC "+at(50, 680, "glyphs")+"EMC"), helvetica)
	for _, e := range encryptions {
		t.Run(e.name, func(t *testing.T) {
			data := encrypt(t, plain, "", e.args)
			if got := pdfDocument(t, data).Text; got != "Open to all\na string" {
				t.Errorf("got %q", got)
			}
			lost := bytes.Replace(data, []byte("startxref"), []byte("startxxxx"), 1)
			if got := pdfDocument(t, lost).Text; got != "Open to all\na string" {
				t.Errorf("without its table: %q", got)
			}
			err := readPDF(&analyzer.Builder{}, encrypt(t, plain, "secret", e.args))
			if fmt.Sprint(err) != "encrypted, needs a password; save a copy without one" {
				t.Errorf("with a password: %v", err)
			}
		})
	}
}

// TestPDFEncryptedSamples: encryption changes nothing in what is read.
func TestPDFEncryptedSamples(t *testing.T) {
	files, _ := filepath.Glob(documents + "/*.pdf")
	if len(files) == 0 {
		t.Skip("skipped: the sample documents are not here")
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	want := pdfDocument(t, data).Text
	for _, e := range encryptions {
		if got := pdfDocument(t, encrypt(t, data, "", e.args)).Text; got != want {
			t.Errorf("%s: F1 %.3f with the text of the plain file", e.name, f1(bag(got), bag(want)))
		}
	}
}

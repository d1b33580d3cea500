package analyzer_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/extract"
)

// several and nobody are the truth of conversations that must be refused: more than one answers, or none does.
const (
	several = "(several)"
	nobody  = "(nobody)"
)

// truth is the candidate of each file of the sets that are not part of the project.
var truth = map[string]string{
	"aisha-ai-programme.txt":         "Aisha Bello",
	"grid-mlops-lead.txt":            "Candidate",
	"henrik-applied-scientist.txt":   "Henrik",
	"junior-ml-marketplace.txt":      "Speaker 2",
	"linh-fresh-forecast.txt":        "Candidate",
	"partner-platform-architect.txt": "A",
	"ravi-senior-mle-lending.txt":    "Ravi Menon",
	"tom-card-fraud-lead.txt":        "Tom",
	"viktor-data-engineer.txt":       "Viktor",
	"whitfield-head-of-ai.txt":       "DR. WHITFIELD",

	"practical-ai-104.md": several,
	"practical-ai-143.md": "Yotam Mann",
	"practical-ai-149.md": "Michael Malyuk",
	"practical-ai-175.md": several,
	"practical-ai-176.md": "Luis Ceze",
	"practical-ai-194.md": "Charles Martin",
	"practical-ai-209.md": "Beau Perschall",
	"practical-ai-226.md": "Kate Bradley Chernis",
	"practical-ai-256.md": nobody,
	"practical-ai-28.md":  nobody,
	"practical-ai-287.md": nobody,
	"practical-ai-90.md":  nobody,

	"interview-transcript__2020_Lantana_Games_Interview_with_Danny_Silvers_of_Lantana_Games_-_2020-11-19.md":                                         "Danny Silvers",
	"interview-transcript__2021_Redstart_Interactive_Get-A-Grip_Chip_transcription.md":                                                               several,
	"interview-transcript__2021_Wintermoor_Tactics_Club_Wintermoor_Tactics_Club_interview_transcription.md":                                          several,
	"interview-transcript__2022_13AM_Games_Dawn_of_the_Monsters_-_interview_with_Alex_Rushdy_13AM_Games.md":                                          "Alex Rushdy",
	"interview-transcript__2022_Betty_Earl_Interview_with_Matthew_Brelsford_creator_of_Betty_Earl.md":                                                "Matthew Brelsford",
	"interview-transcript__2022_GigaSword_GigaSword_-_Interview_with_Jack_Breen.md":                                                                  "Jack Breen",
	"interview-transcript__2022_Legends_of_Astravia_Legends_of_Astravia_-_Interview_with_Jaiden_Alemni_Studio_Alemni.md":                             "Jaiden Alemni",
	"interview-transcript__2022_Q-Cubed_Q-Cubed_-_Interview_with_Carolyn_Lu_at_Cludosian_Games.md":                                                   "Carolyn Lu",
	"interview-transcript__22_Super_Marxist_Twins_Super_Marxist_Twins_-_Interview_with_Eric_Kesterson_Saun_Conlin_Jim_Bochanski_and_Nick_Zaleski.md": several,
	"transcription-analyzer__examples_sample_coaching_session.md":                                                                                    nobody,
	"transcription-analyzer__examples_sample_meeting.md":                                                                                             nobody,
	"transcription-analyzer__examples_sample_transcript.md":                                                                                          "Alex",
	"zoom_transcript_filt__input_example.out.txt":                                                                                                    "Johnny Doe",
	"zoom_transcript_filt__input_example.txt":                                                                                                        "Johnny Doe",
}

// The ways in which each conversation is read: with its own labels, with neutral ones, with neutral ones and no punctuation or
// capitals, and its front alone.
const (
	asWritten = "as written"
	lettered  = "A, B"
	numbered  = "Speaker 1, 2"
	bare      = "bare speech"
	quarter   = "first quarter"
	half      = "first half"
)

// TestCandidates prints who is taken for the candidate of each conversation, as it is and with its labels made neutral, and holds that
// none is taken wrongly.
func TestCandidates(t *testing.T) {
	if testing.Short() {
		t.Skip("some fifty conversations, each in six ways")
	}
	files := candidateFiles(t)
	if len(files) == 0 {
		t.Skip("no labelled interviews here: ../shared and corpus/interviews/tune are absent")
	}
	var table strings.Builder
	sums := map[string]map[string]int{}
	for _, f := range files {
		source, err := os.ReadFile(f.path)
		if err != nil {
			t.Fatal(err)
		}
		source = markup.ReplaceAll(source, nil)
		written := f.read(t, source)
		fmt.Fprintf(&table, "%-60.60s", filepath.Base(f.path))
		for _, labels := range []string{asWritten, lettered, numbered, bare, quarter, half} {
			got := f.outcome(t, source, written, labels)
			fmt.Fprintf(&table, "  %-8s", got)
			key := f.set + ", " + labels
			if sums[key] == nil {
				sums[key] = map[string]int{}
			}
			sums[key][got]++
			if got == "WRONG" {
				t.Errorf("%s, labels %s: wrong candidate", f.path, labels)
			}
			if got != "right" && strings.HasSuffix(f.set, "dev/interviews") && labels != quarter {
				t.Errorf("%s, labels %s: %s", f.path, labels, got)
			}
		}
		table.WriteByte('\n')
	}
	keys := []string{}
	for key := range sums {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		fmt.Fprintf(&table, "%-40s right %d, refused %d, wrong %d\n", key, sums[key]["right"], sums[key]["refused"], sums[key]["WRONG"])
	}
	t.Log("\n" + table.String())
}

// markup are the marks of the corpus' labels.
var markup = regexp.MustCompile(`\[\[|\]\]\{[^}]*\}`)

type castFile struct{ path, set, candidate string }

// candidateFiles are the conversations with a known candidate.
func candidateFiles(t *testing.T) []castFile {
	var out []castFile
	for _, set := range []string{"eval/dev/interviews", "documents/transcripts", "eval/speech"} {
		for _, pattern := range []string{"*.txt", "*.md"} {
			paths, _ := filepath.Glob(filepath.Join("../../shared", set, pattern))
			for _, p := range paths {
				if who := truth[filepath.Base(p)]; who != "" {
					out = append(out, castFile{p, set, who})
				}
			}
		}
	}
	people, err := os.ReadFile("../corpus/interviews/tune/people.tsv")
	if err != nil {
		return out
	}
	for line := range strings.Lines(string(people)) {
		if row := strings.Split(strings.TrimSpace(line), "\t"); len(row) > 1 && !strings.HasPrefix(line, "#") {
			out = append(out, castFile{filepath.Join("../corpus/interviews/tune", row[0]), "tune interviews", row[1]})
		}
	}
	return out
}

// outcome casts the file, read as it is written, with its labels rewritten, and says how that went.
func (f castFile) outcome(t *testing.T, source []byte, written *analyzer.Document, labels string) string {
	doc := written
	want := f.candidate
	if labels == quarter || labels == half {
		if want == several {
			return "-" // fewer may speak there
		}
		n := len(source) / 2
		if labels == quarter {
			n /= 2
		}
		source = source[:n+bytes.IndexByte(source[n:], '\n')+1]
	}
	if labels != asWritten {
		text := string(source)
		for i, s := range doc.Casting.Speakers {
			neutral := string(rune('A' + i))
			if labels != lettered {
				neutral = fmt.Sprintf("Speaker %d", i+1)
			}
			text = relabel(text, s.Name, "\x00"+neutral)
			if strings.EqualFold(s.Name, f.candidate) {
				want = neutral
			}
		}
		if labels == bare {
			text = spoken.ReplaceAllStringFunc(text, func(line string) string {
				label := spoken.FindStringSubmatch(line)[1]
				return label + strings.ToLower(strings.Map(unpunctuated, line[len(label):]))
			})
		}
		doc = f.read(t, []byte(strings.ReplaceAll(text, "\x00", "")))
	}
	got := doc.Candidate()
	switch {
	case got == "" && doc.Casting.Doubt == "":
		t.Errorf("%s: neither a candidate nor a doubt", f.path)
		return "WRONG"
	case want == several || want == nobody:
		if got == "" {
			return "right"
		}
	case got == "":
		return "refused"
	case strings.EqualFold(got, want):
		return "right"
	}
	return "WRONG"
}

func (f castFile) read(t *testing.T, source []byte) *analyzer.Document {
	t.Helper()
	doc, err := extract.Read(f.path, source, extract.Options{Kind: analyzer.Transcript})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// spoken is a line of a transcript, with its label.
var spoken = regexp.MustCompile(`(?m)^((?:[\[*\d:\] ]*\x00Speaker \d+[^:\n]*:?[*\d:\] ]*)?).*$`)

// unpunctuated drops the marks that a recognizer does not write.
func unpunctuated(r rune) rune {
	if strings.ContainsRune(".,?!;:\"“”…()", r) {
		return -1
	}
	return r
}

// relabel gives a speaker's labels another name.
func relabel(text, name, to string) string {
	label := regexp.MustCompile(`(?mi)^([\[*]*(?:[\[(]?[\d:]+[\])]?\s+)?)` + regexp.QuoteMeta(name) + `((?:\s\([^)]*\))?(?::|\]|\*|\s+\d|\s*$))`)
	return label.ReplaceAllString(text, "${1}"+strings.ReplaceAll(to, "$", "$$")+"${2}")
}

// TestKindsOfDocuments holds that every resume and every transcript at hand is told for what it is.
func TestKindsOfDocuments(t *testing.T) {
	sets := map[string]analyzer.Kind{
		"../../shared/eval/dev/resumes/*.txt": analyzer.Resume, "../corpus/resumes/*/*.txt": analyzer.Resume, "../../shared/documents/pdf/*.pdf": analyzer.Resume,
		"../../shared/eval/dev/interviews/*.txt": analyzer.Transcript, "../../shared/eval/speech/*.md": analyzer.Transcript,
		"../../shared/documents/transcripts/*.txt": analyzer.Transcript, "../../shared/documents/transcripts/*.md": analyzer.Transcript,
		"../corpus/interviews/tune/*.txt": analyzer.Transcript,
	}
	for pattern, want := range sets {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			doc, err := extract.File(path, extract.Options{})
			if err != nil {
				t.Errorf("%v", err)
			} else if doc.Kind != want {
				t.Errorf("%s: taken for a %v", path, doc.Kind)
			}
		}
	}
}

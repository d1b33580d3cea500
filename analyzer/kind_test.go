package analyzer

import (
	"strings"
	"testing"
)

func TestKindByContent(t *testing.T) {
	jobs := "Ines Roca\nines@roca.example\n\nExperience\n\nClient: Pell\nRole: Engineer\nTechnologies: Go, Kafka\nBuilt the kiosk.\n\nClient: Fern\nRole: Engineer\nTechnologies: Java\nRan the till.\n\nClient: Moss\nRole: Lead\nTechnologies: Rust\n\nSkills\nLanguages: Go\n"
	for _, c := range []struct {
		name, in string
		want     Kind
	}{
		{"three exchanges", "Ann: Hi, how are you?\n\nTom: Fine.\n\nAnn: What did you build?\n\nTom: A kiosk.\n\nAnn: And then?\n\nTom: A till.\n", Transcript},
		{"one exchange under labels of parts", "Interviewer: What did you build?\n\nCandidate: A kiosk.\n", Transcript},
		{"questions and answers", "Q: What did you build?\nA: A kiosk.\nQ: And then?\nA: A till.\n", Transcript},
		{"with a header of labels", "Role: Data engineer\nDate: 3 May\nLocation: Bern\nSkills: Go\n\n" + interview, Transcript},
		{"names above times", "Ann Lee  0:01\nHello.\n\nTom Moe  0:05\nHello.\n\nAnn Lee  0:09\nStart.\n\nTom Moe  0:12\nYes.\n", Transcript},
		{"names on their own lines", "Ann Lee\nWhat did you build?\n\nTom Moe\nA kiosk.\n\nAnn Lee\nAnd then?\n\nTom Moe\nA till.\n", Transcript},
		{"small letters, no marks", "speaker 1: so what did you build\nspeaker 2: yeah so like a kiosk\nspeaker 1: okay and then\nspeaker 2: um just a till you know\n", Transcript},
		{"not English", "Anna: Was haben Sie gebaut?\n\nTomas: Einen Kiosk.\n\nAnna: Und dann?\n\nTomas: Eine Kasse.\n", Transcript},
		{"prompts in place of questions", "Sara: Thanks for coming. Tell me about your last project.\n\nTom: A forecast for ferries, built with two colleagues.\n\nSara: Walk me through what broke.\n\nTom: The first summer was off by a third.\n", Transcript},
		{"questions without marks, in small letters", "sara: describe the last project\ntom: a forecast for ferries, built with two colleagues\nsara: and what broke\ntom: the summer, off by a third\n", Transcript},
		{"initials in small letters", "s: describe the last project\nt: a forecast for ferries\ns: what broke\nt: the summer\ns: how was that fixed\nt: by hand\n", Transcript},
		{"an interviewer and a name", "interviewer: the last project\ntom: a forecast for ferries\ninterviewer: its worst day\ntom: the first of july\n", Transcript},
		{"names alone, prompts", "Sara Lee\nDescribe the last project.\nTom Ray\nA forecast for ferries.\nSara Lee\nTell me what broke.\nTom Ray\nThe first summer.\n", Transcript},
		{"titled so, before anybody speaks", "# Transcript of interview with Tom Moe\n\nInterviewer is Ann Lee.\n", Transcript},
		{"a long talk without labels", strings.Repeat("so yeah you know it's just like i said um we really think that's okay ", 12), Transcript},

		{"a resume of labelled lines", jobs, Resume},
		{"a resume of labelled lines, without headings", strings.NewReplacer("Experience\n", "", "Skills\n", "").Replace(jobs), Resume},
		{"skills in groups", "Ines Roca\n\nFrontend: React\nBackend: Go\nFrontend: Vue\nBackend: Rust\nData: Spark\nCloud: AWS\n", Resume},
		{"employers that recur on lines of their own", "Fernhill Ltd\nBuilt the kiosk.\n\nPell Works\nRan the till.\n\nFernhill Ltd\nLed the team.\n\nPell Works\nSold it.\n", Resume},
		{"a resume in small letters", "ines roca\n\nclient: pell\nrole: engineer\nclient: fern\nrole: lead\nclient: moss\nrole: lead\n", Resume},
		{"a resume with hours", "Ines Roca\n\nExperience\n\nFernhill 10:00 to 18:00\nPell 10:00 to 18:00\n", Resume},
		{"a resume that tells of transcripts", "Ines Roca\n\nExperience\n\nWrote transcripts of interviews.\n\nSkills\nGo\n", Resume},
	} {
		b := Builder{}
		b.Verbatim(c.in)
		check(t, c.name, "", b.Document().Kind, c.want)
	}
}

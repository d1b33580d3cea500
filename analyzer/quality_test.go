package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redflag/analyzer"
	"redflag/analyzer/detectors"
	"redflag/analyzer/extract"
	"redflag/corpus"
)

// damages are what bad converters, fonts and encodings do to a text.
var damages = map[string]func(string) string{
	"letters of private use": letters(func(r rune, _ int) rune { return 0xE000 + r }),
	"half the letters lost": letters(func(r rune, i int) rune {
		if i%2 == 0 {
			return '\uFFFD'
		}
		return r
	}),
	"spaces between letters": func(s string) string {
		return onLines(s, func(l string) string { return strings.Join(strings.Split(l, ""), " ") })
	},
	"no spaces": func(s string) string { return strings.ReplaceAll(s, " ", "") },
	"the wrong encoding": func(s string) string {
		var b strings.Builder
		for _, c := range []byte(strings.NewReplacer("e", "é", "a", "à", "o", "ö").Replace(s)) {
			b.WriteRune(rune(c)) // UTF-8 taken for Latin-1
		}
		return b.String()
	},
	"codes 29 lower": letters(func(r rune, _ int) rune { return r - 29 }), // Identity-H codes of many TrueType fonts, taken for letters
	"codes shifted":  letters(func(r rune, _ int) rune { return r&0x60 + 1 + (r&0x1F+12)%26 }),
	"pieces of words": func(s string) string {
		return onLines(s, func(l string) string {
			var b strings.Builder
			n := 0
			for _, r := range l {
				if b.WriteRune(r); r == ' ' {
					n = 0
				} else if n++; n%3 == 0 {
					b.WriteByte(' ')
				}
			}
			return b.String()
		})
	},
}

func letters(change func(r rune, i int) rune) func(string) string {
	return func(s string) string {
		out := []rune(s)
		for i, r := range out {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				out[i] = change(r, i)
			}
		}
		return string(out)
	}
}

func onLines(s string, change func(string) string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = change(lines[i])
	}
	return strings.Join(lines, "\n")
}

const resumeHead = `Ann Example

Experience
Shop Ltd  2019 - 2022
- Improved revenue by 23%.
- Built the order service and its monitoring with the team.
- Wrote the monthly stock report for the buyers and the accountants of the company.
- Ran the tills on two evenings a week, and the training of those who were new to them.
- Kept the price lists of the northern shops in order until the new system came to them.
- Moved the old orders into the archive with a script that the finance desk still uses.
- Answered the questions of the suppliers about their invoices, by mail and on the phone.

`

const resumeTail = `Mill Ltd  2015 - 2019
- Reduced the latency of the checkout by 40% in the second quarter.
- Developed the stock forecast for all shops of the north and the west.
- Increased the share of orders that arrive on time by 12% within a year.
- Automated the import of prices from forty suppliers and their partners.
- Improved the accuracy of the delivery dates, saving the desk 20 hours a week.
`

func analyze(text string) *analyzer.Report {
	b := &analyzer.Builder{Path: "cv.txt", Format: "txt", Kind: analyzer.Resume}
	b.Verbatim(text)
	return analyzer.Analyze(b.Document(), append(append([]*analyzer.Detector{}, detectors.All...), detectors.Credits...)...)
}

func warning(r *analyzer.Report) string {
	for _, w := range r.Warnings {
		if strings.HasPrefix(w, "read poorly") {
			return w
		}
	}
	return ""
}

// Of a text that is damaged all through nothing is said but that.
func TestDamagedText(t *testing.T) {
	if r := analyze(resumeHead + resumeTail); len(r.Findings) < 4 || warning(r) != "" || r.Document.Quality.Readable != 1 {
		t.Fatalf("the text itself: %d findings, %v", len(r.Findings), r.Warnings)
	}
	for name, damage := range damages {
		r := analyze(damage(resumeHead + resumeTail))
		if q := r.Document.Quality; q.Enough() || len(r.Findings)+len(r.Credits)+len(r.Document.Claims) > 0 || r.Score != 0 {
			t.Errorf("%s: %.2f readable, %d findings, %d claims, score %d", name, q.Readable, len(r.Findings), len(r.Document.Claims), r.Score)
		}
		if !strings.Contains(warning(r), "too little to say anything of it; export or save the document anew") {
			t.Errorf("%s: warned %q", name, r.Warnings)
		}
	}
}

// Damage in one place costs what stands there, and what rests on the whole.
func TestDamagedPart(t *testing.T) {
	for name, damage := range damages {
		r := analyze(resumeHead + damage(resumeTail))
		if len(r.Findings) != 1 || r.Findings[0].Evidence[0].Text != "Improved revenue by 23%" {
			t.Errorf("%s: %d findings, want the one before the damage", name, len(r.Findings))
		}
		if w := warning(r); !strings.Contains(w, "on lines 13 to 18") && !strings.Contains(w, "on lines 14 to 18") {
			t.Errorf("%s: warned %q", name, w)
		}
	}
}

// A claim whose support may stand on an unreadable line of its entry is not called unsupported; the next entry's are.
func TestDamagedSupport(t *testing.T) {
	garbled := "- " + damages["letters of private use"]("measured in a test against the old checkout") + "\n"
	text := "Experience\nShop Ltd  2019 - 2022\n- Improved revenue by 23%.\n" + garbled + "\nMill Ltd  2015 - 2019\n- Cut cost by 40%.\n"
	r := analyze(text)
	if len(r.Findings) != 1 || r.Findings[0].Evidence[0].Text != "Cut cost by 40%" || r.Withheld != 1 || len(r.Document.Claims) != 1 {
		t.Errorf("%d findings, %d withheld, %d claims", len(r.Findings), r.Withheld, len(r.Document.Claims))
	}
}

// Glyphs that an extractor could not read count, on a line and on a page.
func TestUnreadGlyphs(t *testing.T) {
	b := &analyzer.Builder{Path: "cv.pdf", Format: "pdf", Kind: analyzer.Resume, Pages: 2, Remedy: "use --ocr"}
	for i, l := range []string{"Experience", "Shop Ltd  2019 - 2022", "• Improved revenue by 23%.", "", "• Cut by 40%."} {
		unread := 0
		if i == 4 {
			unread = 9
		}
		b.Line(analyzer.Line{Text: l, Page: 1, Unread: unread})
	}
	b.Lose(2, 4)
	r := analyzer.Analyze(b.Document(), detectors.All...)
	const want = "letters without a Unicode on line 5; glyphs without a Unicode on page 2); nothing is said of what could not be read, nor of what the document as a whole leaves out; use --ocr"
	if w := warning(r); !strings.HasSuffix(w, want) {
		t.Errorf("warned %q", w)
	}
}

// What is unusual and can be read is not called unreadable.
func TestLegible(t *testing.T) {
	for name, text := range map[string]string{
		"German":          "Berufserfahrung\nVerantwortlich für die Weiterentwicklung der Rechtsschutzversicherungsgesellschaftssoftware und der\nDonaudampfschifffahrtsgesellschaftskapitänsausbildung. Die Bearbeitungszeit der Bestellungen halbiert.",
		"Finnish":         "Työkokemus\nVastasin verkkokaupan tilausjärjestelmän kehittämisestä ja ylläpidosta. Lyhensin tilausten käsittelyaikaa puoleen\nrakentamalla tietokannan uudelleen. Johdin viiden ohjelmoijan ryhmää.",
		"French":          "EXPÉRIENCE\u00a0:\nJ’ai réduit de moitié le délai de traitement des commandes, grâce à une refonte de la base de données\u00a0; QUALITÉ\u00a0: 99 %.",
		"Japanese":        "職務経歴\n株式会社サンプルで決済システムの設計と開発を担当しました。注文処理時間を半分に短縮し、五人のチームを率いました。",
		"Chinese":         "工作经历\n负责在线支付系统的设计与实施，通过重建数据库将订单处理时间缩短了一半，带领五名程序员。",
		"Korean":          "경력 사항\n온라인 결제 시스템의 설계와 구축을 담당했으며 주문 처리 시간을 절반으로 줄였습니다.",
		"Thai":            "ประสบการณ์\nรับผิดชอบการออกแบบและพัฒนาระบบชำระเงินออนไลน์และลดเวลาในการประมวลผลคำสั่งซื้อลงครึ่งหนึ่ง",
		"Arabic":          "الخبرة\nمسؤول عن تصميم وتنفيذ أنظمة الدفع عبر الإنترنت وخفض زمن معالجة الطلبات إلى النصف",
		"Hindi":           "अनुभव\nऑनलाइन भुगतान प्रणालियों के डिज़ाइन और कार्यान्वयन के लिए ज़िम्मेदार",
		"Russian":         "Опыт работы\nОтвечал за проектирование и внедрение платёжных систем, сократил время обработки заказов вдвое.",
		"Greek":           "Εμπειρία\nΥπεύθυνος για τον σχεδιασμό και την υλοποίηση συστημάτων πληρωμών μέσω διαδικτύου.",
		"Polish":          "Doświadczenie\nOdpowiedzialny za projektowanie i wdrażanie systemów płatności internetowych. Skróciłem czas przetwarzania zamówień o połowę.\nProwadziłem zespół pięciu programistów, zatrudniałem i szkoliłem nowych pracowników przedsiębiorstwa.",
		"Hungarian":       "Tapasztalat\nFelelős voltam az internetes fizetési rendszerek tervezéséért és bevezetéséért. Felére csökkentettem a rendelések feldolgozási idejét az adatbázis átalakításával.",
		"Turkish":         "Deneyim\nİnternet ödeme sistemlerinin tasarımından ve uygulanmasından sorumluydum. Veritabanını yeniden yapılandırarak sipariş işleme süresini yarıya indirdim.",
		"Vietnamese":      "Kinh nghiệm\nChịu trách nhiệm thiết kế và triển khai hệ thống thanh toán trực tuyến. Tôi đã có ba năm làm kỹ sư và là tổ trưởng.",
		"Swahili":         "Uzoefu\nNiliwajibika kwa kubuni na kutekeleza mifumo ya malipo ya mtandaoni. Nilipunguza muda wa kushughulikia maagizo kwa nusu.",
		"Welsh":           "Profiad\nYn gyfrifol am ddylunio a gweithredu systemau talu ar-lein. Haneru'r amser prosesu archebion drwy ailadeiladu'r gronfa ddata. Arwain tîm o bum rhaglennydd.",
		"names":           "Krzysztof Szczepański, Wojciech Przybylski, Zbigniew Wyszyński, Agnieszka Jędrzejczyk, Grzegorz Brzęczyszczykiewicz, Małgorzata Świętosławska, Zuzanna Wójcik",
		"spaced titles":   "A N N  E X A M P L E\n\nE X P E R I E N C E\nShop Ltd\n\nS K I L L S\nGo, C, R",
		"acronyms":        "SQL, XML, XSLT, HTML5, CSS3, JSP, JMS, EJB, JPA, JSF, GWT, CXF, OSGi, WSDL, BPMN, XSD, DTD, RTSP, HTTP, MQTT, BGP, MPLS, VLSM, TCP, DNS",
		"identifiers":     "k8s, i18n, log4j, web2py, h264, p2p and x86_64; a11y\nhttps://example.com/in/improvedthelatencyofthecheckoutservice/andmore",
		"icons":           "\uf095 512-555-0143  \uf0e0 ann@example.com \uf08c linkedin.com/in/ann\n\uf111\uf111\uf111 Go",
		"a wrong bullet":  "â€¢ Built the order service.\nâ€¢ Wrote the monthly stock report â€“ twice.",
		"one bad letter":  "Jos\uFFFD M\u00fcller improved the revenue of the shop by 23% in a year.",
		"nothing at all":  "\n",
		"single letters ": "Grades: A B A A B A C in seven courses.",
	} {
		if r := analyze(text); warning(r) != "" {
			t.Errorf("%s: warned %q", name, warning(r))
		}
	}
}

// No document that people can read is called unreadable, not by a line.
func TestNoFalseAlarm(t *testing.T) {
	docs, err := corpus.Load("../corpus/resumes")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if r := analyze(d.Text); r.Document.Quality.Readable < 1 {
			t.Errorf("%s: %v", d.Path, r.Warnings)
		}
	}
	for _, dir := range []string{"documents/pdf", "documents/transcripts", "eval/dev/resumes", "eval/dev/interviews", "eval/speech"} {
		files, _ := filepath.Glob(filepath.Join("../../shared", dir, "*"))
		if len(files) == 0 {
			t.Logf("no ../shared/%s: not tried on it", dir)
		}
		for _, f := range files {
			if !extract.Known(f) || strings.HasSuffix(f, ".tsv") {
				continue
			}
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if doc, err := extract.Read(f, data, extract.Options{}); err == nil && doc.Quality.Readable < 0.999 {
				t.Errorf("%s: %v", f, doc.Warnings)
			}
		}
	}
}

func FuzzQuality(f *testing.F) {
	for _, damage := range damages {
		f.Add(damage(resumeTail))
	}
	f.Add("Ã©\u00c3\n\xf0\x9f\u20ac a b c d e\u2028the\x00the")
	f.Fuzz(func(t *testing.T, text string) {
		b := &analyzer.Builder{Kind: analyzer.Resume}
		b.Verbatim(strings.ToValidUTF8(text, "\uFFFD"))
		d := b.Document()
		if q := d.Quality; !(q.Readable >= 0 && q.Readable <= 1) {
			t.Errorf("%v of the letters are readable", q.Readable)
		}
		end := 0
		for _, s := range d.Quality.Unreadable {
			if s.Start < end || s.End > len(d.Text) || s.Len() == 0 {
				t.Errorf("unreadable: %v of %d bytes", d.Quality.Unreadable, len(d.Text))
			}
			end = s.End
		}
	})
}

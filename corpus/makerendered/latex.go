package main

import (
	"fmt"
	"strings"
)

var (
	texFonts   = []string{"", `\usepackage[T1]{fontenc}\usepackage{charter}`, `\usepackage[T1]{fontenc}\usepackage{helvet}\renewcommand{\familydefault}{\sfdefault}`}
	texBullets = []string{`\textbullet`, `--`, `$\circ$`, `\raisebox{.3ex}{\rule{.8ex}{.8ex}}`}
	texSpecial = strings.NewReplacer(`&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`, `<`, `\ensuremath{<}`, `>`, `\ensuremath{>}`, `±`, `\ensuremath{\pm}`, `κ`, `\ensuremath{\kappa}`, `|`, `\textbar{}`, `£`, `{\fontfamily{ptm}\selectfont\textsterling}`)
)

// writeTeX writes a resume for pdflatex.
func writeTeX(r resume, l layout) string {
	var b strings.Builder
	b.WriteString(`\documentclass[a4paper,10pt]{article}
\usepackage[T1,OT1]{fontenc}\usepackage{textcomp}\usepackage[margin=20mm]{geometry}\usepackage{enumitem,paracol,multicol,microtype,lastpage,fancyhdr}
` + texFonts[l.font] + `
\usepackage[hidelinks]{hyperref}
\setlist{leftmargin=1.4em,itemsep=1pt,topsep=2pt,parsep=0pt,label=` + texBullets[l.bullet] + `}\setlength{\parindent}{0pt}\pagestyle{` + map[bool]string{false: "empty", true: "fancy"}[l.running] + `}\fancyhf{}
\newcommand{\headed}[1]{\par\vspace{8pt}{\large\bfseries ` + map[bool]string{false: "#1", true: `\textls[250]{\MakeUppercase{#1}}`}[l.spaced] + `}\par\vspace{2pt}}
`)
	if l.running {
		fmt.Fprintf(&b, "\\fancyhead[L]{%s}\\fancyfoot[C]{Page \\thepage{} of \\pageref*{LastPage}}\n", texText(r.header()))
	}
	if !l.justify {
		b.WriteString(`\AtBeginDocument{\raggedright}` + "\n")
	}
	fmt.Fprintf(&b, "\\begin{document}\n{\\LARGE\\bfseries %s}\\par %s\\par %s\\par\n", texText(r.name), texText(r.title), texText(r.contact))
	first, second := r.parts(l)
	switch {
	case l.columns == even:
		fmt.Fprintf(&b, "\\setlength{\\columnsep}{8mm}\\begin{multicols}{2}\n%s\\end{multicols}\n", texSections(first, l))
	case second != nil:
		fmt.Fprintf(&b, "\\setlength{\\columnsep}{8mm}\\columnratio{%s}\\begin{paracol}{2}\n%s\\switchcolumn\n%s\\end{paracol}\n",
			map[columns]string{left: "0.3", right: "0.67"}[l.columns], texSections(first, l), texSections(second, l))
	default:
		b.WriteString(texSections(first, l))
	}
	return b.String() + "\\end{document}\n"
}

func texText(s string) string {
	return mark(texSpecial.Replace(s), `\textbf{$1}`, `\href{$2}{$1}`, `\textsuperscript{$1}`)
}

func texSections(sections []section, l layout) string {
	var b strings.Builder
	for _, s := range sections {
		if l.split && s.title == splitBefore {
			b.WriteString("\\newpage\n")
		}
		fmt.Fprintf(&b, "\\headed{%s}\n", texText(s.title))
		dated := l.dates && s.title == "Education"
		for _, e := range s.entries {
			if dated {
				fmt.Fprintf(&b, "\\begin{tabular}{@{}p{24mm}p{\\dimexpr\\linewidth-30mm}@{}}%s & \\textbf{%s}", texText(e.date), texText(e.title))
				for _, p := range e.paras {
					fmt.Fprintf(&b, "\\\\ & %s", texText(p))
				}
				b.WriteString("\\end{tabular}\\par\n")
				continue
			}
			switch {
			case e.title != "" && e.place != "":
				fmt.Fprintf(&b, "\\textbf{%s}\\ \\hfill %s\\par\\hspace*{\\fill}%s\\par\n", texText(e.title), texText(e.place), texText(e.date))
			case e.title != "":
				fmt.Fprintf(&b, "\\textbf{%s}\\ \\hfill %s\\par\n", texText(e.title), texText(e.date))
			}
			for _, p := range e.paras {
				b.WriteString(texText(p) + "\\par\n")
			}
			if len(e.items) > 0 {
				b.WriteString("\\begin{itemize}\n")
				for _, t := range e.items {
					fmt.Fprintf(&b, "\\item %s\n", texText(t))
				}
				b.WriteString("\\end{itemize}\n")
			}
		}
	}
	return b.String()
}

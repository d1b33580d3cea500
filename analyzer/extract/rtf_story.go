package extract

import "redflag/analyzer"

// begin makes the group that is being read a story of its own.
func (r *rtf) begin(s rtfStory) {
	if r.state.unread && !r.state.within {
		return
	}
	s.b = r.b
	if outer := r.state.story.veil; outer != "" {
		s.veil = outer
	}
	r.state = rtfState{story: &s, owner: true, fallback: r.state.fallback, font: r.usualFont, look: look{size: 12}}
}

// endGroup ends a group, and the story that began with it.
func (r *rtf) endGroup() {
	if len(r.open) == 0 {
		return
	}
	ended := r.state
	r.state = r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if !ended.owner {
		return
	}
	inner := r.state
	r.state = ended
	lines := r.finish(ended.story)
	r.state = inner
	switch ended.story.is {
	case headerStory:
		r.margins[0] = append(r.margins[0], rtfMargin{ended.story.first, lines})
	case footerStory:
		r.margins[1] = append(r.margins[1], rtfMargin{ended.story.first, lines})
	case noteStory:
		r.notes = append(r.notes, lines...)
	case boxStory:
		r.state.story.boxes = append(r.state.story.boxes, lines...)
	}
}

// finish ends a story and returns its lines.
func (r *rtf) finish(s *rtfStory) []analyzer.Line {
	r.endParagraph(s, r.state.para.table)
	s.leaveTables(0)
	return s.lines
}

// storyText adds text to the paragraph that is being read.
func (r *rtf) storyText(t string) {
	s := r.state.story
	if !s.started {
		s.started = true
		s.kindOf(r)
	}
	s.write(glyphs.Replace(t), r.state.look.hides(r.behind(s)))
}

// kindOf tells what the paragraph is. What it says of itself stands before its words.
func (s *rtfStory) kindOf(r *rtf) {
	p := r.state.para
	switch {
	case p.outline > 0 && p.outline <= 9 || r.headed(p.style):
		s.kind = analyzer.HeadingLine
	case s.marked == bulletMark || s.marked == noMark && p.list > 0:
		s.kind = analyzer.ItemLine
	default:
		s.kind = analyzer.ParaLine
	}
}

// headed reports whether a style, or one that it is based on, is one for headings.
func (r *rtf) headed(id int) bool {
	for range 20 {
		s, ok := r.styles[id]
		if !ok {
			return false
		}
		if headingName.MatchString(s.name) || s.outline > 0 && s.outline <= 9 {
			return true
		}
		if s.basedOn == id {
			return false
		}
		id = s.basedOn
	}
	return false
}

// behind returns what lies behind the text of the paragraph: its own shade, that of its cell, the page.
func (r *rtf) behind(s *rtfStory) paint {
	p := r.state.para.shade
	switch level := r.state.para.table; {
	case level > 1:
		p = p.over(unclear) // the cells of tables in cells are described after their text
	case level == 1 && s.cellNumber() < len(s.backs):
		p = p.over(s.backs[s.cellNumber()])
	}
	if s.behind == white {
		return p.over(r.backdrop)
	}
	return p.over(s.behind)
}

// cellNumber is the number, from 0, of the cell of the outermost table that is being read.
func (s *rtfStory) cellNumber() int {
	if len(s.tables) == 0 {
		return 0
	}
	return s.tables[0].ended
}

// endParagraph writes what is left of a paragraph, to the text or to the cell, that many tables deep, that it stands in.
func (r *rtf) endParagraph(s *rtfStory, level int) {
	level = min(level, maxTables)
	s.leaveTables(level)
	for len(s.tables) < level {
		s.tables = append(s.tables, rtfRow{gap: s.gap})
		s.gap = false
	}
	s.endLine()
	s.endHidden()
	lines := append(s.out, s.boxes...)
	s.out, s.boxes = nil, nil
	s.started, s.marked = false, noMark
	s.gap = s.gap || len(lines) == 0
	s.deliver(lines, level)
}

// deliver adds lines to the text, or to the cell that is being read at that level of tables.
func (s *rtfStory) deliver(lines []analyzer.Line, level int) {
	if level == 0 {
		s.lines = append(s.lines, lines...)
		return
	}
	row := &s.tables[level-1]
	row.cell = append(row.cell, lines...)
}

// endCell ends a cell of the table at the given level.
func (r *rtf) endCell(level int) {
	s := r.state.story
	r.endParagraph(s, level)
	if level > maxTables {
		return
	}
	row := &s.tables[level-1]
	if len(row.cell) > 0 {
		row.cells = append(row.cells, row.cell)
	}
	row.cell = nil
	row.ended++
	s.gap = false
}

// endRow ends a row of the table at the given level.
func (s *rtfStory) endRow(level int) {
	if len(s.tables) < level {
		return
	}
	s.leaveTables(level)
	row := &s.tables[level-1]
	cells := row.cells
	if len(row.cell) > 0 { // its end was forgotten
		cells = append(cells, row.cell)
	}
	if len(cells) > 0 {
		cells[0][0].Gap = cells[0][0].Gap || row.gap
		s.deliver(s.apart(func() { s.row(cells) }), level-1)
		row.gap = false
	}
	row.cells, row.cell, row.ended = nil, nil, 0
}

// leaveTables ends the tables that are deeper than the given level.
func (s *rtfStory) leaveTables(level int) {
	for n := len(s.tables); n > level; n-- {
		last := &s.tables[n-1]
		if len(last.cells)+len(last.cell) > 0 {
			deeper := s.tables
			s.tables = s.tables[:n]
			s.endRow(n)
			s.tables = deeper
		}
		s.tables = s.tables[:n-1]
		s.gap = true
	}
}

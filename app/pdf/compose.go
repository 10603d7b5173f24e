package pdf

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/vocabulary"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Contents are shown when a text has more headings than this, or fills more
// pages than that, with two headings at least.
const (
	contentsHeadings = 8
	contentsPages    = 2
	contentsDepth    = 3
)

// compose lays the whole document out.
func compose(ctx context.Context, in Input, clauses []parsed) ([]page, error) {
	front := frontRows(in)
	body, marks, err := bodyRows(ctx, in.Text, clauses)
	if err != nil {
		return nil, err
	}
	body = append(body, signatureRow(body))
	pages := paginate(append(front[:len(front):len(front)], body...))
	if len(marks) > contentsHeadings || len(pages) > contentsPages && len(marks) > 1 {
		front = append(front, contentsRows(in.Text, marks, front)...)
		pages = paginate(append(front, body...))
	}
	settle(pages)
	return pages, ctx.Err()
}

// settle tells every mark where it came to stand.
func settle(pages []page) {
	for i, p := range pages {
		for _, at := range p.rows {
			if at.row.mark != nil {
				at.row.mark.page, at.row.mark.top = i+1, at.top
			}
		}
	}
}

// signatureRow is the room for the visible signature. It takes the last
// paragraph along, so that it never stands on a page of its own.
func signatureRow(body []*row) *row {
	if len(body) > 0 {
		body[len(body)-1].bond = max(body[len(body)-1].bond, together)
	}
	return &row{before: signatureGap, height: signatureHeight, clause: -1, signature: true}
}

func newFlow(clause int) *flow {
	return &flow{left: marginX, width: bodyWidth, clause: clause, text: bodyStyle}
}

// frontRows is the title block: client, title, then version, date and
// language over a hairline.
func frontRows(in Input) []*row {
	f := newFlow(-1)
	f.line(in.Text.Client, clientStyle)
	f.need(4)
	f.line(in.Text.Title, titleStyle)
	f.need(6)
	f.line(strings.Join(details(in), "  ·  "), detailStyle)
	last := f.emit(&row{height: 10})
	last.rules = []rule{{x: marginX, y: 9, width: bodyWidth, weight: 0.6, color: strong}}
	for _, r := range f.rows {
		r.bond = heading
	}
	return f.rows
}

// line sets text without marks, nothing when it is empty.
func (f *flow) line(s string, as style) {
	f.lines(breakLines(spellText(s, as.look), f.width), as, f.left)
}

// details are the words under the title.
func details(in Input) []string {
	words := labelsFor(in.Text.Lang)
	parts := []string{edition(in)}
	if in.Effective != "" {
		date := vocabulary.FormatValue(policy.KindDate, in.Effective, in.Text.Lang)
		parts = append(parts, fill(words.Effective, "date", shown(date)))
	}
	return append(parts, languageName(in.Text.Lang))
}

// bodyRows lays out the clauses and returns the headed ones as marks.
func bodyRows(ctx context.Context, t policy.Text, clauses []parsed) ([]*row, []*mark, error) {
	f := newFlow(-1)
	f.need(22)
	var marks []*mark
	for i, clause := range t.Clauses {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		f.clause = i
		if m := f.heading(clause, clauses[i].heading); m != nil {
			marks = append(marks, m)
		}
		f.blocks(clauses[i].body)
		f.need(afterParagraph + 2)
	}
	return f.rows, marks, nil
}

// heading sets the heading of a clause with its number hanging before it.
func (f *flow) heading(clause policy.TextClause, inlines []markup.Inline) *mark {
	title := flat(markup.PlainInline(inlines))
	if title == "" {
		return nil
	}
	level := min(max(clause.Depth, 0), len(headingStyles)-1)
	s := headingStyles[level]
	switch {
	case f.headed():
		f.space = afterTitle
	case len(f.rows) > 0:
		f.need(headingBefores[level])
	}
	from := len(f.rows)
	if number := flat(clause.Number); number != "" {
		f.numbered(number, inlines, s)
	} else {
		f.paragraph(inlines, s)
	}
	for _, r := range f.rows[from:] {
		r.bond, r.title = heading, true
	}
	f.need(afterHeading)
	m := &mark{clause: clause.ID, number: flat(clause.Number), title: title, level: max(clause.Depth, 0)}
	if from < len(f.rows) {
		f.rows[from].mark = m
	}
	return m
}

// headed reports whether a heading stands right above.
func (f *flow) headed() bool {
	return len(f.rows) > 0 && f.rows[len(f.rows)-1].title
}

func (f *flow) numbered(number string, inlines []markup.Inline, s style) {
	look := s.look
	width := textWidth(number, look.face, look.size)
	f.indented(width+9, func() {
		f.markers = append(f.markers, text{run: run{
			x: f.left - width - 9, width: width, text: number, face: look.face, look: &look,
		}})
		f.paragraph(inlines, s)
	})
}

// languageName is the name of a language in itself, its first letter a
// capital because it stands alone; its tag when no font shows the name.
func languageName(lang string) string {
	name := vocabulary.LanguageName(lang)
	for _, r := range clean(name) {
		if !shows(r) {
			return shown(lang)
		}
	}
	first, size := utf8.DecodeRuneInString(flat(name))
	return string(unicode.ToTitle(first)) + flat(name)[size:]
}

// edition is "Version 3", or the word for a draft.
func edition(in Input) string {
	words := labelsFor(in.Text.Lang)
	if in.Draft {
		return words.Draft
	}
	return fill(words.Version, "version", number(in.Version))
}

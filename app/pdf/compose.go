package pdf

import (
	"context"
	"strings"

	"clausedesk/app/imprint"
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
	pages := assemble(front, body, len(marks), func(depth int) []*row { return contentsTo(depth, in.Text, marks) })
	return pages, ctx.Err()
}

// assemble puts front and body on pages, with the room for a signature behind
// them, and contents between them where there are many headings or pages.
func assemble(front, body []*row, headings int, contents func(depth int) []*row) []page {
	body = append(body, signatureRow())
	pages := paginate(append(front[:len(front):len(front)], body...))
	if headings > contentsHeadings || len(pages) > contentsPages && headings > 1 {
		front = append(front, contentsRows(front, contents)...)
		pages = paginate(append(front, body...))
	}
	settle(pages)
	return pages
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

// signatureRow is the room for the visible signature.
func signatureRow() *row {
	return &row{before: signatureGap, height: signatureHeight, clause: -1, signature: true}
}

func newFlow(clause int) *flow {
	return &flow{left: marginX, width: bodyWidth, clause: clause, text: bodyStyle, heads: &headingStyles}
}

// frontRows is the title block: client, title, then version, date and
// language over a hairline.
func frontRows(in Input) []*row {
	f := newFlow(-1)
	f.line(in.Text.Client, clientStyle)
	f.need(4)
	f.line(in.Text.Title, titleStyle)
	f.need(6)
	f.line(details(in, in.Text.Lang), detailStyle)
	last := f.emit(&row{height: 10})
	last.rules = []rule{{x: marginX, y: 9, width: bodyWidth, weight: 0.6, color: strong}}
	for _, r := range f.rows {
		r.bond = heading
	}
	last.bond = second // a title alone is better than a heading without its text
	return f.rows
}

// line sets text without marks, nothing when it is empty.
func (f *flow) line(s string, as style) {
	f.lines(breakLines(spellText(s, as.look), f.width), as, f.left)
}

// details are the words under the title, in a language of the document.
func details(in Input, lang string) string {
	words := imprint.In(lang)
	parts := []string{edition(in, lang)}
	if in.Effective != "" {
		date := vocabulary.FormatValue(policy.KindDate, in.Effective, lang)
		parts = append(parts, imprint.Fill(words.Effective, "date", shown(date)))
	}
	return strings.Join(append(parts, languageName(lang)), "  ·  ")
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
	keepTwo(f.rows)
	return f.rows, marks, nil
}

// keepTwo makes the first row below a heading, of a clause, a table or a
// definition, hold on to the second: one line alone under a heading at the foot
// of a page is hardly better than none.
func keepTwo(rows []*row) {
	for i := 1; i+1 < len(rows); i++ {
		if rows[i-1].bond == heading && rows[i].bond < heading && rows[i].clause == rows[i+1].clause {
			rows[i].bond = max(rows[i].bond, second)
		}
	}
}

// heading sets the heading of a clause with its number hanging before it.
func (f *flow) heading(clause policy.TextClause, inlines []markup.Inline) *mark {
	title := flat(markup.PlainInline(inlines))
	if title == "" {
		return nil
	}
	level := min(max(clause.Depth, 0), len(f.heads)-1)
	s := f.heads[level]
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
	tie(f.rows[from:])
	for _, r := range f.rows[from:] {
		r.title = true
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

// languages names what a document is in.
func languages(in Input) string {
	name := languageName(in.Text.Lang)
	if in.Beside != nil {
		name += " / " + languageName(in.Beside.Lang)
	}
	return name
}

// languageName is the name of a language in itself; its tag when no font
// shows the name.
func languageName(lang string) string {
	name := imprint.Language(lang)
	for _, r := range clean(name) {
		if !shows(r) {
			return shown(lang)
		}
	}
	return flat(name)
}

// edition is "Version 3", or the word for a draft.
func edition(in Input, lang string) string {
	words := imprint.In(lang)
	if in.Draft {
		return words.Draft
	}
	return imprint.Fill(words.Version, "version", number(in.Version))
}

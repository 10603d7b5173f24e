package pdf

import (
	"context"
	"slices"
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
	d := designOf(in)
	d.hang = d.numberColumn(in.Text)
	front := frontRows(d, in)
	body, marks, err := bodyRows(ctx, d, in.Text, clauses)
	if err != nil {
		return nil, err
	}
	if in.Code != "" {
		body = append(body, codeRow(d, in))
	}
	pages := d.assemble(front, body, len(marks), func(depth int) []*row { return contentsTo(depth, d, in.Text, marks) })
	return pages, ctx.Err()
}

// assemble puts front and body on pages, with the room for a signature behind
// them, and contents between them where there are many headings or pages.
func (d *design) assemble(front, body []*row, headings int, contents func(depth int) []*row) []page {
	body = append(body, signatureRow())
	pages := d.paginate(append(front[:len(front):len(front)], body...))
	if headings > contentsHeadings || len(pages) > contentsPages && headings > 1 {
		front = append(front, d.contentsRows(front, contents)...)
		pages = d.paginate(append(front, body...))
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

// titleRule is the colour of the rule under the title: the letterhead's, if
// that has one.
func (d *design) titleRule() color {
	if d.look.Color == "" {
		return strong
	}
	return d.accent
}

// newFlow lays out the text of an edition in one language.
func newFlow(d *design, lang string) *flow {
	return &flow{
		design: d, left: d.single.left, width: d.single.width, clause: -1, text: d.body, heads: &d.headings, tongue: lang,
	}
}

// frontRows is the title block: client, title, then version, date and
// language over a hairline.
func frontRows(d *design, in Input) []*row {
	f := newFlow(d, in.Text.Lang)
	f.letterhead(in.Look, in.Text.Client)
	f.line(in.Text.Client, f.client)
	f.need(4)
	f.titled(in.Text.Title, f.title, "H1")
	f.need(6)
	f.line(details(in, in.Text.Lang), f.detail)
	last := f.emit(&row{height: 10})
	last.rules = []rule{{x: f.left, y: 9, width: f.width, weight: 0.6, color: f.titleRule()}}
	for _, r := range f.rows {
		r.bond = heading
	}
	last.bond = second // a title alone is better than a heading without its text
	return f.rows
}

// numberGap is between the number of a heading and its words, in points.
const numberGap = 9

// numberColumn is the room left of the text for the numbers of headings. Large
// print has none: its lines are short as they are.
func (d *design) numberColumn(t policy.Text) float64 {
	widest := 0.0
	for _, clause := range t.Clauses {
		s := d.headings[min(max(clause.Depth, 0), len(d.headings)-1)]
		if number := flat(clause.Number); number != "" && clause.Heading != "" {
			widest = max(widest, textWidth(number, s.face, s.size)+numberGap)
		}
	}
	if widest > widestNumbers || d.body.size > textSize {
		return 0
	}
	return widest
}

// widestNumbers is the widest column of numbers, in points.
const widestNumbers = 48

// inText puts what comes right of the numbers, in lines that are not too long
// to read.
func (f *flow) inText() {
	f.left, f.width = f.left+f.hang, f.width-f.hang
	f.longest = longestLine * f.body.size
}

// line sets text without marks as a paragraph, nothing when it is empty.
func (f *flow) line(s string, as style) { f.titled(s, as, "P") }

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
func bodyRows(ctx context.Context, d *design, t policy.Text, clauses []parsed) ([]*row, []*mark, error) {
	f := newFlow(d, t.Lang)
	f.inText()
	f.need(22)
	var marks []*mark
	var nested sections
	for i, clause := range t.Clauses {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		f.clause, f.part = i, nested.of(clause.Depth, headed(clauses[i].heading))
		if m := f.heading(clause, clauses[i].heading); m != nil {
			marks = append(marks, m)
		}
		f.blocks(clauses[i].body)
		f.need(f.afterParagraph + 2)
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

// headed reports whether a heading says anything, in one language or either.
func headed(headings ...[]markup.Inline) bool {
	return slices.ContainsFunc(headings, func(inlines []markup.Inline) bool {
		return flat(markup.PlainInline(inlines)) != ""
	})
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
	case f.underHeading():
		f.space = f.afterTitle
	case len(f.rows) > 0:
		f.need(f.beforeHeadings[level])
	}
	from := len(f.rows)
	f.within(f.headingKind(), func() {
		if number := flat(clause.Number); number != "" {
			f.numbered(number, inlines, s)
		} else {
			f.headline(inlines, s)
		}
	})
	tie(f.rows[from:])
	for _, r := range f.rows[from:] {
		r.title = true
	}
	f.need(f.afterHeading)
	m := &mark{clause: clause.ID, number: flat(clause.Number), title: title, level: max(clause.Depth, 0)}
	if from < len(f.rows) {
		f.rows[from].mark = m
	}
	return m
}

// underHeading reports whether a heading stands right above.
func (f *flow) underHeading() bool {
	return len(f.rows) > 0 && f.rows[len(f.rows)-1].title
}

func (f *flow) numbered(number string, inlines []markup.Inline, s style) {
	look := s.look
	width := textWidth(number, look.face, look.size)
	room := f.hang
	if room == 0 {
		room = width + numberGap
	}
	set := func() {
		f.markers = append(f.markers, text{part: f.part, run: run{
			x: f.left - room, width: width, text: number, face: look.face, look: &look,
		}})
		f.headline(inlines, s)
	}
	if f.hang > 0 {
		set()
	} else {
		f.indented(room, set)
	}
}

// headline sets a heading, in lines of about the same length.
func (f *flow) headline(inlines []markup.Inline, s style) {
	f.lines(balanced(spell(inlines, s.look), f.reach()), s, f.left)
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
	switch {
	case in.edition != "":
		return flat(in.edition)
	case in.Draft:
		return words.Draft
	}
	return imprint.Fill(words.Version, "version", number(in.Version))
}

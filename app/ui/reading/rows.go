package reading

import (
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/translate"
	"clausedesk/widgets"
)

// Row is a line of a clause with what changed in it.
type Row struct {
	Depth int
	Mark  []widgets.Span // of a list, before the line
	Spans []widgets.Span
}

// Changed reports whether anything of the line came or went.
func (r Row) Changed() bool {
	for _, spans := range [][]widgets.Span{r.Mark, r.Spans} {
		for _, span := range spans {
			if span.Kind != widgets.SpanSame {
				return true
			}
		}
	}
	return false
}

// Rows lists the lines of a clause as it becomes: words that come, words that
// go, and, as a word that goes and comes, one that is set in another way.
func Rows(names Names, before, after library.Wording) []Row {
	b := &rowBuilder{names: names, old: flatten(names, before), now: flatten(names, after), rows: []Row{{}}}
	for _, span := range byLine(translate.Diff(b.old.text.String(), b.now.text.String())) {
		switch span.Kind {
		case translate.Deleted:
			b.gone(span.Text)
		case translate.Inserted:
			b.come(span.Text)
		default:
			b.stay(span.Text)
		}
	}
	b.close()
	return b.rows
}

// byLine moves a change that ends with the beginning of a line, as a mark of a
// list, to the line that it begins with, where it reads as a whole line.
func byLine(spans []translate.Span) []translate.Span {
	for i := 1; i+1 < len(spans); i++ {
		before, change, after := &spans[i-1], &spans[i], &spans[i+1]
		end := strings.LastIndex(change.Text, "\n") + 1
		begun := change.Text[end:]
		if end == 0 || begun == "" || change.Kind == translate.Same ||
			before.Kind != translate.Same || after.Kind != translate.Same {
			continue
		}
		rest, repeats := strings.CutSuffix(before.Text, begun)
		if repeats && (rest == "" || strings.HasSuffix(rest, "\n")) {
			before.Text, change.Text, after.Text = rest, begun+change.Text[:end], begun+after.Text
		}
	}
	return spans
}

// rowBuilder walks along both texts.
type rowBuilder struct {
	names    Names
	old, now *flat
	oldAt    place
	nowAt    place
	rows     []Row
	empty    bool // nothing but line breaks stands in the change that is being written
}

// place is how far a text has been walked.
type place struct{ byte, line int }

func (p *place) pass(text string) {
	p.byte += len(text)
	p.line += strings.Count(text, "\n")
}

func (b *rowBuilder) gone(text string) {
	b.empty = strings.TrimSpace(text) == ""
	b.write(text, widgets.SpanDeleted, b.old, &b.oldAt)
}

func (b *rowBuilder) come(text string) {
	b.empty = strings.TrimSpace(text) == ""
	b.write(text, widgets.SpanInserted, b.now, &b.nowAt)
}

// stay writes words that are in both texts; where their looks differ, they go
// in the old one and come in the new one.
func (b *rowBuilder) stay(text string) {
	for text != "" {
		same := b.lookAt(0)
		size := 1
		for size < len(text) && b.lookAt(size) == same {
			size++
		}
		part := text[:size]
		if same || strings.TrimSpace(part) == "" {
			b.oldAt.pass(part)
			b.write(part, widgets.SpanSame, b.now, &b.nowAt)
		} else {
			b.gone(part)
			b.come(part)
		}
		text = text[size:]
	}
}

// lookAt reports whether a letter further on is set alike in both texts.
func (b *rowBuilder) lookAt(further int) bool {
	return b.old.looks[b.oldAt.byte+further] == b.now.looks[b.nowAt.byte+further]
}

// write adds words to the rows, cut where their look changes and where a line
// or the mark of a list ends.
func (b *rowBuilder) write(text string, kind widgets.SpanKind, of *flat, at *place) {
	for text != "" {
		size := b.piece(text, of, at.byte)
		part := text[:size]
		b.rows[len(b.rows)-1].Depth = of.depths[min(at.line, len(of.depths)-1)]
		switch part {
		case "\n":
			if kind != widgets.SpanSame && b.empty {
				b.add(widgets.Span{Text: "¶", Kind: kind})
			}
			b.rows = append(b.rows, Row{})
		case "\t":
			b.endMark()
		default:
			b.add(b.span(part, kind, of.looks[at.byte]))
		}
		at.pass(part)
		text = text[size:]
	}
}

// piece is how many bytes of a text are one span.
func (b *rowBuilder) piece(text string, of *flat, at int) int {
	if text[0] == '\n' || text[0] == '\t' {
		return 1
	}
	if of.looks[at].chip {
		if end := strings.Index(text, "}}"); end >= 0 {
			return end + 2
		}
	}
	size := 1
	for size < len(text) && text[size] != '\n' && text[size] != '\t' && of.looks[at+size] == of.looks[at] {
		size++
	}
	return size
}

func (b *rowBuilder) span(text string, kind widgets.SpanKind, as look) widgets.Span {
	if expr, is := strings.CutPrefix(text, "{{"); is && as.chip {
		text = b.names.Expr(strings.TrimSuffix(expr, "}}"))
	}
	return widgets.Span{Text: text, Kind: kind, Bold: as.bold, Italic: as.italic, Soft: as.soft, Chip: as.chip}
}

func (b *rowBuilder) add(span widgets.Span) {
	row := &b.rows[len(b.rows)-1]
	if last := len(row.Spans) - 1; last >= 0 && !span.Chip {
		joined := row.Spans[last]
		joined.Text = span.Text
		if joined == span {
			row.Spans[last].Text += span.Text
			return
		}
	}
	row.Spans = append(row.Spans, span)
}

// endMark makes what was written of the line the mark of a list. A second mark
// is that of the text as it becomes.
func (b *rowBuilder) endMark() {
	row := &b.rows[len(b.rows)-1]
	row.Mark, row.Spans = append(row.Mark, row.Spans...), nil
}

// close leaves out lines in which nothing is left to read.
func (b *rowBuilder) close() {
	out := b.rows[:0]
	for _, row := range b.rows {
		if len(row.Mark)+len(row.Spans) > 0 {
			out = append(out, row)
		}
	}
	b.rows = out
}

// Around leaves out the lines that stay and are not beside one that changes; a
// row without a span stands for them.
func Around(rows []Row) []Row {
	var out []Row
	for i, row := range rows {
		near := row.Changed() || i > 0 && rows[i-1].Changed() || i+1 < len(rows) && rows[i+1].Changed()
		switch {
		case near || i == 0:
			out = append(out, row)
		case len(out[len(out)-1].Spans)+len(out[len(out)-1].Mark) > 0:
			out = append(out, Row{})
		}
	}
	return out
}

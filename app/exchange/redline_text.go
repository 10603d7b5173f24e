package exchange

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"clausedesk/app/compare"
	"clausedesk/app/imprint"
)

// The marks of a redline in plain text, as wdiff writes them.
const (
	cameOpen, cameClose = "{+", "+}"
	wentOpen, wentClose = "[-", "-]"
)

// columnWidth is how many characters a column has where two stand side by
// side, columnGap what stands between them.
const (
	columnWidth = 56
	columnGap   = " │ "
)

// WriteRedlineText writes what changed between two texts for a terminal: what
// came stands in {+ +}, what went in [- -].
func WriteRedlineText(w io.Writer, e compare.Edition) error {
	p := &redlineText{Writer: bufio.NewWriter(w), Edition: e}
	p.line("", e.Title())
	if was := e.Retitled(); was != "" {
		p.line("", was)
	}
	if e.Summary != "" {
		p.line("", e.Summary)
	}
	p.line("", e.Words())
	for _, c := range e.Clauses() {
		p.line("", "")
		p.clause(c)
	}
	return flushed(p.Writer, "text")
}

type redlineText struct {
	*bufio.Writer
	compare.Edition
}

func (p *redlineText) line(indent, text string) {
	text = strings.ReplaceAll(text, "\n", "\n"+indent)
	_, _ = p.WriteString(strings.TrimRight(indent+text, " ") + "\n") // bufio keeps the error for Flush
}

// clause writes a clause; blocks that stayed are left out where only changes
// are shown.
func (p *redlineText) clause(c compare.Clause) {
	place := c.After
	if place == nil {
		place = c.Before
	}
	title := strings.TrimSpace(place.Number + " " + c.Heading)
	if title == "" {
		title = imprint.In(p.Lang).ClauseUnnamed
	}
	if remarks := p.Remarks(c); len(remarks) > 0 {
		title += " (" + strings.Join(remarks, "; ") + ")"
	}
	p.line("", title)
	skipped := false
	for _, b := range c.Blocks {
		if p.OnlyChanges && b.Change == compare.Same {
			skipped = true
			continue
		}
		if b.Kind == compare.Heading && b.Change == compare.Same {
			continue
		}
		if skipped {
			p.line("  ", "…")
			skipped = false
		}
		p.block(b)
	}
}

func (p *redlineText) block(b compare.Block) {
	indent := strings.Repeat("  ", b.Depth+1)
	if remark := p.Remark(b); remark != "" {
		p.line(indent, "("+remark+")")
	}
	if !p.SideBySide {
		p.line(indent, b.Lead()+marked(b, ""))
		return
	}
	left, right := "", ""
	if !b.Came() {
		left = indent + lead(b.Marks[0]) + marked(b, compare.Insert)
	}
	if !b.Went() {
		right = indent + lead(b.Marks[1]) + marked(b, compare.Delete)
	}
	p.columns(folded(left), folded(right))
}

func lead(mark string) string {
	if mark == "" {
		return ""
	}
	return mark + " "
}

// marked is a block in plain text, without what only the other side has.
func marked(b compare.Block, without compare.Op) string {
	var out strings.Builder
	cells := 0
	for _, cell := range b.Cells {
		if cell.Change == compare.Added && without == compare.Insert || cell.Change == compare.Removed && without == compare.Delete {
			continue
		}
		if cells++; cells > 1 {
			out.WriteString(" | ")
		}
		for _, span := range cell.Spans {
			switch {
			case span.Op == without:
			case span.Op == compare.Insert:
				out.WriteString(cameOpen + span.Text + cameClose)
			case span.Op == compare.Delete:
				out.WriteString(wentOpen + span.Text + wentClose)
			default:
				out.WriteString(span.Text)
			}
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(out.String(), cameClose+cameOpen, ""), wentClose+wentOpen, "")
}

// folded breaks a text into lines of a column.
func folded(text string) []string {
	var out []string
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	for _, paragraph := range strings.Split(text, "\n") {
		line := indent
		for _, word := range strings.Fields(paragraph) {
			if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > columnWidth && strings.TrimSpace(line) != "" {
				out = append(out, line)
				line = indent
			}
			if line != indent {
				line += " "
			}
			line += word
		}
		out = append(out, line)
	}
	return out
}

func (p *redlineText) columns(left, right []string) {
	for i := range max(len(left), len(right)) {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		p.line("", l+strings.Repeat(" ", max(0, columnWidth-utf8.RuneCountInString(l)))+columnGap+r)
	}
}

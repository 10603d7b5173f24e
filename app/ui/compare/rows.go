package compare

import (
	"strings"

	"clausedesk/app/compare"
	"clausedesk/widgets"
)

// sheet is what is shown, row by row.
type sheet struct {
	rows    []widgets.RedlineRow
	clauses []int // the first row of each clause
	changes []int // the first row of each run of changed rows
}

// aboveClause is the room above a clause.
const aboveClause float32 = 16

// newSheet writes the clauses out, below the summary and what it counts.
func newSheet(e compare.Edition, counts string, clauses []compare.Clause, beside bool) *sheet {
	s := &sheet{rows: []widgets.RedlineRow{{
		Side: [2]widgets.RedlineText{1: {Spans: []widgets.Span{{Text: e.Summary}}}}, Note: counts, Above: aboveClause, Whole: true,
	}}}
	for _, c := range clauses {
		s.clauses = append(s.clauses, len(s.rows))
		s.clause(e, c, beside)
	}
	for i, row := range s.rows {
		if row.Changed && (i == 0 || !s.rows[i-1].Changed) {
			s.changes = append(s.changes, i)
		}
	}
	return s
}

func (s *sheet) clause(e compare.Edition, c compare.Clause, beside bool) {
	first := len(s.rows)
	for _, b := range c.Blocks {
		row := widgets.RedlineRow{Depth: b.Depth, Changed: b.Change != compare.Same, Note: e.Remark(b)}
		if !beside {
			row.Side[1] = widgets.RedlineText{Mark: mark(b.Lead()), Spans: numbered(c, b, c.After, spans(b, ""))}
		} else {
			if !b.Came() {
				row.Side[0] = widgets.RedlineText{Mark: mark(b.Marks[0]), Spans: numbered(c, b, c.Before, spans(b, compare.Insert))}
			}
			if !b.Went() {
				row.Side[1] = widgets.RedlineText{Mark: mark(b.Marks[1]), Spans: numbered(c, b, c.After, spans(b, compare.Delete))}
			}
		}
		s.rows = append(s.rows, row)
	}
	if len(s.rows) == first {
		return
	}
	head := &s.rows[first]
	head.Above = aboveClause
	if remarks := e.Remarks(c); len(remarks) > 0 {
		head.Note = strings.TrimSuffix(strings.Join(remarks, " · ")+"\n"+head.Note, "\n")
	}
	head.Changed = head.Changed || c.Moved
}

// numbered puts the number of a clause before its heading. Another number alone
// is no change.
func numbered(c compare.Clause, b compare.Block, place *compare.Place, spans []widgets.Span) []widgets.Span {
	if place == nil {
		place = c.Before
	}
	if b.Kind != compare.Heading || place == nil || place.Number == "" {
		return spans
	}
	return append([]widgets.Span{{Text: place.Number + "  ", Soft: true, Bold: true}}, spans...)
}

func mark(text string) []widgets.Span {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return []widgets.Span{{Text: text}}
}

// cellGap stands between the cells of a row.
const cellGap = "   |   "

// spans are the words of a block, without those of an operation.
func spans(b compare.Block, without compare.Op) []widgets.Span {
	var out []widgets.Span
	for i, cell := range b.Cells {
		if i > 0 {
			out = append(out, widgets.Span{Text: cellGap, Soft: true})
		}
		for _, span := range cell.Spans {
			if span.Op == without {
				continue
			}
			shown := widgets.Span{
				Text: span.Text, Italic: span.Italic(), Kind: kinds[span.Op],
				Bold: span.Bold() || b.Header || b.Kind == compare.Heading || b.Kind == compare.Term,
			}
			if b.Change == compare.Moved && without != "" && !b.Went() && shown.Kind == widgets.SpanSame {
				shown.Kind = widgets.SpanInserted
			}
			out = append(out, shown)
		}
	}
	return out
}

var kinds = map[compare.Op]widgets.SpanKind{compare.Insert: widgets.SpanInserted, compare.Delete: widgets.SpanDeleted}

// next is the first change below a row, or above it where way is -1; -1 where
// there is none.
func (s *sheet) next(from, way int) int {
	if way > 0 {
		for i, row := range s.changes {
			if row > from {
				return i
			}
		}
		return -1
	}
	for i := len(s.changes) - 1; i >= 0; i-- {
		if s.changes[i] < from {
			return i
		}
	}
	return -1
}

// clauseAt is the clause that a row is of.
func (s *sheet) clauseAt(row int) int {
	at := 0
	for i, first := range s.clauses {
		if first <= row {
			at = i
		}
	}
	return at
}

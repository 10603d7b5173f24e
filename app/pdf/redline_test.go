package pdf

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"clausedesk/app/compare"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

func changedEdition() compare.Edition {
	before := policy.Text{Lang: "en", Title: "Privacy policy", Client: "Kweekwerk", Numbered: true, Clauses: []policy.TextClause{
		{ID: "a", Number: "1", Heading: "Who we are", Body: "We are a studio.\n\n1. first of them\n2. second of them"},
		{ID: "b", Number: "2", Heading: "What goes", Body: "Nothing of this stays."},
		{ID: "c", Number: "3", Heading: "Who else", Body: "> said once\n\n| A | B |\n| --- | --- |\n| one host | Delft |"},
	}}
	after := before
	after.Clauses = []policy.TextClause{
		{ID: "a", Number: "1", Heading: "Who we really are", Body: "We are a small studio.\n\n1. first of them\n2. a new one\n3. second of them"},
		{ID: "c", Number: "2", Heading: "Who else", Body: "> said twice\n\n| A | B |\n| --- | --- |\n| one host | Ghent |"},
	}
	return compare.Edition{Diff: compare.Texts(before, after), Lang: "en", From: "Version 1", To: "Version 2", Summary: "One clause goes."}
}

func redlinePDF(t *testing.T, e compare.Edition) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteRedline(context.Background(), &out, e, Look{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What came has a line below it and what went one through it, in the drawing
// and in the structure.
func TestARedlineShowsBoth(t *testing.T) {
	in, clauses := redlined(changedEdition())
	pages, err := composeRedline(context.Background(), in, clauses, changedEdition())
	if err != nil {
		t.Fatal(err)
	}
	cameWords, wentWords := "", ""
	for _, p := range pages {
		for _, at := range p.rows {
			for _, text := range at.row.texts {
				var want float64
				switch text.look.change {
				case came:
					cameWords += text.text + " "
					want = text.y + 0.15*text.look.size
				case went:
					wentWords += text.text + " "
					want = text.y - 0.27*text.look.size
				default:
					continue
				}
				if !struck(at.row, text, want) {
					t.Errorf("no line at %q", text.text)
				}
				if text.part == nil || text.part.kind != "Span" || !strings.Contains(text.part.traits, "TextDecorationType") {
					t.Errorf("%q is %+v in the structure", text.text, text.part)
				}
			}
		}
	}
	for _, want := range []string{"really", "small", "a new one", "twice", "Ghent"} {
		if !strings.Contains(cameWords, want) {
			t.Errorf("%q did not come: %q", want, cameWords)
		}
	}
	for _, want := range []string{"What goes", "Nothing of this stays.", "once", "Delft"} {
		if !strings.Contains(wentWords, want) {
			t.Errorf("%q did not go: %q", want, wentWords)
		}
	}
}

func struck(r *row, t text, y float64) bool {
	for _, line := range r.rules {
		if line.x == t.x && line.width == t.width && line.y == y {
			return true
		}
	}
	return false
}

func TestARedlineIsTheSameFileEveryTime(t *testing.T) {
	first := redlinePDF(t, changedEdition())
	if !bytes.Equal(first, redlinePDF(t, changedEdition())) {
		t.Error("two files of one redline differ")
	}
	only := changedEdition()
	only.OnlyChanges = true
	if bytes.Equal(first, redlinePDF(t, only)) {
		t.Error("only the changes are the whole text")
	}
}

func TestARedlineThatNoFontShows(t *testing.T) {
	text := policy.Text{Lang: "en", Clauses: []policy.TextClause{{ID: "a", Body: "one \U00012000"}}}
	e := compare.Edition{Diff: compare.Texts(policy.Text{Lang: "en"}, text), Lang: "en"}
	var missing *UncoveredError
	var out bytes.Buffer
	if err := WriteRedline(context.Background(), &out, e, Look{}); !errors.As(err, &missing) || out.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, out.Len())
	}
}

// Lists, quotations and tables come out as such.
func TestBlocksAreNestedAgain(t *testing.T) {
	body := "One.\n\n- a\n\n  more\n  - deep\n- b\n\n3. c\n4. d\n\n> said\n\nTerm\n: meaning\n\n| A | B |\n| --- | --- |\n| x | y |"
	text := policy.Text{Clauses: []policy.TextClause{{ID: "a", Body: body}}}
	d := compare.Texts(text, text)
	got := markup.Write(markup.Doc(nestedBlocks(compare.Edition{}, d.Clauses[0].Blocks, 0)))
	if want := markup.Write(markup.Parse(body)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestARedlineConforms(t *testing.T) {
	document := redlinePDF(t, changedEdition())
	conforms(t, "redline", document)
	if out := outputOf(t, document, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax") {
		t.Errorf("qpdf: %s", out)
	}
}

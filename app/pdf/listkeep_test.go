package pdf

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/policy"
)

// A list does not leave one item alone at the foot or at the head of a page, in
// one language or two, nor does a page end in the middle of a word.
func TestNoItemAlone(t *testing.T) {
	list := strings.Repeat("- item\n", 6)
	for filling := 25; filling < 50; filling++ {
		text := policy.Text{Lang: "en", Title: "Title", Clauses: []policy.TextClause{
			{ID: "filling", Body: strings.Repeat("filling\n\n", filling)}, {ID: "list", Body: list},
		}}
		other := text
		other.Lang = "nl"
		for _, in := range []Input{{Text: text}, {Text: text, Beside: &other}} {
			made, err := layOut(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range made.pages {
				items := 0
				for _, at := range p.rows {
					if at.row.clause == 1 {
						items++
					}
				}
				if items == 1 || items == 5 {
					t.Errorf("%s: page %d has %d of 6 items after %d lines", fmt.Sprint(in.Beside != nil), i+1, items, filling)
				}
			}
		}
	}
}

// A page ends between words, however many of its lines end in hyphens.
func TestNoPageEndsInAWord(t *testing.T) {
	body := strings.Repeat("anticonstitutionnellement et intergouvernementalisation, commercialisations de désinstitutionnalisation. ", 30)
	seen := 0
	for filling := 0; filling < 30; filling++ {
		text := policy.Text{Lang: "fr", Title: "Title", Clauses: []policy.TextClause{{ID: "a", Body: strings.Repeat("x\n\n", filling) + body}}}
		other := text
		made, err := layOut(context.Background(), Input{Text: text, Beside: &other})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range made.pages {
			for k, at := range p.rows {
				for _, piece := range at.row.texts {
					if !piece.cut {
						continue
					}
					seen++
					if k == len(p.rows)-1 && i+1 < len(made.pages) {
						t.Errorf("page %d ends in %q", i+1, piece.text)
					}
				}
			}
		}
	}
	if seen == 0 {
		t.Error("there is not one hyphen")
	}
}

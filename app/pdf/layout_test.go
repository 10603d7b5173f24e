package pdf

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

// randomWords draws words that differ in length, some of them very long.
func randomWords(t *rapid.T, most int) string {
	n := rapid.IntRange(1, most).Draw(t, "words")
	words := make([]string, n)
	for i := range words {
		words[i] = strings.Repeat("abcdefghij", 9)[:rapid.SampledFrom([]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 90}).Draw(t, "length")]
	}
	return strings.Join(words, " ")
}

// randomBlock draws one block of clause text.
func randomBlock(t *rapid.T) string {
	w := func(most int) string { return randomWords(t, most) }
	switch rapid.IntRange(0, 8).Draw(t, "kind") {
	case 0:
		return "- " + w(30) + "\n  - " + w(30) + "\n    - " + w(20) + "\n      - " + w(20) + "\n- " + w(9)
	case 1:
		return "> " + w(60)
	case 2:
		var out strings.Builder
		n := rapid.IntRange(1, 7).Draw(t, "columns")
		fmt.Fprintf(&out, "|%s\n|%s\n", strings.Repeat("head|", n), strings.Repeat("---|", n))
		for range rapid.IntRange(0, 25).Draw(t, "rows") {
			out.WriteString("|" + strings.Repeat(w(8)+"|", n) + "\n")
		}
		return out.String()
	case 3:
		return "term\n: " + w(60) + "\n: " + w(30)
	case 4:
		return w(5) // one line
	case 5:
		return "**" + w(6) + "**\n\n|a|b|\n|---|---|\n" + strings.Repeat("|"+w(90)+"|"+w(3)+"|\n", rapid.IntRange(1, 6).Draw(t, "rows"))
	case 6:
		return "**" + w(6) + "**\n\n" + w(5) + "\n\n" + w(5)
	}
	return w(150)
}

func randomText(t *rapid.T) policy.Text {
	text := policy.Text{Lang: "en", Title: "Title", Client: "Client", Numbered: true}
	for i := range rapid.IntRange(1, 14).Draw(t, "clauses") {
		clause := policy.TextClause{ID: policy.ID(fmt.Sprint("c", i)), Depth: rapid.IntRange(0, 3).Draw(t, "depth")}
		if rapid.IntRange(0, 4).Draw(t, "headed") > 0 {
			clause.Number, clause.Heading = fmt.Sprint(i), randomWords(t, 14)
		}
		for range rapid.IntRange(0, 3).Draw(t, "blocks") {
			clause.Body += randomBlock(t) + "\n\n"
		}
		text.Clauses = append(text.Clauses, clause)
	}
	return text
}

// plain is the design of a document with the usual look.
var plain = designOf(Input{})

// What every page keeps to, whatever the text.
func TestPageRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := randomText(t)
		pages, err := compose(context.Background(), Input{Text: text, Version: 1}, parse(text))
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range pages {
			checkInside(t, i, p)
			if i+1 < len(pages) {
				checkEnd(t, i, p, pages[i+1])
			}
		}
		checkLast(t, pages[len(pages)-1])
	})
}

// checkInside: nothing reaches into a margin, rows do not overlap.
func checkInside(t *rapid.T, i int, p page) {
	below := plain.bodyTop
	for _, at := range p.rows {
		if at.top < below-slack || at.top+at.row.height > plain.bodyBottom+slack {
			t.Fatalf("page %d: a row at %.1f to %.1f, after %.1f", i+1, at.top, at.top+at.row.height, below)
		}
		below = at.top + at.row.height
		for _, piece := range at.row.texts {
			if piece.x < plain.single.left-slack || piece.x+piece.width > plain.single.left+plain.single.width+0.01 {
				t.Fatalf("page %d: %q from %.1f to %.1f", i+1, piece.text, piece.x, piece.x+piece.width)
			}
		}
	}
}

// checkEnd: no heading ends a page, of a clause or of a table, and none has
// only one line of several below it, unless all of the page down to there is
// held together like that.
func checkEnd(t *rapid.T, i int, p, next page) {
	last := len(p.rows) - 1
	for last >= 0 && p.rows[last].row.bond < heading {
		last--
	}
	if last < 0 {
		return
	}
	weaker := func(b bond) bool {
		return slices.ContainsFunc(p.rows[:last+1], func(at placed) bool { return at.row.bond < b })
	}
	below := len(p.rows) - 1 - last
	goesOn := next.rows[0].row.clause == p.rows[last].row.clause
	if below == 0 && weaker(heading) || below == 1 && goesOn && weaker(second) {
		t.Fatalf("page %d ends with %d rows below a heading, the next begins with %+v", i+1, below, next.rows[0].row.texts)
	}
}

// checkLast: the room for the signature closes the document, never alone on
// its page.
func checkLast(t *rapid.T, p page) {
	last := p.rows[len(p.rows)-1]
	if !last.row.signature {
		t.Fatal("the last row is not the signature")
	}
	if len(p.rows) < 2 {
		t.Fatal("the signature stands on a page of its own")
	}
}

// A paragraph that is divided leaves two lines at least on either page.
func TestNoLonelyLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := policy.Text{Lang: "en", Title: "Title"}
		for i := range rapid.IntRange(5, 40).Draw(t, "paragraphs") {
			text.Clauses = append(text.Clauses, policy.TextClause{ID: policy.ID(fmt.Sprint(i)), Body: randomWords(t, 120)})
		}
		pages, err := compose(context.Background(), Input{Text: text}, parse(text))
		if err != nil {
			t.Fatal(err)
		}
		total, perPage := map[int]int{}, make([]map[int]int, len(pages))
		for i, p := range pages {
			perPage[i] = map[int]int{}
			for _, at := range p.rows {
				total[at.row.clause]++
				perPage[i][at.row.clause]++
			}
		}
		for i, lines := range perPage {
			for clause, n := range lines {
				if clause >= 0 && n == 1 && total[clause] > 1 {
					t.Fatalf("page %d has one line of the %d of paragraph %d", i+1, total[clause], clause)
				}
			}
		}
	})
}

func TestPlacesFollowTheText(t *testing.T) {
	in := sample(t, "en", "Title")
	_, result := written(t, in)
	page, top := 1, 0.0
	for _, clause := range in.Text.Clauses {
		places := result.Clauses[clause.ID]
		if len(places) == 0 {
			t.Fatalf("%s has no place", clause.ID)
		}
		for _, at := range places {
			if at.Page < page || at.Page == page && at.Top < top-1e-9 || at.Bottom <= at.Top || at.Bottom > 1 {
				t.Errorf("%s at %+v, after %.3f on page %d", clause.ID, at, top, page)
			}
			page, top = at.Page, at.Bottom
		}
	}
	box := result.Signature
	if box.Page != result.Pages || box.W != signatureWidth || box.H != signatureHeight || box.Y < plain.paperHeight-plain.bodyBottom {
		t.Errorf("signature at %+v of %d pages", box, result.Pages)
	}
	if end := (1 - top) * plain.paperHeight; box.Y+box.H > end {
		t.Errorf("the signature reaches up to %.1f, the text down to %.1f", box.Y+box.H, end)
	}
}

// Contents that would spill onto a second page show fewer levels, and all of
// them where that does not help.
func TestContentsStayOnTheFirstPage(t *testing.T) {
	for _, c := range []struct{ chapters, sections, listed int }{{5, 2, 15}, {12, 4, 12}, {70, 1, 140}} {
		in := oneClause("")
		in.Text.Clauses = nil
		for i := range c.chapters {
			for j := range c.sections + 1 {
				in.Text.Clauses = append(in.Text.Clauses, policy.TextClause{
					ID: policy.ID(fmt.Sprint(i, "-", j)), Depth: min(j, 1), Heading: fmt.Sprintf("Heading %d.%d", i, j), Body: "Words.",
				})
			}
		}
		pages, err := compose(context.Background(), in, parse(in.Text))
		if err != nil {
			t.Fatal(err)
		}
		listed := 0
		for i, p := range pages {
			for _, at := range p.rows {
				if at.row.entry != nil {
					listed++
					if i > 0 && c.chapters < 70 {
						t.Fatalf("%d chapters: contents on page %d", c.chapters, i+1)
					}
				}
			}
		}
		if listed != c.listed {
			t.Errorf("%d chapters of %d sections: %d lines, want %d", c.chapters, c.sections, listed, c.listed)
		}
	}
}

// Narrow columns never push a table out of the page, up to the point where
// the table becomes a list.
func TestManyColumns(t *testing.T) {
	for _, n := range []int{2, 5, 12, 17, 18, 60} {
		body := "|" + strings.Repeat("Überschriftenspalte|", n) + "\n|" + strings.Repeat("---|", n) + "\n|" + strings.Repeat("Donaudampfschifffahrt und mehr|", n) + "\n"
		document, _ := written(t, oneClause(body))
		if got := strings.Count(squeeze(extract(t, document)), "Donaudampfschifffahrtundmehr"); got != n {
			t.Errorf("%d columns: %d cells printed", n, got)
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

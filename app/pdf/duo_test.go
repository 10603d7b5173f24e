package pdf

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/bilingual"
	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

// beside puts a second text beside that of a document.
func beside(in Input, second Input) Input {
	in.Beside = &second.Text
	return in
}

// bodyOf is a document of one clause in two languages.
func bodyOf(first, second string) Input {
	other := oneClause(second)
	other.Text.Lang, other.Text.Title = "nl", "Verklaring"
	return beside(oneClause(first), other)
}

func laidOut(tb testing.TB, in Input) []page {
	tb.Helper()
	pages, err := composeBoth(context.Background(), in, bilingual.Of(in.Text, *in.Beside))
	if err != nil {
		tb.Fatal(err)
	}
	return pages
}

// What every page of two languages keeps to, whatever the texts: each language
// in its column, no row over another, no heading left behind.
func TestPageRulesOfTwoLanguages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second := randomText(t), randomText(t)
		second.Lang = "nl"
		in := Input{Text: first, Beside: &second, Version: 1}
		pages, err := composeBoth(context.Background(), in, bilingual.Of(first, second))
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range pages {
			checkColumns(t, i, p)
			if i+1 < len(pages) {
				checkEnd(t, i, p, pages[i+1])
			}
		}
		checkLast(t, pages[len(pages)-1])
	})
}

func checkColumns(t *rapid.T, i int, p page) {
	below := plain.bodyTop
	for _, at := range p.rows {
		if at.top < below-slack || at.top+at.row.height > plain.bodyBottom+slack {
			t.Fatalf("page %d: a row at %.1f to %.1f, after %.1f", i+1, at.top, at.top+at.row.height, below)
		}
		below = at.top + at.row.height
		left := plain.columns[0]
		if at.row.pair == 0 {
			left = plain.both
		}
		checkWithin(t, left, at.row.texts)
		checkWithin(t, plain.columns[1], at.row.beside)
	}
}

func checkWithin(t *rapid.T, m measure, texts []text) {
	for _, piece := range texts {
		if piece.x < m.left-slack || piece.x+piece.width > m.left+m.width+0.01 {
			t.Fatalf("%q from %.1f to %.1f in %.1f to %.1f", piece.text, piece.x, piece.x+piece.width, m.left, m.left+m.width)
		}
	}
}

// tops says at which heights a piece of text begins.
func tops(pages []page, of func(*row) []text) map[string]string {
	out := map[string]string{}
	for i, p := range pages {
		for _, at := range p.rows {
			for _, piece := range of(at.row) {
				if _, seen := out[piece.text]; !seen {
					out[piece.text] = fmt.Sprintf("page %d, %.1f", i+1, at.top+piece.y)
				}
			}
		}
	}
	return out
}

// Every pair begins at one height: heading, paragraph, item, term, row of a
// table; also below something that is longer in one of the languages.
func TestPairsBeginAtOneHeight(t *testing.T) {
	long := strings.Repeat("words ", 40)
	in := bodyOf(
		"p1 x\n\n"+long+"\n\np2 x\n\n- i1 x\n\n  "+long+"\n- i2 x\n  - n1 x\n\nterm1\n: d1 x\n\n> q1 x\n\n| h1 | a |\n|---|---|\n| r1 | "+long+"|\n| r2 | b |\n\np3 x",
		"P1 x\n\nkort\n\nP2 x\n\n- I1 x\n- I2 x\n  - N1 x\n\nTerm1\n: D1 x\n\n> Q1 x\n\n| H1 | A |\n|---|---|\n| R1 | kort |\n| R2 | B |\n\nP3 x")
	pages := laidOut(t, in)
	first, second := tops(pages, func(r *row) []text { return r.texts }), tops(pages, func(r *row) []text { return r.beside })
	for _, name := range strings.Fields("p1_x p2_x i1_x i2_x n1_x term1 d1_x q1_x h1 r1 r2 p3_x") {
		name = strings.ReplaceAll(name, "_", " ")
		other := strings.ToUpper(name[:1]) + name[1:]
		if first[name] == "" || first[name] != second[other] {
			t.Errorf("%q at %s, %q at %s", name, first[name], other, second[other])
		}
	}
}

// Narrow tables stand side by side; wide ones, and those that would get longer
// for it, one below the other over the whole width under their languages.
func TestTablesBesideOrBelow(t *testing.T) {
	table := func(columns, words int) string {
		return strings.Repeat("|Column", columns) + "|\n" + strings.Repeat("|---", columns) + "|\n" +
			strings.Repeat("|"+strings.Repeat("word ", words), columns) + "|\n"
	}
	for _, c := range []struct {
		name, body string
		below      bool
	}{{"narrow", table(2, 3), false}, {"many columns", table(8, 3), true}, {"long words", strings.ReplaceAll(table(3, 1), "word", strings.Repeat("word", 8)), true}} {
		whole, heads := 0, ""
		for _, p := range laidOut(t, bodyOf(c.body, c.body)) {
			for _, at := range p.rows {
				for _, piece := range at.row.texts {
					if at.row.pair == 0 && strings.HasPrefix(piece.text, "Column") {
						whole++
					}
					heads += " " + piece.text
				}
			}
		}
		if (whole > 0) != c.below || c.below != strings.Contains(heads, "Nederlands Column") {
			t.Errorf("%s: %d heads over the whole width, want below: %v; %s", c.name, whole, c.below, heads)
		}
	}
}

// A pair is read, and copied, one language after the other.
func TestPairsInReadingOrder(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("many words ", 20))
	in := bodyOf(long+"\n\n- item", "veel woorden\n\n- punt")
	in.Prevails = "nl"
	document, _ := written(t, in)
	got := strings.Join(strings.Fields(extract(t, document)), " ")
	want := "English Nederlands Client Policy Verklaring If the two texts differ, this version decides: Dutch. A right that mandatory law gives you stays untouched. " +
		"Verschillen de twee teksten, dan beslist deze versie: Nederlands. Een recht dat dwingend recht u geeft, blijft onverlet. " +
		"Version 1 · English Versie 1 · Nederlands 1 Heading 1 Heading " + long + " veel woorden • item • punt Client · Policy · Version 1 · English / Nederlands Page 1 of 1"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Every word of both languages is in the file, each page names the languages
// above their columns, and the file is the same every time.
func TestWordsOfBothLanguages(t *testing.T) {
	in := beside(sample(t, "en", "Title"), sample(t, "de", "Titel"))
	document, result := written(t, in)
	again, _ := written(t, in)
	if !bytes.Equal(document, again) {
		t.Error("the second file differs from the first")
	}
	for number := 1; number <= result.Pages; number++ {
		page := extract(t, document, "-f", fmt.Sprint(number), "-l", fmt.Sprint(number))
		if !strings.HasPrefix(page, "English Deutsch\n") {
			t.Errorf("page %d begins with %.30q", number, page)
		}
	}
	letters := lettersOf(withoutFooter(extract(t, document)))
	for _, text := range in.texts() {
		for _, clause := range text.Clauses {
			for _, word := range strings.Fields(clause.Heading + " " + markup.Plain(markup.Parse(clause.Body))) {
				if l := lettersOf(word); !strings.Contains(letters, l) {
					t.Errorf("%s: %q is missing", text.Lang, word)
				}
			}
		}
	}
	for i, clause := range in.Text.Clauses {
		if places := result.Clauses[clause.ID]; len(places) == 0 {
			t.Errorf("clause %d has no place", i)
		}
	}
	if box := result.Signature; box.Page != result.Pages || box.X != plain.both.left || box.W != signatureWidth {
		t.Errorf("signature at %+v of %d pages", box, result.Pages)
	}
}

// A character of the second language that no font shows is named as well.
func TestUncoveredInTheSecondLanguage(t *testing.T) {
	in := bodyOf("fine", "漢")
	_, err := Write(context.Background(), &bytes.Buffer{}, in)
	missing, is := err.(*UncoveredError)
	if !is || len(missing.Missing) != 1 || missing.Missing[0].Rune != '漢' || missing.Missing[0].Clause != policy.ID("only") {
		t.Errorf("%v", err)
	}
}

// A table whose words fit whole in smaller letters is set in those rather than
// with a word cut, in a page's width too.
func TestSmallerLettersRatherThanCutWords(t *testing.T) {
	in := oneClause("| Ontvanger | Rol | Land | Dienst | Waarborg |\n|---|---|---|---|---|\n" +
		"| Moneybird (Sendinblue SAS) | Zelfstandige verwerkingsverantwoordelijke | Nederland | Betalingsverwerking en meer | Standaardcontractbepalingen |\n")
	document, _ := written(t, in)
	words := strings.Fields(extract(t, document))
	for _, want := range []string{"verwerkingsverantwoordelijke", "Betalingsverwerking", "Standaardcontractbepalingen", "(Sendinblue"} {
		if !slices.Contains(words, want) {
			t.Errorf("%q is cut", want)
		}
	}
}

// What holds rows together in either language holds the pair: a heading that
// is longer in the second language stays whole, with two rows below it.
func TestALongerHeadingHoldsThePair(t *testing.T) {
	for filling := 20; filling < 60; filling++ {
		text := func(lang, heading, body string) policy.Text {
			return policy.Text{Lang: lang, Title: "Title", Clauses: []policy.TextClause{
				{ID: "filling", Body: strings.Repeat("filling\n\n", filling)}, {ID: "lead", Heading: heading, Body: body},
			}}
		}
		second := text("nl", strings.Repeat("Kop ", 60)+"Einde", "eerste\n\ntweede\n\nderde")
		pages := laidOut(t, Input{Text: text("en", "Lead", "first\n\nnext\n\nthird"), Beside: &second})
		at := map[string]int{}
		for i, p := range pages {
			for _, placed := range p.rows {
				for _, piece := range append(slices.Clone(placed.row.texts), placed.row.beside...) {
					words := strings.Fields(piece.text)
					at[words[len(words)-1]] = i + 1
				}
			}
		}
		for _, word := range []string{"Einde", "first", "next", "eerste", "tweede"} {
			if at["Lead"] == 0 || at[word] != at["Lead"] {
				t.Errorf("after %d lines: %v", filling, at)
				break
			}
		}
	}
}

package memory

import (
	"strings"
	"testing"

	"clausedesk/app/glossary"
	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

func term(lang, text string, status glossary.Status) glossary.Term {
	return glossary.Term{Lang: lang, Text: text, Status: status}
}

func concept(id string, client policy.ID, terms ...glossary.Term) glossary.Concept {
	return glossary.Concept{ID: id, Client: client, Terms: terms}
}

// theShelf has two shipped concepts, one of them with a place taken by the
// studio and one by a client, and a concept of the studio's own.
func theShelf() *Shelf {
	shipped := []glossary.Concept{
		concept("a", "", term("en", "processor", glossary.Preferred), term("nl", "verwerker", glossary.Preferred)),
		concept("b", "", term("en", "consent", glossary.Preferred), term("nl", "toestemming", glossary.Preferred)),
	}
	for i := range shipped {
		shipped[i].Shipped = true
	}
	own := []glossary.Concept{
		concept("a", "", term("en", "processor", glossary.Preferred), term("nl", "bewerker", glossary.Preferred)),
		concept("b", "noord", term("en", "consent", glossary.Preferred), term("nl", "akkoord", glossary.Preferred)),
		concept("c", "", term("fr", "Éclair", glossary.Preferred), term("en", "cake bought by consent", glossary.Forbidden)),
	}
	own[2].Note = "With cream"
	s := &Shelf{Clients: []policy.Client{{ID: "noord", Name: "Noord"}, {ID: "zuid", Name: "Zuid"}}}
	s.fill(shipped, own, "en")
	return s
}

func keys(rows []Row) string {
	var out []string
	for _, row := range rows {
		out = append(out, row.Key)
	}
	return strings.Join(out, " ")
}

func TestWhatTheGlossaryLists(t *testing.T) {
	s := theShelf()
	for _, c := range []struct {
		query string
		whose Whose
		want  string
	}{
		{"", Everybodys, "noord/b /b /c /a"},
		{"", Studios, "/c /a"},
		{"", Shipped, "/b"},
		{"", "noord", "noord/b"},
		{"verwerker", Everybodys, ""}, // the studio's stands in its place
		{"BEWER", Everybodys, "/a"},
		{"eclair", Everybodys, "/c"},
		{"cream cake", Everybodys, "/c"},
		{"consent", Everybodys, "noord/b /b /c"}, // those that begin with it first
		{"cake", "zuid", ""},
	} {
		if got := keys(s.Find(c.query, c.whose)); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.query, c.whose, got, c.want)
		}
	}
	if row, _ := s.Row("/a"); !row.Over || row.Concept.Shipped {
		t.Errorf("the studio's own: %+v", row)
	}
	if row, _ := s.Row("/c"); row.Over || row.Title != "Éclair" {
		t.Errorf("one of its own: %+v", row)
	}
	if owners := s.Owners(); len(owners) != 1 || owners[0].ID != "noord" {
		t.Errorf("clients with terms: %+v", owners)
	}
}

func TestAConceptIsWritten(t *testing.T) {
	d := NewDraft(glossary.Concept{})
	if d.Changed() {
		t.Error("changed before anything is written")
	}
	if at, reason := d.Problem(); at != -1 || reason != glossary.ReasonNoTerms {
		t.Errorf("without terms: %d %q", at, reason)
	}
	d.Lines[0].Text = "  the   ferry "
	d.Add(0)
	d.Lines[1].Text = "the ferry"
	if at, reason := d.Problem(); at != 1 || reason != glossary.ReasonTwice {
		t.Errorf("the same twice: %d %q", at, reason)
	}
	d.Lines[1].Text = "…"
	if at, reason := d.Problem(); at != 1 || reason != glossary.ReasonEmptyTerm {
		t.Errorf("without a letter: %d %q", at, reason)
	}
	d.Lines[1] = Weak.With(d.Lines[1])
	d.Lines[1].Text = "boat"
	if !d.AddLanguage("it") || d.AddLanguage("it") {
		t.Error("a language begins once")
	}
	if !d.Remove(1) || d.Remove(0) {
		t.Error("the only line of a language stays, others go")
	}
	got := d.Concept()
	if len(got.Terms) != 1 || got.Terms[0] != term("en", "the ferry", glossary.Preferred) || !d.Changed() {
		t.Errorf("to be kept: %+v", got)
	}
	if _, reason := d.Problem(); reason != "" {
		t.Errorf("a problem: %q", reason)
	}
}

// What is opened and not touched is not changed and loses nothing, whatever
// the order of its terms.
func TestAnUntouchedConceptIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := concept("x", "")
		n := rapid.IntRange(1, 8).Draw(t, "terms")
		for range n {
			one := term(rapid.SampledFrom([]string{"en", "nl", "sq", "it", "pt"}).Draw(t, "lang"), rapid.StringMatching(`[a-z]{1,8}( [a-z]{1,8})?`).Draw(t, "text"), "")
			one = rapid.SampledFrom(Uses()).Draw(t, "use").With(one)
			one.Note, one.CaseSensitive = rapid.StringMatching(`[a-z]{0,3}`).Draw(t, "note"), rapid.Bool().Draw(t, "case")
			c.Terms = append(c.Terms, one)
		}
		d := NewDraft(c)
		got := d.Concept()
		if d.Changed() || len(got.Terms) != n {
			t.Fatalf("%+v became %+v", c, got)
		}
		left := map[glossary.Term]int{}
		for _, one := range c.Terms {
			left[one]++
		}
		for _, one := range got.Terms {
			if left[one]--; left[one] < 0 {
				t.Fatalf("%+v came out of nothing", one)
			}
		}
		for _, one := range c.Terms {
			if UseOf(UseOf(one).With(one)) != UseOf(one) {
				t.Fatalf("%+v changes its use", one)
			}
		}
	})
}

func TestMarkedWords(t *testing.T) {
	for _, c := range []struct{ text, query, want string }{
		{"Të dhëna personale", "te dhena", "[Të dhëna] personale"},
		{"Data of a personal kind; DATA", "personal data", "[Data] of a [personal] kind; [DATA]"},
		{"We keep personal data, your data", "personal  data", "We keep [personal data], your data"},
		{"e\u0301te\u0301", "ete", "[e\u0301te\u0301]"},
		{"Straße", "nothing", "Straße"},
		{"Straße", " ", "Straße"},
	} {
		var got strings.Builder
		for _, p := range Marked(c.text, c.query) {
			if p.Hit {
				p.Text = "[" + p.Text + "]"
			}
			got.WriteString(p.Text)
		}
		if got.String() != c.want {
			t.Errorf("%q in %q: %q, want %q", c.query, c.text, got.String(), c.want)
		}
	}
}

func TestMarkingKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, query := rapid.String().Draw(t, "text"), rapid.String().Draw(t, "query")
		var got strings.Builder
		for _, p := range Marked(text, query) {
			got.WriteString(p.Text)
		}
		if got.String() != text {
			t.Fatalf("%q became %q", text, got.String())
		}
	})
}

func TestClientsByName(t *testing.T) {
	c := &Contents{Clients: []policy.Client{{Name: "Bäckerei Nord"}, {Name: "Nord"}, {Name: "Süd"}}}
	if got := c.Named("nord back"); len(got) != 1 || got[0].Name != "Bäckerei Nord" {
		t.Errorf("found %+v", got)
	}
	if got := c.Named(""); len(got) != 3 || c.Clients[2].Name != "Süd" {
		t.Errorf("without a query: %+v", got)
	}
}

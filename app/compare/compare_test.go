package compare

import (
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

func differs(got, want policy.Text) string { return cmp.Diff(want, got) }

// text makes a text of clauses "id|heading|body", deeper by each leading ">".
func text(clauses ...string) policy.Text {
	out := policy.Text{Lang: "en", Title: "Privacy policy", Client: "Studio", Numbered: true}
	for i, line := range clauses {
		depth := len(line) - len(strings.TrimLeft(line, ">"))
		parts := strings.SplitN(line[depth:], "|", 3)
		out.Clauses = append(out.Clauses, policy.TextClause{
			ID: policy.ID(parts[0]), Depth: depth, Number: fmt.Sprint(i + 1), Heading: parts[1], Body: parts[2],
		})
	}
	return canonical(out)
}

// read writes a clause out: {+came+}, [-went-], a block on each line.
func read(c Clause) string {
	var out []string
	for _, b := range c.Blocks {
		line := ""
		for i, cell := range b.Cells {
			if i > 0 {
				line += " | "
			}
			for _, s := range cell.Spans {
				switch s.Op {
				case Insert:
					line += "{+" + s.Text + "+}"
				case Delete:
					line += "[-" + s.Text + "-]"
				default:
					line += s.Text
				}
			}
		}
		out = append(out, b.Lead()+line)
	}
	return strings.Join(out, "\n")
}

func TestWhatBecameOfAClause(t *testing.T) {
	before := text("a|Who|We are a studio.", "b|What|We keep your name.", "c|Why|To answer you when you write.", "d|How long|For 5 years.", "e|Rights|You may object.")
	after := text("a|Who|We are a studio.", "c|Why|To answer you when you write.", "n|Where|In the Netherlands and nowhere else.", "d|How long|For 7 years.", "b|What|We keep your name.")
	d := Texts(before, after)
	var got []string
	for _, c := range d.Clauses {
		got = append(got, fmt.Sprintf("%s %s +%d -%d", c.ID, c.Change(), c.Added, c.Removed))
	}
	want := "a same +0 -0, c same +0 -0, n added +7 -0, d changed +1 -1, e removed +0 -4, b moved +0 -0"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	rebuilt(t, before, after)
}

func TestRenumberingAloneIsNoChange(t *testing.T) {
	before := text("a|Who|We.", "b|What|Names.")
	after := before
	after.Clauses = append([]policy.TextClause(nil), before.Clauses...)
	after.Clauses[1].Number = "7.3"
	if d := Texts(before, after); !d.Empty() {
		t.Errorf("%d changes", d.Changes())
	}
	rebuilt(t, before, after)
}

// A clause whose parent goes, and that stays where it was, did not move; one
// that goes into another did.
func TestParents(t *testing.T) {
	before := text("a|A|One here.", ">b|B|Two here.", "c|C|Three here.")
	for _, c := range []struct {
		name  string
		after policy.Text
		moved string
	}{
		{"the parent goes", text("b|B|Two here.", "c|C|Three here."), ""},
		{"into another", text("a|A|One here.", "c|C|Three here.", ">b|B|Two here."), "b"},
		{"a parent comes", text("a|A|One here.", ">b|B|Two here.", "n|N|New.", ">c|C|Three here."), ""},
	} {
		moved := ""
		for _, clause := range Texts(before, c.after).Clauses {
			if clause.Moved {
				moved += string(clause.ID)
			}
		}
		if moved != c.moved {
			t.Errorf("%s: %q moved, want %q", c.name, moved, c.moved)
		}
		rebuilt(t, before, c.after)
	}
}

func TestRedline(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"a word", "We keep it.", "We all keep it.", "We {+all +}keep it."},
		{"a number", "for 5 years.", "for 7 years.", "for [-5-]{+7+} years."},
		{"a phrase", "We process your name to answer.", "We process your telephone number to answer.", "We process your [-name-]{+telephone number+} to answer."},
		{"only a stop", "We keep it", "We keep it.", "We keep it{+.+}"},
		{"words set otherwise", "Ask us now.", "Ask **us** now.", "Ask [-us-]{+us+} now."},
		{"an address is one word", "At info@a.example.", "At privacy@a.example.", "At [-info@a.example-]{+privacy@a.example+}."},
		{"an amount is one word", "Up to 10,000 euros.", "Up to 20,000 euros.", "Up to [-10,000-]{+20,000+} euros."},
		{"an item more", "- one thing\n- two things", "- one thing\n- three kinds\n- two things", "• one thing\n• {+three kinds+}\n• two things"},
		{"a paragraph becomes two", "We keep names. You may object to that.", "We keep names.\n\nYou may object to that.", "We keep names.[- -]\nYou may object to that."},
		{"two become one", "We keep names.\n\nYou may object to that.", "We keep names. You may object to that.", "We keep names.\n{+ +}You may object to that."},
		{
			"a row more", "| A | B |\n| --- | --- |\n| x one | y |", "| A | B |\n| --- | --- |\n| v two | w |\n| x one | z |",
			"A | B\n{+v two+} | {+w+}\nx one | [-y-]{+z+}",
		},
		{
			"a column more", "| A |\n| --- |\n| we keep it |", "| A | B |\n| --- | --- |\n| we keep it | long |",
			"A | {+B+}\nwe keep it | {+long+}",
		},
		{
			"a block within moves", "We tell you who we are.\n\nWe keep what you give us.\n\nYou may complain at any time.", "You may complain at any time.\n\nWe tell you who we are.\n\nWe keep what you give us.",
			"You may complain at any time.\nWe tell you who we are.\nWe keep what you give us.\n[-You may complain at any time.-]",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := text("a||"+c.before), text("a||"+c.after)
			if got := read(Texts(before, after).Clauses[0]); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			rebuilt(t, before, after)
		})
	}
}

// In a passage that was rewritten, a small word that stays by chance goes and
// comes with the rest; one word less would be no room for that.
func TestChaff(t *testing.T) {
	passage := func(word string, n int) string {
		var out []string
		for i := range n {
			out = append(out, fmt.Sprint(word, i))
		}
		return strings.Join(out, " ")
	}
	rewritten := func(n int) Clause {
		before := text("a||" + passage("was", n) + " the " + passage("old", n))
		after := text("a||" + passage("is", n) + " the " + passage("new", n))
		rebuilt(t, before, after)
		return Texts(before, after).Clauses[0]
	}
	if got := read(rewritten(20)); strings.Contains(got, "-] the [-") || strings.Count(got, "[-") != 1 {
		t.Errorf("got %s", got)
	}
	if got := read(rewritten(19)); strings.Count(got, "[-") != 2 {
		t.Errorf("got %s", got)
	}
}

// A part of a clause that goes into a clause of its own moved: no word came or
// went but the new heading.
func TestAClauseThatIsDivided(t *testing.T) {
	before := text("a|What we keep|We keep your name and address.\n\nWe keep your letters for five years.")
	after := text("a|What we keep|We keep your name and address.", "b|How long|We keep your letters for six years.")
	d := Texts(before, after)
	added, removed := d.Words()
	if added != 3 || removed != 1 { // "How long" and six for five
		t.Errorf("+%d -%d words", added, removed)
	}
	block := d.Clauses[1].Blocks[1]
	if block.Change != Moved || block.Other.Heading != "What we keep" {
		t.Errorf("the paragraph is %s", block.Change)
	}
	rebuilt(t, before, after)
}

// A text from elsewhere has no identifiers in common: clauses are paired by
// what they say.
func TestATextFromElsewhere(t *testing.T) {
	before := text("a|Who we are|We are a small studio in Delft.", "b|Your rights|You may see, correct and erase your data.", "c|Cookies|We set no cookies at all.")
	after := text("x|Your rights|You may see, correct, move and erase your data.", "y|Who we are|We are a small studio in Delft.", "z|Complaints|The authority hears your complaint.")
	d := Texts(before, after)
	got := map[policy.ID]Change{}
	for _, c := range d.Clauses {
		got[c.ID] = c.Change()
	}
	if got["z"] != Added || got["c"] != Removed || got["x"] == Added || got["y"] == Added {
		t.Errorf("%v", got)
	}
	if added, _ := d.Words(); added != 1+6 {
		t.Errorf("%d words came", added)
	}
	rebuilt(t, before, after)
}

func TestStructure(t *testing.T) {
	english := text("a|Who|We are a studio.\n\n- one\n- two", "b|What|We keep it.", "c|Why|Because.")
	dutch := text("a|Wie|Wij zijn een studio.\n\n- een", "c|Waarom|We keep the data that you give to us and this is in the wrong language.")
	dutch.Lang = "nl"
	var got []string
	for _, m := range Structure(english, dutch, func(text string) (string, bool) {
		return map[bool]string{true: "en", false: "nl"}[strings.Contains(text, "the wrong")], strings.Contains(text, "the wrong")
	}) {
		got = append(got, fmt.Sprintf("%s %s %s %d%s", m.ID, m.Issue, m.Lang, m.Count, m.Found))
	}
	want := "a blocks_missing nl 1, b clause_missing nl 0, c wrong_language nl 0en"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s", strings.Join(got, ", "))
	}
}

func TestAnotherTextIsRefused(t *testing.T) {
	d := Texts(text("a||one"), text("a||two"))
	if _, err := Apply(text("a||three"), d); err != ErrOtherText {
		t.Errorf("got %v", err)
	}
	if got, err := Apply(text("a||one"), d); err != nil || markup.Plain(markup.Parse(got.Clauses[0].Body)) != "two" {
		t.Errorf("got %v, %v", got, err)
	}
}

package bilingual

import (
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// side reads one language back out of pairs.
func side(pairs []Pair, at int) []markup.Block {
	var out []markup.Block
	for _, p := range pairs {
		if p.Blocks[at] == nil {
			continue
		}
		block := *p.Blocks[at]
		for i, part := range p.Parts {
			if !part.Has[at] {
				continue
			}
			switch p.Kind {
			case markup.Definitions:
				block.Defs[i].Term = part.Term[at]
				for k := range block.Defs[i].Details {
					block.Defs[i].Details[k] = side(part.Details[k], at)
				}
			default:
				block.Items[i] = side(part.Details[0], at)
			}
		}
		out = append(out, block)
	}
	return out
}

// places counts the parts and leaves of one side of pairs.
func places(pairs []Pair, at int) (n int) {
	for _, p := range pairs {
		if p.Blocks[at] != nil {
			n++
		}
		for _, part := range p.Parts {
			if part.Has[at] {
				n++
			}
			for _, inside := range part.Details {
				n += places(inside, at)
			}
		}
	}
	return n
}

func count(blocks []markup.Block) (n int) {
	for _, b := range blocks {
		n += 1 + len(b.Items) + len(b.Defs)
		for _, item := range b.Items {
			n += count(item)
		}
		for _, def := range b.Defs {
			for _, detail := range def.Details {
				n += count(detail)
			}
		}
	}
	return n
}

var bodies = rapid.Custom(func(t *rapid.T) string {
	var out strings.Builder
	for i := range rapid.IntRange(0, 7).Draw(t, "blocks") {
		word := fmt.Sprint("w", i, rapid.IntRange(0, 9).Draw(t, "word"))
		out.WriteString(rapid.SampledFrom([]string{
			word, word + " more\n\n" + word, "- " + word + "\n  - inner\n\n    again\n- " + word, "3. " + word + "\n4. x",
			"> " + word + "\n>\n> - in", "term " + word + "\n: one\n: two\n\nother\n: three", "|a|b|\n|---|---|\n|" + word + "|y|",
		}).Draw(t, "block") + "\n\n")
	}
	return out.String()
})

var texts = rapid.Custom(func(t *rapid.T) policy.Text {
	var out policy.Text
	for _, id := range rapid.SliceOfN(rapid.SampledFrom(strings.Fields("a b c d e f")), 0, 7).Draw(t, "ids") {
		out.Clauses = append(out.Clauses, policy.TextClause{ID: policy.ID(id), Heading: rapid.SampledFrom([]string{"", "**H** " + id}).Draw(t, "heading"), Body: bodies.Draw(t, "body")})
	}
	return out
})

// Both languages are there whole and in their order, whatever the texts.
func TestNothingIsLostOrMoved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		both := [2]policy.Text{texts.Draw(t, "first"), texts.Draw(t, "second")}
		whole(t, Of(both[First], both[Second]), both)
	})
}

type failing interface {
	Helper()
	Fatalf(format string, args ...any)
}

func whole(t failing, paired Text, both [2]policy.Text) {
	t.Helper()
	for at, text := range both {
		var clauses []policy.TextClause
		for _, c := range paired.Clauses {
			if c.Sides[at] == nil {
				if len(side(c.Body, at)) > 0 {
					t.Fatalf("side %d: blocks without a clause", at)
				}
				continue
			}
			clauses = append(clauses, *c.Sides[at])
			body := markup.Parse(c.Sides[at].Body)
			if n := places(c.Body, at); n != count(body) {
				t.Fatalf("side %d, clause %s: %d of %d places", at, c.ID(), n, count(body))
			}
			if diff := cmp.Diff([]markup.Block(body), side(c.Body, at), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("side %d, clause %s:\n%s", at, c.ID(), diff)
			}
			if diff := cmp.Diff(markup.ParseInline(c.Sides[at].Heading), c.Headings[at]); diff != "" {
				t.Fatalf("side %d, clause %s, heading:\n%s", at, c.ID(), diff)
			}
		}
		if diff := cmp.Diff(text.Clauses, clauses, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("side %d:\n%s", at, diff)
		}
	}
}

// kinds names pairs by what stands in them: P/P, L/L, T/-.
func kinds(pairs []Pair) string {
	var out []string
	for _, p := range pairs {
		name := [2]string{"-", "-"}
		for at, block := range p.Blocks {
			if block != nil {
				name[at] = string("PLQTD"[block.Kind])
			}
		}
		out = append(out, name[First]+"/"+name[Second])
	}
	return strings.Join(out, " ")
}

// What aligns stands side by side; only what has no counterpart stands alone.
func TestWhatAlignsStandsSideBySide(t *testing.T) {
	const table, list = "|a|\n|---|\n|b|\n\n", "- x\n- y\n\n"
	for _, c := range []struct{ first, second, want string }{
		{"one\n\ntwo\n\n" + list, "een\n\ntwee\n\n" + list, "P/P P/P L/L"},
		{"one\n\n" + table + "two", "een\n\ntwee", "P/P T/- P/P"},
		{"one\n\n" + list + "two", table + "een\n\n" + list + "twee\n\ndrie", "-/T P/P L/L P/P -/P"},
		{"", "een", "-/P"},
		{"> q\n\none", "een", "Q/- P/P"},
	} {
		if got := kinds(Blocks(markup.Parse(c.first), markup.Parse(c.second))); got != c.want {
			t.Errorf("%q beside %q: %s, want %s", c.first, c.second, got, c.want)
		}
	}
}

// Items keep their own numbers, and an item too many stands alone.
func TestItemsByTheirPlace(t *testing.T) {
	pairs := Blocks(markup.Parse("3. a\n4. b\n5. c"), markup.Parse("7. A\n8. B"))
	parts := pairs[0].Parts
	if len(pairs) != 1 || len(parts) != 3 {
		t.Fatalf("%d pairs of %d parts", len(pairs), len(parts))
	}
	if parts[1].Number != [2]int{4, 8} || parts[2].Has != [2]bool{true, false} || kinds(parts[1].Details[0]) != "P/P" || kinds(parts[2].Details[0]) != "P/-" {
		t.Errorf("%+v", parts)
	}
}

// A clause that only one language has stands alone, in its order.
func TestClausesByTheirIdentifier(t *testing.T) {
	of := func(ids string) (t policy.Text) {
		for _, id := range strings.Fields(ids) {
			t.Clauses = append(t.Clauses, policy.TextClause{ID: policy.ID(id)})
		}
		return t
	}
	var got []string
	for _, c := range Of(of("a b d e"), of("a c d f e")).Clauses {
		name := [2]string{"-", "-"}
		for at, clause := range c.Sides {
			if clause != nil {
				name[at] = string(clause.ID)
			}
		}
		got = append(got, name[First]+"/"+name[Second])
	}
	if joined := strings.Join(got, " "); joined != "a/a b/- -/c d/d -/f e/e" {
		t.Error(joined)
	}
}

// Texts that have nothing in common are set one after the other in no time.
func TestTextsThatHaveNothingInCommon(t *testing.T) {
	many := func(prefix string) (t policy.Text) {
		for i := range 5000 {
			t.Clauses = append(t.Clauses, policy.TextClause{ID: policy.ID(fmt.Sprint(prefix, i))})
		}
		return t
	}
	both := [2]policy.Text{many("a"), many("b")}
	paired := Of(both[First], both[Second])
	if len(paired.Clauses) != 10000 {
		t.Fatalf("%d clauses", len(paired.Clauses))
	}
	whole(t, paired, both)
}

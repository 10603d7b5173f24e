package compare

import (
	"strings"
	"testing"

	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

var sentences = []string{
	"We keep your data for 5 years.", "We keep your **data** for 7 years after the contract.", "Ask us at info@studio.example.",
	"You may [object](https://studio.example/object) at any time.", "We share it with *Harbour Mail* and Kite Pay.",
	"**[Bold link](https://a.example)** and [**link bold**](https://b.example).", "one", "two three", "The the of and to in.", "Nothing\\\nelse.",
	"It is your right, and ours; nobody else's.", "10,000 users — or “more”.", "***both***", "{{client.email}}",
}

// bodyGen draws clause text with every kind of block.
var bodyGen = rapid.Custom(func(t *rapid.T) string {
	block := rapid.Custom(func(t *rapid.T) string {
		s := func() string { return rapid.SampledFrom(sentences).Draw(t, "s") }
		line := func() string { return strings.ReplaceAll(s(), "\\\n", " ") }
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return "- " + s() + "\n- " + s()
		case 1:
			return "2. " + line() + "\n3. " + line() + "\n   - " + line()
		case 2:
			return "> " + line() + "\n>\n> " + line()
		case 3:
			return "| A | B |\n| :-- | --- |\n| " + line() + " | " + line() + " |\n| x | |"
		case 4:
			return line() + "\n: " + line() + "\n\n  " + line()
		case 5:
			return "-\n- " + line()
		case 6:
			return s() + " " + s()
		case 7:
			return "| A |\n| --- |\n| " + line() + " |"
		}
		return s()
	})
	return strings.Join(rapid.SliceOfN(block, 0, 5).Draw(t, "blocks"), "\n\n")
})

func textGen(lang string) *rapid.Generator[policy.Text] {
	return rapid.Custom(func(t *rapid.T) policy.Text {
		ids := rapid.SliceOfNDistinct(rapid.SampledFrom([]policy.ID{"a", "b", "c", "d", "e", "f"}), 0, 6, rapid.ID).Draw(t, "ids")
		text := policy.Text{Lang: lang, Title: rapid.SampledFrom([]string{"Privacy", "Policy"}).Draw(t, "title"), Client: "Studio"}
		depth := 0
		for i, id := range ids {
			if i == 0 {
				depth = 0
			} else {
				depth = rapid.IntRange(0, min(2, depth+1)).Draw(t, "depth")
			}
			text.Clauses = append(text.Clauses, policy.TextClause{
				ID: id, Depth: depth, Number: rapid.SampledFrom([]string{"", "1", "2.1"}).Draw(t, "number"),
				Heading: rapid.SampledFrom([]string{"", "Who we are", "**What** we keep", "What we keep"}).Draw(t, "heading"),
				Body:    bodyGen.Draw(t, "body"),
			})
		}
		return text
	})
}

// Whatever the texts: the text after comes out of the text before and the
// changes, and the other way round, letter by letter.
func TestRebuildingIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := textGen("en").Draw(t, "before"), textGen("en").Draw(t, "after")
		rebuilt(t, before, after)
	})
}

type fataler interface {
	Fatalf(format string, args ...any)
	Helper()
}

func rebuilt(t fataler, before, after policy.Text) {
	t.Helper()
	before, after = canonical(before), canonical(after)
	d := Texts(before, after)
	got, err := Apply(before, d)
	if err != nil {
		t.Fatalf("%v\nhave %+v\nwant %+v", err, d.text(onBefore), before)
	}
	if diff := differs(got, after); diff != "" {
		t.Fatalf("after: %s", diff)
	}
	got, err = Revert(after, d)
	if err != nil {
		t.Fatalf("%v", err)
	}
	if diff := differs(got, before); diff != "" {
		t.Fatalf("before: %s", diff)
	}
}

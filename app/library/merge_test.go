package library_test

import (
	"slices"
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"

	"pgregory.net/rapid"
)

// drawWording draws a clause of paragraphs, lists and a table, from few enough
// pieces that three of them have much in common.
func drawWording(t *rapid.T, label string) library.Wording {
	pieces := []string{
		"We keep orders.", "We keep orders for {{client.name}}.", "You can **object**.", "- one\n- two", "1. first\n2. second\n   - inner",
		"| A | B |\n| --- | --- |\n| 1 | 2 |", "Term\n: what it means", "> A quotation.", "{{table retention}}",
		"{{when recipients any}}We share data.", "A line\\\nand another.", "- one\n- two\n- three",
	}
	body := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 6).Draw(t, label)
	return library.Wording{
		Heading: rapid.SampledFrom([]string{"Retention", "How long we keep data", "Rights"}).Draw(t, label+" heading"),
		Body:    strings.Join(body, "\n\n"),
	}
}

func canonical(w library.Wording) library.Wording {
	w.Body = markup.Write(markup.Parse(w.Body))
	return w
}

// TestMergeTakesTheSideThatChanged: where one side changed nothing, or both
// the same, there is nothing to decide.
func TestMergeTakesTheSideThatChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, changed := drawWording(t, "base"), drawWording(t, "changed")
		for name, got := range map[string]library.Merged{
			"the library": library.Merge(base, base, changed),
			"the policy":  library.Merge(base, changed, base),
			"both":        library.Merge(base, changed, changed),
		} {
			if want := canonical(changed); got.Wording != want {
				t.Errorf("%s changed:\n%q\nwant\n%q", name, got.Wording, want)
			}
			if len(got.Conflicts) > 0 {
				t.Errorf("%s changed: conflicts %+v", name, got.Conflicts)
			}
		}
	})
}

// TestMergeLosesNothing: a line that a side added is in the result or in a
// conflict, and paragraphs stay apart.
func TestMergeLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		paragraphs := func(label string) library.Wording {
			lines := rapid.SliceOfN(rapid.SampledFrom([]string{"One.", "Two.", "Three.", "Four.", "Five.", "Six."}), 0, 6).Draw(t, label)
			return library.Wording{Heading: "H", Body: strings.Join(lines, "\n\n")}
		}
		base, mine, now := paragraphs("base"), paragraphs("mine"), paragraphs("now")
		merged := library.Merge(base, mine, now)
		for _, block := range markup.Parse(merged.Body) {
			if words := strings.Fields(markup.PlainInline(block.Inlines)); len(words) != 1 {
				t.Errorf("%q run into one paragraph", words)
			}
		}
		kept := merged.Body
		for _, conflict := range merged.Conflicts {
			kept += "\n" + conflict.Theirs + "\n" + conflict.New
		}
		for _, side := range []library.Wording{mine, now} {
			for line := range strings.FieldsSeq(side.Body) {
				if !strings.Contains(base.Body, line) && !strings.Contains(kept, line) {
					t.Errorf("%q is lost in %q, conflicts %+v", line, merged.Body, merged.Conflicts)
				}
			}
		}
	})
}

func TestMergeKeepsWhatEitherSideChanged(t *testing.T) {
	base := "We keep orders.\n\nWe answer in a month.\n\n- post\n- e-mail\n\nThat is all."
	for name, c := range map[string]struct {
		mine, now, want string
		conflicts       []library.Conflict
	}{
		"different paragraphs": {
			mine: "We keep your orders.\n\nWe answer in a month.\n\n- post\n- e-mail\n\nThat is all.",
			now:  "We keep orders.\n\nWe answer in a month.\n\n- post\n- e-mail\n- phone\n\nThat is all.",
			want: "We keep your orders.\n\nWe answer in a month.\n\n- post\n- e-mail\n- phone\n\nThat is all.",
		},
		"one takes away, one adds": {
			mine: "We keep orders.\n\n- post\n- e-mail\n\nThat is all.",
			now:  "We keep orders.\n\nWe answer in a month.\n\n- post\n- e-mail\n\nThat is all.\n\nOr not.",
			want: "We keep orders.\n\n- post\n- e-mail\n\nThat is all.\n\nOr not.",
		},
		"the same paragraph": {
			mine: "We keep orders.\n\nWe answer in a week.\n\n- post\n- e-mail\n\nThat is all.",
			now:  "We keep orders.\n\nWe answer in two months.\n\n- post\n- e-mail\n\nThat was all.",
			want: "We keep orders.\n\nWe answer in a week.\n\n- post\n- e-mail\n\nThat was all.",
			conflicts: []library.Conflict{{
				Base: "We answer in a month.", Theirs: "We answer in a week.", New: "We answer in two months.",
			}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := library.Merge(library.Wording{Body: base}, library.Wording{Body: c.mine}, library.Wording{Body: c.now})
			if strings.TrimSpace(got.Body) != c.want || !slices.Equal(got.Conflicts, c.conflicts) {
				t.Errorf("merged\n%s\nconflicts %+v\nwant\n%s\nconflicts %+v", got.Body, got.Conflicts, c.want, c.conflicts)
			}
		})
	}
}

func TestMergeOfHeadings(t *testing.T) {
	head := func(h string) library.Wording { return library.Wording{Heading: h} }
	for _, c := range []struct {
		base, mine, now, want string
		conflicts             int
	}{
		{"A", "A", "B", "B", 0},
		{"A", "B", "A", "B", 0},
		{"A", "B", "B", "B", 0},
		{"A", "B", "C", "B", 1},
	} {
		got := library.Merge(head(c.base), head(c.mine), head(c.now))
		if got.Heading != c.want || len(got.Conflicts) != c.conflicts {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}

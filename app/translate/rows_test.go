package translate

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

func sample() policy.Snapshot {
	return policy.Snapshot{
		Policy: policy.Policy{SourceLang: "en", TargetLang: []string{"nl"}, Clauses: []policy.Clause{
			{ID: "a", Heading: "Who", Body: "We are small", Children: []policy.Clause{
				{ID: "b", Heading: "Contact", Body: "Write **to us**"},
			}},
			{ID: "c", Heading: "Old", Hidden: true, Children: []policy.Clause{{ID: "d", Body: "Older"}}},
			{ID: "e", Heading: "Last", Body: "- one\n- two"},
		}},
		Units: []policy.Unit{
			{ClauseID: "a", Lang: "nl", Pos: 0, Source: "Who", Target: "Wie", State: policy.Approved},
			{ClauseID: "a", Lang: "nl", Pos: 1, Source: "We were small", Target: "Wij waren klein", State: policy.Approved},
			{ClauseID: "b", Lang: "nl", Pos: 0, Source: "Contact", Target: "Contact", State: policy.Draft},
			{ClauseID: "b", Lang: "nl", Pos: policy.Detached, Source: "Gone", Target: "Weg", State: policy.Draft},
			{ClauseID: "c", Lang: "nl", Pos: 0, Source: "Old", Target: "Oud", State: policy.Draft},
			{ClauseID: "e", Lang: "fr", Pos: 0, Source: "Last", Target: "Fin", State: policy.Approved},
		},
	}
}

func TestRowsAreInReadingOrder(t *testing.T) {
	want := []Row{
		{"a", "1", 0, markup.SegmentHeading, "Who", "Wie", "Who", policy.Approved, policy.Approved, false},
		{"a", "1", 1, markup.SegmentParagraph, "We are small", "Wij waren klein", "We were small", policy.Stale, policy.Approved, false},
		{"b", "1.1", 0, markup.SegmentHeading, "Contact", "Contact", "Contact", policy.Draft, policy.Draft, false},
		{"b", "1.1", 1, markup.SegmentParagraph, "Write **to us**", "", "", policy.Untranslated, "", false},
		{"c", "", 0, markup.SegmentHeading, "Old", "Oud", "Old", policy.Draft, policy.Draft, true},
		{"d", "", 0, markup.SegmentParagraph, "Older", "", "", policy.Untranslated, "", true},
		{"e", "2", 0, markup.SegmentHeading, "Last", "", "", policy.Untranslated, "", false},
		{"e", "2", 1, markup.SegmentItem, "one", "", "", policy.Untranslated, "", false},
		{"e", "2", 2, markup.SegmentItem, "two", "", "", policy.Untranslated, "", false},
	}
	if diff := cmp.Diff(want, Rows(sample(), "nl")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestProgressLeavesHiddenClausesOut(t *testing.T) {
	p := ProgressOf(sample(), "nl")
	want := Progress{Lang: "nl", Total: Count{7, 11}, ByState: map[policy.State]Count{
		policy.Approved:     {1, 1}, // Who
		policy.Stale:        {1, 3}, // We are small
		policy.Draft:        {1, 1}, // Contact
		policy.Untranslated: {4, 6}, // Write to us, Last, one, two
	}}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if p.Approved() != 1.0/11 || (Progress{}).Approved() != 1 {
		t.Errorf("approved %v, of nothing %v", p.Approved(), (Progress{}).Approved())
	}
}

func TestSetTarget(t *testing.T) {
	row := Row{ClauseID: "a", Pos: 2, Source: "now", Target: "doel", MadeFrom: "then", State: policy.Stale, Kept: policy.Approved}
	fresh := row
	fresh.MadeFrom, fresh.State = "now", policy.Approved
	for name, test := range map[string]struct {
		row           Row
		target        string
		source, state string
	}{
		"emptied":              {fresh, "", "now", "untranslated"},
		"approved, new text":   {fresh, "nieuw", "now", "draft"},
		"approved, same text":  {fresh, "doel", "now", "approved"},
		"stale, new text":      {row, "nieuw", "now", "draft"},
		"stale, same text":     {row, "doel", "then", "approved"},
		"untranslated, filled": {Row{ClauseID: "a", Pos: 2, Source: "now"}, "doel", "now", "draft"},
	} {
		t.Run(name, func(t *testing.T) {
			want := policy.Unit{
				ClauseID: "a", Lang: "nl", Pos: 2, Source: test.source, Target: test.target,
				State: policy.State(test.state),
			}
			if diff := cmp.Diff(want, SetTarget(test.row, "nl", test.target)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestSetState(t *testing.T) {
	stale := Row{ClauseID: "a", Pos: 2, Source: "now", Target: "doel", MadeFrom: "then", State: policy.Stale}
	got, err := SetState(stale, "nl", policy.Approved)
	want := policy.Unit{ClauseID: "a", Lang: "nl", Pos: 2, Source: "now", Target: "doel", State: policy.Approved}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
	if _, err := SetState(Row{Source: "now"}, "nl", policy.Approved); !errors.Is(err, ErrEmpty) {
		t.Errorf("approving nothing: %v", err)
	}
	for _, state := range []policy.State{policy.Stale, policy.Untranslated, "other"} {
		if _, err := SetState(stale, "nl", state); !errors.Is(err, ErrState) {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestDiff(t *testing.T) {
	for name, test := range map[string]struct {
		old, now string
		want     []Span
	}{
		"nothing":     {"", "", nil},
		"same":        {"As it was.", "As it was.", []Span{{"As it was.", Same}}},
		"whole words": {"two years", "ten years", []Span{{"two", Deleted}, {"ten", Inserted}, {" years", Same}}},
		"a phrase": {"kept for two long years.", "kept until asked otherwise.", []Span{
			{"kept ", Same}, {"for two long years", Deleted}, {"until asked otherwise", Inserted}, {".", Same},
		}},
		"added":      {"We keep it.", "We keep it safe.", []Span{{"We keep it", Same}, {" safe", Inserted}, {".", Same}}},
		"no spaces":  {"保存两年", "保存三年", []Span{{"保存", Same}, {"两", Deleted}, {"三", Inserted}, {"年", Same}}},
		"everything": {"a", "b", []Span{{"a", Deleted}, {"b", Inserted}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Diff(test.old, test.now)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestDiffLosesNoCharacter(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.SampledFrom([]rune("ab .\xff保é")), 0, 40, -1))
	rapid.Check(t, func(t *rapid.T) { checkDiff(t, text.Draw(t, "old"), text.Draw(t, "now")) })
}

func FuzzDiff(f *testing.F) {
	f.Add("a b", "a\xff c")
	f.Fuzz(func(t *testing.T, old, now string) { checkDiff(t, old, now) })
}

func checkDiff(t rapid.TB, old, now string) {
	var before, after strings.Builder
	for _, span := range Diff(old, now) {
		if span.Kind != Inserted {
			before.WriteString(span.Text)
		}
		if span.Kind != Deleted {
			after.WriteString(span.Text)
		}
	}
	if before.String() != old || after.String() != now {
		t.Fatalf("%q and %q came back as %q and %q", old, now, before.String(), after.String())
	}
}

func TestRuneForStepsOverSurrogates(t *testing.T) {
	for index := range firstSurrogate + 10 {
		r := runeFor(index)
		if string(r) == "\uFFFD" || indexFor(r) != index {
			t.Fatalf("index %d became %U, which became %d", index, r, indexFor(r))
		}
	}
}

func TestAlign(t *testing.T) {
	source := []policy.Clause{{ID: "a", Heading: "Who", Body: "We\n\n- one", Children: []policy.Clause{{ID: "b", Body: "Sub"}}}}
	target := []policy.Clause{{ID: "x", Heading: "Wie", Body: "Wij\n\n- een", Children: []policy.Clause{{ID: "y", Body: "Onder"}}}}
	got, err := Align(source, target, "nl")
	want := []policy.Unit{
		{ClauseID: "a", Lang: "nl", Pos: 0, Source: "Who", Target: "Wie", State: policy.Approved},
		{ClauseID: "a", Lang: "nl", Pos: 1, Source: "We", Target: "Wij", State: policy.Approved},
		{ClauseID: "a", Lang: "nl", Pos: 2, Source: "one", Target: "een", State: policy.Approved},
		{ClauseID: "b", Lang: "nl", Pos: 0, Source: "Sub", Target: "Onder", State: policy.Approved},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
}

func TestAlignNamesTheFirstDifference(t *testing.T) {
	clause := func(id policy.ID, heading, body string, children ...policy.Clause) policy.Clause {
		return policy.Clause{ID: id, Heading: heading, Body: body, Children: children}
	}
	for name, test := range map[string]struct {
		source, target policy.Clause
		want           MismatchError
	}{
		"kind": {
			clause("a", "H", "one\n\n- two"), clause("x", "K", "een\n\ntwee"),
			MismatchError{ClauseID: "a", Heading: "H", What: "kind of segment", Pos: 2, Source: "item", Target: "paragraph"},
		},
		"segments": {
			clause("a", "H", "one\n\ntwo"), clause("x", "K", "een"),
			MismatchError{ClauseID: "a", Heading: "H", What: "segments", Pos: 2, Source: "3", Target: "2"},
		},
		"clauses": {
			clause("a", "H", "", clause("b", "I", "")), clause("x", "K", ""),
			MismatchError{ClauseID: "a", Heading: "H", What: "clauses", Source: "1", Target: "0"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Align([]policy.Clause{test.source}, []policy.Clause{test.target}, "nl")
			var got *MismatchError
			if !errors.As(err, &got) {
				t.Fatalf("got %v", err)
			}
			if diff := cmp.Diff(test.want, *got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

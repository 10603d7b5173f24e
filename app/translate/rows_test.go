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
		{ClauseID: "a", ClauseNumber: "1", Pos: 0, Kind: markup.SegmentHeading, Source: "Who", Target: "Wie", MadeFrom: "Who", State: policy.Approved, Kept: policy.Approved},
		{ClauseID: "a", ClauseNumber: "1", Pos: 1, Kind: markup.SegmentParagraph, Source: "We are small", Target: "Wij waren klein", MadeFrom: "We were small", State: policy.Stale, Kept: policy.Approved},
		{ClauseID: "b", ClauseNumber: "1.1", Pos: 0, Kind: markup.SegmentHeading, Source: "Contact", Target: "Contact", MadeFrom: "Contact", State: policy.Draft, Kept: policy.Draft},
		{ClauseID: "b", ClauseNumber: "1.1", Pos: 1, Kind: markup.SegmentParagraph, Source: "Write **to us**", State: policy.Untranslated},
		{ClauseID: "c", Pos: 0, Kind: markup.SegmentHeading, Source: "Old", Target: "Oud", MadeFrom: "Old", State: policy.Draft, Kept: policy.Draft, Hidden: true},
		{ClauseID: "d", Pos: 0, Kind: markup.SegmentParagraph, Source: "Older", State: policy.Untranslated, Hidden: true},
		{ClauseID: "e", ClauseNumber: "2", Pos: 0, Kind: markup.SegmentHeading, Source: "Last", State: policy.Untranslated},
		{ClauseID: "e", ClauseNumber: "2", Pos: 1, Kind: markup.SegmentItem, Source: "one", State: policy.Untranslated},
		{ClauseID: "e", ClauseNumber: "2", Pos: 2, Kind: markup.SegmentItem, Source: "two", State: policy.Untranslated},
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
	row := Row{
		ClauseID: "a", Pos: 2, Source: "now", Target: "doel", MadeFrom: "then", State: policy.Stale, Kept: policy.Approved,
		By: "Cas", Via: policy.ViaPackage, StateBy: "Dia",
	}
	fresh := row
	fresh.MadeFrom, fresh.State = "now", policy.Approved
	for name, test := range map[string]struct {
		row           Row
		target        string
		source, state string
		by            string
		via           policy.Via
		stateBy       string
	}{
		"emptied":              {fresh, "", "now", "untranslated", "Ana", "", ""},
		"approved, new text":   {fresh, "nieuw", "now", "draft", "Ana", policy.ViaTyped, ""},
		"approved, same text":  {fresh, "doel", "now", "approved", "Cas", policy.ViaPackage, "Dia"},
		"stale, new text":      {row, "nieuw", "now", "draft", "Ana", policy.ViaTyped, ""},
		"stale, same text":     {row, "doel", "then", "approved", "Cas", policy.ViaPackage, "Dia"},
		"untranslated, filled": {Row{ClauseID: "a", Pos: 2, Source: "now"}, "doel", "now", "draft", "Ana", policy.ViaTyped, ""},
	} {
		t.Run(name, func(t *testing.T) {
			want := policy.Unit{
				ClauseID: "a", Lang: "nl", Pos: 2, Source: test.source, Target: test.target,
				State: policy.State(test.state), By: test.by, Via: test.via, StateBy: test.stateBy,
			}
			if diff := cmp.Diff(want, SetTarget(test.row, "nl", test.target, "Ana", policy.ViaTyped)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestSetState(t *testing.T) {
	stale := Row{ClauseID: "a", Pos: 2, Source: "now", Target: "doel", MadeFrom: "then", State: policy.Stale}
	got, err := SetState(stale, "nl", policy.Approved, Hand{Name: "Ben"})
	want := policy.Unit{ClauseID: "a", Lang: "nl", Pos: 2, Source: "now", Target: "doel", State: policy.Approved, StateBy: "Ben"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
	if _, err := SetState(Row{Source: "now"}, "nl", policy.Approved, Hand{Name: "Ben"}); !errors.Is(err, ErrEmpty) {
		t.Errorf("approving nothing: %v", err)
	}
	for _, state := range []policy.State{policy.Stale, policy.Untranslated, "other"} {
		if _, err := SetState(stale, "nl", state, Hand{Name: "Ben"}); !errors.Is(err, ErrState) {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestFourEyes(t *testing.T) {
	row := Row{Source: "now", Target: "doel", MadeFrom: "now", State: policy.Reviewed, By: "Ana"}
	library := row
	library.By, library.Via = "", policy.ViaLibrary
	for name, test := range map[string]struct {
		row  Row
		hand Hand
		want error
	}{
		"own work, nobody asks":   {row, Hand{Name: "Ana"}, nil},
		"own work":                {row, Hand{Name: " ana ", FourEyes: true}, ErrOwnWork},
		"somebody else":           {row, Hand{Name: "Ben", FourEyes: true}, nil},
		"nobody":                  {row, Hand{FourEyes: true}, ErrNameless},
		"wording of the library":  {library, Hand{FourEyes: true}, nil},
		"a writer that is unsaid": {Row{Source: "now", Target: "doel"}, Hand{Name: "Ana", FourEyes: true}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := SetState(test.row, "nl", policy.Approved, test.hand); !errors.Is(err, test.want) {
				t.Errorf("%v instead of %v", err, test.want)
			}
			if _, err := SetState(test.row, "nl", policy.Reviewed, test.hand); err != nil {
				t.Errorf("reviewing: %v", err)
			}
		})
	}
}

func TestMeaningUnchanged(t *testing.T) {
	stale := Row{
		ClauseID: "a", Source: "now", Target: "doel", MadeFrom: "then", State: policy.Stale, Kept: policy.Approved,
		By: "Ana", StateBy: "Ben",
	}
	got, err := MeaningUnchanged(stale, "nl", " a typo ", "Cas")
	want := policy.Unit{
		ClauseID: "a", Lang: "nl", Source: "now", Target: "doel", State: policy.Approved, By: "Ana", StateBy: "Cas", Reason: "a typo",
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v, -want +got\n%s", err, diff)
	}
	if _, err := MeaningUnchanged(stale, "nl", " ", "Cas"); !errors.Is(err, ErrReason) {
		t.Errorf("without a reason: %v", err)
	}
	stale.State = policy.Approved
	if _, err := MeaningUnchanged(stale, "nl", "a typo", "Cas"); !errors.Is(err, ErrNotStale) {
		t.Errorf("of what is not stale: %v", err)
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

package translate_test

import (
	"fmt"
	"slices"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/translate"

	"pgregory.net/rapid"
)

// purposes is a client with purposes in words of its own, and one policy in
// English and Dutch that shows them.
func purposes(rows ...policy.Record) policy.Snapshot {
	return policy.Snapshot{
		Client: policy.Client{Registers: policy.Registers{"purposes": rows}},
		Policy: policy.Policy{
			SourceLang: "en", TargetLang: []string{"nl", "fr"}, Clauses: []policy.Clause{{ID: "c", Body: "{{table purposes}}"}},
		},
	}
}

// typed is what a form does.
func typed(snap policy.Snapshot, rows []policy.Record, by string) policy.Snapshot {
	after := policy.Answers{Facts: snap.Client.Facts, Registers: policy.Registers{"purposes": rows}}
	return translate.Answered(snap, after, policy.Answers{Facts: snap.Policy.Facts, Registers: snap.Policy.Registers}, nil, by)
}

// desk is what the translator's desk does: text and unit together.
func desk(snap policy.Snapshot, unit policy.Unit) policy.Snapshot {
	snap = translate.WithAnswers(snap, []policy.Unit{unit})
	snap.Units = append(slices.DeleteFunc(slices.Clone(snap.Units), func(u policy.Unit) bool {
		return u.ClauseID == unit.ClauseID && u.Lang == unit.Lang && u.Pos == unit.Pos
	}), unit)
	return snap
}

func row(t *testing.T, snap policy.Snapshot, source string) translate.Row {
	t.Helper()
	for _, r := range translate.Rows(snap, "nl") {
		if r.OfAnswer() && r.Source == source {
			return r
		}
	}
	t.Fatalf("no segment %q in %+v", source, translate.Rows(snap, "nl"))
	return translate.Row{}
}

func TestAnAnswerIsASegment(t *testing.T) {
	snap := purposes(
		policy.Record{"name": "feeding *the* cat", "basis": "contract", "duty": "contract", "consequence": "it goes hungry"},
		policy.Record{"name": "newsletter", "basis": "consent"},
		policy.Record{"name": "walking", "name@nl": "wandelen", "basis": "legal_obligation", "law": "the Walking Act"},
	)
	var got []string
	for _, r := range translate.Rows(snap, "nl") {
		got = append(got, fmt.Sprintf("%s %d %s %d %s %s>%s %v", r.ClauseID, r.Pos, r.Answer.Fact(), r.Answer.Row, r.State, r.Source, r.Target, r.Hidden))
	}
	want := []string{
		`answer-client-purposes 0 purposes.name 1 untranslated feeding \*the\* cat> false`,
		`answer-client-purposes 1 purposes.consequence 1 untranslated it goes hungry> true`, // no column has it
		`answer-client-purposes 2 purposes.name 3 draft walking>wandelen false`,
		`answer-client-purposes 3 purposes.law 3 untranslated the Walking Act> false`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestAnAnswerIsTranslatedAtTheDesk(t *testing.T) {
	snap := purposes(policy.Record{"name": "feeding the cat"}, policy.Record{"name": "walking"})
	r := row(t, snap, "walking")
	snap = desk(snap, translate.SetTarget(r, "nl", "*wandelen*", "Mira", policy.ViaTyped))
	if got := snap.Client.Registers["purposes"][1]["name@nl"]; got != "wandelen" {
		t.Errorf("the answer is %q", got)
	}
	unit, err := translate.SetState(row(t, snap, "walking"), "nl", policy.Approved, translate.Hand{Name: "Ada"})
	if err != nil {
		t.Fatal(err)
	}
	snap = desk(snap, unit)
	// A row before it, typed in a form: the translation goes along.
	snap = typed(snap, []policy.Record{{"name": "feeding the cat"}, {"name": "singing"}, {"name": "walking", "name@nl": "wandelen"}}, "Bob")
	r = row(t, snap, "walking")
	if r.State != policy.Approved || r.By != "Mira" || r.StateBy != "Ada" || r.Answer.Row != 3 {
		t.Errorf("%+v", r)
	}
	// The answer moves: stale, and what it was made from is known.
	snap = typed(snap, []policy.Record{{"name": "feeding the cat"}, {"name": "singing"}, {"name": "walking far", "name@nl": "wandelen"}}, "Bob")
	if r = row(t, snap, "walking far"); r.State != policy.Stale || r.MadeFrom != "walking" || r.Kept != policy.Approved {
		t.Errorf("%+v", r)
	}
	// The translation is typed in the form: a draft of who typed it, made from the answer as it is.
	snap = typed(snap, []policy.Record{{"name": "feeding the cat"}, {"name": "singing"}, {"name": "walking far", "name@nl": "ver wandelen"}}, "Bob")
	if r = row(t, snap, "walking far"); r.State != policy.Draft || r.By != "Bob" || r.Target != "ver wandelen" || r.MadeFrom != "walking far" {
		t.Errorf("%+v", r)
	}
	// It is emptied there.
	snap = typed(snap, []policy.Record{{"name": "feeding the cat"}, {"name": "singing"}, {"name": "walking far"}}, "Bob")
	if r = row(t, snap, "walking far"); r.State != policy.Untranslated {
		t.Errorf("%+v", r)
	}
}

// TestATextThatNobodyJudged is a draft, also where nothing but the text is known:
// from before answers had states. It is stale once its answer moves, also when
// its row went and came back.
func TestATextThatNobodyJudged(t *testing.T) {
	snap := purposes(policy.Record{"name": "walking", "name@nl": "wandelen"}, policy.Record{"name": "singing", "name@nl": "zingen"})
	if r := row(t, snap, "walking"); r.State != policy.Draft || r.MadeFrom != "walking" || r.By != "" {
		t.Errorf("%+v", r)
	}
	moved := []policy.Record{{"name": "walking far", "name@nl": "wandelen"}, {"name": "singing", "name@nl": "zingen"}}
	for _, rows := range [][]policy.Record{moved, moved[1:], {moved[1], moved[0]}} {
		snap = typed(snap, rows, "Bob")
	}
	if r := row(t, snap, "walking far"); r.State != policy.Stale || r.MadeFrom != "walking" || r.Answer.Row != 2 {
		t.Errorf("%+v", r)
	}
	if r := row(t, snap, "singing"); r.State != policy.Draft || len(snap.Units) != 1 {
		t.Errorf("%+v, %+v", r, snap.Units)
	}
}

// TestAPolicyTakesItsClientsTranslationsAlong when it gets a list of its own; the
// client's stay as they are.
func TestAPolicyTakesItsClientsTranslationsAlong(t *testing.T) {
	snap := purposes(policy.Record{"name": "walking", "name@nl": "wandelen"})
	unit, _ := translate.SetState(row(t, snap, "walking"), "nl", policy.Approved, translate.Hand{Name: "Ada"})
	snap = desk(snap, unit)
	client := policy.Answers{Registers: snap.Client.Registers}
	own := policy.Answers{Registers: policy.Registers{"purposes": {{"name": "walking", "name@nl": "wandelen"}}}}
	snap = translate.Answered(snap, client, own, nil, "")
	if r := row(t, snap, "walking"); r.State != policy.Approved || r.ClauseID != "answer-policy-purposes" {
		t.Errorf("%+v", r)
	}
	snap = desk(snap, translate.SetTarget(row(t, snap, "walking"), "nl", "de wandeling", "Mira", policy.ViaTyped))
	snap = translate.Answered(snap, client, policy.Answers{Registers: policy.Registers{}}, nil, "")
	if r := row(t, snap, "walking"); r.State != policy.Approved || r.Target != "wandelen" {
		t.Errorf("%+v", r)
	}
}

// TestASharedAnswerStandsForEachSourceLanguage: policies of one client that are
// written in different languages share the translation into a third.
func TestASharedAnswerStandsForEachSourceLanguage(t *testing.T) {
	snap := purposes(policy.Record{"name": "walking", "name@fr": "la promenade"})
	snap = desk(snap, translate.SetTarget(row(t, snap, "walking"), "nl", "wandelen", "Mira", policy.ViaTyped))
	french := snap
	french.Policy.SourceLang, french.Policy.TargetLang = "fr", []string{"nl"}
	if r := row(t, french, "la promenade"); r.State != policy.Draft || r.Target != "wandelen" {
		t.Errorf("%+v", r)
	}
	french = typed(french, []policy.Record{{"name": "walking far", "name@fr": "la promenade", "name@nl": "wandelen"}}, "")
	if r := row(t, french, "la promenade"); r.State != policy.Stale || r.MadeFrom != "walking" {
		t.Errorf("%+v", r)
	}
}

// TestTranslationsGoWithTheirAnswers: whatever rows do in a form, a translation
// whose answer and text nobody touched stays what it was, one whose answer
// changed is stale, and one that was typed anew is a draft. A row that went and
// came back has its translation as it was.
func TestTranslationsGoWithTheirAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		fresh := func(word string) string { n++; return fmt.Sprint(word, " ", n) }
		var rows []policy.Record
		wants := map[string]policy.Unit{} // by the answer as it reads now
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			rows = append(rows, policy.Record{"name": fresh("answer"), "basis": rapid.SampledFrom([]string{"contract", "consent"}).Draw(t, "basis")})
		}
		// Where rows share a word, who came back cannot be told once it was reworded.
		words, steps := []string{"woord", "ander woord"}, []string{"move", "insert", "delete", "return", "type", "basis"}
		if rapid.Bool().Draw(t, "reword") {
			words, steps = nil, append(steps, "reword")
		}
		snap := purposes(rows...)
		for _, r := range translate.Rows(snap, "nl") {
			unit := policy.Unit{
				ClauseID: r.ClauseID, Lang: "nl", Pos: r.Pos, Source: r.Source, Target: rapid.SampledFrom(append(words, fresh("woord"))).Draw(t, "target"),
				State: policy.Approved, By: fresh("writer"), Via: policy.ViaMemory,
			}
			snap = desk(snap, unit)
			wants[r.Source] = unit
		}
		var gone []policy.Record
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			rows := policy.CloneRecords(snap.Client.Registers["purposes"])
			at := rapid.IntRange(0, max(0, len(rows)-1)).Draw(t, "at")
			switch step := rapid.SampledFrom(steps).Draw(t, "step"); {
			case step == "insert":
				rows = slices.Insert(rows, at, policy.Record{"name": fresh("answer")})
			case step == "return" && len(gone) > 0:
				rows, gone = slices.Insert(rows, at, gone[0]), gone[1:]
			case len(rows) == 0:
			case step == "move":
				moved := rows[at]
				rows = slices.Insert(slices.Delete(rows, at, at+1), rapid.IntRange(0, len(rows)-1).Draw(t, "to"), moved)
			case step == "delete":
				gone = append(gone, rows[at])
				rows = slices.Delete(rows, at, at+1)
			case step == "basis":
				rows[at]["basis"] = fresh("contract")
			case step == "reword":
				was := rows[at]["name"]
				rows[at]["name"] = fresh("answer")
				if unit, has := wants[was]; has {
					delete(wants, was)
					wants[rows[at]["name"]] = unit
				}
			case step == "type":
				rows[at]["name@nl"] = fresh("woord")
				wants[rows[at]["name"]] = policy.Unit{
					ClauseID: "answer-client-purposes", Lang: "nl", Source: rows[at]["name"], Target: rows[at]["name@nl"], State: policy.Draft, By: "form", Via: policy.ViaTyped,
				}
			}
			snap = typed(snap, rows, "form")
			areAsWanted(t, snap, wants)
		}
	})
}

func areAsWanted(t *rapid.T, snap policy.Snapshot, wants map[string]policy.Unit) {
	for _, r := range translate.Rows(snap, "nl") {
		want := wants[r.Source]
		got := policy.Unit{
			ClauseID: want.ClauseID, Lang: want.Lang, Pos: want.Pos, Source: r.MadeFrom, Target: r.Target, State: r.Kept, By: r.By, Via: r.Via,
		}
		if got != want || r.State != want.StateFor(r.Source) {
			t.Fatalf("%q reads %+v, want %+v", r.Source, r, want)
		}
	}
}

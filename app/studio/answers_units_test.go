package studio_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// shop is a client with a purpose in words of its own and two policies that name
// it, in English and Dutch.
func (d *desk) shop() (first, second policy.ID) {
	d.t.Helper()
	first = d.add(policy.Policy{
		TargetLang: []string{"nl"}, Facts: policy.Facts{"policy.service": "our nursery"},
		Clauses: []policy.Clause{{ID: "why", Body: "At {{service}} we use data for {{list purposes}}."}},
	})
	client, err := d.Store.Client(d.ctx, d.snapshot(first).Client.ID)
	ok(d.t, err)
	client.Registers = policy.Registers{"purposes": {
		{"name": "orders", "basis": "contract"}, {"name": "choosing the seedling of the year", "basis": "consent"},
	}}
	_, err = d.Store.SaveClient(d.ctx, client)
	ok(d.t, err)
	p, err := d.Store.CreatePolicy(d.ctx, policy.Policy{
		ClientID: client.ID, SourceLang: "en", TargetLang: []string{"nl"}, Titles: map[string]string{"en": "Staff"},
		Clauses: []policy.Clause{{ID: "why", Body: "We use data for {{list purposes}}."}},
	})
	ok(d.t, err)
	return first, p.ID
}

func (d *desk) answer(id policy.ID, source string) translate.Row {
	d.t.Helper()
	for _, row := range translate.Rows(d.snapshot(id), "nl") {
		if row.OfAnswer() && row.Source == source {
			return row
		}
	}
	d.t.Fatalf("no answer %q in %+v", source, translate.Rows(d.snapshot(id), "nl"))
	return translate.Row{}
}

// form types the Dutch of the purpose where the answers are asked for.
func (d *desk) form(id policy.ID, text, by string) {
	d.t.Helper()
	ok(d.t, d.ChangeAnswers(d.ctx, studio.AnswersChange{Policy: id, By: by, Change: func(client, own policy.Answers) (policy.Answers, policy.Answers) {
		client.Registers = client.Registers.Clone()
		client.Registers["purposes"][1]["name@nl"] = text
		return client, own
	}}))
}

const seedling = "choosing the seedling of the year"

// translatedShop is the shop with its answers translated by Mira, in the first
// policy, and the purpose approved by Ada, in the second.
func (d *desk) translatedShop() (first, second policy.ID) {
	t := d.t
	first, second = d.shop()
	ok(t, d.SaveUnits(d.ctx, first, []policy.Unit{
		translate.SetTarget(d.answer(first, seedling), "nl", "de zaailing van het jaar kiezen", "Mira", policy.ViaTyped),
		translate.SetTarget(d.answer(first, "our nursery"), "nl", "onze kwekerij", "Mira", policy.ViaTyped),
	}))
	unit, err := translate.SetState(d.answer(second, seedling), "nl", policy.Approved, translate.Hand{Name: "Ada"})
	ok(t, err)
	ok(t, d.SaveUnits(d.ctx, second, []policy.Unit{unit}))
	return first, second
}

func TestAnAnswerIsTranslatedForAllPoliciesOfItsClient(t *testing.T) {
	d := newDesk(t)
	first, second := d.translatedShop()
	snap := d.snapshot(first)
	if got := snap.Client.Registers["purposes"][1]["name@nl"]; got != "de zaailing van het jaar kiezen" {
		t.Errorf("the client answers %q", got)
	}
	if got := snap.Policy.Facts["policy.service@nl"]; got != "onze kwekerij" {
		t.Errorf("the policy answers %q", got)
	}
	text := markup.Resolve(snap, "nl", markup.Issue{})
	if !strings.Contains(text.Text.Clauses[0].Body, "onze kwekerij") || !strings.Contains(text.Text.Clauses[0].Body, "de zaailing van het jaar kiezen") ||
		len(text.OwnWords) > 0 {
		t.Errorf("%+v", text)
	}
	row := d.answer(first, seedling)
	if row.State != policy.Approved || row.By != "Mira" || row.StateBy != "Ada" {
		t.Errorf("%+v", row)
	}
	if got := translate.ProgressOf(snap, "nl"); got.ByState[policy.Approved].Words != 6 || got.ByState[policy.Draft].Words != 2 {
		t.Errorf("progress %+v", got)
	}
	d.form(first, "", "Bob")
	if got := d.answer(second, seedling).State; got != policy.Untranslated {
		t.Errorf("emptied in the form it is %s", got)
	}
}

// TestAnAnswerHasOneHistory: what was done in either policy, comments among it;
// and the memory has what was approved.
func TestAnAnswerHasOneHistory(t *testing.T) {
	d := newDesk(t)
	first, second := d.translatedShop()
	row := d.answer(first, seedling)
	history, err := d.History(d.ctx, first, policy.Unit{
		ClauseID: row.ClauseID, Lang: "nl", Pos: row.Pos, Source: row.MadeFrom, Target: row.Target, State: row.Kept,
	})
	ok(t, err)
	if len(history) != 2 || history[0].State != policy.Approved || history[1].State != policy.Draft || history[1].By != "Mira" {
		t.Errorf("history %+v", history)
	}
	matches, err := d.Matches(d.ctx, studio.MemoryQuery{From: "en", To: "nl", Source: seedling, Client: d.snapshot(first).Client.ID})
	ok(t, err)
	if len(matches) == 0 || matches[0].Target != "de zaailing van het jaar kiezen" || matches[0].Score < 100 {
		t.Errorf("memory %+v", matches)
	}
	// A comment goes where the history is.
	ok(t, d.Comment(d.ctx, second, policy.Unit{ClauseID: row.ClauseID, Lang: "nl", Pos: row.Pos, Source: row.MadeFrom, Target: row.Target, State: row.Kept}, "Nice", "Bob"))
	d.form(first, "", "Bob")
	history, err = d.History(d.ctx, second, policy.Unit{ClauseID: row.ClauseID, Lang: "nl", Pos: row.Pos, Source: row.Source})
	ok(t, err)
	if len(history) != 4 || history[0].Target != "" || history[0].By != "Bob" || history[1].Comment != "Nice" {
		t.Errorf("history %+v", history)
	}
}

// TestDeskAndFormWriteTheSameAnswers: whichever of both a text is written in, and
// in whatever order, the answers hold it, and the segment says so.
func TestDeskAndFormWriteTheSameAnswers(t *testing.T) {
	d := newDesk(t)
	first, second := d.shop()
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			text := rapid.StringMatching(`[a-zé]{1,6}( [a-z*_.]{1,5}){0,2}`).Draw(t, "text")
			in := rapid.SampledFrom([]policy.ID{first, second}).Draw(t, "policy")
			want := policy.Draft
			switch rapid.SampledFrom([]string{"form", "desk", "approved"}).Draw(t, "where") {
			case "form":
				was := d.answer(in, seedling)
				d.form(in, text, "Bob")
				if was.Target == markup.Literal(text) {
					want = was.Kept
				}
			case "desk":
				ok(d.t, d.SaveUnits(d.ctx, in, []policy.Unit{translate.SetTarget(d.answer(in, seedling), "nl", markup.Literal(text), "Mira", policy.ViaTyped)}))
				want = d.answer(in, seedling).Kept
			case "approved":
				unit := policy.Unit{ClauseID: "answer-client-purposes", Lang: "nl", Source: seedling, Target: markup.Literal(text), State: policy.Approved}
				ok(d.t, d.SaveUnits(d.ctx, in, []policy.Unit{unit}))
				want = policy.Approved
			}
			for _, id := range []policy.ID{first, second} {
				snap, row := d.snapshot(id), d.answer(id, seedling)
				if got := snap.Client.Registers["purposes"][1]["name@nl"]; got != text {
					t.Fatalf("the client answers %q, want %q", got, text)
				}
				if row.Target != markup.Literal(text) || row.State != want {
					t.Fatalf("the segment is %+v, want %q %s", row, text, want)
				}
			}
		}
	})
}

func TestAnAnswerThatMovesLeavesItsTranslationStale(t *testing.T) {
	d := newDesk(t)
	first, second := d.shop()
	d.form(first, "de zaailing van het jaar kiezen", "Bob")
	d.approveAnswers(first)
	answers := policy.Answers{Registers: d.snapshot(first).Client.Registers.Clone()}
	answers.Registers["purposes"][1]["name"] = "choosing the plant of the year"
	ok(t, d.SetAnswers(d.ctx, second, answers))
	row := d.answer(first, "choosing the plant of the year")
	if row.State != policy.Stale || row.MadeFrom != seedling || row.Kept != policy.Approved {
		t.Errorf("%+v", row)
	}
	found, err := d.Check(d.ctx, first)
	ok(t, err)
	if !slices.ContainsFunc(found, func(f policy.Finding) bool { return f.Rule == "stale" && f.Lang == "nl" }) {
		t.Errorf("%+v", found)
	}
	// It goes, and comes back in another place.
	kept := answers.Registers["purposes"]
	ok(t, d.SetAnswers(d.ctx, second, policy.Answers{Registers: policy.Registers{"purposes": kept[:1]}}))
	ok(t, d.SetAnswers(d.ctx, second, policy.Answers{Registers: policy.Registers{"purposes": {kept[1], kept[0]}}}))
	if row = d.answer(first, "choosing the plant of the year"); row.State != policy.Stale || row.MadeFrom != seedling || row.Answer.Row != 1 {
		t.Errorf("%+v", row)
	}
}

func TestAnswersGoOutAndComeBackInPackages(t *testing.T) {
	for _, format := range packageFormats {
		d := newDesk(t)
		first, _ := d.shop()
		d.form(first, "de zaailing kiezen", "Bob")
		text := d.pack(format, first)
		d.untouched(first, func() {
			if report := d.unpack(text, studio.PackageOptions{}); len(report.Changes)+len(report.Conflicts)+len(report.Rejected) > 0 {
				t.Errorf("%s: %+v", format, report)
			}
		})
		back := strings.Replace(text, "de zaailing kiezen", "de zaailing van het jaar kiezen", 1)
		report := d.unpack(back, studio.PackageOptions{})
		if len(report.Changes) != 1 || report.Changes[0].Answer != (translate.AnswerPlace{Register: "purposes", Row: 2, Key: "name"}) {
			t.Errorf("%s: %+v", format, report)
		}
		if got := d.snapshot(first).Client.Registers["purposes"][1]["name@nl"]; got != "de zaailing van het jaar kiezen" {
			t.Errorf("%s: the client answers %q", format, got)
		}
		// Typed here since: a conflict, and taken where somebody prefers it.
		d.form(first, "kiezen", "Bob")
		report = d.unpack(back, studio.PackageOptions{})
		if len(report.Conflicts) != 1 || report.Conflicts[0].Reason != string(translate.TargetChanged) {
			t.Errorf("%s: %+v", format, report)
		}
		report, err := d.ResolvePackage(d.ctx, []byte(back), map[string]studio.PackageChoice{report.Conflicts[0].Unit: studio.PackageTake}, studio.PackageOptions{})
		ok(t, err)
		if got := d.answer(first, seedling); len(report.Changes) != 1 || got.Target != "de zaailing van het jaar kiezen" || got.Via != policy.ViaPackage {
			t.Errorf("%s: %+v, %+v", format, report, got)
		}
		// The policy has a list of its own now: the package finds it there.
		d.form(first, "de zaailing kiezen", "Bob")
		ok(t, d.ChangePolicy(d.ctx, first, func(p *policy.Policy) { p.Registers = d.snapshot(first).Client.Registers.Clone() }))
		if report = d.unpack(back, studio.PackageOptions{}); len(report.Changes) != 1 || d.snapshot(first).Policy.Registers["purposes"][1]["name@nl"] != "de zaailing van het jaar kiezen" {
			t.Errorf("%s: %+v", format, report)
		}
	}
}

func TestTheMemoryFillsAnswers(t *testing.T) {
	d := newDesk(t)
	first, _ := d.shop()
	d.form(first, "de zaailing van het jaar kiezen", "Bob")
	d.approveAnswers(first)
	other, _ := d.shop()
	report, err := d.Pretranslate(d.ctx, other, "nl", 100)
	ok(t, err)
	row := d.answer(other, seedling)
	if report.Filled != 1 || row.Target != "de zaailing van het jaar kiezen" || row.Via != policy.ViaPretranslated || row.State != policy.Draft {
		t.Errorf("%+v, %+v", report, row)
	}
	if diff := cmp.Diff("de zaailing van het jaar kiezen", d.snapshot(other).Client.Registers["purposes"][1]["name@nl"]); diff != "" {
		t.Error(diff)
	}
}

// TestATranslationOfNoAnswerIsRefused, with all that was to be saved beside it.
func TestATranslationOfNoAnswerIsRefused(t *testing.T) {
	d := newDesk(t)
	first, _ := d.shop()
	d.untouched(first, func() {
		err := d.SaveUnits(d.ctx, first, []policy.Unit{
			{ClauseID: "why", Lang: "nl", Pos: 0, Source: "x", Target: "y", State: policy.Draft},
			{ClauseID: "answer-client-purposes", Lang: "nl", Pos: 7, Source: "x", Target: "y", State: policy.Draft},
		})
		if err == nil || !strings.Contains(fmt.Sprint(err), "belongs nowhere") {
			t.Errorf("%v", err)
		}
	})
}

package studio_test

import (
	"errors"
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

func TestCheckAnswersNamesEachThatDoesNotFit(t *testing.T) {
	err := studio.CheckAnswers(policy.Answers{
		Facts: policy.Facts{
			"client.email": "nobody", "client.shoe_size": "44", "policy.service@nl": "de winkel", "client.phone@nl": "1",
			"policy.regimes": "gdpr, nl", "policy.countries": "NL, Utrecht",
		},
		Registers: policy.Registers{
			"purposes": {{"name": "security", "basis": "contract"}, {"name": "security", "basis": "whim", "colour": "red"}},
			"pets":     {{"name": "Rex"}},
		},
	})
	want := []string{
		`client.email: "nobody" does not fit`,
		`client.phone@nl: there is no such answer`,
		`client.shoe_size: there is no such answer`,
		`pets: there is no such answer`,
		`policy.countries: "NL, Utrecht" does not fit`,
		`purposes, row 2, basis: "whim" does not fit`,
		`purposes, row 2, colour: there is no such answer`,
	}
	if err == nil || err.Error() != strings.Join(want, "\n") {
		t.Errorf("got\n%v\nwant\n%s", err, strings.Join(want, "\n"))
	}
	var answer *studio.AnswerError
	if !errors.As(err, &answer) {
		t.Errorf("%T is no AnswerError", err)
	}
	ok(t, studio.CheckAnswers(sampleAnswers(t, "valbona")))
}

func TestAnswersGoWhereTheyStand(t *testing.T) {
	d := newDesk(t)
	id := d.add(policy.Policy{
		Facts:     policy.Facts{"client.phone": "1"},
		Registers: policy.Registers{"measures": {{"name": "backups"}}},
	})
	ok(t, d.SetAnswers(d.ctx, id, policy.Answers{
		Facts: policy.Facts{"client.phone": "2", "client.email": "b@kweekwerk.example", "policy.ai": "yes"},
		Registers: policy.Registers{
			"measures": {{"name": "updates"}}, "children": {{"name": "club", "age": "13"}},
		},
	}))
	snap := d.snapshot(id)
	same(t, "the policy's facts", snap.Policy.Facts, policy.Facts{"client.phone": "2", "policy.ai": "yes"})
	same(t, "the client's facts", snap.Client.Facts, policy.Facts{"client.email": "b@kweekwerk.example"})
	same(t, "the policy's registers", snap.Policy.Registers, policy.Registers{"measures": {{"name": "updates"}}})
	same(t, "the client's registers", snap.Client.Registers, policy.Registers{"children": {{"name": "club", "age": "13"}}})

	d.unchanged(func() {
		err := d.SetAnswers(d.ctx, id, policy.Answers{Facts: policy.Facts{"client.phone": "3", "client.email": "b"}})
		var wrong *studio.AnswerError
		if !errors.As(err, &wrong) || wrong.Key != "client.email" {
			t.Errorf("%v", err)
		}
		same(t, "the facts", d.snapshot(id).Policy.Facts, snap.Policy.Facts)
	})
}

// TestAnAnswerIsReadAtOnce: the text follows the answers, clauses that depend
// on them come and go.
func TestAnAnswerIsReadAtOnce(t *testing.T) {
	d := newDesk(t)
	id := d.rebuilt(sampleAnswers(t, "lumen"), "en", policy.TonePlain, "nl").Policy.ID
	shows := func(library string) bool {
		snap := d.snapshot(id)
		for _, clause := range markup.Resolve(snap, "nl", markup.Issue{}).Text.Clauses {
			if libraryOf(snap, clause.ID) == library {
				return true
			}
		}
		return false
	}
	if !shows("transfers") || shows("no_recipients") {
		t.Error("Sentry stands outside the European Economic Area")
	}
	ok(t, d.SetAnswers(d.ctx, id, policy.Answers{Registers: policy.Registers{"recipients": {}}}))
	if shows("transfers") || !shows("no_recipients") {
		t.Error("nobody receives data any more")
	}
}

// TestALanguageAddedLaterComesTranslated: the library fills it, approved.
func TestALanguageAddedLaterComesTranslated(t *testing.T) {
	d := newDesk(t)
	p := d.rebuilt(sampleAnswers(t, "lumen"), "en", policy.TonePlain, "nl").Policy
	before := d.snapshot(p.ID).UnitsOf("nl")
	newer := d.clause("contact") // the policy stays with the revision it has
	newer.Plain = map[string]library.Wording{"en": {Heading: "Ask us", Body: "Write.\n"}}
	_, err := d.SaveLibraryClause(d.ctx, newer)
	ok(t, err)
	ok(t, d.ChangePolicy(d.ctx, p.ID, func(p *policy.Policy) { p.TargetLang = append(p.TargetLang, "sq", "de") }))
	snap := d.snapshot(p.ID)
	if got := snap.Policy.Titles["sq"]; got != "Politika e privatësisë" {
		t.Errorf("title %q", got)
	}
	same(t, "Dutch", snap.UnitsOf("nl"), before)
	for _, lang := range []string{"de", "sq"} {
		if left := markup.Resolve(snap, lang, markup.Issue{}).Untranslated; len(left) > 0 {
			t.Errorf("%s lacks %d segments", lang, len(left))
		}
	}
}

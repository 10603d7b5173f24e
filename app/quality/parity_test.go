package quality_test

import (
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
)

// parity runs over a policy of one clause, English and Dutch.
func parity(t *testing.T, body, target string, facts policy.Facts, registers policy.Registers) []policy.Finding {
	t.Helper()
	snap := policy.Snapshot{
		Client: policy.Client{Facts: facts, Registers: registers},
		Policy: policy.Policy{SourceLang: "en", TargetLang: []string{"nl"}, Clauses: []policy.Clause{{ID: "c", Body: body}}},
		Units:  []policy.Unit{{ClauseID: "c", Lang: "nl", Pos: 0, Source: body, Target: target, State: policy.Approved}},
	}
	return quality.Parity(snap, []string{"en", "nl"}, func(lang string) policy.Text {
		return markup.Resolve(snap, lang, markup.Issue{Number: 1}).Text
	})
}

func TestNamesSayTheSameInEachLanguage(t *testing.T) {
	registers := policy.Registers{"recipients": {{"name": "Lumen", "name@nl": "Lumen"}}}
	if got := parity(t, "Text.", "Tekst.", nil, registers); len(got) > 0 {
		t.Errorf("%+v", got)
	}
	registers["recipients"] = []policy.Record{{"name": "the 3 printers you choose", "name@nl": "de 2 drukkers van uw keuze"}}
	got := parity(t, "Text.", "Tekst.", nil, registers)
	if len(got) != 1 || got[0].Fact != "recipients.name" || got[0].Rule != quality.RuleNumber || got[0].Severity != policy.SeverityError ||
		got[0].Lang != "nl" || got[0].Expected != "3" {
		t.Errorf("%+v", got)
	}
}

// TestWordsThatGoIntoAText: the text writes the first letter of an answer as it
// needs it, and where a law or a company is from may be said in words.
func TestWordsThatGoIntoAText(t *testing.T) {
	pair := quality.Pair{Source: "the commercial code, for 30 days", Target: "Le code de commerce français, pendant 30 jours", From: "en", To: "fr", Kind: markup.SegmentAnswer}
	if got := quality.Check(pair, nil); len(got) > 0 {
		t.Errorf("%+v", got)
	}
	pair.Target = "Le code de commerce français, pendant 13 jours"
	if got := quality.Check(pair, nil); len(got) != 1 || got[0].Rule != quality.RuleDuration || got[0].Severity != policy.SeverityError {
		t.Errorf("%+v", got)
	}
}

func TestClausesAreBuiltAlike(t *testing.T) {
	if got := parity(t, "One.", "Een.", nil, nil); len(got) > 0 {
		t.Errorf("%+v", got)
	}
	// A condition that only the translation has leaves the paragraph out of it.
	got := parity(t, "One.", "{{when cookies any}}Een.", nil, nil)
	if len(got) != 1 || got[0].Rule != quality.RuleShape || got[0].ClauseID != "c" || got[0].Lang != "nl" {
		t.Errorf("%+v", got)
	}
}

func TestNamesComeFromTheAnswers(t *testing.T) {
	got := quality.NamesIn(policy.Answers{
		Facts: policy.Facts{"client.legal_name": "Kweekwerk B.V.", "client.email": "a@b.example"},
		Registers: policy.Registers{"recipients": {
			{"name": "Lumen", "function": "hosting"}, {"name": " "}, {"name": "the printer you choose", "name@nl": "de drukker van uw keuze"},
		}},
	})
	if len(got) != 2 || got[0] != "Kweekwerk B.V." || got[1] != "Lumen" {
		t.Errorf("%q", got)
	}
}

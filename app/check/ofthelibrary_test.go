package check_test

import (
	"slices"
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/vocabulary"
)

// TestTheLibrarysOwnWordingIsNoMistake: of a policy that is the library's in every
// language, no rule of translations finds anything, also where somebody approved
// each segment once more, so that it does not say any more where it came from.
func TestTheLibrarysOwnWordingIsNoMistake(t *testing.T) {
	answers := []policy.Answers{{Facts: complete()}}
	for _, folder := range []string{"lumen", "meridian", "surya", "valbona"} {
		answers = append(answers, sampleAnswers(t, folder))
	}
	langs := vocabulary.Languages()
	for i, kind := range policy.PolicyKinds { // each kind and each language; all pairs of them take long
		source, tone := langs[i%len(langs)], policy.TonePlain
		if i%2 == 1 {
			tone = policy.ToneFormal
		}
		t.Run(kind+" "+source, func(t *testing.T) { isTheLibrarys(t, kind, source, tone, answers[i%len(answers)]) })
	}
}

func isTheLibrarys(t *testing.T, kind, source string, tone policy.Tone, answers policy.Answers) {
	t.Helper()
	s := ofLibrary(kind, source, tone, answers)
	if len(s.Snapshot.Units) < 100 {
		t.Fatalf("%d translations", len(s.Snapshot.Units))
	}
	for _, f := range check.Run(s) {
		if f.Segment > 0 || f.Rule == quality.RuleShape || f.Rule == quality.RuleInconsistent || f.Rule == quality.RuleOneForMany {
			t.Errorf("%+v", f)
		}
	}
}

// ofLibrary is a new policy with its translations in every language, each approved
// by somebody.
func ofLibrary(kind, source string, tone policy.Tone, answers policy.Answers) check.Subject {
	lib := library.Builtin()
	p := policy.Policy{
		ID: "p", Titles: map[string]string{}, SourceLang: source, Numbered: true,
		Facts: policy.Facts{}, Registers: answers.Registers,
	}
	for key, value := range answers.Facts {
		p.Facts[key] = value
	}
	p.Facts["policy.kind"] = kind
	p.TargetLang = slices.DeleteFunc(slices.Clone(vocabulary.Languages()), func(lang string) bool { return lang == source })
	p.Clauses = lib.Start(kind, source, policy.SplitValues(answers.Fact(policy.FactRegimes, "")), tone)
	snap := policy.Snapshot{Client: policy.Client{Name: "Acme"}, Policy: p}
	for _, placed := range policy.Flatten(p.Clauses) {
		c, _ := lib.Clause(placed.Library.ID)
		for _, lang := range p.TargetLang {
			for _, unit := range c.Units(*placed.Clause, source, lang) {
				unit.Via = ""
				snap.Units = append(snap.Units, unit)
			}
		}
	}
	return check.Subject{Snapshot: snap, Languages: p.Languages()}
}

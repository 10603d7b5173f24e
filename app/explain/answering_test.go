package explain_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/exchange"
	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

// TestEachWrongAnswerIsNamed, on a line of its own, with what would fit.
func TestEachWrongAnswerIsNamed(t *testing.T) {
	err := fmt.Errorf("save answers: %w", errors.Join(studio.CheckAnswers(policy.Answers{
		Facts:     policy.Facts{"client.email": "info", "client.emial": "x", "policy.marketing": "sometimes"},
		Registers: policy.Registers{"cake": {{"name": "a"}}, "purposes": {{"basis": "contract"}, {"basis": "because", "colour": "red"}}},
	}), nil))
	got := explain.Error(listening(t, "en"), err)
	want := []string{
		"Nothing was changed, because 6 answers do not fit:",
		"  There is no fact or register cake. The registers are purposes, data, recipients, retention, cookies, channels, automated, children, measures, definitions.",
		"  There is no fact client.emial. “clausedesk facts get POLICY” lists those there are.",
		"  client.email cannot be “info”. It takes an e-mail address, such as info@example.com.",
		"  policy.marketing cannot be “sometimes”. It takes one of these: none, opt_in, soft_opt_in.",
		"  purposes, row 2: basis cannot be “because”. It takes one of these: consent, contract, legal_obligation, vital_interests, public_task, legitimate_interest.",
		"  purposes, row 2: there is no field colour. The fields are name, basis, interest, law, data, duty, consequence.",
	}
	lines := strings.Split(got, "\n")
	if len(lines) != len(want) {
		t.Fatalf("%s", got)
	}
	for _, line := range want {
		if !strings.Contains("\n"+got+"\n", "\n"+line+"\n") {
			t.Errorf("%q is not in\n%s", line, got)
		}
	}
	dutch := explain.Error(listening(t, "nl"), &studio.AnswerError{Key: "client.email", Value: "info"})
	if !strings.HasPrefix(dutch, "Er is niets gewijzigd, want 1 antwoord past niet:\n") {
		t.Errorf("%s", dutch)
	}
}

// TestEveryKindOfAnswerSaysWhatItTakes, where not just any text will do.
func TestEveryKindOfAnswerSaysWhatItTakes(t *testing.T) {
	for _, kind := range constants(t, "../policy", "FactKind", "") {
		def := policy.FieldDef{Kind: policy.FactKind(kind), Choices: []string{"this", "that"}}
		picky := !def.Fits("\x00 no such value")
		for _, lang := range i18n.Languages() {
			if got := explain.Takes(listening(t, lang), def); picky != (got != "") || picky && marked(got) {
				t.Errorf("%s in %s takes %q", kind, lang, got)
			}
		}
	}
}

func TestErrorsOfAnswersAndTheLibrary(t *testing.T) {
	_, broken := library.DecodeClause([]byte("clause = \"House Rules\"\nrevision = 1\n[en]\nheading = \"a\"\n"))
	_, country := library.DecodeServices([]byte("[[service]]\nid = \"a\"\nname = \"A\"\ncountry = \"Holland\"\n"))
	for _, c := range []struct {
		err  error
		want []string
	}{
		{&studio.FileError{Name: "/a.toml", Err: &exchange.AnswersError{Line: 7}}, []string{"/a.toml: Line 7 cannot be read. Nothing was changed"}},
		{&studio.FileError{Name: "/a.toml", Err: &exchange.AnswersError{Key: "fact"}}, []string{"/a.toml: “fact” has no place"}},
		{fmt.Errorf("new policy: %w: es", studio.ErrNotWorded), []string{"Nothing was changed", "Dutch (nl)", "Albanian (sq)"}},
		{fmt.Errorf("new policy: %w: blog", library.ErrNoKind), []string{"website, shop, app"}},
		{broken, []string{"Detail: \"House Rules\" is no identifier."}},
		{country, []string{"Detail: a: country is \"Holland\"."}},
		{&explain.MissingError{Kind: "client", Name: "X", Err: errors.New("x")}, []string{"There is no client “X”"}},
		{&explain.MissingError{Kind: "library_entry", Name: "x", Err: library.ErrNoClause}, []string{"no clause or service “x”"}},
	} {
		got := explain.Error(listening(t, "en"), c.err)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%v reads %q, want %q", c.err, got, want)
			}
		}
	}
}

package check_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"clausedesk/app/check"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// complete are facts that no rule finds anything about.
func complete() policy.Facts {
	return policy.Facts{
		"client.legal_name": "Kweekwerk B.V.", "client.address": "Kade 1\nAalsmeer", "client.country": "NL",
		"client.email": "privacy@kweekwerk.example",
	}
}

// subject is a policy of one clause that no rule finds anything about.
func subject(body string) check.Subject {
	return check.Subject{
		Snapshot: policy.Snapshot{
			Client: policy.Client{Name: "Kweekwerk", Facts: complete()},
			Policy: policy.Policy{
				Titles: map[string]string{"en": "Privacy", "nl": "Privacyverklaring"}, SourceLang: "en",
				Clauses: []policy.Clause{{ID: "c", Heading: "Heading", Body: body}},
			},
		},
		Languages: []string{"en"},
	}
}

// short is what a test compares: rule, severity, place and evidence.
func short(findings []policy.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, fmt.Sprintf("%s %s %s %s %s %s", f.Severity, f.Rule, f.ClauseID, f.Lang, f.Fact, f.Evidence))
	}
	return out
}

func wantFindings(t *testing.T, s check.Subject, want ...string) {
	t.Helper()
	if got := short(check.Run(s)); !slices.Equal(got, want) {
		t.Errorf("findings\n%q\nwant\n%q", got, want)
	}
}

func TestPlaceholders(t *testing.T) {
	wantFindings(t, subject("Write to {{client.email}}."))
	wantFindings(t, subject("Call {{client.phone}}, or {{client.phone}}."), // once per clause
		"error placeholder_missing c en client.phone {{client.phone}}")
	wantFindings(t, subject("Size {{client.shoe_size}}."),
		"error placeholder_unknown c en  {{client.shoe_size}}")
	// What publishing fills in is not missing from a draft.
	wantFindings(t, subject("{{policy.title}}, {{version.number}} from {{policy.effective_date}}."))
	s := subject("{{version.number}}")
	s.Issue = markup.Issue{Number: 3, Effective: "2026-12-01"}
	wantFindings(t, s)
}

func TestAPlaceholderIsFoundInEachLanguageThatShowsIt(t *testing.T) {
	s := subject("Call {{client.phone}}.")
	s.Languages = []string{"en", "nl"}
	s.Snapshot.Policy.TargetLang = []string{"nl"}
	s.Snapshot.Units = []policy.Unit{
		{ClauseID: "c", Lang: "nl", Pos: 0, Source: "Heading", Target: "Kop", State: policy.Approved},
		{ClauseID: "c", Lang: "nl", Pos: 1, Source: "Call {{client.phone}}.", Target: "Bel {{client.fax}}.", State: policy.Approved},
	}
	wantFindings(t, s,
		"error placeholder_missing c en client.phone {{client.phone}}",
		"error placeholder_unknown c nl  {{client.fax}}",
		"error placeholder_differs c nl  {{client.fax}}")
}

func TestWhatDraftsLeaveBehind(t *testing.T) {
	for text, evidence := range map[string]string{
		"From [date] on.":              "[date]",
		"[Your company] collects.":     "[Your company]",
		"Write to [email protected].":  "[email protected]",
		"The period is TBD.":           "TBD",
		"TODO name the host.":          "TODO",
		"Registered under XXX.":        "XXX",
		"| a |\n| --- |\n| [period] |": "[period]",
	} {
		wantFindings(t, subject(text), "error placeholder_raw c en  "+evidence)
	}
	for _, text := range []string{
		"See [the register](https://register.example).", // a link
		"Article 6(1)[a] and note [1].",                 // too short, or a number
		"Our TODOs and the XXL size.",
		"- [x] done",
	} {
		wantFindings(t, subject(text))
	}
}

// TestWhatATranslationLeavesBehind is found too, and what both do only once.
func TestWhatATranslationLeavesBehind(t *testing.T) {
	s := subject("From [date] on.")
	source := markup.Segments("Heading", "From [date] on.")[1].Source
	s.Languages = []string{"en", "nl"}
	s.Snapshot.Policy.TargetLang = []string{"nl"}
	s.Snapshot.Units = []policy.Unit{
		{ClauseID: "c", Lang: "nl", Pos: 0, Source: "Heading", Target: "[Kop]", State: policy.Approved},
		{ClauseID: "c", Lang: "nl", Pos: 1, Source: source, Target: "Vanaf [date].", State: policy.Approved},
	}
	wantFindings(t, s, "error placeholder_raw c en  [date]", "error placeholder_raw c nl  [Kop]")
}

func TestHiddenClausesAreLeftAlone(t *testing.T) {
	s := subject("Call {{client.phone}} before [date].")
	s.Snapshot.Policy.Clauses[0].Hidden = true
	wantFindings(t, s)
	// So are those below one: they are in no output either.
	s = subject("")
	s.Snapshot.Policy.Clauses = []policy.Clause{{ID: "p", Heading: "Above", Hidden: true, Children: s.Snapshot.Policy.Clauses}}
	s.Snapshot.Policy.Clauses[0].Children[0].Body = "Call {{client.phone}} before [date]."
	wantFindings(t, s)
}

func TestFacts(t *testing.T) {
	s := subject("Text.")
	s.Snapshot.Client.Facts = policy.Facts{"client.email": "  ", "client.country": "Nederland", "client.website": "kweekwerk"}
	s.Snapshot.Policy.Facts = policy.Facts{"client.legal_name": "Kweekwerk B.V.", "policy.last_updated": "1 mei"}
	var missing, invalid []string
	for _, f := range check.Run(s) {
		if f.Severity != policy.SeverityWarning {
			t.Errorf("%+v is no warning", f)
		}
		if f.Rule == check.RuleFactMissing {
			missing = append(missing, string(f.Fact))
			if f.Citation == "" {
				t.Errorf("%s is required without a law", f.Fact)
			}
		}
		if f.Rule == check.RuleFactInvalid {
			invalid = append(invalid, string(f.Fact)+"="+f.Evidence)
		}
	}
	if want := []string{"client.address", "client.email"}; !slices.Equal(missing, want) {
		t.Errorf("missing %v, want %v", missing, want)
	}
	want := []string{"client.country=Nederland", "client.email=  ", "client.website=kweekwerk", "policy.last_updated=1 mei"}
	if !slices.Equal(invalid, want) {
		t.Errorf("invalid %v, want %v", invalid, want)
	}
}

func TestTranslations(t *testing.T) {
	s := subject("One.\n\nTwo.\n\nThree.\n\nFour.")
	s.Languages = []string{"en", "nl"}
	s.Snapshot.Policy.TargetLang = []string{"nl"}
	unit := func(pos int, source, target string, state policy.State) policy.Unit {
		return policy.Unit{ClauseID: "c", Lang: "nl", Pos: pos, Source: source, Target: target, State: state}
	}
	s.Snapshot.Units = []policy.Unit{
		unit(0, "Heading", "Kop", policy.Approved), unit(1, "One before.", "Een.", policy.Approved),
		unit(2, "Two.", "Twee.", policy.Draft), unit(3, "Three.", "Drie.", policy.Reviewed),
	}
	wantFindings(t, s,
		"error untranslated  nl  1", "error stale  nl  1", "warning not_approved  nl  2")
	s.Languages = []string{"en"} // what is not published is not looked at
	wantFindings(t, s)
}

func TestTheGravestComeFirstAndTheRestInReadingOrder(t *testing.T) {
	s := subject("{{client.phone}}")
	s.Snapshot.Client.Facts["client.email"] = "nobody"
	s.Snapshot.Policy.Clauses = append(s.Snapshot.Policy.Clauses, policy.Clause{ID: "d", Body: "{{client.website}} [date]"})
	wantFindings(t, s,
		"error placeholder_missing c en client.phone {{client.phone}}",
		"error placeholder_missing d en client.website {{client.website}}",
		"error placeholder_raw d en  [date]",
		"warning fact_invalid   client.email nobody")
	if n := check.Errors(check.Run(s)); n != 3 {
		t.Errorf("%d errors", n)
	}
}

// TestRunChangesNothing: checks are pure, and say the same twice.
func TestRunChangesNothing(t *testing.T) {
	s, same := subject("{{client.phone}} [date]"), subject("{{client.phone}} [date]")
	first, second := check.Run(s), check.Run(s)
	if !reflect.DeepEqual(s, same) {
		t.Error("a check changed its subject")
	}
	if !reflect.DeepEqual(first, second) {
		t.Errorf("%v, then %v", first, second)
	}
}

func TestATitleWithoutWordingInALanguage(t *testing.T) {
	s := subject("Text.")
	s.Languages = []string{"en", "fr"}
	s.Snapshot.Policy.TargetLang = []string{"fr"}
	findings := check.Run(s)
	for _, f := range findings {
		if f.Rule == check.RuleTitleMissing && f.Lang == "fr" && f.Evidence == "Privacy" {
			return
		}
	}
	t.Errorf("no finding about the title in %v", findings)
}

package clauses_test

import (
	"slices"
	"strings"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/ui/clauses"

	"pgregory.net/rapid"
)

// Whatever is chosen in the form can be written, read and shown again.
func TestWhateverIsBuiltIsACondition(t *testing.T) {
	subjects := clauses.Subjects()
	rapid.Check(t, func(rt *rapid.T) {
		rule := clauses.Rule{Any: rapid.Bool().Draw(rt, "any")}
		for range rapid.IntRange(1, 4).Draw(rt, "tests") {
			rule = rule.Added(rapid.SampledFrom(subjects).Draw(rt, "subject"))
			i := len(rule.Tests) - 1
			op := rapid.SampledFrom(clauses.OpsOf(rule.Tests[i].Subject)).Draw(rt, "op")
			rule = rule.With(i, rule.Tests[i].Subject, op)
			if op.TakesValues() {
				choices := clauses.ChoicesOf(rule.Tests[i].Subject, op, "nl")
				if len(choices) == 0 {
					rt.Fatalf("%s %s has nothing to choose from", rule.Tests[i].Subject, op)
				}
				rule = rule.Toggle(i, rapid.SampledFrom(choices).Draw(rt, "value").Value)
			}
		}
		if !rule.Complete() {
			rt.Fatalf("%+v lacks something", rule)
		}
		again, ok := clauses.RuleOf(rule.Text())
		if !ok || again.Text() != rule.Text() || len(again.Tests) != len(rule.Tests) || len(rule.Tests) > 1 && again.Any != rule.Any {
			rt.Fatalf("%q is read as %+v", rule.Text(), again)
		}
	})
}

func TestARuleForgetsWhatDoesNotFit(t *testing.T) {
	rule, _ := clauses.RuleOf("recipients.country outside eea and client.email set")
	if got := rule.With(0, "recipients.country", policy.OpIn).Text(); got != "recipients.country in eea and client.email set" {
		t.Errorf("another region test: %q", got)
	}
	is := rule.With(0, "recipients.country", policy.OpIs)
	if is.Complete() || is.Text() != "client.email set" {
		t.Errorf("a region is no country to be: %q", is.Text())
	}
	if got := rule.With(0, "recipients", policy.OpIs); got.Tests[0].Op != policy.OpAny {
		t.Errorf("a whole register is tested by %q", got.Tests[0].Op)
	}
	if got := rule.Without(1).Toggle(0, "eea").Toggle(0, "CH").Text(); got != "recipients.country outside CH" {
		t.Errorf("values come and go: %q", got)
	}
	if got := rule.Without(1).Without(0).Text(); got != "" {
		t.Errorf("no test is %q", got)
	}
	if _, ok := clauses.RuleOf("cookies perhaps"); ok {
		t.Error("what cannot be read is shown as a form")
	}
}

func TestAConditionBeginsItsParagraph(t *testing.T) {
	const when = "{{when cookies any}}"
	for body, want := range map[string]string{
		"One^ two.":                     when + "One two.",
		"One.\n\nTwo\nli^nes.":          "One.\n\n" + when + "Two\nlines.",
		"One.\n\n^Two":                  "One.\n\n" + when + "Two",
		"- a\n- b^\n- c":                "- a\n- " + when + "b\n- c",
		"1. a\n2. ^b":                   "1. a\n2. " + when + "b",
		"{{when client.email set}}One^": when + "One",
		"^":                             when,
	} {
		at := len([]rune(body[:strings.Index(body, "^")]))
		if got := clauses.Conditional(strings.Replace(body, "^", "", 1), at, "cookies any"); got != want {
			t.Errorf("%q becomes %q, want %q", body, got, want)
		}
	}
}

func TestPlaceholdersSayWhatTheyAre(t *testing.T) {
	rights := policy.NewClause("Your rights", "text")
	rights.Topic = "rights"
	m, _ := open(t, policy.NewClause("Contact", "{{when client.phone set}}Call {{client.phone}}.\n\nWrite to {{client.email}} or {{client.email}} "+
		"(see {{section rights}}, {{section nothing}}), {{list recipients}}, from {{policy.effective_date}}, {{client.shoe_size}}."), rights)
	var got []string
	for _, use := range clauses.UsesOf(m.Draft.Snapshot(), id(m, "Contact")) {
		line := use.Expr + "=" + use.Value
		if use.Gap {
			line += "!"
		}
		got = append(got, line)
	}
	email := m.Draft.Snapshot().Facts()["client.email"]
	want := []string{
		"when client.phone set=", "client.phone=!", "client.email=" + email, "section rights=2 Your rights", "section nothing=!",
		"list recipients=!", "policy.effective_date=", "client.shoe_size=!",
	}
	if !slices.Equal(got, want) {
		t.Fatalf("placeholders\n%q, want\n%q", got, want)
	}
}

func TestEveryPlaceholderOfTheMenuIsKnown(t *testing.T) {
	rights := policy.NewClause("Your rights", "text")
	rights.Topic = "rights"
	body := ""
	for _, offer := range clauses.Placeholders([]policy.Clause{rights}) {
		body += "x {{" + offer.Expr + "}}\n\n"
	}
	m, _ := open(t, policy.NewClause("All", body), rights)
	if got := len(clauses.UsesOf(m.Draft.Snapshot(), id(m, "All"))); got != strings.Count(body, "{{") {
		t.Fatalf("%d of %d placeholders are read as such", got, strings.Count(body, "{{"))
	}
	if !strings.Contains(body, "{{section rights}}") {
		t.Fatal("the section is not in the menu")
	}
}

package policy

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func answersOf(facts Facts, registers Registers) Answers { return Answers{facts, registers} }

func TestConditions(t *testing.T) {
	a := answersOf(
		Facts{"client.country": "NL", "client.email": "a@example.com", "policy.countries": "FR, GB", "policy.kind": "shop", "policy.change_notice": "email, app"},
		Registers{
			"recipients": {{"name": "A", "country": "DE", "role": "processor"}, {"name": "B", "country": "US", "role": "controller"}, {"name": "C"}},
			"cookies":    {{"name": "_x", "kind": "necessary"}},
			"measures":   {},
		})
	for text, want := range map[string]bool{
		"":                                            true,
		"client.email set":                            true,
		"client.phone set":                            false,
		"client.phone unset":                          true,
		"client.country is NL":                        true,
		"client.country is DE,NL":                     true,
		"client.country not NL":                       false,
		"client.country not DE":                       true,
		"client.phone not x":                          false, // nothing was answered
		"client.country in eea":                       true,
		"client.country outside eea":                  false,
		"policy.countries outside eea":                true, // GB is
		"policy.countries in eea":                     true, // FR is
		"policy.countries outside adequate":           false,
		"policy.change_notice is app":                 true,
		"policy.change_notice is website":             false,
		"policy.regimes is nl":                        true, // where the client is
		"policy.regimes is fr":                        true, // whom it addresses
		"policy.regimes is de":                        false,
		"recipients.country outside eea":              true,
		"recipients.country inside eea":               true,  // A is in Germany only
		"policy.countries inside eea":                 false, // GB is not
		"policy.countries inside eea,GB":              true,
		"client.phone inside eea":                     false,
		"recipients.country outside eea,US":           false,
		"recipients.role is joint":                    false,
		"recipients any":                              true,
		"recipients many":                             true,
		"cookies one":                                 true,
		"measures none":                               true,
		"measures any":                                false,
		"children none":                               true,
		"cookies any and client.phone set":            false,
		"cookies any or client.phone set":             true,
		"client.phone set or policy.kind is shop,app": true,
	} {
		condition, err := ParseCondition(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := condition.Holds(a); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
		if again, err := ParseCondition(condition.String()); err != nil || again.Holds(a) != want {
			t.Errorf("%q written as %q does not read the same: %v", text, condition, err)
		}
	}
}

func TestConditionsThatCannotBeRead(t *testing.T) {
	for _, text := range []string{
		"client.email", "nobody.knows set", "cookies set", "client.email any", "client.country is", "cookies any and",
		"and", "client.email set extra", "client.email is a or client.phone set and cookies any", "recipients.nothing set",
		"client.country is {{x}}", "client.country is " + strings.Repeat("x", 50),
	} {
		if _, err := ParseCondition(text); !errors.Is(err, ErrCondition) {
			t.Errorf("%q was read: %v", text, err)
		}
	}
}

func TestAnyTextIsAConditionOrAnError(t *testing.T) {
	word := rapid.SampledFrom([]string{
		"client.email", "client.country", "recipients", "recipients.country", "set", "unset", "is", "not", "in", "outside",
		"any", "none", "one", "many", "and", "or", "eea", "NL", "NL,DE", ",", "x",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 0, 9).Draw(t, "words"), " ")
		condition, err := ParseCondition(text)
		if err != nil {
			return
		}
		again, err := ParseCondition(condition.String())
		if err != nil || again.String() != condition.String() {
			t.Fatalf("%q became %q and then %q, %v", text, condition, again, err)
		}
	})
}

func TestQueriesFilterRecords(t *testing.T) {
	a := answersOf(nil, Registers{"recipients": {
		{"name": "A", "country": "DE", "role": "processor"}, {"name": "B", "country": "US", "role": "processor"}, {"name": "C", "country": "US", "role": "joint"},
	}})
	for text, want := range map[string]string{
		"recipients":                           "ABC",
		"recipients where country outside eea": "BC",
		"recipients where country outside eea and role is processor": "B",
		"recipients where role is joint or recipients.country is DE": "AC",
		"cookies": "",
	} {
		q, err := ParseQuery(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got := ""
		for _, record := range q.Of(a) {
			got += record["name"]
		}
		if got != want {
			t.Errorf("%q lists %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"", "nothing", "recipients where", "recipients where nothing set", "recipients where country"} {
		if _, err := ParseQuery(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestRegisterFieldsAskForWhatTheirRecordNeeds(t *testing.T) {
	purposes, _ := RegisterDefOf("purposes")
	for _, row := range []struct {
		record Record
		want   string
	}{
		{Record{}, "name basis"},
		{Record{"name": "newsletter", "basis": "consent"}, ""},
		{Record{"name": "security", "basis": "legitimate_interest"}, "interest"},
		{Record{"name": "orders", "basis": "contract", "duty": "contract"}, "consequence"},
		{Record{"name": "orders", "basis": "contract", "duty": "none"}, ""},
	} {
		var got []string
		for _, field := range purposes.Missing(row.record) {
			got = append(got, string(field.Key))
		}
		if strings.Join(got, " ") != row.want {
			t.Errorf("%v lacks %v, want %q", row.record, got, row.want)
		}
	}
}

// TestDefinitionsAreSound reads every condition among the definitions and
// finds keys that stand twice.
func TestDefinitionsAreSound(t *testing.T) {
	seen := map[FactKey]bool{}
	for _, def := range FactDefs() {
		if seen[def.Key] {
			t.Errorf("%s stands twice", def.Key)
		}
		seen[def.Key] = true
		if (def.Kind == KindChoice || def.Kind == KindChoices) != (len(def.Choices) > 0 && def.List != "") {
			t.Errorf("%s: a choice needs choices and a list", def.Key)
		}
	}
	for _, register := range RegisterDefs() {
		if !register.Fields[0].Required {
			t.Errorf("%s lists %s, which can be empty", register.Name, register.Fields[0].Key)
		}
		for _, field := range register.Fields {
			if _, err := ParseCondition(qualified(register.Name, field.When)); err != nil {
				t.Errorf("%s.%s: %v", register.Name, field.Key, err)
			}
		}
	}
}

func TestAnswersThatFit(t *testing.T) {
	for _, row := range []struct {
		def    FieldDef
		answer string
		want   bool
	}{
		{FieldDef{Kind: KindDuration}, "P7Y", true},
		{FieldDef{Kind: KindDuration}, "P1Y6M", true},
		{FieldDef{Kind: KindDuration}, "PT30M", true},
		{FieldDef{Kind: KindDuration}, "P", false},
		{FieldDef{Kind: KindDuration}, "PT", false},
		{FieldDef{Kind: KindDuration}, "P1YT", false},
		{FieldDef{Kind: KindDuration}, "P0Y", false},
		{FieldDef{Kind: KindDuration}, "7 years", false},
		{FieldDef{Kind: KindLifetime}, "session", true},
		{FieldDef{Kind: KindLifetime}, "P2Y", true},
		{FieldDef{Kind: KindLifetime}, "long", false},
		{FieldDef{Kind: KindCountries}, "NL, DE", true},
		{FieldDef{Kind: KindCountries}, "NL, Germany", false},
		{FieldDef{Kind: KindChoice, Choices: []string{"a"}}, "a", true},
		{FieldDef{Kind: KindChoice, Choices: []string{"a"}}, "b", false},
		{FieldDef{Kind: KindChoices, Choices: []string{"a", "b"}}, "b, a", true},
		{FieldDef{Kind: KindChoices, Choices: []string{"a", "b"}}, "b, c", false},
		{FieldDef{Kind: KindMoney}, "12.50 EUR", true},
		{FieldDef{Kind: KindMoney}, "12,50 EUR", false},
		{FieldDef{Kind: KindNumber}, "16", true},
		{FieldDef{Kind: KindNumber}, "sixteen", false},
		{FieldDef{Kind: KindYesNo}, "yes", true},
		{FieldDef{Kind: KindYesNo}, "true", false},
		{FieldDef{Kind: KindLanguage}, "pt-BR", true},
		{FieldDef{Kind: KindLanguage}, "English", false},
	} {
		if got := row.def.Fits(row.answer); got != row.want {
			t.Errorf("%s %q: %v", row.def.Kind, row.answer, got)
		}
	}
}

func TestHiddenByCondition(t *testing.T) {
	tree := []Clause{
		{ID: "a", Heading: "A"},
		{ID: "b", Heading: "B", When: "cookies any", Children: []Clause{{ID: "c", Heading: "C"}}},
		{ID: "d", Heading: "D", When: "not a condition"},
	}
	numbers := func(a Answers) string {
		out := ""
		for _, placed := range Flatten(Shown(tree, a)) {
			out += string(placed.ID) + placed.Number + " "
		}
		return out
	}
	if got := numbers(Answers{}); got != "a1 b c2 d3 " { // c moves up into the place of b
		t.Errorf("without a cookie: %s", got)
	}
	if got := numbers(Answers{Registers: Registers{"cookies": {{"name": "x"}}}}); got != "a1 b2 c2.1 d3 " {
		t.Errorf("with a cookie: %s", got)
	}
	for _, placed := range Flatten(Shown(tree, Answers{})) {
		if want := map[ID]bool{"b": true}[placed.ID]; placed.Absent != want || placed.Level != 0 {
			t.Errorf("%s: absent %v, level %d", placed.ID, placed.Absent, placed.Level)
		}
	}
	if tree[1].Absent {
		t.Error("the tree that went in was changed")
	}
}

func TestARegisterOfThePolicyReplacesTheClients(t *testing.T) {
	snap := Snapshot{
		Client: Client{Registers: Registers{"cookies": {{"name": "a"}}, "data": {{"name": "b"}}}},
		Policy: Policy{Registers: Registers{"cookies": {}}},
	}
	a := snap.Answers()
	if len(a.Registers["cookies"]) != 0 || len(a.Registers["data"]) != 1 {
		t.Errorf("%v", a.Registers)
	}
}

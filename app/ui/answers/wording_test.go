package answers

import (
	"fmt"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/i18n"

	"pgregory.net/rapid"
)

// Every answer a form asks for has a caption, and every citation its law, in
// every language of the program.
func TestEveryAnswerHasWords(t *testing.T) {
	for _, lang := range i18n.Languages() {
		loc := i18n.New(lang)
		say := func(key string) {
			if text := loc.T(key); text == key || text == "" {
				t.Errorf("%s: %q has no text", lang, key)
			}
		}
		law := func(def policy.FieldDef) {
			if def.Citation != "" {
				say("law." + slug(def.Citation))
			}
		}
		for _, def := range policy.FactDefs() {
			say("fact." + string(def.Key))
			say("facts.section_" + def.Section)
			law(def)
		}
		for _, register := range policy.RegisterDefs() {
			say("register." + register.Name)
			for _, def := range register.Fields {
				say("field." + register.Name + "." + string(def.Key))
				law(def)
			}
		}
	}
}

func TestEveryChoiceReadsAsWords(t *testing.T) {
	all := policy.FactDefs()
	for _, register := range policy.RegisterDefs() {
		all = append(all, register.Fields...)
	}
	for _, def := range all {
		for _, lang := range i18n.Languages() {
			for _, term := range termsOf(def, lang) {
				if text := valueText(def, term.key, lang); text != term.text || text == "" {
					t.Errorf("%s in %s: %s is offered as %q and reads %q", def.Key, lang, term.key, term.text, text)
				}
			}
		}
	}
}

// A period that the two inputs can show comes back as it was.
func TestAPeriodComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, unit := rapid.IntRange(1, 9999).Draw(rt, "n"), rapid.SampledFrom(units).Draw(rt, "unit")
		iso := joinPeriod(n, unit)
		if !policy.ValidDuration(iso) {
			rt.Fatalf("%q is no period", iso)
		}
		if m, u, ok := splitPeriod(iso); !ok || m != n || u != unit {
			rt.Fatalf("%s became %d %s, %v", iso, m, u, ok)
		}
	})
	for iso, want := range map[string]string{
		"P1Y6M": "18 P#M true", "P1Y2M3D": "0  false", "": "0  false", "seven": "0  false", "P1DT2H": "0  false",
	} {
		n, unit, ok := splitPeriod(iso)
		if got := fmt.Sprint(n, " ", unit, " ", ok); got != want {
			t.Errorf("%s: %s, want %s", iso, got, want)
		}
	}
}

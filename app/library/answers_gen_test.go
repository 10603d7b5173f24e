package library_test

import (
	"fmt"
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"

	"pgregory.net/rapid"
)

// drawAnswers draws any combination of answers that the forms would take: the
// required facts are there, every other fact or field may be.
func drawAnswers(t *rapid.T) policy.Answers {
	answers := policy.Answers{Facts: policy.Facts{}, Registers: policy.Registers{}}
	for _, def := range policy.FactDefs() {
		if def.Required || rapid.Bool().Draw(t, string(def.Key)) {
			put(t, policy.Record(answers.Facts), def)
		}
	}
	for _, def := range policy.RegisterDefs() {
		n := rapid.IntRange(0, 3).Draw(t, def.Name)
		for range n {
			answers.Registers[def.Name] = append(answers.Registers[def.Name], drawRecord(t, def))
		}
	}
	return answers
}

// drawRecord draws a record whose required fields are answered.
func drawRecord(t *rapid.T, def policy.RegisterDef) policy.Record {
	record := policy.Record{}
	for _, field := range def.Fields {
		if field.Required || rapid.Bool().Draw(t, def.Name+"."+string(field.Key)) {
			put(t, record, field)
		}
	}
	return record
}

// put answers a field, in every language where the answer is in own words.
func put(t *rapid.T, record policy.Record, def policy.FieldDef) {
	answer, own := drawAnswer(t, def)
	record[def.Key] = answer
	if !def.Localized || !own {
		return
	}
	for _, lang := range vocabulary.Languages() {
		record[def.Key.In(lang)] = answer + " " + lang
	}
}

// texts are answers as people type them, with what Markdown might take for a
// mark of its own.
var texts = []string{
	"Kom & Go (Benelux) B.V.", "A*B*C", "snake_case_name", "2. Beste keuze", "[Acme] Ltd", "# one", "Müller | Söhne",
	"-5 °C", "e-mail", "x < y > z", "“Quoted”", "a\\b", "`tick`", "Ordre: n° 5",
}

// countries are some that the program knows an authority of and some that it
// knows none of, inside and outside every region.
var countries = []string{"NL", "FR", "DE", "GB", "CH", "ID", "XK", "BR", "US", "IE", "AL", "JP", "IN", "AU"}

// fitting are answers of each kind that is not a choice.
var fitting = map[policy.FactKind][]string{
	policy.KindText:     texts,
	policy.KindLong:     {"Kade 1\n1011 AB Amsterdam", "1 High Street, Leeds"},
	policy.KindEmail:    {"privacy@acme.example", "a_b@x-y.example"},
	policy.KindURL:      {"https://acme.example/a_b?c=d", "http://www.acme.example"},
	policy.KindPhone:    {"+31 10 555 01 42", "(020) 555-0142"},
	policy.KindDate:     {"2026-11-21", "2026-01-01"},
	policy.KindDuration: {"P7Y", "P1M", "P1Y6M", "P30D", "P2W", "PT30M"},
	policy.KindLifetime: {"session", "persistent", "P1Y", "P13M", "PT12H"},
	policy.KindCountry:  countries,
	policy.KindLanguage: {"nl", "en-GB"},
	policy.KindMoney:    {"1234.50 EUR"},
	policy.KindNumber:   {"13", "16", "1"},
	policy.KindYesNo:    {"yes", "no"},
}

// drawAnswer draws an answer that fits the field, and says whether it is in
// own words.
func drawAnswer(t *rapid.T, def policy.FieldDef) (answer string, own bool) {
	name := string(def.Key)
	switch def.Kind {
	case policy.KindChoice:
		return rapid.SampledFrom(def.Choices).Draw(t, name), false
	case policy.KindChoices:
		return drawSeveral(t, name, def.Choices), false
	case policy.KindCountries:
		return drawSeveral(t, name, countries), false
	case policy.KindTerms:
		return drawSeveral(t, name, terms(def)), false
	case policy.KindTerm:
		if !rapid.Bool().Draw(t, name+" own") {
			return rapid.SampledFrom(terms(def)).Draw(t, name), false
		}
		return rapid.SampledFrom(texts).Draw(t, name), true
	}
	return rapid.SampledFrom(fitting[def.Kind]).Draw(t, name), true
}

func drawSeveral(t *rapid.T, name string, from []string) string {
	return strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom(from), 1, 3, rapid.ID).Draw(t, name), ", ")
}

func terms(def policy.FieldDef) []string {
	words, _ := vocabulary.In("en")
	var out []string
	for _, term := range words.Terms(def.List) {
		out = append(out, term.Key)
	}
	if len(out) == 0 {
		panic(fmt.Sprintf("%s: no terms in %q", def.Key, def.List))
	}
	slices.Sort(out)
	return out
}

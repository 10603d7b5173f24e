package exchange_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

// formats are the two ways to write answers.
var formats = map[string]func(io.Writer, policy.Answers) error{
	"toml": exchange.WriteAnswersTOML,
	"json": exchange.WriteAnswersJSON,
}

// anyAnswers draws answers under known and unknown names, with every
// character a text can have.
func anyAnswers(t *rapid.T) policy.Answers {
	out := policy.Answers{Facts: policy.Facts{}, Registers: policy.Registers{}}
	word := rapid.OneOf(rapid.StringN(1, 8, -1), rapid.StringMatching(`[a-z]{1,4}(@nl)?`), rapid.SampledFrom([]string{
		"a\nb", "\n", "\"\"\"", "\\", "\r\n", "\r", "\x00", "\u0085", "\ufeff", "  ", "tab\t", "'''", "a\n\n", "é\u2028ü",
	}))
	for key, value := range rapid.MapOfN(rapid.SampledFrom([]policy.FactKey{
		"client.email", "client.address", "policy.service", "policy.service@nl", "policy.service@sr-Latn", "policy.kind", "other",
	}), word, 0, 5).Draw(t, "facts") {
		out.Facts[key] = value
	}
	names := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"purposes", "cookies", "channels", "no such", "ünknown"}), 0, 4, rapid.ID).Draw(t, "names")
	for _, name := range names {
		out.Registers[name] = []policy.Record{}
		for range rapid.IntRange(0, 3).Draw(t, "rows") {
			record := policy.Record{}
			for field, value := range rapid.MapOfN(rapid.SampledFrom([]policy.FactKey{"name", "name@nl", "basis", "a b"}), word, 0, 4).Draw(t, "record") {
				record[field] = value
			}
			out.Registers[name] = append(out.Registers[name], record)
		}
	}
	return out
}

// TestAnswersComeBackAsTheyWere, to the character, from either format.
func TestAnswersComeBackAsTheyWere(t *testing.T) {
	for name, write := range formats {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := anyAnswers(t)
				var file bytes.Buffer
				if err := write(&file, want); err != nil {
					t.Fatal(err)
				}
				got, err := exchange.ReadAnswers(file.Bytes())
				if err != nil {
					t.Fatalf("%v in\n%s", err, file.String())
				}
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("%#v became %#v through\n%s", want, got, file.String())
				}
			})
		})
	}
}

func TestReadAnswers(t *testing.T) {
	want := policy.Answers{
		Facts: policy.Facts{
			"client.email": "info@example.com", "client.address": "Kade 1\nUtrecht", "policy.accounts": "yes", "policy.ai": "no",
			"policy.min_age": "16", "policy.last_updated": "2026-11-21", "policy.countries": "NL, FR", "policy.service@nl": "de site",
		},
		Registers: policy.Registers{"cookies": {}, "purposes": {{"name": "orders", "data": "name, email"}, {"name": "own: words"}}},
	}
	for name, text := range map[string]string{
		"tables": "\ufeff" + strings.ReplaceAll(`
[facts]
client.email = "info@example.com"
policy.accounts = true
policy.ai = false
policy.min_age = 16
policy.last_updated = 2026-11-21
policy.countries = ["NL", "FR"]
"policy.service@nl" = "de site"
client.address = """
Kade 1
Utrecht"""
[registers]
cookies = []
[[registers.purposes]]
name = "orders"
data = ["name", "email"]
[[registers.purposes]]
name = "own: words"
`, "\n", "\r\n"),
		"json": `{"registers": {"cookies": [], "purposes": [{"name": "orders", "data": "name, email"}, {"name": "own: words"}]},
			"facts": {"client": {"email": "info@example.com", "address": "Kade 1\nUtrecht"}, "policy.accounts": true, "policy.ai": false,
			"policy.min_age": 16, "policy.last_updated": "2026-11-21", "policy.countries": ["NL", "FR"], "policy.service@nl": "de site"}}`,
	} {
		got, err := exchange.ReadAnswers([]byte(text))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v, %v", name, got, err)
		}
	}
}

func TestReadAnswersSaysWhere(t *testing.T) {
	for text, want := range map[string]exchange.AnswersError{
		"[facts]\nclient.email = info":                          {Line: 2},
		"{\n\"facts\": {\n\"a\": }}":                            {Line: 3},
		"{\n\"facts\": {}}\n{}":                                 {Line: 3},
		"{\"facts\": {}":                                        {Line: 1},
		"client.email = \"a@b.example\"":                        {Key: "client"},
		"facts = 3":                                             {Key: "facts"},
		"[fact]\na = \"b\"":                                     {Key: "fact"},
		"[facts]\na = [[1]]":                                    {Key: "facts.a"},
		"{\"facts\": {\"a.b\": \"1\", \"a\": {\"b\": \"2\"}}}":  {Key: "facts.a.b"},
		"[registers]\ncookies = \"x\"":                          {Key: "registers.cookies"},
		"[registers]\ncookies = [{}, 3]":                        {Key: "registers.cookies.2"},
		"[[registers.cookies]]\nname = { en = \"a\" }":          {Key: "registers.cookies.1.name"},
		"{\"registers\": {\"cookies\": [{\"name\": [\"a\",{}]}": {Line: 1},
	} {
		_, err := exchange.ReadAnswers([]byte(text))
		var got *exchange.AnswersError
		if !errors.As(err, &got) || *got != want {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
	if _, err := exchange.ReadAnswers([]byte(" \n")); !errors.Is(err, exchange.ErrEmpty) {
		t.Errorf("an empty file: %v", err)
	}
	var kind *exchange.NotTextError
	if _, err := exchange.ReadAnswers([]byte("%PDF-1.7\n")); !errors.As(err, &kind) {
		t.Errorf("a PDF: %v", err)
	}
}

// TestAnswersStandInTheOrderOfTheForms, and a text of several lines reads as
// such.
func TestAnswersStandInTheOrderOfTheForms(t *testing.T) {
	var out bytes.Buffer
	err := exchange.WriteAnswersTOML(&out, policy.Answers{
		Facts:     policy.Facts{"policy.kind": "shop", "client.email": "", "client.address": "Kade 1\nUtrecht", "client.legal_name": "L"},
		Registers: policy.Registers{"cookies": {}, "channels": {}, "purposes": {{"data": "name", "name": "orders"}}},
	})
	want := `[facts]
"client.legal_name" = "L"
"client.address" = """
Kade 1
Utrecht"""
"policy.kind" = "shop"

[registers]
cookies = []
channels = []

[[registers.purposes]]
name = "orders"
data = "name"
`
	if err != nil || out.String() != want {
		t.Errorf("%v\n%s", err, out.String())
	}
}

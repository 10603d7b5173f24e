package vocabulary

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/assets"

	"github.com/BurntSushi/toml"
	"pgregory.net/rapid"
)

// texts flattens a language's file: "purpose.orders" → its words.
func texts(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := fs.ReadFile(assets.Vocabulary, "vocabulary/"+lang+".toml")
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]any
	if err := toml.Unmarshal(data, &file); err != nil {
		t.Fatalf("%s: %v", lang, err)
	}
	out := map[string]string{}
	flatten(out, "", file)
	return out
}

func flatten(out map[string]string, prefix string, table map[string]any) {
	for key, value := range table {
		switch value := value.(type) {
		case map[string]any:
			flatten(out, prefix+key+".", value)
		case string:
			out[prefix+key] = value
		case []any:
			for _, item := range value {
				out[prefix+key] += item.(string) + " "
			}
		}
	}
}

var fieldShape = regexp.MustCompile(`\{[a-z_]+\}`)

func TestEveryLanguageHasTheSameWords(t *testing.T) {
	english := texts(t, "en")
	for _, lang := range Languages() {
		have := texts(t, lang)
		for key, text := range english {
			if strings.HasPrefix(key, "duration.") {
				continue // plural forms differ by language: see below
			}
			other, ok := have[key]
			a, b := fieldShape.FindAllString(text, -1), fieldShape.FindAllString(other, -1)
			slices.Sort(a)
			slices.Sort(b)
			if !ok || strings.TrimSpace(other) == "" || !slices.Equal(a, b) {
				t.Errorf("%s: %s is %q, in English %q", lang, key, other, text)
			}
			if strings.Contains(other, "  ") || strings.ContainsAny(other, "<>") {
				t.Errorf("%s: %s: %q", lang, key, other)
			}
		}
		for key := range have {
			if _, ok := english[key]; !ok && !strings.HasPrefix(key, "duration.") {
				t.Errorf("%s has %s, which English has not", lang, key)
			}
		}
	}
}

// TestEveryChoiceHasWords holds the definitions against the vocabulary.
func TestEveryChoiceHasWords(t *testing.T) {
	for _, lang := range Languages() {
		words, known := In(lang)
		if !known {
			t.Fatalf("no words in %s", lang)
		}
		check := func(of string, def policy.FieldDef) {
			for _, choice := range def.Choices {
				if _, ok := words.Term(def.List, choice); !ok {
					t.Errorf("%s: %s.%s has no words for %s", lang, of, def.Key, choice)
				}
			}
			if def.List != "" && len(words.Terms(def.List)) == 0 {
				t.Errorf("%s: %s.%s: no list %s", lang, of, def.Key, def.List)
			}
		}
		for _, def := range policy.FactDefs() {
			check("fact", def)
		}
		for _, register := range policy.RegisterDefs() {
			for _, field := range register.Fields {
				check(register.Name, field)
			}
			checkRegister(t, words, register)
		}
		for _, regime := range policy.Regimes() {
			if _, ok := words.Term("regime", regime); !ok {
				t.Errorf("%s: no name for %s", lang, regime)
			}
		}
	}
}

func checkRegister(t *testing.T, words *Words, register policy.RegisterDef) {
	pattern, ok := words.Register(register.Name)
	if !ok || len(pattern.Columns) == 0 || pattern.Bullet == "" {
		t.Errorf("%s: %s is not written out", words.Language(), register.Name)
		return
	}
	known := func(text string) {
		for _, field := range fieldShape.FindAllString(text, -1) {
			if _, ok := register.Field(policy.FactKey(strings.Trim(field, "{}"))); !ok {
				t.Errorf("%s: %s has no field %s", words.Language(), register.Name, field)
			}
		}
	}
	known(pattern.Bullet)
	for _, cell := range pattern.Cell {
		known(cell)
	}
	for _, column := range pattern.Columns {
		known("{" + column + "}")
		if pattern.Heading[column] == "" {
			t.Errorf("%s: %s: column %s has no heading", words.Language(), register.Name, column)
		}
	}
}

func TestDurations(t *testing.T) {
	nb := "\u00a0"
	for lang, want := range map[string]map[string]string{
		"en": {"P1Y": "1 year", "P7Y": "7 years", "P30D": "30 days", "P1Y6M": "1 year and 6 months", "PT1H": "1 hour"},
		"nl": {"P1Y": "1 jaar", "P7Y": "7 jaar", "P1M": "1 maand", "P26M": "26 maanden"},
		"fr": {"P1Y": "1 an", "P10Y": "10 ans", "P1M": "1 mois"},
		"de": {"P1Y": "1 Jahr", "P10Y": "10 Jahre", "P14D": "14 Tage"},
		"id": {"P1Y": "1 tahun", "P10Y": "10 tahun"},
		"sq": {"P1D": "1 ditë", "P30D": "30 ditë"},
	} {
		words, _ := In(lang)
		for iso, text := range want {
			if got := strings.ReplaceAll(words.Duration(iso), nb, " "); got != text {
				t.Errorf("%s in %s is %q, want %q", iso, lang, got, text)
			}
		}
	}
	words, _ := In("en")
	if got := words.Duration("soon"); got != "soon" {
		t.Errorf("no period became %q", got)
	}
}

func TestLists(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "A, B and C", "nl": "A, B en C", "fr": "A, B et C", "de": "A, B und C", "id": "A, B, dan C", "sq": "A, B dhe C",
	} {
		words, _ := In(lang)
		if got := words.Join([]string{"A", "B", "C"}); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if words.Join(nil) != "" || words.Join([]string{"A"}) != "A" {
			t.Errorf("%s: a list of none or one", lang)
		}
	}
}

// TestTermsThatAreListsStayApart: where a term joins words itself, another mark
// stands between terms.
func TestTermsThatAreListsStayApart(t *testing.T) {
	def := policy.FieldDef{Kind: policy.KindTerms, List: "function"}
	for lang, c := range map[string]struct{ own, want string }{
		"en": {"oil and gas", "oil and gas; X; Y"}, "nl": {"olie en gas", "olie en gas; X; Y"},
		"fr": {"huile et gaz", "huile et gaz\u202f; X\u202f; Y"}, "de": {"Öl und Gas", "Öl und Gas; X; Y"},
		"id": {"minyak dan gas", "minyak dan gas; X; Y"}, "sq": {"naftë dhe gaz", "naftë dhe gaz; X; Y"},
	} {
		words, _ := In(lang)
		if got := words.Answer(def, c.own+", X, Y"); got != c.want {
			t.Errorf("%s: %q, want %q", lang, got, c.want)
		}
		if got := words.Answer(def, c.own); got != c.own {
			t.Errorf("%s: one alone is %q", lang, got)
		}
		if got := words.Answer(def, "Sandy, Xandy"); strings.ContainsAny(got, ";") {
			t.Errorf("%s: %q has no joining word", lang, got)
		}
		// a term of the vocabulary with a comma or a joining word, whatever the language calls it
		values := []string{"hosting"}
		for _, term := range words.Terms("function") {
			if strings.Contains(term.Text, ", ") {
				values = append(values, term.Key)
			}
		}
		if got := words.Answer(def, strings.Join(values, ", ")); len(values) > 1 && strings.Count(got, "; ") != len(values)-1 {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

func TestWhatStandsBeforeAColon(t *testing.T) {
	for _, lang := range Languages() {
		words, _ := In(lang)
		if got := words.BeforeColon(); lang == "fr" && got != "\u00a0" || lang != "fr" && got != "" {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

func TestPatterns(t *testing.T) {
	values := map[string]string{"a": "A", "b": ""}
	value := func(name string) string { return values[name] }
	for pattern, want := range map[string]string{
		"{a}": "A", "{b}": "", "x[ {a}]": "x A", "x[ {b}]": "x", "[{a} {b}]y": "y", "x[: {a}][ ({b})].": "x: A.", "": "",
	} {
		if got := Expand(pattern, value); got != want {
			t.Errorf("%q became %q, want %q", pattern, got, want)
		}
	}
}

func TestCountriesHaveTheirNames(t *testing.T) {
	for lang, want := range map[string]string{"en": "Germany", "nl": "Duitsland", "fr": "Allemagne", "de": "Deutschland", "id": "Jerman", "sq": "Gjermani"} {
		all := Countries(lang)
		if len(all) < 240 {
			t.Errorf("%s: %d countries", lang, len(all))
		}
		at := slices.IndexFunc(all, func(c Country) bool { return c.Code == "DE" })
		if at < 0 || all[at].Name != want {
			t.Errorf("%s calls DE %v", lang, all[max(at, 0)])
		}
		if !slices.ContainsFunc(all, func(c Country) bool { return c.Code == "XK" }) {
			t.Errorf("%s lacks Kosovo", lang)
		}
		gone := []string{"SU", "YU", "CS", "AN", "NT", "UN", "EU", "ZZ"}
		if at := slices.IndexFunc(all, func(c Country) bool { return c.Name == "" || slices.Contains(gone, c.Code) }); at >= 0 {
			t.Errorf("%s lists %v", lang, all[at])
		}
	}
}

func TestAuthorities(t *testing.T) {
	for _, country := range []string{"NL", "FR", "DE", "GB", "CH", "ID", "XK", "BR", "US", "AT", "NO"} {
		found, ok := AuthorityOf(country)
		if !ok || found.In("en") == "" || found.Address == "" || !policy.ValidFact(policy.KindURL, found.Website) || found.Website == "" {
			t.Errorf("%s: %+v", country, found)
		}
	}
	if _, ok := AuthorityOf("AQ"); ok {
		t.Error("Antarctica has an authority")
	}
}

// TestAnyAnswerIsWrittenOut makes sure that no answer, fitting or not, ends as
// nothing.
func TestAnyAnswerIsWrittenOut(t *testing.T) {
	var defs []policy.FieldDef
	for _, register := range policy.RegisterDefs() {
		defs = append(defs, register.Fields...)
	}
	rapid.Check(t, func(t *rapid.T) {
		def := rapid.SampledFrom(append(defs, policy.FactDefs()...)).Draw(t, "field")
		words, _ := In(rapid.SampledFrom(Languages()).Draw(t, "language"))
		answer := rapid.SampledFrom(append([]string{"NL", "P7Y", "12.50 EUR", "yes", "own words", "2026-11-21", "session"},
			slices.Sorted(maps.Keys(words.lists["purpose"]))...)).Draw(t, "answer")
		if text := words.Answer(def, answer); strings.TrimSpace(text) == "" || strings.ContainsAny(text, "{}[]") {
			t.Fatalf("%s %q became %q", def.Kind, answer, text)
		}
	})
}

// A field that takes terms of two lists knows which of them is meant.
func TestListsOfOneFieldShareNoKey(t *testing.T) {
	words, _ := In("en")
	for _, register := range policy.RegisterDefs() {
		for _, field := range register.Fields {
			seen := map[string]bool{}
			for _, term := range words.Terms(field.List) {
				if seen[term.Key] {
					t.Errorf("%s.%s: two terms are called %s", register.Name, field.Key, term.Key)
				}
				seen[term.Key] = true
			}
		}
	}
}

// TestOldKeysStillRead holds what was answered before a term was called
// otherwise: the purpose, and the data that a retention row was about.
func TestOldKeysStillRead(t *testing.T) {
	for _, lang := range Languages() {
		words, _ := In(lang)
		purposes, _ := policy.RegisterDefOf("purposes")
		retention, _ := policy.RegisterDefOf("retention")
		before := words.RecordField(purposes.Fields[0], policy.Record{"name": "reviews"})
		if now := words.RecordField(purposes.Fields[0], policy.Record{"name": "publish_reviews"}); before != now || now == "publish_reviews" {
			t.Errorf("%s: %q and %q", lang, before, now)
		}
		data, _ := words.Term("data", "reviews")
		if got := words.RecordField(retention.Fields[0], policy.Record{"name": "reviews"}); got != data {
			t.Errorf("%s: a retention row about %q, want %q", lang, got, data)
		}
		if words.OwnWords(purposes.Fields[0], policy.Record{"name": "reviews"}, lang, "xx") {
			t.Errorf("%s: the old key passes for own words", lang)
		}
	}
}

// TestAnEventInOwnWords follows a period, whatever was typed.
func TestAnEventInOwnWords(t *testing.T) {
	def, _ := policy.RegisterDefOf("retention")
	from, _ := def.Field("from")
	for lang, typed := range map[string]map[string]string{
		"en": {"end of treatment": "from: end of treatment", "After the treatment": "After the treatment", "contract_end": "after the end of the contract"},
		"nl": {"einde behandeling": "vanaf: einde behandeling", "na de behandeling": "na de behandeling"},
		"fr": {"fin du traitement": "à compter de\u00a0: fin du traitement", "après le soin": "après le soin", "à compter du soin": "à compter du soin"},
		"de": {"Ende der Behandlung": "ab: Ende der Behandlung", "nach der Behandlung": "nach der Behandlung"},
		"id": {"akhir perawatan": "sejak: akhir perawatan", "setelah perawatan": "setelah perawatan"},
		"sq": {"fundi i trajtimit": "nga: fundi i trajtimit", "pas trajtimit": "pas trajtimit"},
	} {
		words, _ := In(lang)
		for own, want := range typed {
			if got := words.RecordField(from, policy.Record{"from": own}); got != want {
				t.Errorf("%s: %q became %q, want %q", lang, own, got, want)
			}
			if got := words.RecordField(from, policy.Record{"from": "x", "from@" + policy.FactKey(lang): own}); got != want && own != "contract_end" {
				t.Errorf("%s: %q as a translation became %q", lang, own, got)
			}
		}
		if got := words.RecordField(from, policy.Record{}); got != "" {
			t.Errorf("%s: nothing typed became %q", lang, got)
		}
	}
}

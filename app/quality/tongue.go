package quality

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"clausedesk/app/vocabulary"

	"github.com/BurntSushi/toml"
)

//go:embed words/*.toml
var wordFiles embed.FS

// tongue is what texts of one language are read by.
type tongue struct {
	lang          string
	lex           lexicon
	decimal       rune
	thousands     string
	stop          map[string]bool
	double        map[string]bool
	abbreviations map[string]bool
	denying       string
	notDenying    []string
	known         map[string]bool // words of documents, to tell a loan word from one that was left standing
}

type tongueFile struct {
	Decimal, Thousands                 string
	Month                              []string
	Ones, Tens, Single, Ordinals, Both string
	Between, Clock, And, To            string
	Percent, Negation                  string
	LawNames                           []string `toml:"law_names"`
	Countries, Demonyms                []string
	Stop, Double, Abbreviations        string
	Denying                            string // what begins adjectives that deny: "un-"
	NotDenying                         string `toml:"not_denying"`   // words that begin so and do not
	NotCountries                       string `toml:"not_countries"` // whose names are words of the language
	Number                             map[string]int
	Unit, Span, Scale, Currency, Weak  map[string]string
	SoftSpan                           map[string]string `toml:"soft_span"`
	Reference                          map[string]string
}

var tongues sync.Map // *tongue by language; nil pointers for those without words

// tongueOf returns the words of a language tag, or nil where there are none.
func tongueOf(tag string) *tongue {
	if found, ok := tongues.Load(tag); ok {
		return found.(*tongue)
	}
	var t *tongue
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if data, err := wordFiles.ReadFile("words/" + base + ".toml"); err == nil {
		t = newTongue(base, data)
	}
	tongues.Store(tag, t)
	return t
}

func newTongue(lang string, data []byte) *tongue {
	var f tongueFile
	if err := toml.Unmarshal(data, &f); err != nil {
		panic(fmt.Sprintf("quality: words of %s: %v", lang, err)) // embedded, and read by a test
	}
	t := &tongue{
		lang: lang, lex: lexicon{}, decimal: rune(f.Decimal[0]), thousands: f.Thousands,
		stop: setOf(f.Stop), double: setOf(f.Double), abbreviations: setOf(f.Abbreviations),
		known: documentWords(lang), denying: f.Denying, notDenying: strings.Fields(f.NotDenying),
	}
	t.addNumbers(f)
	t.addPeriods(f)
	t.addReferences(f)
	t.addPlaces(f)
	t.lex.addAll(isNegation, "", f.Negation)
	for concept, phrases := range f.Weak {
		t.lex.addAll(isWeakNegation, concept, phrases)
	}
	return t
}

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}

func (t *tongue) addNumbers(f tongueFile) {
	for n, phrase := range spelled(t.lang, strings.Fields(f.Ones), strings.Fields(f.Tens)) {
		if n > 1 {
			t.lex.add(isNumber, strconv.Itoa(n), phrase)
		}
		if n > 1 && t.lang == "de" {
			t.lex.add(isNumber, strconv.Itoa(n), phrase+"mal")
		}
	}
	for phrase, n := range f.Number {
		t.lex.add(isNumber, strconv.Itoa(n), phrase)
	}
	t.lex.addAll(isBoth, "2", f.Both)
	for i, phrase := range strings.Fields(f.Ordinals) {
		t.lex.add(isOrdinal, strconv.Itoa(i+1), phrase)
	}
	t.lex.addAll(isSingle, "1", f.Single)
	for phrase, value := range f.Scale {
		t.lex.add(isScale, value, phrase)
	}
	for code, phrases := range f.Currency {
		t.lex.addAll(isCurrency, code, phrases+" "+strings.ToLower(code))
	}
	for code, sign := range map[string]string{"EUR": "€", "USD": "$", "GBP": "£"} {
		t.lex.add(isCurrency, code, sign)
	}
	t.lex.addAll(isPercent, "%", f.Percent+" %")
	t.lex.addAll(isAnd, "", f.And+" &")
	t.lex.addAll(isTo, "", f.To+" –")
}

func (t *tongue) addPeriods(f tongueFile) {
	for i, names := range f.Month {
		t.lex.addAll(isMonth, strconv.Itoa(i+1), names)
	}
	for unit, names := range f.Unit {
		t.lex.addAll(isUnit, unit, names)
		t.addFused(unit, names, strings.Fields(f.Ones))
	}
	for phrase, value := range f.Span {
		t.lex.add(isSpan, value, phrase)
	}
	for phrase, value := range f.SoftSpan {
		t.lex.add(isSoftSpan, value, phrase)
	}
	t.lex.addAll(isBetween, "", f.Between)
	t.lex.addAll(isClock, "", f.Clock)
}

// addFused adds what languages write as one word: "dreimonatig", "tweejarig".
func (t *tongue) addFused(unit, names string, ones []string) {
	for name := range strings.FieldsSeq(names) {
		if !strings.HasSuffix(name, "*") {
			continue
		}
		for i, one := range ones {
			t.lex.add(isSpan, fmt.Sprintf("%d %s", i+1, unit), one+name)
		}
	}
}

func (t *tongue) addReferences(f tongueFile) {
	for name, c := range map[string]class{"article": isArticle, "below": isBelow, "point": isPoint, "sentence": isSentence} {
		t.lex.addAll(c, "", f.Reference[name])
	}
}

func (t *tongue) addPlaces(f tongueFile) {
	words := setOf(f.NotCountries)
	for _, country := range vocabulary.Countries(t.lang) {
		if words[country.Code] {
			continue
		}
		t.lex.add(isCountry, country.Code, t.inflected(lowered(country.Name)))
	}
	for c, rows := range map[class][]string{isLaw: f.LawNames, isCountry: f.Countries, isDemonym: f.Demonyms} {
		for _, row := range rows {
			value, phrases, _ := strings.Cut(row, "=")
			t.lex.addAll(c, value, phrases)
		}
	}
	for _, name := range sharedLaws {
		t.lex.add(isLaw, strings.ToUpper(name), name)
	}
}

// inflected opens the name of a country to the endings it takes in a language.
func (t *tongue) inflected(name string) string {
	switch t.lang {
	case "de":
		return name + "*" // "Brasiliens"
	case "sq":
		words := strings.Fields(name)
		for i, word := range words {
			if stem := strings.TrimRight(word, "aë"); len(stem) > keyLetters {
				words[i] = stem + "*"
			}
		}
		return strings.Join(words, " ")
	}
	return name
}

// sharedLaws are called alike in every language.
var sharedLaws = strings.Fields("ccpa cpra lgpd pipeda popia tdddg bdsg uavg lcen")

// documentWords are the words of a language in which documents are written.
func documentWords(lang string) map[string]bool {
	out := map[string]bool{}
	words, ok := vocabulary.In(lang)
	if !ok {
		return out
	}
	for _, term := range words.Terms(documentLists) {
		for _, t := range tokenize(term.Text) {
			out[t.low] = true
		}
	}
	return out
}

// documentLists are the lists of the vocabulary that hold words of texts.
const documentLists = "function data purpose interest event criterion reason consequence measure cookie basis role source special ground duty safeguard cookie_kind"

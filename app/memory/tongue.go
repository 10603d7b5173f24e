package memory

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// tongue is how one language writes numbers, dates and durations.
type tongue struct {
	lang    string
	decimal rune
	group   rune
	months  map[string]int
	names   [13]string
	units   map[string]unitForm // by the word in lower case
	words   *vocabulary.Words   // nil where the vocabulary does not speak it
}

// unitForm is a form of the word for a unit of time.
type unitForm struct {
	unit string // "day"
	bent bool   // a case that other forms of the word do not fit in
}

var (
	tonguesMu sync.Mutex
	tongues   = map[string]*tongue{}
)

// tongueOf returns how the language of a tag writes.
func tongueOf(tag string) *tongue {
	lang := Base(tag)
	tonguesMu.Lock()
	defer tonguesMu.Unlock()
	t := tongues[lang]
	if t == nil {
		t = newTongue(lang)
		tongues[lang] = t
	}
	return t
}

func newTongue(lang string) *tongue {
	t := &tongue{lang: lang, decimal: ',', group: '.', months: map[string]int{}, units: map[string]unitForm{}}
	switch lang {
	case "en":
		t.decimal, t.group = '.', ','
	case "fr":
		t.group = '\u202f'
	}
	for month := 1; month <= 12; month++ {
		written := vocabulary.FormatValue(policy.KindDate, fmt.Sprintf("2000-%02d-10", month), lang)
		if name := longestWord(written); name != "" {
			t.months[strings.ToLower(name)], t.names[month] = month, name
		}
	}
	if words, known := vocabulary.In(lang); known {
		t.words = words
		t.readUnits()
	}
	return t
}

// longestWord returns the month in a date: what else is a word in one ("de") is
// shorter.
func longestWord(text string) string {
	longest := ""
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > len(longest) {
			longest = w
		}
	}
	return longest
}

// periods has the letter of each unit in ISO 8601.
var periods = []struct{ unit, prefix, letter string }{
	{"year", "P", "Y"}, {"month", "P", "M"}, {"week", "P", "W"}, {"day", "P", "D"}, {"hour", "PT", "H"}, {"minute", "PT", "M"},
}

// bentForms are forms of the vocabulary's words for units in other cases.
var bentForms = map[string]map[string]string{
	"de": {"jahren": "year", "monaten": "month", "tagen": "day", "jahres": "year", "monats": "month", "tages": "day"},
	"sq": {
		"viti": "year", "vitesh": "year", "vjet": "year", "vjeç": "year", "muajsh": "month", "muaji": "month", "ditësh": "day", "dite": "day",
		"javësh": "week", "orësh": "hour", "minutash": "minute",
	},
}

func (t *tongue) readUnits() {
	for form, unit := range bentForms[t.lang] {
		t.units[form] = unitForm{unit, true}
	}
	for _, p := range periods {
		for _, n := range []int{1, 2, 5} {
			if form := longestWord(t.period(n, p.unit)); form != "" {
				t.units[strings.ToLower(form)] = unitForm{unit: p.unit}
			}
		}
	}
}

// period writes a number of units out: "2 months".
func (t *tongue) period(n int, unit string) string {
	for _, p := range periods {
		if p.unit == unit && t.words != nil {
			return t.words.Duration(fmt.Sprintf("%s%d%s", p.prefix, n, p.letter))
		}
	}
	return ""
}

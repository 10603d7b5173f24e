package quality_test

import (
	"math/rand"
	"regexp"
	"strconv"
	"strings"

	"clausedesk/app/quality"
	"clausedesk/app/vocabulary"
)

// operator makes one kind of error in a faithful translation. It knows nothing
// of how errors are found. It returns false where the text offers no place for
// it.
type operator struct {
	kind  string
	rules string // any of these finds it
	make  func(seeder, couple) (string, bool)
}

// seeder is what operators draw from.
type seeder struct {
	*rand.Rand
	pool []couple // other segments of the same languages
}

// couple is a segment and its faithful translation.
type couple struct {
	quality.Pair
	id      string
	sources map[string]string // in all languages
}

func (s seeder) pick(n int) int { return s.Intn(n) }

// replaceOne replaces one match of a pattern, drawn by chance.
func (s seeder) replaceOne(text, pattern string, with func(string) string) (string, bool) {
	found := compiled(pattern).FindAllStringIndex(text, -1)
	if len(found) == 0 {
		return "", false
	}
	at := found[s.pick(len(found))]
	out := text[:at[0]] + with(text[at[0]:at[1]]) + text[at[1]:]
	return out, out != text
}

var patterns = map[string]*regexp.Regexp{}

func compiled(pattern string) *regexp.Regexp {
	if patterns[pattern] == nil {
		patterns[pattern] = regexp.MustCompile(pattern)
	}
	return patterns[pattern]
}

func fixed(text string) func(string) string { return func(string) string { return text } }

// operators lists every kind of error.
func operators() []operator {
	var out []operator
	out = append(out, tagOperators()...)
	out = append(out, figureOperators()...)
	out = append(out, meaningOperators()...)
	out = append(out, wholeOperators()...)
	return append(out, styleOperators()...)
}

const expr = `\{\{[^}]*\}\}`

func tagOperators() []operator {
	return []operator{
		{"placeholder dropped", quality.RulePlaceholder, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, expr, fixed(""))
		}},
		{"placeholder twice", quality.RulePlaceholder, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\{\{[a-z_.]+\}\}`, func(m string) string { return m + " " + m })
		}},
		{"placeholder altered", quality.RulePlaceholder, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, expr, func(m string) string { return strings.Replace(m, "e", "é", 1) })
		}},
		{"placeholder of something else", quality.RulePlaceholder, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\{\{(client|contact|authority|section)[^}]*\}\}`, fixed("{{client.vat_number}}"))
		}},
		{"brace lost", quality.RulePlaceholder, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\}\}`, fixed("}"))
		}},
		{"condition altered", quality.RulePlaceholder, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\{\{when [^}]*\}\}`, func(m string) string {
				return strings.NewReplacer(" is ", " not ", " set", " unset", " any", " none").Replace(m)
			})
		}},
		{"condition moved to the end", quality.RulePlaceholder, func(_ seeder, c couple) (string, bool) {
			at := strings.Index(c.Target, "}}")
			if !strings.HasPrefix(c.Target, "{{when ") {
				return "", false
			}
			return c.Target[at+2:] + c.Target[:at+2], true
		}},
		{"bold dropped", quality.RuleMarks, func(_ seeder, c couple) (string, bool) {
			return strings.ReplaceAll(c.Target, "**", ""), strings.Contains(c.Target, "**")
		}},
		{"bold half open", quality.RuleMarks, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\*\*`, fixed(""))
		}},
		{"bold over everything", quality.RuleMarks, func(_ seeder, c couple) (string, bool) {
			return "**" + c.Target + "**", !strings.ContainsAny(c.Target, "*{")
		}},
		{"link dropped", quality.RuleMarks + " " + quality.RuleAddress, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\]\(<[^>]*>\)`, fixed("]"))
		}},
		{"link leads elsewhere", quality.RuleAddress, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\(<https://[^>]*>`, func(m string) string { return strings.Replace(m, ".", "-", 1) })
		}},
		{"two links swapped", quality.RuleAddress, func(_ seeder, c couple) (string, bool) {
			found := compiled(`\(<[^>]*>\)`).FindAllString(c.Target, -1)
			if len(found) != 2 {
				return "", false
			}
			return strings.NewReplacer(found[0], found[1], found[1], found[0]).Replace(c.Target), true
		}},
		{"address misspelt", quality.RuleAddress, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `[a-z]+@[a-z]+\.[a-z]+|www\.[a-z]+\.[a-z]+`, func(m string) string { return m[:3] + m[4:] })
		}},
	}
}

// units are the words for periods that an error can mix up.
var units = map[string][]string{
	"en": {"days", "weeks", "months", "years", "hours"},
	"nl": {"dagen", "weken", "maanden", "jaar", "uur"},
	"fr": {"jours", "semaines", "mois", "ans", "heures"},
	"de": {"Tagen", "Wochen", "Monaten", "Jahre", "Stunden"},
	"id": {"hari", "minggu", "bulan", "tahun", "jam"},
	"sq": {"ditësh", "javësh", "muajsh", "vjet", "orë"},
}

// spelledNumbers are numbers in words that an error can mix up.
var spelledNumbers = map[string][]string{
	"en": {"two", "three", "four", "seven", "twelve", "thirty"},
	"nl": {"twee", "drie", "vier", "zeven", "twaalf", "dertig"},
	"fr": {"deux", "trois", "quatre", "sept", "douze", "trente"},
	"de": {"zwei", "drei", "vier", "sieben", "zwölf", "dreißig"},
	"id": {"dua", "tiga", "empat", "tujuh", "dua belas", "tiga puluh"},
	"sq": {"dy", "tre", "katër", "shtatë", "dymbëdhjetë", "tridhjetë"},
}

const anyFact = quality.RuleNumber + " " + quality.RuleDate + " " + quality.RuleTime + " " + quality.RuleDuration + " " +
	quality.RuleAmount + " " + quality.RulePercent + " " + quality.RuleReference + " " + quality.RuleLaw

// plainText is a pattern for figures outside of placeholders and addresses.
const figures = `(^|[ (€\x{a0}])\d{1,4}([., \x{a0}\x{202f}:]\d+)*`

func figureOperators() []operator {
	return []operator{
		{"figure: digits turned round", anyFact, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, figures, turned)
		}},
		{"figure: digit lost", anyFact, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, `(^|[ (€\x{a0}])\d{2,4}`, func(m string) string { return m[:len(m)-1] })
		}},
		{"figure: zero added", anyFact, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, `(^|[ (€\x{a0}])\d{1,4}`, func(m string) string { return m + "0" })
		}},
		{"figure: one more", anyFact, func(s seeder, c couple) (string, bool) { return s.outside(c.Target, figures, oneMore) }},
		{"figure dropped", anyFact, func(s seeder, c couple) (string, bool) {
			return s.outside(c.Target, figures, func(m string) string { return strings.TrimRight(m, "0123456789., \u00a0\u202f:") })
		}},
		{"number in words changed", anyFact, func(s seeder, c couple) (string, bool) {
			if _, ok := s.otherOf(c.Source, spelledNumbers[c.From]); !ok {
				return "", false
			}
			return s.otherOf(c.Target, spelledNumbers[c.To])
		}},
		{"unit changed", quality.RuleDuration, func(s seeder, c couple) (string, bool) {
			word := units[c.To][s.pick(len(units[c.To]))]
			return s.replaceOne(c.Target, `(\d|`+strings.Join(spelledNumbers[c.To], "|")+`)[ \x{a0}](`+strings.Join(units[c.To], "|")+`)\b`, func(m string) string {
				return compiled(`[\p{L}]+$`).ReplaceAllString(m, word)
			})
		}},
		{"month changed", quality.RuleDate, func(s seeder, c couple) (string, bool) {
			return s.otherOf(c.Target, monthsIn(c.To))
		}},
		{"separators of the source", quality.RuleNumber + " " + quality.RuleAmount, func(_ seeder, c couple) (string, bool) {
			if c.From != "en" || !strings.Contains(c.Source, "1,") {
				return "", false
			}
			found := compiled(`1,\d\d\d(\.\d+)?`).FindString(c.Source)
			return compiled(`1[. \x{a0}]\d\d\d(,\d+)?`).ReplaceAllString(c.Target, found), true
		}},
		{"article changed", quality.RuleReference, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `(?i)(article|artikel|art\.|pasal|neni|nenit|nenin)[ \x{a0}]\d+`, oneMore)
		}},
		{"paragraph changed", quality.RuleReference, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\d+\(\d\)|(lid|paragraphe|Abs\.|Absatz|ayat|paragrafi) \(?\d`, oneMore)
		}},
		{"point changed", quality.RuleReference, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\([a-hj-u]\)|(onder|point|Buchst\.|Buchstabe|huruf|shkronja) \(?[a-z]\b`, func(m string) string {
				return strings.NewReplacer("(f)", "(e)", "(h)", "(g)", "r f", "r e", "r h", "r g", "t f", "t e", "t h", "t g", ". f", ". e", "e h", "e g", "f f", "f e", "f h", "f g", "a h", "a g").Replace(m)
			})
		}},
		{"law of another kind", quality.RuleLaw, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `\b(GDPR|AVG|RGPD|DSGVO)\b`, fixed("CCPA"))
		}},
		{"percent to a plain figure", quality.RulePercent, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `[ \x{a0}\x{202f}]?%`, fixed(""))
		}},
		{"currency changed", quality.RuleAmount, func(s seeder, c couple) (string, bool) {
			return s.replaceOne(c.Target, `€|EUR|\beuros?\b|\bEuro\b`, fixed("USD"))
		}},
	}
}

// outside replaces one match that stands in no placeholder and no address.
func (s seeder) outside(text, pattern string, with func(string) string) (string, bool) {
	found := compiled(pattern).FindAllStringIndex(masked(text), -1)
	if len(found) == 0 {
		return "", false
	}
	at := found[s.pick(len(found))]
	out := text[:at[0]] + with(text[at[0]:at[1]]) + text[at[1]:]
	return out, out != text
}

// masked blots out what is no prose.
func masked(text string) string {
	return compiled(expr+`|\(<[^>]*>\)|[a-z.]+@[a-z.]+`).ReplaceAllStringFunc(text, func(m string) string { return strings.Repeat("\x01", len(m)) })
}

// otherOf replaces one of the words by another of them.
func (s seeder) otherOf(text string, words []string) (string, bool) {
	i := s.pick(len(words))
	for range words {
		i = (i + 1) % len(words)
		pattern := `(^|[ (])` + words[i] + `([ .,;\x{a0}]|$)`
		if compiled(pattern).MatchString(text) {
			other := words[(i+1+s.pick(len(words)-1))%len(words)]
			return s.replaceOne(text, pattern, func(m string) string { return strings.Replace(m, words[i], other, 1) })
		}
	}
	return "", false
}

func monthsIn(lang string) []string {
	var out []string
	for m := 1; m <= 12; m++ {
		date := vocabulary.FormatValue("date", "2026-"+strconv.Itoa(m/10)+strconv.Itoa(m%10)+"-21", lang)
		out = append(out, compiled(`[\p{L}]{3,}`).FindString(date))
	}
	return out
}

// turned turns the digits of a number of one digit into another: 30 → 13,
// 3 → 30.
func turned(m string) string {
	digits := compiled(`\d+`).FindString(m)
	with := digits + "0"
	if n := len(digits); n > 1 {
		with = digits[n-1:] + digits[:n-1]
		if with == digits || with[0] == '0' {
			with = "13"
		}
	}
	return strings.Replace(m, digits, with, 1)
}

func oneMore(m string) string {
	all := compiled(`\d+`).FindAllString(m, -1)
	last := all[len(all)-1]
	n, _ := strconv.Atoi(last)
	i := strings.LastIndex(m, last)
	return m[:i] + strconv.Itoa(n+1) + m[i+len(last):]
}

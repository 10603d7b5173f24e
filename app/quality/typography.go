package quality

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/policy"
)

// quotes are the quotation marks of a language: outer and inner, each opening
// and closing. What stands in none of them belongs to another language.
var quotes = map[string]string{
	"en": "“”‘’",
	"nl": "‘’“”",
	"de": "„“‚‘»«",
	"fr": "«»“”‹›",
	"id": "“”‘’",
	"sq": "“”„“«»‘’",
}

const anyQuote = "“”„«»‹›‚"

// typography finds what the rules of writing of the target language rule out.
func typography(p *pair) []Problem {
	text := p.target.blanked()
	var out []Problem
	report := func(start, end int, expected string) {
		out = append(out, Problem{
			Rule: RuleTypography, Severity: policy.SeverityAdvice,
			Evidence: p.target.plain[start:end], Expected: expected, TargetStart: start, TargetEnd: end,
		})
	}
	lang := ""
	if p.target.tongue != nil {
		lang = p.target.tongue.lang
	}
	spaces(text, lang == "fr", report)
	if lang != "" {
		foreignQuotes(text, quotes[lang], report)
	}
	straight(text, p.source.plain, lang, report)
	return out
}

// blanked is the plain text with a letter for each byte of what no rule of
// writing concerns: placeholders and addresses.
func (s *side) blanked() string {
	text := s.plain
	for _, t := range s.tokens {
		if t.kind == placeholderToken || t.kind == addressToken {
			text = text[:t.start] + strings.Repeat("0", t.end-t.start) + text[t.end:]
		}
	}
	return text
}

type reporter func(start, end int, expected string)

// place is a character of a text between its neighbours; before and end are the
// bytes where the one before it begins and where it ends.
type place struct {
	previous, r, next rune
	before, at, end   int
}

// spaces walks over a text once and looks at what stands before and behind
// each mark.
func spaces(text string, french bool, report reporter) {
	p := place{}
	for at, r := range text {
		p.r, p.at, p.end = r, at, at+utf8.RuneLen(r)
		p.next, _ = utf8.DecodeRuneInString(text[p.end:])
		switch {
		case strings.ContainsRune(";:!?", r):
			p.high(text, french, report)
		case french && (r == '«' || r == '»'):
			p.guillemet(report)
		default:
			p.low(report)
		}
		p.previous, p.before = r, at
	}
}

// after is where the character behind this one ends.
func (p place) after() int { return p.end + utf8.RuneLen(p.next) }

// low looks at spaces, commas, full stops and brackets.
func (p place) low(report reporter) {
	switch {
	case p.r == ' ' && p.previous == ' ':
		report(p.before, p.end, " ")
	case strings.ContainsRune(",.)", p.r) && unicode.IsSpace(p.previous) && !unicode.IsDigit(p.next) && p.next != '.' && p.before > 0:
		report(p.before, p.end, string(p.r))
	case p.r == ',' && unicode.IsLetter(p.next):
		report(p.at, p.after(), ", "+string(p.next))
	case p.r == '(' && unicode.IsSpace(p.next):
		report(p.at, p.after(), "(")
	}
}

// high looks at the marks that stand apart in French and nowhere else.
func (p place) high(text string, french bool, report reporter) {
	switch {
	case french:
		frenchMark(text, p.before, p.at, p.previous, p.next, report)
	case unicode.IsSpace(p.previous):
		report(p.before, p.end, string(p.r))
	case p.r == ';' && unicode.IsLetter(p.next):
		report(p.at, p.after(), "; "+string(p.next))
	}
}

func (p place) guillemet(report reporter) {
	switch {
	case p.r == '«' && !hard(p.next):
		report(p.at, p.end, "«\u00a0")
	case p.r == '»' && !hard(p.previous):
		report(p.before, p.end, "\u00a0»")
	}
}

// hard reports a space at which no line breaks.
func hard(r rune) bool { return r == '\u00a0' || r == '\u202f' }

// frenchMark asks for a hard space before the high marks of French, but within
// times, addresses and references, and behind another such mark.
func frenchMark(text string, before, at int, previous, next rune, report reporter) {
	inside := !unicode.IsSpace(next) && next != utf8.RuneError && !strings.ContainsRune("»)”", next)
	if hard(previous) || inside || strings.ContainsRune("?!…", previous) {
		return
	}
	mark := text[at : at+1]
	space := "\u202f"
	if mark == ":" {
		space = "\u00a0"
	}
	if unicode.IsSpace(previous) {
		report(before, at+1, space+mark)
		return
	}
	report(at, at+1, space+mark)
}

// foreignQuotes finds quotation marks of other languages, and German ones that
// are turned the wrong way.
func foreignQuotes(text, own string, report reporter) {
	opened := false
	for at, r := range text {
		if !strings.ContainsRune(anyQuote, r) {
			continue
		}
		end := at + utf8.RuneLen(r)
		switch {
		case !strings.ContainsRune(own, r):
			report(at, end, firstQuote(own, opened))
		case strings.HasPrefix(own, "“”") && r == '“' && opened, strings.HasPrefix(own, "“”") && r == '”' && !opened:
			report(at, end, firstQuote(own, opened))
		}
		opened = !opened
	}
}

func firstQuote(own string, closing bool) string {
	i := 0
	for _, r := range own {
		if i == 1 == closing {
			return string(r)
		}
		i++
	}
	return ""
}

// straight finds typewriter quotes and apostrophes where the source has none.
func straight(text, source, lang string, report reporter) {
	for _, sign := range []string{"\"", "'"} {
		if at := strings.Index(text, sign); at >= 0 && !strings.Contains(source, sign) {
			expected := "’"
			if sign == "\"" {
				expected = firstQuote(quotes[lang], false)
			}
			report(at, at+1, expected)
		}
	}
}

package quality

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// punctuation compares how both sides end, and whether what is opened is
// closed.
func punctuation(p *pair) []Problem {
	var out []Problem
	if source, target := endOf(p.source.plain), endOf(p.target.plain); source != target && !p.restyled() {
		end := len(p.target.plain)
		out = append(out, Problem{
			Rule: RulePunctuation, Severity: policy.SeverityWarning, Expected: source, Evidence: target,
			SourceStart: len(p.source.plain) - len(source), SourceEnd: len(p.source.plain),
			TargetStart: end - len(target), TargetEnd: end,
		})
	}
	if open := unclosed(p.target.plain); open != "" && unclosed(p.source.plain) == "" {
		start, end := placeOf(p.target.plain, open)
		out = append(out, Problem{
			Rule: RulePunctuation, Severity: policy.SeverityWarning, Evidence: open, TargetStart: start, TargetEnd: end,
		})
	}
	return out
}

// endOf is the mark a text ends with, past closing quotes and brackets; items
// of a list may end with a full stop in one language and a semicolon in another.
func endOf(text string) string {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("”“»’)]\"'", r) })
	r, size := utf8.DecodeLastRuneInString(text)
	switch {
	case r == '…' || strings.HasSuffix(text, "..."):
		return "…"
	case size > 0 && strings.ContainsRune(".:;?!,", r):
		return string(r)
	}
	return ""
}

// restyled reports the item of a list that one language writes as a sentence,
// with a capital and a full stop, and the other with a semicolon.
func (p *pair) restyled() bool {
	source, target := endOf(p.source.plain), endOf(p.target.plain)
	return p.Kind == markup.SegmentItem && source != "" && target != "" && strings.Contains(".;,", source) && strings.Contains(".;,", target)
}

// unclosed is a bracket without its other half. One that closes a letter or a
// number needs none: "a) …", "point f)".
func unclosed(text string) string {
	if opened, closed := strings.Count(text, "["), strings.Count(text, "]"); opened != closed {
		return "["
	}
	opened, closed, numbered := 0, 0, 0
	previous, before := ' ', ' '
	for _, r := range text {
		switch r {
		case '(':
			opened++
		case ')':
			closed++
			if (unicode.IsLetter(before) || unicode.IsDigit(before)) && !unicode.IsLetter(previous) && previous != '(' {
				numbered++
			}
		}
		previous, before = before, r
	}
	switch {
	case opened > closed:
		return "("
	case closed-opened > numbered:
		return ")"
	}
	return ""
}

// doubled finds a word that stands twice, where that is no way of the language.
func doubled(p *pair) []Problem {
	s := p.target
	var out []Problem
	for i := 1; i < len(s.tokens); i++ {
		a, b := s.tokens[i-1], s.tokens[i]
		if a.kind != wordToken || b.kind != wordToken || a.low != b.low || !b.spaced || a.text[len(a.text)-1] == '\'' {
			continue
		}
		if s.tongue != nil && s.tongue.double[b.low] || utf8.RuneCountInString(b.text) == 1 || doubledIn(p.source, a.text) {
			continue
		}
		out = append(out, Problem{
			Rule: RuleDoubled, Severity: policy.SeverityWarning,
			Evidence: s.plain[a.start:b.end], Expected: b.text, TargetStart: a.start, TargetEnd: b.end,
		})
	}
	return out
}

func doubledIn(s *side, word string) bool {
	return strings.Contains(s.plain, word+" "+word)
}

// capital compares whether both sides begin with a capital. A German noun has
// one anyway.
func capital(p *pair) []Problem {
	source, target := firstLetter(p.source), firstLetter(p.target)
	if source == 0 || target == 0 || unicode.IsUpper(source) == unicode.IsUpper(target) || !cased(source) || !cased(target) {
		return nil
	}
	if p.restyled() || p.nounFirst(unicode.IsUpper(source)) {
		return nil
	}
	return []Problem{{
		Rule: RuleCapital, Severity: policy.SeverityAdvice,
		Expected: string(withCase(target, unicode.IsUpper(source))), Evidence: string(target),
	}}
}

// nounFirst reports a capital that need not have to do with the beginning of a
// sentence: that of a German noun, or of the Indonesian "Anda".
func (p *pair) nounFirst(sourceUpper bool) bool {
	s := p.target
	if sourceUpper {
		s = p.source
	}
	first := ""
	for _, t := range s.tokens {
		if t.kind == wordToken {
			first = t.text
			break
		}
	}
	fragment := p.Kind != markup.SegmentParagraph && p.Kind != markup.SegmentHeading
	return base(s.lang) == "de" && (!sourceUpper || fragment) || base(s.lang) == "id" && first == "Anda"
}

func cased(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) }

func withCase(r rune, upper bool) rune {
	if upper {
		return unicode.ToUpper(r)
	}
	return unicode.ToLower(r)
}

// firstLetter is the letter a text begins with; 0 where something else stands
// there that decides: a placeholder, a number, a word written its own way.
func firstLetter(s *side) rune {
	for i, t := range s.tokens {
		switch t.kind {
		case markToken:
			continue
		case placeholderToken:
			if i == 0 && s.inside().leading != "" {
				continue
			}
		case wordToken:
			if !camel(t.text) && !s.acronym(i) && !s.named(i+1) {
				r, _ := utf8.DecodeRuneInString(t.text)
				return r
			}
		}
		return 0
	}
	return 0
}

// named reports what makes a name of the word before it: "Act No. 5",
// "Regulation (EU) 2016/679".
func (s *side) named(i int) bool {
	if s.mark(i, "(") {
		i++
	}
	k, ok := s.kind(i)
	return ok && k == wordToken && s.upper(i) && base(s.lang) != "de" && s.tokens[i].text != "Anda" && s.tokens[i].text != "I"
}

// spelling asks the dictionary about every word that is none of what stays as
// it is: names, addresses, words of the source.
func spelling(p *pair) []Problem {
	if p.known.Spelling == nil {
		return nil
	}
	same := map[string]bool{}
	for _, t := range p.source.tokens {
		same[t.low] = true
	}
	for _, name := range p.known.Names {
		for _, t := range tokenize(name) {
			same[t.low] = true
		}
	}
	var out []Problem
	for _, t := range joinedWords(p.target) {
		if same[lowered(t.text)] || strings.ToUpper(t.text) == t.text || camel(t.text) || p.known.Spelling(t.text) {
			continue
		}
		out = append(out, Problem{
			Rule: RuleSpelling, Severity: policy.SeverityAdvice, Evidence: t.text, TargetStart: t.start, TargetEnd: t.end,
		})
	}
	return out
}

// joinedWords are the words as a dictionary has them: with the apostrophe and
// the hyphen inside, without what French puts before a vowel.
func joinedWords(s *side) []token {
	var out []token
	for i, t := range s.tokens {
		if t.kind != wordToken || len(t.text) < 2 {
			continue
		}
		if s.tongue != nil && (s.tongue.lang == "fr" || s.tongue.lang == "sq") {
			if !strings.HasSuffix(t.low, "'") {
				out = append(out, t)
			}
			continue
		}
		if last := len(out) - 1; i > 0 && !t.spaced && last >= 0 && out[last].end == t.start {
			out[last].text += t.text
			out[last].end = t.end
			continue
		}
		out = append(out, t)
	}
	return out
}

// terms asks the glossary.
func terms(p *pair) []Problem {
	if p.known.Glossary == nil {
		return nil
	}
	var out []Problem
	for _, found := range p.known.Glossary.Check(p.source.plain, p.From, p.target.plain, p.To) {
		out = append(out, Problem{
			Rule: RuleTerm, Severity: policy.SeverityWarning,
			Evidence: found.Found, Expected: strings.Join(found.Want, ", "),
			SourceStart: found.SourceStart, SourceEnd: found.SourceEnd,
			TargetStart: found.TargetStart, TargetEnd: found.TargetEnd,
		})
	}
	return out
}

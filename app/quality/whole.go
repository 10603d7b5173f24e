package quality

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// same finds what was left in the language of the source: the whole segment,
// or a sentence of it.
func same(p *pair) []Problem {
	if base(p.From) == base(p.To) {
		return nil
	}
	if strings.EqualFold(p.source.plain, p.target.plain) {
		if !p.leftStanding(p.target) {
			return nil
		}
		return []Problem{{
			Rule: RuleSame, Severity: policy.SeverityWarning, Evidence: firstWords(p.target.plain),
			SourceEnd: len(p.source.plain), TargetEnd: len(p.target.plain),
		}}
	}
	start, end := p.sharedRun()
	if start == end {
		return nil
	}
	at := p.target.bytes(span{start, end})
	return []Problem{{
		Rule: RuleSame, Severity: policy.SeverityWarning,
		Evidence: p.target.plain[at.start:at.end], TargetStart: at.start, TargetEnd: at.end,
	}}
}

func base(tag string) string {
	lang, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return lang
}

// leftStanding reports that a text that is the same on both sides has a word
// that is to be translated: neither a name nor one that both languages have.
func (p *pair) leftStanding(s *side) bool {
	for i, t := range s.tokens {
		if t.kind == wordToken && p.ownOfSource(s, i) {
			return true
		}
	}
	return false
}

// loanWords are the same in most languages of documents.
var loanWords = setOf("website web internet online offline e mail email cookie cookies software hardware app apps browser server chat login newsletter marketing account accounts contact support team" +
	" design digital global code data privacy shop blog forum service services hosting host cloud provider link links logo marketing analytics" +
	" pdf http https url ip sms qr wifi bluetooth land start stop test version portal status code normal optimal total minimal maximal international national")

func (p *pair) ownOfSource(s *side, i int) bool {
	word := s.tokens[i].low
	if utf8.RuneCountInString(word) < keyLetters || loanWords[word] || s.acronym(i) || s.identifier(i) || camel(s.tokens[i].text) || p.isName(s.tokens[i].text) {
		return false
	}
	source, target := p.source.tongue, p.target.tongue
	if source == nil || target == nil {
		return len(s.tokens) > keyLetters
	}
	switch {
	case target.known[word] || target.stop[word]:
		return false
	case source.known[word] || source.stop[word] || !s.upper(i):
		return true
	}
	return source.lang == "de" && s.words() > 1 // where a capital says nothing
}

// identifier reports a part of what is written for machines: "lumen_session".
func (s *side) identifier(i int) bool {
	return s.mark(i-1, "_") && s.glued(i) || s.mark(i+1, "_") && s.glued(i+1)
}

func (s *side) words() int {
	n := 0
	for _, t := range s.tokens {
		if t.kind == wordToken {
			n++
		}
	}
	return n
}

func (p *pair) isName(word string) bool {
	return slices.ContainsFunc(p.known.Names, func(name string) bool { return strings.Contains(name, word) })
}

// shared is the least number of words in a row, and of small words of the
// source among them, that are no coincidence.
const (
	sharedWords = 4
	sharedSmall = 2
)

// sharedRun returns the longest run of words that stands on both sides alike
// and is language of the source, not the name of something in it.
func (p *pair) sharedRun() (start, end int) {
	if !p.both() {
		return 0, 0
	}
	for i := range p.target.tokens {
		for j := range p.source.tokens {
			n := 0
			for i+n < len(p.target.tokens) && j+n < len(p.source.tokens) && p.target.tokens[i+n].low == p.source.tokens[j+n].low &&
				p.target.tokens[i+n].kind == wordToken {
				n++
			}
			if n >= sharedWords && n > end-start && p.smallWords(i, i+n) >= sharedSmall {
				start, end = i, i+n
			}
		}
	}
	return start, end
}

// smallWords counts words that only the source's language has as such.
func (p *pair) smallWords(start, end int) int {
	n, capitals := 0, 0
	for i := start; i < end; i++ {
		word := p.target.tokens[i].low
		if p.source.tongue.stop[word] && !p.target.tongue.stop[word] {
			n++
		}
		if p.target.upper(i) {
			capitals++
		}
	}
	if capitals*2 >= end-start || p.target.upper(start) && !p.target.opensSentence(start) {
		return 0 // "Loi Informatique et Libertés"
	}
	return n
}

// opensSentence reports that no word of the sentence stands before a token.
func (s *side) opensSentence(i int) bool {
	for _, sentence := range s.sentences {
		if sentence.start <= i && i < sentence.end {
			return !slices.ContainsFunc(s.tokens[sentence.start:i], func(t token) bool { return t.kind == wordToken })
		}
	}
	return false
}

// language finds sentences whose small words are those of another language
// than the target's.
func language(p *pair) []Problem {
	if p.target.tongue == nil || p.source.tongue == nil || base(p.From) == base(p.To) || strings.EqualFold(p.source.plain, p.target.plain) {
		return nil
	}
	for _, sentence := range p.target.sentences {
		own := p.target.smallWordsOf(sentence, p.target.tongue)
		for _, lang := range markupLanguages {
			other := tongueOf(lang)
			if lang == p.target.tongue.lang {
				continue
			}
			n := p.target.smallWordsOf(sentence, other)
			if n >= surelyForeign && n > 2*own || n >= perhapsForeign && own == 0 && sentence.end-sentence.start > 2*perhapsForeign {
				at := p.target.bytes(sentence)
				return []Problem{{
					Rule: RuleLanguage, Severity: policy.SeverityError, Evidence: firstWords(p.target.plain[at.start:at.end]),
					TargetStart: at.start, TargetEnd: at.end,
				}}
			}
		}
	}
	return nil
}

// surelyForeign words of another language tell a sentence, or fewer where none
// is of its own.
const (
	surelyForeign  = 3
	perhapsForeign = 2
)

// markupLanguages are the languages there are words for.
var markupLanguages = strings.Fields("en nl fr de id sq")

func (s *side) smallWordsOf(in span, t *tongue) int {
	n := 0
	for i := in.start; i < in.end; i++ {
		if t.stop[s.tokens[i].low] && !s.acronym(i) && !s.quoted[i] {
			n++
		}
	}
	return n
}

// width says how long a text of a language is, beside the same in English.
var width = map[string]float64{"en": 1, "nl": 1.1, "fr": 1.17, "de": 1.15, "id": 1.1, "sq": 1.1}

// The bounds of a translation's length, as a multiple of what is usual: tight
// for a long text, wide for a short one.
const (
	shortText   = 12 // letters; below it anything goes
	longText    = 80
	tightBound  = 1.6
	wideBound   = 2.6
	unevenBound = 0.5
)

// length finds translations that are far shorter or longer than usual, and
// those that lack a sentence.
func length(p *pair) []Problem {
	source, target := letters(p.source), letters(p.target)
	if source < shortText && target < shortText {
		return nil
	}
	usual := 1.0
	if p.both() {
		usual = width[p.target.tongue.lang] / width[p.source.tongue.lang]
	}
	ratio := (float64(target) + shortText) / (float64(source)*usual + shortText)
	bound := boundFor(max(source, target))
	if p.Kind == markup.SegmentHeading || p.Kind == markup.SegmentCell || p.Kind == markup.SegmentTerm {
		bound *= 1.3
	}
	if len(p.source.sentences) != len(p.target.sentences) {
		bound = 1 + (bound-1)*unevenBound
	}
	if ratio <= bound && ratio >= 1/bound {
		return nil
	}
	return []Problem{{
		Rule: RuleLength, Severity: policy.SeverityWarning,
		Evidence: firstWords(p.target.plain), Expected: firstWords(p.source.plain),
		SourceEnd: len(p.source.plain), TargetEnd: len(p.target.plain),
	}}
}

func boundFor(n int) float64 {
	switch {
	case n >= longText:
		return tightBound
	case n <= shortText:
		return wideBound
	}
	share := float64(n-shortText) / float64(longText-shortText)
	return wideBound + share*(tightBound-wideBound)
}

// letters counts what is written in words, placeholders and addresses left out.
func letters(s *side) int {
	n := 0
	for _, t := range s.tokens {
		if t.kind != wordToken {
			continue
		}
		for _, r := range t.text {
			if unicode.IsLetter(r) {
				n++
			}
		}
	}
	return n
}

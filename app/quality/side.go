package quality

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/markup"
)

// side is one of the two texts, read once for all rules.
type side struct {
	lang      string
	tongue    *tongue // nil for a language without words
	inlines   []markup.Inline
	plain     string
	tokens    []token
	hits      [][]hit // by token, the longest first
	sentences []span  // of tokens
	facts     []fact
	quoted    []bool // by token: between quotation marks, as names and words of others are
}

// span is a range, of tokens or of bytes.
type span struct{ start, end int }

// sides remembers texts that were read: of a policy in which one segment
// changes, and of one in several languages, most were read before.
var sides = struct {
	sync.Mutex
	known map[[2]string]*side
}{known: map[[2]string]*side{}}

// room is how many texts are remembered before all are forgotten.
const room = 4096

// sideOf reads a text, or returns it as it was read before: nobody changes it.
func sideOf(source, lang string) *side {
	key := [2]string{source, lang}
	sides.Lock()
	found := sides.known[key]
	sides.Unlock()
	if found != nil {
		return found
	}
	found = newSide(source, lang)
	sides.Lock()
	defer sides.Unlock()
	if len(sides.known) >= room {
		clear(sides.known)
	}
	sides.known[key] = found
	return found
}

func newSide(source, lang string) *side {
	s := &side{lang: lang, tongue: tongueOf(lang), inlines: parsed(source)}
	s.plain = markup.PlainInline(s.inlines)
	s.tokens = tokenize(s.plain)
	s.hits = make([][]hit, len(s.tokens))
	if s.tongue != nil {
		for i, t := range s.tokens {
			if t.kind == wordToken || t.kind == markToken {
				s.hits[i] = s.tongue.lex.find(s.tokens, i)
			}
		}
	}
	s.quoted = s.quotations()
	s.sentences = s.split()
	s.facts = s.read()
	return s
}

// quotations marks the tokens between quotation marks.
func (s *side) quotations() []bool {
	out := make([]bool, len(s.tokens))
	start := -1
	for i := range s.tokens {
		switch {
		case !s.mark(i, "“”„«»\"‘’"):
		case start < 0 && s.tokens[i].spaced || s.mark(i, "„«") || start < 0 && i > 0 && s.mark(i-1, "("):
			start = i
		case start >= 0:
			for j := start; j <= i; j++ {
				out[j] = true
			}
			start = -1
		}
	}
	return out
}

// parsed reads inline Markdown. Most segments have none, and need no parser.
func parsed(source string) []markup.Inline {
	if source != "" && !strings.ContainsAny(source, "\\*_[]<>&{}`~!#\n\t@/") &&
		!strings.Contains(source, "  ") && !strings.Contains(source, "www.") && strings.TrimSpace(source) == source {
		return []markup.Inline{{Kind: markup.Text, Text: source}}
	}
	return markup.ParseInline(source)
}

// at returns what a token means as one of a class.
func (s *side) at(i int, c class) (hit, bool) {
	if i < 0 || i >= len(s.hits) {
		return hit{}, false
	}
	for _, h := range s.hits[i] {
		if h.class == c {
			return h, true
		}
	}
	return hit{}, false
}

func (s *side) is(i int, c class) bool {
	_, ok := s.at(i, c)
	return ok
}

// mark reports that a token is one of some characters of punctuation.
func (s *side) mark(i int, marks string) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].kind == markToken && strings.Contains(marks, s.tokens[i].text)
}

// glued reports that a token follows the one before without a space.
func (s *side) glued(i int) bool { return i > 0 && i < len(s.tokens) && !s.tokens[i].spaced }

func (s *side) kind(i int) (tokenKind, bool) {
	if i < 0 || i >= len(s.tokens) {
		return 0, false
	}
	return s.tokens[i].kind, true
}

func (s *side) isNumber(i int) bool {
	k, ok := s.kind(i)
	return ok && k == numberToken
}

// upper reports that a token begins with a capital.
func (s *side) upper(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.tokens[i].text)
	return unicode.IsUpper(r)
}

// split finds the sentences: ranges of tokens that end with a full stop, a
// question or an exclamation mark before what begins like a sentence.
func (s *side) split() []span {
	var out []span
	start := 0
	for i := range s.tokens {
		if s.endsSentence(i) {
			out = append(out, span{start, i + 1})
			start = i + 1
		}
	}
	if start < len(s.tokens) {
		out = append(out, span{start, len(s.tokens)})
	}
	return out
}

func (s *side) endsSentence(i int) bool {
	if !s.mark(i, ".?!") || i+1 >= len(s.tokens) || !s.tokens[i+1].spaced {
		return false
	}
	next := i + 1
	for next < len(s.tokens)-1 && s.mark(next, "“„«‘\"'(¿") {
		next++
	}
	if s.tokens[next].kind == wordToken && !s.upper(next) {
		return false
	}
	return s.tokens[i].text != "." || i == 0 || !s.abbreviated(i-1)
}

// abbreviated reports that the full stop behind a token belongs to it.
func (s *side) abbreviated(i int) bool {
	t := s.tokens[i]
	if t.kind == numberToken {
		return s.is(i+2, isMonth) || s.tokens[i].start == 0 // "1. Mai", "1. Heading"
	}
	if t.kind != wordToken {
		return false
	}
	return utf8.RuneCountInString(t.text) == 1 && t.low != "a" && t.low != "e" && t.low != "i" ||
		s.tongue != nil && s.tongue.abbreviations[t.low]
}

// bytes turns a range of tokens into one of bytes.
func (s *side) bytes(r span) span {
	if r.start >= r.end {
		return span{}
	}
	return span{s.tokens[r.start].start, s.tokens[r.end-1].end}
}

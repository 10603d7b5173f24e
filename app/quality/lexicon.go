package quality

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// class says what a word means to the rules.
type class uint8

const (
	isNumber class = iota
	isBoth
	isOrdinal
	isSingle // "a month"
	isMonth
	isUnit
	isSpan     // "half a year"
	isSoftSpan // "quarter", which may be one of other things
	isScale
	isPercent
	isCurrency
	isArticle
	isBelow
	isPoint
	isSentence
	isBetween
	isClock
	isAnd
	isTo
	isNegation
	isWeakNegation
	isLaw
	isCountry
	isDemonym
)

// hit is a meaning found in a text: count tokens from a place.
type hit struct {
	class class
	value string
	count int
}

// entry is a phrase of a language: words in lower case, each of which a star
// may end.
type entry struct {
	words []string
	class class
	value string
}

// lexicon finds phrases by the first letters of their first word.
type lexicon map[string][]entry

// keyLetters of the first word find an entry; a starred word is at least as long.
const keyLetters = 3

func (l lexicon) add(c class, value, phrase string) {
	e := entry{class: c, value: value}
	for _, word := range strings.FieldsFunc(phrase, func(r rune) bool { return r == '_' || r == ' ' || r == '-' }) {
		for {
			i := strings.IndexAny(word, "'’")
			if i < 0 || i == len(word)-1 {
				break
			}
			e.words = append(e.words, word[:i+1])
			word = word[i+1:]
		}
		e.words = append(e.words, word)
	}
	key := keyOf(e.words[0])
	l[key] = append(l[key], e)
}

func (l lexicon) addAll(c class, value, phrases string) {
	for phrase := range strings.FieldsSeq(phrases) {
		l.add(c, value, phrase)
	}
}

func keyOf(word string) string {
	word = strings.TrimSuffix(word, "*")
	at := 0
	for range keyLetters {
		if at == len(word) {
			return word
		}
		_, size := utf8.DecodeRuneInString(word[at:])
		at += size
	}
	return word[:at]
}

// find lists the phrases that begin at a token, the longest first, and always in
// the same order.
func (l lexicon) find(tokens []token, at int) []hit {
	var out []hit
	for _, e := range l.candidates(tokens[at].low) {
		if count := e.match(tokens, at); count > 0 {
			out = append(out, hit{e.class, e.value, count})
		}
	}
	if len(out) > 1 {
		slices.SortFunc(out, func(a, b hit) int {
			return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.class, b.class), cmp.Compare(a.value, b.value))
		})
	}
	return out
}

// candidates are the entries that may begin with a word.
func (l lexicon) candidates(word string) []entry {
	if found := l[keyOf(word)]; found != nil {
		return found
	}
	return l[keyOf(strings.TrimSuffix(word, "'"))]
}

// match returns how many tokens a phrase takes, hyphens between its words
// included; 0 where it does not stand there.
func (e entry) match(tokens []token, at int) int {
	i := at
	for n, word := range e.words {
		if n > 0 && i < len(tokens) && tokens[i].text == "-" {
			i++
		}
		if i == len(tokens) || tokens[i].kind != wordToken && tokens[i].kind != markToken || !fits(word, tokens[i].low) {
			return 0
		}
		i++
	}
	return i - at
}

func fits(pattern, word string) bool {
	if stem, open := strings.CutSuffix(pattern, "*"); open {
		return strings.HasPrefix(word, stem)
	}
	return pattern == word || strings.HasSuffix(word, "'") && pattern == word[:len(word)-1] // "Brazil's"
}

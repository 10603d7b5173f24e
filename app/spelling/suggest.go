package spelling

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostSuggestions is how many are of use to anybody.
const mostSuggestions = 8

// Suggest lists what may have been meant by a word, the likeliest first: what
// the dictionary says people mix up, then one letter off, then two words, then
// words that look like it.
func (d *Dictionary) Suggest(word string) []string {
	s := suggesting{d: d, word: word, seen: map[string]bool{word: true}}
	if len(word) > longest || word == "" {
		return nil
	}
	s.near()
	if len(s.out) == 0 && s.d.compounds() {
		s.compounds, s.seen = true, map[string]bool{word: true}
		s.near()
	}
	s.twoWords()
	if len(s.out) == 0 {
		s.alike()
	}
	return s.out
}

type suggesting struct {
	d         *Dictionary
	word      string
	compounds bool // words that are in no dictionary as a whole count: it takes longer
	seen      map[string]bool
	out       []string
}

// near offers what differs little.
func (s *suggesting) near() {
	small := strings.ToLower(s.word)
	s.offer(small, titled(small), strings.ToUpper(s.word))
	s.replaced()
	s.swapped()
	s.oneOff()
}

// offer takes the words that are right.
func (s *suggesting) offer(words ...string) {
	for _, word := range words {
		if len(s.out) >= mostSuggestions || s.seen[word] {
			continue
		}
		s.seen[word] = true
		if s.isGood(word) {
			s.out = append(s.out, word)
		}
	}
}

func (s *suggesting) isGood(word string) bool {
	for _, part := range strings.Fields(word) {
		if !s.knows(part) || s.d.isMarked(part, s.d.rules.noSuggest) {
			return false
		}
	}
	return word != ""
}

func (s *suggesting) knows(word string) bool {
	if s.compounds {
		return s.d.knows(word)
	}
	stands := func(form string, recased bool) bool {
		return s.d.parses(form, func(p parse) bool { return s.d.stands(p, recased) })
	}
	return stands(word, false) || capitalsOf(word) == firstCapital && stands(strings.ToLower(word), true)
}

func (s *suggesting) replaced() {
	for _, pair := range s.d.rules.replace {
		from := strings.Trim(pair[0], "^$")
		for at := 0; from != ""; {
			i := strings.Index(s.word[at:], from)
			if i < 0 {
				break
			}
			at += i
			atStart, atEnd := !strings.HasPrefix(pair[0], "^") || at == 0, !strings.HasSuffix(pair[0], "$") || at+len(from) == len(s.word)
			if atStart && atEnd {
				s.offer(s.word[:at] + pair[1] + s.word[at+len(from):])
			}
			at += len(from)
		}
	}
}

func (s *suggesting) swapped() {
	runes := []rune(s.word)
	for i := 0; i+1 < len(runes); i++ {
		other := slices.Clone(runes)
		other[i], other[i+1] = other[i+1], other[i]
		s.offer(string(other))
	}
}

// commonest is how many letters are tried where each try takes long.
const commonest = 8

func (s *suggesting) oneOff() {
	runes := []rune(s.word)
	letters := []rune(s.d.rules.try)
	if len(letters) == 0 {
		letters = []rune("esianrtolcdugmphbyfvkwz'")
	}
	if s.compounds { // the commonest come first
		letters = letters[:min(commonest, len(letters))]
	}
	for i := range runes {
		s.offer(string(slices.Delete(slices.Clone(runes), i, i+1)))
	}
	for _, letter := range letters {
		for i := range runes {
			other := slices.Clone(runes)
			other[i] = letter
			s.offer(string(other))
		}
		for i := 0; i <= len(runes); i++ {
			s.offer(string(slices.Insert(slices.Clone(runes), i, letter)))
		}
	}
}

func (s *suggesting) twoWords() {
	for i := range s.word {
		if i > 1 && len(s.word)-i > 1 {
			s.offer(s.word[:i] + " " + s.word[i:])
		}
	}
}

// alike looks through the dictionary for words two letters off that begin the
// same.
func (s *suggesting) alike() {
	small := strings.ToLower(s.word)
	first, _ := utf8.DecodeRuneInString(small)
	var near []string
	for word := range s.d.words {
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.ToLower(r) == first && within(small, strings.ToLower(word), 2) {
			near = append(near, word)
		}
	}
	slices.Sort(near)
	s.offer(near...)
}

// within tells whether two words are at most so many letters apart.
func within(a, b string, most int) bool {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return false
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0]++
		for j := range y {
			cost := before
			if x[i] != y[j] {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)] <= most
}

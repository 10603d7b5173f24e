package widgets

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Option is one line of a Picker, or one part of a Segmented: Key is what is
// stored, Text what is read. Hint stands soft at the right.
type Option struct{ Key, Text, Hint string }

// matchOptions keeps the options that have words beginning as the query does,
// the best first: those that read so, those that begin so, those with a word
// that does, and those that only are stored under such a word.
func matchOptions(options []Option, query string) []Option {
	typed := wordsOf(query)
	switch {
	case strings.TrimSpace(query) == "":
		return slices.Clone(options)
	case len(typed) == 0:
		return nil
	}
	ranked := make([][]Option, worst)
	for _, o := range options {
		if rank := rankOf(o, typed); rank < worst {
			ranked[rank] = append(ranked[rank], o)
		}
	}
	return slices.Concat(ranked...)
}

const (
	readsSo = iota
	beginsSo
	hasWord
	storedSo
	worst
)

// ofKey is how much of a key is typed before an option is found by it alone:
// keys are short, and people do not see them.
const ofKey = 3

func rankOf(o Option, typed []string) int {
	words, whole := wordsOf(o.Text), strings.Join(typed, "")
	switch text := strings.Join(words, ""); {
	case text == whole:
		return readsSo
	case strings.HasPrefix(text, whole):
		return beginsSo
	case hasWords(o.Text, typed):
		return hasWord
	}
	if strings.Join(wordsOf(o.Key), "") == whole || len([]rune(whole)) >= ofKey && hasWords(o.Key, typed) {
		return storedSo
	}
	return worst
}

// hasWords reports whether each word that was typed begins a word of a text,
// or all of them written as one do. A word goes on into the next, so that
// "email" is found in "e-mail".
func hasWords(text string, typed []string) bool {
	words := wordsOf(text)
	begins := func(start string) bool {
		for i := range words {
			if strings.HasPrefix(strings.Join(words[i:], ""), start) {
				return true
			}
		}
		return false
	}
	return begins(strings.Join(typed, "")) || !slices.ContainsFunc(typed, func(word string) bool { return !begins(word) })
}

// wordsOf splits a text into its words without case, accents and marks.
func wordsOf(text string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(text)))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// sameWords reports whether two texts differ only in case, accents and marks.
func sameWords(a, b string) bool { return slices.Equal(wordsOf(a), wordsOf(b)) }

package memory

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind says what a token counts as. Tokens of one kind are alike, but for
// words: those are alike when they read the same.
type tokenKind uint8

const (
	word tokenKind = iota
	numeral
	date
	duration
	placeholder
	address // of mail or the web
	name
)

// token is a word, or something that another text may have with another value.
type token struct {
	kind       tokenKind
	start, end int    // bytes in the text
	value      string // of a number 1234.5, of a date 2026-11-21; empty for words
	role       int    // of a name
	unit       string // of a duration: "day"
}

// symbol is what the token counts as in a comparison.
func (t token) symbol(text string) uint64 {
	if t.kind != word {
		return uint64(t.kind)
	}
	return hashWord(text[t.start:t.end])
}

// Of words only letters and digits count, in any case. FNV-1a; the first values
// belong to the kinds of token.
func hashWord(text string) uint64 {
	h := uint64(fnvOffset)
	for _, r := range text {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
		} else {
			r = unicode.ToLower(r)
		}
		h = (h ^ uint64(r)) * fnvPrime
	}
	return h | 1<<63
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// reader cuts a text in one language into tokens. What stands between them,
// marks and punctuation, is no token.
type reader struct {
	lang  *tongue
	names Names
}

// tokens cuts a text. Kinds are tried from the most telling one.
func (r reader) tokens(text string) []token {
	out := make([]token, 0, 8+len(text)/6)
	for i := 0; i < len(text); {
		t, ok := r.tokenAt(text, i)
		if !ok {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		out = append(out, t)
		i = t.end
	}
	return out
}

func (r reader) tokenAt(text string, i int) (token, bool) {
	c := text[i]
	switch {
	case c == '{':
		return placeholderAt(text, i)
	case c >= '0' && c <= '9':
		return r.figureAt(text, i), true
	case c < utf8.RuneSelf && !asciiLetter(c):
		return token{}, false
	}
	if t, ok := r.nameAt(text, i); ok {
		return t, true
	}
	end := wordEnd(text, i)
	if end == i {
		return token{}, false
	}
	if t, ok := addressAt(text, i, end); ok {
		return t, true
	}
	if t, ok := r.lang.monthFirst(text, i, end); ok {
		return t, true
	}
	return token{kind: word, start: i, end: end}, true
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// wordEnd returns the end of the letters and digits at i. Scripts that put no
// spaces between words have a word in each character.
func wordEnd(text string, i int) int {
	for end := i; end < len(text); {
		r, size := utf8.DecodeRuneInString(text[end:])
		switch {
		case alone(r):
			if end == i {
				return end + size
			}
			return end
		case !inWord(r):
			return end
		}
		end += size
	}
	return len(text)
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9' || asciiLetter(byte(r))
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func alone(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

func placeholderAt(text string, i int) (token, bool) {
	if !strings.HasPrefix(text[i:], "{{") {
		return token{}, false
	}
	end := strings.Index(text[i:], "}}")
	if end < 0 {
		return token{}, false
	}
	end += i + 2
	return token{kind: placeholder, start: i, end: end, value: text[i:end]}, true
}

// nameAt finds a name of the client at the start of a word.
func (r reader) nameAt(text string, i int) (token, bool) {
	for role, called := range r.names {
		if called == "" || !strings.HasPrefix(text[i:], called) {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && inWord(before) {
			continue
		}
		end := i + len(called)
		if after, _ := utf8.DecodeRuneInString(text[end:]); end < len(text) && inWord(after) {
			continue
		}
		return token{kind: name, start: i, end: end, value: called, role: role}, true
	}
	return token{}, false
}

// addressAt reads an address of mail or the web whose first word is text[i:end].
func addressAt(text string, i, end int) (token, bool) {
	if end == len(text) || !strings.ContainsRune(".:@+-_%", rune(text[end])) {
		return token{}, false
	}
	rest := text[i:]
	stop := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>()[]{}\"“”„«»,;*", r) })
	if stop < 0 {
		stop = len(rest)
	}
	whole := strings.TrimRight(rest[:stop], ".!?:'’")
	web := strings.HasPrefix(whole, "http://") || strings.HasPrefix(whole, "https://") || strings.HasPrefix(whole, "www.")
	at := strings.IndexByte(whole, '@')
	mail := at > 0 && strings.LastIndexByte(whole, '.') > at+1
	if len(whole) <= end-i || !web && !mail {
		return token{}, false
	}
	return token{kind: address, start: i, end: i + len(whole), value: whole}, true
}

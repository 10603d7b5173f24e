package quality

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	placeholderToken
	addressToken // of the web or an e-mail box
	markToken    // one character of punctuation
)

// token is a word, a number or a mark of a text. It knows where it stands and
// whether white space stands before it.
type token struct {
	kind       tokenKind
	start, end int
	text       string // as it stands
	low        string // in lower case, with one kind of apostrophe
	spaced     bool
}

// tokenize reads plain text. Words end at an apostrophe, which stays with
// them ("l’", "application"), and at a hyphen; numbers keep their separators.
func tokenize(text string) []token {
	out := make([]token, 0, len(text)/4)
	spaced := true
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			spaced = true
			at += size
			continue
		}
		end, kind := tokenEnd(text, at, r, size)
		t := token{kind: kind, start: at, end: end, text: text[at:end], spaced: spaced}
		t.low = t.text
		if kind == wordToken {
			t.low = lowered(t.text)
		}
		out = append(out, t)
		at, spaced = end, false
	}
	return out
}

func lowered(word string) string {
	return strings.ReplaceAll(strings.ToLower(word), "’", "'")
}

func tokenEnd(text string, at int, r rune, size int) (int, tokenKind) {
	switch {
	case strings.HasPrefix(text[at:], "{{"):
		if end := strings.Index(text[at:], "}}"); end > 0 {
			return at + end + 2, placeholderToken
		}
	case r >= '0' && r <= '9':
		return numberEnd(text, at), numberToken
	case unicode.IsLetter(r):
		if end := addressEnd(text, at); end > at {
			return end, addressToken
		}
		return wordEnd(text, at), wordToken
	}
	return at + size, markToken
}

func wordEnd(text string, at int) int {
	for i, r := range text[at:] {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), r >= '0' && r <= '9', r == '\u00ad':
		case r == '\'' || r == '’':
			next, _ := utf8.DecodeRuneInString(text[at+i+utf8.RuneLen(r):])
			if unicode.IsLetter(next) {
				return at + i + utf8.RuneLen(r)
			}
			return at + i
		default:
			return at + i
		}
	}
	return len(text)
}

// numberEnd reads digits with the separators within them: a space only where
// three digits follow.
func numberEnd(text string, at int) int {
	i := digitsEnd(text, at)
	first := i - at
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		end := digitsEnd(text, i+size)
		digits := end - i - size
		switch {
		case digits == 0:
			return i
		case r == '.' || r == ',':
		case (r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'' || r == '’') && digits == 3 && first <= 3:
		default:
			return i
		}
		i = end
	}
	return i
}

func digitsEnd(text string, at int) int {
	for at < len(text) && text[at] >= '0' && text[at] <= '9' {
		at++
	}
	return at
}

// topLevel are the last labels by which a bare host name is known.
var topLevel = strings.Fields("com net org eu nl de fr id al xk uk gov edu int info biz io app dev ai co be ch at lu it es pt ie us ca au br jp example test cloud shop online site")

// addressEnd returns the end of a web or e-mail address that begins at a
// place, or the place itself where none does.
func addressEnd(text string, at int) int {
	end := at
	for i, r := range text[at:] {
		if unicode.IsSpace(r) || strings.ContainsRune("<>()[]{}\"«»„“”‘’|,;", r) {
			break
		}
		end = at + i + utf8.RuneLen(r)
	}
	run := strings.TrimRight(text[at:end], ".:!?")
	if isAddress(run) {
		return at + len(run)
	}
	return at
}

func isAddress(run string) bool {
	if strings.Contains(run, "://") || strings.HasPrefix(run, "mailto:") || strings.HasPrefix(run, "www.") {
		return true
	}
	if _, host, found := strings.Cut(run, "@"); found {
		return strings.Contains(host, ".")
	}
	host, _, _ := strings.Cut(run, "/")
	labels := strings.Split(host, ".")
	return len(labels) > 1 && len(labels[0]) > 1 && slices.Contains(topLevel, labels[len(labels)-1])
}

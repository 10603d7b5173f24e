package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/markup"
)

// token is a word, or one other character, as it is set. The tokens of a block
// are its whole text.
type token struct {
	text string
	word int // the number of the word in words, 0 for what is no word
	set  *style
}

// style is how a token is set: the marks around it, outermost first, and where
// a link leads.
type style struct{ marks, url string }

var unmarked = &style{}

// alike reports the same text set in the same way.
func (t token) alike(o token) bool { return t.text == o.text && *t.set == *o.set }

// words numbers the distinct words of both texts, from 1.
type words struct{ number map[string]int }

func newWords() *words { return &words{number: map[string]int{}} }

func (w *words) of(text string) int {
	n, known := w.number[text]
	if !known {
		n = len(w.number) + 1
		w.number[text] = n
	}
	return n
}

const markPlaceholder = "p"

func (w *words) tokens(inlines []markup.Inline) []token {
	return w.inlines(nil, inlines, unmarked)
}

func (w *words) inlines(out []token, inlines []markup.Inline, set *style) []token {
	for _, inline := range inlines {
		switch inline.Kind {
		case markup.Text:
			out = w.cut(out, inline.Text, set)
		case markup.Break:
			out = append(out, token{text: "\n", set: set})
		case markup.Placeholder:
			text := "{{" + inline.Text + "}}"
			out = append(out, token{text, w.of(text), &style{set.marks + markPlaceholder, set.url}})
		case markup.Strong:
			out = w.inlines(out, inline.Children, &style{set.marks + markBold, set.url})
		case markup.Emphasis:
			out = w.inlines(out, inline.Children, &style{set.marks + markItalic, set.url})
		case markup.Link:
			out = w.inlines(out, inline.Children, &style{set.marks + markLink, inline.URL})
		}
	}
	return out
}

// cut divides text into words and single other characters.
func (w *words) cut(out []token, text string, set *style) []token {
	if out == nil {
		out = make([]token, 0, len(text)/3+1)
	}
	for text != "" {
		size, word := tokenSize(text)
		t := token{text: text[:size], set: set}
		if word {
			t.word = w.of(t.text)
		}
		out = append(out, t)
		text = text[size:]
	}
	return out
}

// tokenSize is how many bytes the first token of a text has, and whether it is
// a word. Addresses are one word, and so are numbers with their separators.
func tokenSize(text string) (int, bool) {
	first, size := utf8.DecodeRuneInString(text)
	switch {
	case alone(first):
		return size, true
	case !inWord(first):
		return size, false
	}
	end := len(text)
	for i, r := range text {
		if i == 0 || inWord(r) && !alone(r) {
			continue
		}
		if joins(text, i, r) {
			continue
		}
		end = i
		break
	}
	return addressSize(text, end), true
}

// joins reports a character between two of one word: the apostrophe of
// "user's", the comma of 10,000.
func joins(text string, i int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
	switch r {
	case '\'', '’':
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	case '.', ',':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	return false
}

// addressSize extends a word to the e-mail or web address that it begins.
func addressSize(text string, word int) int {
	end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>()[]{}\"“”„«»|,;", r) })
	if end < 0 {
		end = len(text)
	}
	if run := text[:max(end, word)]; strings.HasPrefix(run[word:], "://") || strings.Contains(run, "@") && strings.Contains(run, ".") ||
		strings.HasPrefix(run, "www.") {
		return max(word, len(strings.TrimRight(run, ".,:!?'’…*_")))
	}
	return word
}

const firstAlone = '\u0e00'

// alone reports letters of scripts that put no spaces between words: there,
// each counts alone.
func alone(r rune) bool {
	return r > firstAlone && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

package translate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// SpanKind says what became of a run of words.
type SpanKind string

// The kinds of span.
const (
	Same     SpanKind = "same"
	Inserted SpanKind = "ins"
	Deleted  SpanKind = "del"
)

// Span is a run of text that stayed, came or went.
type Span struct {
	Text string   `json:"text"`
	Kind SpanKind `json:"kind"`
}

// Diff says, by whole words, what changed between two texts. The same and
// deleted spans together are old, the same and inserted ones are now. The
// answer depends on the texts alone, never on how long it takes.
func Diff(old, now string) []Span {
	code := &tokenCode{runes: map[string]rune{}}
	differ := diffmatchpatch.New()
	differ.DiffTimeout = 0
	var out []Span
	for _, diff := range differ.DiffMainRunes(code.encode(old), code.encode(now), false) {
		out = appendSpan(out, Span{Text: code.decode(diff.Text), Kind: spanKinds[diff.Type]})
	}
	return joinPhrases(out)
}

var spanKinds = map[diffmatchpatch.Operation]SpanKind{
	diffmatchpatch.DiffEqual:  Same,
	diffmatchpatch.DiffInsert: Inserted,
	diffmatchpatch.DiffDelete: Deleted,
}

func appendSpan(out []Span, span Span) []Span {
	if span.Text == "" {
		return out
	}
	if last := len(out) - 1; last >= 0 && out[last].Kind == span.Kind {
		out[last].Text += span.Text
		return out
	}
	return append(out, span)
}

// joinPhrases makes one change of two that only spaces hold apart, so that
// a reworded phrase reads as a phrase.
func joinPhrases(spans []Span) []Span {
	var out []Span
	for i := 0; i < len(spans); {
		if spans[i].Kind == Same {
			out = appendSpan(out, spans[i])
			i++
			continue
		}
		var deleted, inserted strings.Builder
		for ; i < len(spans) && (spans[i].Kind != Same || bridges(spans, i)); i++ {
			if spans[i].Kind != Inserted {
				deleted.WriteString(spans[i].Text)
			}
			if spans[i].Kind != Deleted {
				inserted.WriteString(spans[i].Text)
			}
		}
		out = appendSpan(out, Span{Text: deleted.String(), Kind: Deleted})
		out = appendSpan(out, Span{Text: inserted.String(), Kind: Inserted})
	}
	return out
}

// bridges reports whether a span that stayed is only spaces between a
// replacement and another change.
func bridges(spans []Span, i int) bool {
	replaced := i >= 2 && spans[i-1].Kind != Same && spans[i-2].Kind != Same
	return replaced && i+1 < len(spans) && strings.TrimSpace(spans[i].Text) == ""
}

// tokenCode gives every distinct token a rune, so that a diff of runes is one
// of tokens.
type tokenCode struct {
	runes  map[string]rune
	tokens []string
}

func (c *tokenCode) encode(text string) []rune {
	var out []rune
	for _, token := range tokens(text) {
		r, known := c.runes[token]
		if !known {
			r = runeFor(len(c.tokens))
			c.runes[token] = r
			c.tokens = append(c.tokens, token)
		}
		out = append(out, r)
	}
	return out
}

func (c *tokenCode) decode(coded string) string {
	var out strings.Builder
	for _, r := range coded {
		out.WriteString(c.tokens[indexFor(r)])
	}
	return out.String()
}

// Surrogates are no runes: the numbering steps over them.
const (
	firstSurrogate = 0xd800
	surrogates     = 0x800
)

func runeFor(index int) rune {
	r := rune(index + 1)
	if r >= firstSurrogate {
		r += surrogates
	}
	return r
}

func indexFor(r rune) int {
	if r >= firstSurrogate {
		r -= surrogates
	}
	return int(r) - 1
}

// tokens cuts text into words and single other characters. Nothing is left
// out.
func tokens(text string) []string {
	var out []string
	for text != "" {
		size := tokenSize(text)
		out = append(out, text[:size])
		text = text[size:]
	}
	return out
}

func tokenSize(text string) int {
	if strings.HasPrefix(text, "{{") {
		if end := strings.Index(text, "}}"); end > 0 {
			return end + 2 // a placeholder is one word
		}
	}
	first, size := utf8.DecodeRuneInString(text)
	if !inWord(first) {
		return size
	}
	if end := strings.IndexFunc(text, func(r rune) bool { return !inWord(r) }); end >= 0 {
		return end
	}
	return len(text)
}

// inWord leaves out scripts that put no spaces between words: there, each
// character counts alone.
func inWord(r rune) bool {
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
		return false
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

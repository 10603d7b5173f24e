package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"clausedesk/app/markup"
)

// A piece is a run of a segment as XML has it: words, or an inline code that
// opens, closes or stands alone. The codes of a source are numbered as they
// open; a translation names the same ones.
type piece struct {
	kind pieceKind
	text string // the words, or what the code stands for
	id   string
	code markup.Inline // when writing: the mark or placeholder, without its children
}

type pieceKind int

const (
	words pieceKind = iota
	opens
	closes
	alone
)

// content is a text of a segment as a file has it: Markdown, or pieces.
type content struct {
	markdown string
	pieces   []piece
}

// plain shows the text with whatever the file says the codes stand for.
func (c content) plain() string {
	var out strings.Builder
	out.WriteString(c.markdown)
	for _, p := range c.pieces {
		out.WriteString(p.text)
	}
	return oneLine(out.String())
}

// Translated reports that the file has a translation at all.
func (s ReturnedSegment) Translated() bool {
	return s.target.plain() != "" || slices.ContainsFunc(s.target.pieces, func(p piece) bool { return p.kind != words })
}

// SourceText shows the source as the file has it.
func (s ReturnedSegment) SourceText() string { return s.source.plain() }

// TargetText shows the translation as the file has it.
func (s ReturnedSegment) TargetText() string { return s.target.plain() }

// CodeProblem says what is wrong with the marks and placeholders of a
// translation.
type CodeProblem struct {
	Reason string
	Code   string // as Markdown has it: "{{client.email}}", "**"
}

// Reasons of CodeProblem.
const (
	CodeMissing = "missing"
	CodeDoubled = "doubled"
	CodeUnknown = "unknown"
	CodeCrossed = "crossed" // one mark closes within another
)

// Markdown returns the translation as inline Markdown. Its marks and
// placeholders must be those of the source, or those that the translation
// kept here, current, has: each of them once. Otherwise the problems say what
// is wrong.
func (s ReturnedSegment) Markdown(source, current string) (string, []CodeProblem) {
	wanted, kept := packed(source, current)
	inlines, problems := s.target.inlines(append(slices.Clone(wanted), kept...))
	if len(problems) > 0 {
		return "", problems
	}
	markdown := markup.WriteInline(inlines)
	have := codesOf(markup.ParseInline(markdown))
	if len(s.target.pieces) > 0 {
		have = slices.DeleteFunc(have, typedAddress(inlines))
	}
	problems = compareCodes(pieceCodes(wanted), have)
	if len(problems) > 0 && len(compareCodes(pieceCodes(kept), have)) == 0 {
		problems = nil
	}
	if typed := typedPlaceholder(s.target, source, current); typed != "" {
		problems = append(problems, CodeProblem{CodeUnknown, typed})
	}
	return markdown, problems
}

// typedAddress finds links that come from nothing but an address among the
// words: the translator's own.
func typedAddress(inlines []markup.Inline) func(markup.Inline) bool {
	intended := codesOf(inlines)
	return func(code markup.Inline) bool {
		return code.Kind == markup.Link && !slices.ContainsFunc(intended, func(c markup.Inline) bool {
			return keyOf(c) == keyOf(code)
		})
	}
}

var bracesShape = regexp.MustCompile(`\{\{[^{}]*\}\}`)

// typedPlaceholder finds braces among the words of a translation in pieces:
// a placeholder typed by hand, which would be printed as it stands.
func typedPlaceholder(target content, source, current string) string {
	from, kept := packed(source, current)
	there := wordsOf(from) + wordsOf(kept)
	for _, typed := range bracesShape.FindAllString(wordsOf(target.pieces), -1) {
		if !strings.Contains(there, typed) {
			return typed
		}
	}
	return ""
}

// wordsOf returns the words of pieces, with a mark where a code stands.
func wordsOf(pieces []piece) string {
	var out strings.Builder
	for _, p := range pieces {
		if p.kind == words {
			out.WriteString(p.text)
		} else {
			out.WriteString("\x00")
		}
	}
	return out.String()
}

// packed cuts a source and a translation into pieces with the same codes.
func packed(source, target string) (from, to []piece) {
	numbers := &numberer{}
	from = numbers.pieces(nil, markup.ParseInline(source))
	numbers.known, numbers.count, numbers.prefix = from, 0, "t"
	return from, numbers.pieces(nil, markup.ParseInline(target))
}

// numberer gives codes their identifiers: those of a source in order, those of
// a translation as the source has them.
type numberer struct {
	known  []piece // pieces of the source, when numbering a translation
	used   []string
	count  int
	prefix string
}

func (n *numberer) pieces(out []piece, inlines []markup.Inline) []piece {
	for _, inline := range inlines {
		if inline.Kind == markup.Text {
			out = append(out, piece{kind: words, text: inline.Text})
			continue
		}
		id := n.id(inline)
		open, end := native(inline)
		code := inline
		code.Children = nil
		if inline.Kind == markup.Placeholder || inline.Kind == markup.Break {
			out = append(out, piece{alone, open, id, code})
			continue
		}
		out = append(out, piece{opens, open, id, code})
		out = n.pieces(out, inline.Children)
		out = append(out, piece{closes, end, id, code})
	}
	return out
}

func (n *numberer) id(inline markup.Inline) string {
	for _, p := range n.known {
		if (p.kind == opens || p.kind == alone) && keyOf(p.code) == keyOf(inline) && !slices.Contains(n.used, p.id) {
			n.used = append(n.used, p.id)
			return p.id
		}
	}
	n.count++
	return fmt.Sprintf("%s%d", n.prefix, n.count)
}

// keyOf is the same for codes that do the same.
func keyOf(code markup.Inline) string {
	switch code.Kind {
	case markup.Link:
		return "link " + code.URL
	case markup.Placeholder:
		return "placeholder " + code.Text
	}
	return fmt.Sprint(code.Kind)
}

// native returns a code as Markdown writes it.
func native(code markup.Inline) (open, end string) {
	switch code.Kind {
	case markup.Strong:
		return "**", "**"
	case markup.Emphasis:
		return "*", "*"
	case markup.Link:
		return "[", "](<" + code.URL + ">)"
	case markup.Placeholder:
		return "{{" + code.Text + "}}", ""
	case markup.Break:
		return "\\\n", ""
	}
	return "", ""
}

func codesOf(inlines []markup.Inline) []markup.Inline {
	var out []markup.Inline
	for _, inline := range inlines {
		if inline.Kind == markup.Text {
			continue
		}
		out = append(out, inline)
		out = append(out, codesOf(inline.Children)...)
	}
	return out
}

func pieceCodes(pieces []piece) []markup.Inline {
	var out []markup.Inline
	for _, p := range pieces {
		if p.kind == opens || p.kind == alone {
			out = append(out, p.code)
		}
	}
	return out
}

// CompareCodes says which marks and placeholders of a source a translation has
// not, and which it has too many. Both are inline Markdown.
func CompareCodes(source, target string) []CodeProblem {
	return compareCodes(codesOf(markup.ParseInline(source)), codesOf(markup.ParseInline(target)))
}

// compareCodes says which codes are too few or too many.
func compareCodes(want, have []markup.Inline) []CodeProblem {
	count := map[string]int{}
	expected := map[string]bool{}
	for _, code := range want {
		count[keyOf(code)]--
		expected[keyOf(code)] = true
	}
	for _, code := range have {
		count[keyOf(code)]++
	}
	var out []CodeProblem
	for _, code := range append(slices.Clone(want), have...) {
		shown, _ := native(code)
		if code.Kind == markup.Link {
			shown = code.URL
		}
		switch n := count[keyOf(code)]; {
		case n < 0:
			out = append(out, CodeProblem{CodeMissing, shown})
		case n > 0 && expected[keyOf(code)]:
			out = append(out, CodeProblem{CodeDoubled, shown})
		case n > 0:
			out = append(out, CodeProblem{CodeUnknown, shown})
		}
		count[keyOf(code)] = 0
	}
	return out
}

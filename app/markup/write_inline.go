package markup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteInline returns inline content as Markdown. Where CommonMark has no way
// to write a mark in its place (bold glued to letters and quotation marks on
// both sides) the mark is dropped and the words stay.
func WriteInline(inlines []Inline) string {
	written := markStyles[0].write(inlines)
	if !slices.ContainsFunc(inlines, isMark) || allSimple(inlines) {
		return written
	}
	want := tidy(inlines)
	for i, style := range markStyles {
		if i > 0 {
			written = style.write(inlines)
		}
		if sameInlines(readBack(written), want) {
			return written
		}
	}
	return degraded(inlines, want)
}

var markStyles = []inlineWriter{
	{emphasis: "*", strong: "**"},
	{emphasis: "_", strong: "**"},
	{emphasis: "*", strong: "__"},
	{emphasis: "_", strong: "__"},
}

// degraded drops as few marks as it takes, from the innermost, then all.
func degraded(inlines, want []Inline) string {
	plain := PlainInline(want)
	for depth := maxMarks; depth > 0; depth-- {
		for _, style := range markStyles {
			written := style.write(cutMarks(inlines, depth))
			if PlainInline(readBack(written)) == plain {
				return written
			}
		}
	}
	return inlineWriter{}.write(cutMarks(inlines, 0))
}

// cutMarks returns the content with marks at most depth deep.
func cutMarks(inlines []Inline, depth int) []Inline {
	var out []Inline
	for _, inline := range inlines {
		switch {
		case markBit(inline.Kind) == 0:
			out = append(out, inline)
		case depth == 0:
			out = append(out, cutMarks(inline.Children, 0)...)
		default:
			inline.Children = cutMarks(inline.Children, depth-1)
			out = append(out, inline)
		}
	}
	return tidy(out)
}

func isMark(i Inline) bool { return markBit(i.Kind) != 0 }

// allSimple reports that every mark is words between spaces or punctuation,
// which is always read back; anything else is tried out.
func allSimple(inlines []Inline) bool {
	for i, inline := range inlines {
		switch inline.Kind {
		case Link:
			return false
		case Emphasis, Strong:
			if !simpleMark(inline.Children) || !looseBefore(inlines[:i]) || !looseAfter(inlines[i+1:]) {
				return false
			}
		}
	}
	return true
}

func simpleMark(children []Inline) bool {
	if len(children) != 1 || children[0].Kind != Text {
		return false
	}
	first, _ := utf8.DecodeRuneInString(children[0].Text)
	last, _ := utf8.DecodeLastRuneInString(children[0].Text)
	return isWordRune(first) && (isWordRune(last) || last == ':' || last == '.')
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func looseBefore(before []Inline) bool {
	return len(before) == 0 || before[len(before)-1].Kind == Break || strings.HasSuffix(before[len(before)-1].Text, " ")
}

func looseAfter(after []Inline) bool {
	return len(after) == 0 || after[0].Kind == Break || strings.HasPrefix(after[0].Text, " ")
}

func sameInlines(a, b []Inline) bool {
	return slices.EqualFunc(a, b, func(x, y Inline) bool {
		return x.Kind == y.Kind && x.Text == y.Text && x.URL == y.URL && sameInlines(x.Children, y.Children)
	})
}

// inlineWriter writes marks with the given delimiters.
type inlineWriter struct {
	emphasis, strong string
}

func (w inlineWriter) write(inlines []Inline) string {
	var out strings.Builder
	for i, inline := range inlines {
		switch inline.Kind {
		case Text:
			out.WriteString(escapeBefore(inline.Text, inlines[i+1:]))
		case Emphasis:
			out.WriteString(w.emphasis + w.write(inline.Children) + w.emphasis)
		case Strong:
			out.WriteString(w.strong + w.write(inline.Children) + w.strong)
		case Link:
			out.WriteString(w.link(inlines, i))
		case Placeholder:
			out.WriteString("{{" + inline.Text + "}}")
		case Break:
			if i < len(inlines)-1 {
				out.WriteString("\\\n")
			}
		}
	}
	return out.String()
}

// escapeBefore escapes text, and an exclamation mark that a link follows: the
// two would read as a picture.
func escapeBefore(text string, next []Inline) string {
	escaped := Escape(text)
	if len(next) > 0 && next[0].Kind == Link && strings.HasSuffix(escaped, "!") {
		return strings.TrimSuffix(escaped, "!") + "\\!"
	}
	return escaped
}

var linkEscapes = strings.NewReplacer("\\", "\\\\", "<", "%3C", ">", "%3E", "\n", "%0A", "&", "&amp;")

func (w inlineWriter) link(inlines []Inline, i int) string {
	link := inlines[i]
	if label := PlainInline(link.Children); isBare(link, label) {
		before, after := neighbours(inlines, i)
		if readsAsLink(before, label, after, link.URL) {
			return label
		}
	}
	return "[" + w.write(link.Children) + "](<" + linkEscapes.Replace(link.URL) + ">)"
}

// isBare reports that the link's URL says no more than its label.
func isBare(link Inline, label string) bool {
	if len(link.Children) != 1 || link.Children[0].Kind != Text || strings.ContainsAny(label, "*_\\[]<>&{}`") {
		return false
	}
	return link.URL == label || link.URL == "mailto:"+label || link.URL == "http://"+label
}

// neighbours returns the characters that stand around an inline.
func neighbours(inlines []Inline, i int) (before, after string) {
	if i > 0 {
		if before = "*"; inlines[i-1].Kind == Text {
			text := inlines[i-1].Text
			_, size := utf8.DecodeLastRuneInString(text)
			before = text[len(text)-size:]
		}
	}
	if i+1 < len(inlines) {
		if after = "*"; inlines[i+1].Kind == Text {
			after = firstRunes(inlines[i+1].Text, 2)
		}
	}
	return before, after
}

func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// readsAsLink reports that the bare label is read as this link in its place.
func readsAsLink(before, label, after, url string) bool {
	if strings.ContainsAny(before+after, "*_\\[]<>&{}`") {
		return false
	}
	want := tidy([]Inline{
		{Kind: Text, Text: "x" + before},
		{Kind: Link, URL: url, Children: []Inline{{Kind: Text, Text: label}}},
		{Kind: Text, Text: after},
	})
	if before == "" {
		want = want[1:]
		return sameInlines(readBack(label+after), want)
	}
	return sameInlines(readBack("x"+before+label+after), want)
}

package memory

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"clausedesk/app/markup"
)

// Properties of a unit that hold its context.
const (
	propBefore = "x-context-pre"
	propAfter  = "x-context-post"
)

// TMXWriter writes entries as TMX 1.4, one after the other.
type TMXWriter struct {
	out *bufio.Writer
}

// NewTMXWriter starts a file. From is the language of the sources, or empty for
// several.
func NewTMXWriter(w io.Writer, from string) *TMXWriter {
	t := &TMXWriter{out: bufio.NewWriterSize(w, 1<<16)}
	if from == "" {
		from = "*all*"
	}
	fmt.Fprintf(t.out, `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Clausedesk" creationtoolversion="1" segtype="block" o-tmf="clausedesk" adminlang="en" srclang="%s" datatype="plaintext"/>
<body>
`, xmlText(from))
	return t
}

// Add writes an entry as a unit.
func (t *TMXWriter) Add(e Entry) error {
	fmt.Fprintf(t.out, `<tu srclang="%s"`, xmlText(e.From))
	if !e.Changed.IsZero() {
		fmt.Fprintf(t.out, ` changedate="%s"`, e.Changed.UTC().Format(tmxTime))
	}
	if e.By != "" {
		fmt.Fprintf(t.out, ` changeid="%s"`, xmlText(e.By))
	}
	t.out.WriteString(">\n")
	for _, prop := range []struct{ name, value string }{{"x-origin", e.Origin}, {propBefore, e.Before}, {propAfter, e.After}} {
		if prop.value != "" {
			fmt.Fprintf(t.out, "<prop type=\"%s\">%s</prop>\n", prop.name, xmlText(prop.value))
		}
	}
	t.variant(e.From, e.Source)
	t.variant(e.To, e.Target)
	_, err := t.out.WriteString("</tu>\n")
	return err
}

// Close ends the file.
func (t *TMXWriter) Close() error {
	t.out.WriteString("</body>\n</tmx>\n")
	return t.out.Flush()
}

func (t *TMXWriter) variant(lang, text string) {
	codes := 0
	fmt.Fprintf(t.out, `<tuv xml:lang="%s"><seg>`, xmlText(lang))
	t.inlines(markup.ParseInline(text), &codes)
	t.out.WriteString("</seg></tuv>\n")
}

// inlines writes marks as pairs of codes, so that other tools keep them and
// this one knows them again.
func (t *TMXWriter) inlines(inlines []markup.Inline, codes *int) {
	for _, inline := range inlines {
		switch inline.Kind {
		case markup.Text:
			t.out.WriteString(xmlText(inline.Text))
		case markup.Strong:
			t.pair(inline, codes, "bold", "**", "**")
		case markup.Emphasis:
			t.pair(inline, codes, "italic", "*", "*")
		case markup.Link:
			t.link(inline, codes)
		case markup.Placeholder:
			*codes++
			fmt.Fprintf(t.out, `<ph x="%d" type="x-placeholder">%s</ph>`, *codes, xmlText("{{"+inline.Text+"}}"))
		case markup.Break:
			t.out.WriteString(`<ph type="lb"/>`)
		}
	}
}

// link writes an address that stands for itself as the words that it is.
func (t *TMXWriter) link(inline markup.Inline, codes *int) {
	label := markup.PlainInline(inline.Children)
	if markup.WriteInline([]markup.Inline{inline}) == label {
		t.out.WriteString(xmlText(label))
		return
	}
	t.pair(inline, codes, "link", "[", "]("+inline.URL+")")
}

func (t *TMXWriter) pair(inline markup.Inline, codes *int, kind, opening, closing string) {
	*codes++
	i := *codes
	fmt.Fprintf(t.out, `<bpt i="%d" type="%s">%s</bpt>`, i, kind, opening)
	t.inlines(inline.Children, codes)
	fmt.Fprintf(t.out, `<ept i="%d">%s</ept>`, i, xmlText(closing))
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")

// xmlText escapes text for an element or an attribute. Characters that XML
// cannot have are left out.
func xmlText(text string) string {
	return xmlEscapes.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, text))
}

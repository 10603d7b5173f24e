package reading

import (
	"strings"

	"clausedesk/app/markup"
	"clausedesk/widgets"
)

// Inline shows inline Markdown as it reads: bold, italics and links as they
// look, placeholders as chips. It answers none for a text without marks.
func Inline(text string) []widgets.Span {
	if !strings.ContainsAny(text, "*_[\\<&`") {
		return nil
	}
	return inlineSpans(nil, markup.ParseInline(text), widgets.Span{})
}

func inlineSpans(out []widgets.Span, inlines []markup.Inline, as widgets.Span) []widgets.Span {
	for _, inline := range inlines {
		inner := as
		switch inline.Kind {
		case markup.Text:
			inner.Text = inline.Text
			out = append(out, inner)
		case markup.Break:
			out = append(out, widgets.Span{Text: "\n"})
		case markup.Placeholder:
			inner.Text, inner.Chip = "{{"+inline.Text+"}}", true
			out = append(out, inner)
		case markup.Strong:
			inner.Bold = true
			out = inlineSpans(out, inline.Children, inner)
		case markup.Emphasis:
			inner.Italic = true
			out = inlineSpans(out, inline.Children, inner)
		case markup.Link:
			inner.Link = true
			out = inlineSpans(out, inline.Children, inner)
		}
	}
	return out
}

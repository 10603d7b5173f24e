package exchange

import (
	"strings"

	"clausedesk/app/markup"
)

// inlines puts a text together again, with the codes that go by their names.
func (c content) inlines(known []piece) ([]markup.Inline, []CodeProblem) {
	if len(c.pieces) == 0 {
		return markup.ParseInline(c.markdown), nil
	}
	b := &builder{byID: map[string]markup.Inline{}, met: map[string]bool{}, levels: []level{{}}}
	for _, p := range known {
		b.byID[p.id] = p.code
	}
	for _, p := range c.pieces {
		b.add(p)
	}
	for _, open := range b.levels[1:] {
		if !b.crossed {
			b.complain(CodeCrossed, open.id)
		}
	}
	return b.levels[0].inlines, b.problems
}

// level is a mark that is open, and what it holds so far.
type level struct {
	id      string
	inlines []markup.Inline
}

type builder struct {
	byID     map[string]markup.Inline
	met      map[string]bool
	levels   []level
	problems []CodeProblem
	crossed  bool
}

func (b *builder) add(p piece) {
	switch p.kind {
	case words:
		b.put(markup.Inline{Kind: markup.Text, Text: p.text})
	case alone:
		if code, ok := b.meet(p); ok {
			b.put(code)
		}
	case opens:
		b.meet(p)
		b.levels = append(b.levels, level{id: p.id})
	case closes:
		b.close(p)
	}
}

// meet looks a code up, each once.
func (b *builder) meet(p piece) (markup.Inline, bool) {
	code, known := b.byID[p.id]
	isMark := code.Kind != markup.Placeholder && code.Kind != markup.Break
	switch {
	case !known || isMark != (p.kind == opens):
		b.problems = append(b.problems, CodeProblem{CodeUnknown, p.shown()})
		return code, false
	case b.met[p.id]:
		b.complain(CodeDoubled, p.id)
		return code, false
	}
	b.met[p.id] = true
	return code, true
}

func (p piece) shown() string {
	if p.text != "" {
		return oneLine(p.text)
	}
	return p.id
}

func (b *builder) complain(reason, id string) {
	shown, _ := native(b.byID[id])
	if url := b.byID[id].URL; url != "" {
		shown = url
	}
	if shown == "" {
		shown = id
	}
	b.problems = append(b.problems, CodeProblem{reason, shown})
}

func (b *builder) close(p piece) {
	last := len(b.levels) - 1
	if last == 0 || b.levels[last].id != p.id {
		if !b.crossed { // what follows crosses because of this one
			b.problems = append(b.problems, CodeProblem{CodeCrossed, p.shown()})
		}
		b.crossed = true
		return
	}
	mark := b.byID[p.id]
	var before, after string
	before, mark.Children, after = withoutOuterSpaces(b.levels[last].inlines)
	b.levels = b.levels[:last]
	b.put(markup.Inline{Kind: markup.Text, Text: before}, mark, markup.Inline{Kind: markup.Text, Text: after})
}

// put adds to the innermost mark. Texts that meet become one.
func (b *builder) put(inlines ...markup.Inline) {
	at := &b.levels[len(b.levels)-1].inlines
	for _, inline := range inlines {
		last := len(*at) - 1
		switch {
		case inline.Kind == markup.Text && inline.Text == "":
		case inline.Kind == markup.Text && last >= 0 && (*at)[last].Kind == markup.Text:
			(*at)[last].Text += inline.Text
		default:
			*at = append(*at, inline)
		}
	}
}

// withoutOuterSpaces moves spaces at the ends of a mark out of it: Markdown
// cannot write them inside.
func withoutOuterSpaces(in []markup.Inline) (before string, middle []markup.Inline, after string) {
	if len(in) > 0 && in[0].Kind == markup.Text {
		trimmed := strings.TrimLeft(in[0].Text, " ")
		before, in[0].Text = in[0].Text[:len(in[0].Text)-len(trimmed)], trimmed
	}
	if last := len(in) - 1; last >= 0 && in[last].Kind == markup.Text {
		trimmed := strings.TrimRight(in[last].Text, " ")
		in[last].Text, after = trimmed, in[last].Text[len(trimmed):]
	}
	return before, in, after
}

// foldWhite makes one space of each run of spaces, tabs and line ends, which
// programs put where they wrap lines. A no-break space stays.
func foldWhite(text string) string {
	var out strings.Builder
	space := false
	for _, r := range text {
		white := r == ' ' || r == '\t' || r == '\n' || r == '\r'
		switch {
		case !white:
			out.WriteRune(r)
		case !space:
			out.WriteByte(' ')
		}
		space = white
	}
	return out.String()
}

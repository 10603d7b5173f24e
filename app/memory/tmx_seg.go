package memory

import (
	"encoding/xml"
	"strings"

	"clausedesk/app/markup"
)

// segment builds the inline Markdown of a segment from what a file has: text,
// and codes of the tool that wrote it. Codes that are known as emphasis, links
// or placeholders become that; of others nothing stays.
type segment struct {
	open []openMark
}

// openMark is a mark and what stands in it so far; the first is the segment.
type openMark struct {
	kind     markup.InlineKind
	id       string
	url      string
	children []markup.Inline
}

// readSegment reads to the end of the element that was opened last.
func (x *tmxXML) readSegment() (string, error) {
	s := segment{open: []openMark{{}}}
	if err := s.read(x); err != nil {
		return "", err
	}
	for len(s.open) > 1 {
		s.dissolve()
	}
	return s.markdown(), nil
}

func (s *segment) read(x *tmxXML) error {
	for depth := len(x.open); len(x.open) >= depth; {
		token, err := x.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		switch t := token.(type) {
		case xml.CharData:
			s.text(string(t))
		case xml.StartElement:
			if err := s.element(x, t); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *segment) element(x *tmxXML, e xml.StartElement) error {
	if e.Name.Local == "hi" {
		return s.highlight(x, e)
	}
	kind, id := strings.ToLower(attribute(e, "type")), attribute(e, "i")
	code, err := x.text()
	if err != nil {
		return err
	}
	switch e.Name.Local {
	case "bpt":
		mark := markOf(kind, code)
		mark.id = id
		s.open = append(s.open, mark)
	case "ept":
		s.end(id, code)
	case "ph", "it", "ut":
		s.standalone(kind, code)
	}
	return nil
}

func (s *segment) highlight(x *tmxXML, e xml.StartElement) error {
	mark := markOf(strings.ToLower(attribute(e, "type")), "")
	mark.id = "\x00hi" // no bpt has it
	s.open = append(s.open, mark)
	depth := len(s.open)
	err := s.read(x)
	for len(s.open) > depth {
		s.dissolve()
	}
	if len(s.open) == depth {
		s.close()
	}
	return err
}

// end closes the mark that was opened under an id. Marks opened since are left
// out: they overlap.
func (s *segment) end(id, code string) {
	for i := len(s.open) - 1; i > 0; i-- {
		if s.open[i].id != id {
			continue
		}
		for len(s.open)-1 > i {
			s.dissolve()
		}
		if url, ok := strings.CutPrefix(code, "]("); ok && s.open[i].kind == markup.Link && s.open[i].url == "" {
			s.open[i].url = strings.TrimSuffix(url, ")")
		}
		s.close()
		return
	}
}

// close puts the innermost mark into the one around it.
func (s *segment) close() {
	last := len(s.open) - 1
	mark := s.open[last]
	if mark.kind == markup.Text || mark.kind == markup.Link && mark.url == "" || len(mark.children) == 0 {
		s.dissolve()
		return
	}
	s.open = s.open[:last]
	s.add(markup.Inline{Kind: mark.kind, URL: mark.url, Children: mark.children})
}

// dissolve takes the innermost mark away and keeps its words.
func (s *segment) dissolve() {
	last := len(s.open) - 1
	children := s.open[last].children
	s.open = s.open[:last]
	s.open[last-1].children = append(s.open[last-1].children, children...)
}

func (s *segment) add(inline markup.Inline) {
	top := &s.open[len(s.open)-1]
	top.children = append(top.children, inline)
}

func (s *segment) standalone(kind, code string) {
	code = strings.TrimSpace(code)
	expr, isPlaceholder := expression(code)
	switch {
	case isPlaceholder:
		s.add(markup.Inline{Kind: markup.Placeholder, Text: expr})
	case kind == "lb" || strings.HasPrefix(strings.ToLower(code), "<br"):
		s.add(markup.Inline{Kind: markup.Break})
	}
}

// expression returns what stands in a placeholder of ours.
func expression(code string) (string, bool) {
	expr, ok := strings.CutPrefix(code, "{{")
	expr, closed := strings.CutSuffix(expr, "}}")
	expr = strings.Join(strings.Fields(expr), " ")
	return expr, ok && closed && markup.ValidExpr(expr)
}

// text adds words. Placeholders are known in them too.
func (s *segment) text(text string) {
	for {
		before, rest, found := strings.Cut(text, "{{")
		inner, after, closed := strings.Cut(rest, "}}")
		expr, valid := expression("{{" + inner + "}}")
		if !found || !closed || !valid {
			s.add(markup.Inline{Kind: markup.Text, Text: text})
			return
		}
		if before != "" {
			s.add(markup.Inline{Kind: markup.Text, Text: before})
		}
		s.add(markup.Inline{Kind: markup.Placeholder, Text: expr})
		text = after
	}
}

var marksByType = map[string]markup.InlineKind{
	"bold": markup.Strong, "b": markup.Strong, "strong": markup.Strong,
	"italic": markup.Emphasis, "i": markup.Emphasis, "em": markup.Emphasis,
	"link": markup.Link, "x-link": markup.Link,
}

var marksByCode = map[string]markup.InlineKind{
	"<b>": markup.Strong, "<strong>": markup.Strong, "**": markup.Strong, "__": markup.Strong,
	"<i>": markup.Emphasis, "<em>": markup.Emphasis, "*": markup.Emphasis, "_": markup.Emphasis, "[": markup.Link,
}

// markOf tells what a code opens, by its type or by its text.
func markOf(kind, code string) openMark {
	code = strings.TrimSpace(code)
	mark := openMark{kind: marksByType[kind]}
	if byCode := marksByCode[strings.ToLower(code)]; byCode != markup.Text {
		mark.kind = byCode
	}
	if _, href, ok := strings.Cut(code, "href="); ok && strings.HasPrefix(strings.ToLower(code), "<a ") {
		mark.kind = markup.Link
		quote := href[:min(1, len(href))]
		if url, _, closed := strings.Cut(strings.TrimPrefix(href, quote), quote); closed && strings.Trim(quote, `"'`) == "" {
			mark.url = url
		}
	}
	return mark
}

// markdown writes the segment in canonical form, on one line.
func (s *segment) markdown() string {
	children := s.open[0].children
	if len(children) == 1 && children[0].Kind == markup.Text && plain(children[0].Text) {
		return trim(children[0].Text)
	}
	for i := range children {
		flatten(&children[i])
	}
	return Canonical(trim(markup.WriteInline(children)))
}

// trim leaves no-break spaces: they are text.
func trim(text string) string { return strings.Trim(text, " \n\r\t") }

// flatten makes any white space one space: files are indented at will.
func flatten(inline *markup.Inline) {
	if strings.ContainsAny(inline.Text, "\n\r\t") {
		text := strings.Join(strings.FieldsFunc(inline.Text, func(r rune) bool { return strings.ContainsRune(" \n\r\t", r) }), " ")
		if strings.ContainsAny(inline.Text[:1], " \n\r\t") {
			text = " " + text
		}
		if strings.ContainsAny(inline.Text[len(inline.Text)-1:], " \n\r\t") {
			text += " "
		}
		inline.Text = text
	}
	for i := range inline.Children {
		flatten(&inline.Children[i])
	}
}

// plain reports text that is its own canonical form but for spaces around it.
func plain(text string) bool {
	return !strings.ContainsAny(text, "\\*_[]<>`&{}\n\r\t:@~|") && !strings.Contains(text, "  ") && !strings.Contains(text, "www.")
}

package exchange

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"clausedesk/app/exchange/xliff"
)

// foreignXML is a source and its target in a file.
type foreignXML struct {
	file           *foreignFile
	source, target *node
	behind         *node // what a new target stands behind
	preserve       bool
	data           map[string]string
	book           codeBook
	before, after  string // spaces around the source, as the file has them
}

func (t *foreignXML) texts(pieces func(n *node) []rawPiece) (source, target string) {
	t.book.names = map[string]string{}
	from := pieces(t.source)
	if len(from) > 0 {
		first, last := from[0], from[len(from)-1]
		if first.kind == words {
			t.before = first.raw[:len(first.raw)-len(strings.TrimLeft(first.raw, " \t\r\n"))]
		}
		if last.kind == words && (len(from) > 1 || strings.TrimSpace(last.raw) != "") {
			t.after = last.raw[len(strings.TrimRight(last.raw, " \t\r\n")):]
		}
	}
	source = t.book.markdown(from, true)
	if t.target != nil {
		target = t.book.markdown(pieces(t.target), false)
	}
	return source, target
}

// write makes the target of a text; a state is for XLIFF 1.2, which has it
// there.
func (t *foreignXML) write(markdown, state string) ([]splice, []CodeProblem) {
	content := ""
	if markdown != "" {
		text, problems := t.book.write(markdown, t.escape)
		if len(problems) > 0 {
			return nil, problems
		}
		content = t.before + text + t.after
	}
	text, prefix := t.file.text, t.source.Prefix
	if t.target == nil {
		if content == "" {
			return nil, nil
		}
		open := "<" + prefix + "target"
		if said, there := t.source.Lookup(xliff.XMLSpace, "space"); there {
			open += attribute("xml:space", said)
		}
		tag := t.indent() + open + attribute("state", state) + ">" + content + "</" + prefix + "target>"
		return []splice{{int(t.behind.End), int(t.behind.End), tag}}, nil
	}
	open := text[t.target.Start:t.target.ContentAt]
	if state != "" {
		open = withAttrs(open, map[string]string{"state": state, "state-qualifier": ""})
	}
	open = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(open, ">"), "/"), " \t\r\n") + ">"
	return []splice{{int(t.target.Start), int(t.target.End), open + content + "</" + t.target.Prefix + "target>"}}, nil
}

// indent repeats the line end and the spaces before the element that a new one
// follows.
func (t *foreignXML) indent() string {
	before := t.file.text[:t.behind.Start]
	space := before[len(strings.TrimRight(before, " \t\r\n")):]
	if i := strings.LastIndexByte(space, '\n'); i > 0 && space[i-1] == '\r' {
		return space[i-1:]
	} else if i >= 0 {
		return space[i:]
	}
	return ""
}

// escape writes words; quotation marks need none outside of attributes.
func (t *foreignXML) escape(text string) string {
	return strings.ReplaceAll(xmlText(text), "&quot;", `"`)
}

func (t *foreignXML) words(kid *node) rawPiece {
	text := kid.Text
	if !t.preserve {
		text = foldWhite(text)
	}
	return rawPiece{piece{kind: words, text: text}, t.raw(kid.Start, kid.End)}
}

func (t *foreignXML) raw(from, to int64) string { return t.file.text[from:to] }

// span is an element with text in it: it opens and closes.
func (t *foreignXML) span(kid *node, id, open, end string, inner func(*node) []rawPiece) []rawPiece {
	if kid.ContentAt == kid.End {
		return []rawPiece{{piece{kind: alone, id: id, text: open}, t.raw(kid.Start, kid.End)}}
	}
	out := []rawPiece{{piece{kind: opens, id: id, text: open}, t.raw(kid.Start, kid.ContentAt)}}
	out = append(out, inner(kid)...)
	return append(out, rawPiece{piece{kind: closes, id: id, text: end}, t.raw(kid.ContentTo, kid.End)})
}

// pieces2 reads a text of XLIFF 2.
func (t *foreignXML) pieces2(n *node) []rawPiece {
	var out []rawPiece
	for _, kid := range n.Kids {
		id := kid.Attr("id")
		shown := cmp.Or(t.data[kid.Attr("dataRef")], kid.Attr("disp"), kid.Attr("equiv"))
		whole := rawPiece{piece{id: id, text: shown}, t.raw(kid.Start, kid.End)}
		switch kid.Name {
		case "":
			out = append(out, t.words(kid))
			continue
		case "pc":
			out = append(out, t.span(kid, id, t.data[kid.Attr("dataRefStart")], t.data[kid.Attr("dataRefEnd")], t.pieces2)...)
			continue
		case "mrk":
			out = append(out, t.span(kid, id, "", "", t.pieces2)...)
			continue
		case "cp": // a character that neither XML nor Markdown can hold
			whole.kind, whole.id = alone, "cp "+kid.Attr("hex")
		case "sc", "sm":
			whole.kind = opens
		case "ec", "em":
			whole.kind, whole.id = closes, cmp.Or(kid.Attr("startRef"), id)
		default:
			whole.kind = alone
		}
		out = append(out, whole)
	}
	return out
}

// pieces12 reads a text of XLIFF 1.2.
func (t *foreignXML) pieces12(n *node) []rawPiece {
	var out []rawPiece
	for _, kid := range n.Kids {
		id, shown := kid.Attr("id"), cmp.Or(kid.Content(), kid.Attr("equiv-text"))
		whole := rawPiece{piece{kind: alone, id: id, text: shown}, t.raw(kid.Start, kid.End)}
		switch kid.Name {
		case "":
			out = append(out, t.words(kid))
			continue
		case "g":
			out = append(out, t.span(kid, id, kid.Attr("equiv-text"), "", t.pieces12)...)
			continue
		case "mrk":
			out = append(out, t.span(kid, "mrk "+kid.Attr("mid"), "", "", t.pieces12)...)
			continue
		case "bpt", "bx":
			whole.kind = opens
		case "ept", "ex":
			whole.kind, whole.id = closes, opened12(n, kid)
		}
		out = append(out, whole)
	}
	return out
}

// setAttrs changes attributes in the tag of an element; an empty value takes
// one away.
func (f *foreignFile) setAttrs(n *node, attrs map[string]string) splice {
	return splice{int(n.Start), int(n.ContentAt), withAttrs(f.text[n.Start:n.ContentAt], attrs)}
}

// withAttrs changes attributes in a tag. Others stay as they are, in order.
func withAttrs(tag string, attrs map[string]string) string {
	var splices []splice
	end := len(strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(tag, ">"), "/"), " \t\r\n"))
	for _, name := range slices.Sorted(maps.Keys(attrs)) {
		value, from, to, there := attrIn(tag, name)
		switch {
		case there && attrs[name] == "":
			before := strings.TrimRight(tag[:from], " \t\r\n")
			splices = append(splices, splice{len(before), to, ""})
		case there && value != attrs[name]:
			splices = append(splices, splice{from, to, name + `="` + xmlText(attrs[name]) + `"`})
		case !there && attrs[name] != "":
			splices = append(splices, splice{end, end, attribute(name, attrs[name])})
		}
	}
	return spliced(tag, splices)
}

// attrIn finds an attribute in a tag that is well-formed.
func attrIn(tag, name string) (value string, from, to int, there bool) {
	for i := 1; i < len(tag); i++ {
		if tag[i] == '"' || tag[i] == '\'' {
			end := i + 1 + strings.IndexByte(tag[i+1:], tag[i])
			head := strings.TrimRight(tag[:i], " \t\r\n=")
			at := strings.LastIndexAny(head, " \t\r\n") + 1
			if head[at:] == name {
				return tag[i+1 : end], at, end + 1, true
			}
			i = end
		}
	}
	return "", 0, 0, false
}

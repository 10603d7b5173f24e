package exchange

import (
	"bytes"
	"cmp"
	"fmt"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// states12 says how XLIFF 1.2 has each state.
var states12 = map[policy.State]struct{ approved, state, qualifier string }{
	policy.Untranslated: {"no", "needs-translation", ""},
	policy.Stale:        {"no", "needs-adaptation", "x-clausedesk-stale"},
	policy.Draft:        {"no", "translated", ""},
	policy.Reviewed:     {"yes", "signed-off", ""},
	policy.Approved:     {"yes", "final", ""},
}

// saidBy12 takes the state for what it says, as far as the unit's own approved
// does not deny it; that alone says that somebody looked at it.
func saidBy12(state, approved string) policy.State {
	switch {
	case approved == "yes" && state == "final":
		return policy.Approved
	case approved == "yes":
		return policy.Reviewed
	case approved == "" && state == "final":
		return policy.Approved
	case approved == "" && state == "signed-off":
		return policy.Reviewed
	case state == "final", state == "signed-off", state == "translated":
		return policy.Draft
	}
	return ""
}

func writeXLIFF12(out *bytes.Buffer, p Package) {
	out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
`)
	for _, file := range p.Files {
		fmt.Fprintf(out, ` <file original="%s" source-language="%s" target-language="%s" datatype="x-markdown">
  <header><note>%s</note></header>
  <body>
`, escapeName(file.Policy), xmlText(p.Source), xmlText(p.Target), xmlText(file.Title))
		for _, segment := range file.Segments {
			writeUnit12(out, segment)
		}
		out.WriteString("  </body>\n </file>\n")
	}
	out.WriteString("</xliff>\n")
}

func writeUnit12(out *bytes.Buffer, s PackageSegment) {
	source, target := packed(s.Source, s.Target)
	state := states12[s.State]
	fmt.Fprintf(out, "   <trans-unit id=\"%s\" approved=\"%s\" extradata=\"%s\">\n", s.Name, state.approved, xmlText(s.Base))
	fmt.Fprintf(out, "    <source>%s</source>\n", xml12(source))
	if s.Target == "" {
		target = source // some programs translate what they find here and nothing else
	}
	fmt.Fprintf(out, "    <target state=\"%s\"%s>%s</target>\n",
		state.state, attribute("state-qualifier", state.qualifier), xml12(target))
	for _, note := range s.Notes {
		fmt.Fprintf(out, "    <note from=\"clausedesk\">%s</note>\n", xmlText(note))
	}
	out.WriteString("   </trans-unit>\n")
}

// xml12 writes pieces as XLIFF 1.2 has them.
func xml12(pieces []piece) string {
	var out bytes.Buffer
	for _, p := range pieces {
		switch p.kind {
		case words:
			out.WriteString(xmlText(p.text))
		case alone:
			fmt.Fprintf(&out, `<ph id="%s" ctype="%s">%s</ph>`, p.id, kind12(p.code), xmlText(p.text))
		case opens:
			fmt.Fprintf(&out, `<g id="%s" ctype="%s">`, p.id, kind12(p.code))
		case closes:
			out.WriteString("</g>")
		}
	}
	return out.String()
}

func kind12(code markup.Inline) string {
	switch code.Kind {
	case markup.Strong:
		return "bold"
	case markup.Emphasis:
		return "italic"
	case markup.Link:
		return "link"
	case markup.Break:
		return "lb"
	}
	return "x-placeholder"
}

func readXLIFF12(root *node) (ReadPackageResult, error) {
	out := ReadPackageResult{Format: XLIFF12, Version: "1.2"}
	for _, file := range root.all("file") {
		target := file.attr("target-language")
		switch {
		case target == "" || out.Target != "" && target != out.Target:
			return out, &PackageError{Line: file.line, Reason: UnreadLanguage}
		case out.Target == "":
			out.Source, out.Target = file.attr("source-language"), target
		}
		for _, unit := range descend(file, "trans-unit", "body", "group") {
			out.Segments = append(out.Segments, readUnit12(unit))
		}
	}
	if out.Target == "" {
		return out, &PackageError{Line: root.line, Reason: UnreadLanguage}
	}
	return out, nil
}

func readUnit12(unit *node) ReturnedSegment {
	out := ReturnedSegment{ID: unit.attr("id"), Base: unit.attr("extradata"), Line: unit.line, format: XLIFF12}
	out.Name, out.Ours = parseName(out.ID)
	out.source.pieces = pieces12(unit.first("source"))
	if target := unit.first("target"); target != nil {
		out.target.pieces = pieces12(target)
		out.State = saidBy12(target.attr("state"), unit.attr("approved"))
	}
	if out.State == "" && out.target.plain() == out.source.plain() {
		out.target = content{} // the copy that nobody has touched
	}
	return out
}

// pieces12 reads what stands in a source or target of XLIFF 1.2.
func pieces12(n *node) []piece {
	var out []piece
	if n == nil {
		return nil
	}
	for _, kid := range n.kids {
		id, shown := kid.attr("id"), kid.attr("equiv-text")
		switch kid.name {
		case "":
			out = append(out, piece{kind: words, text: foldWhite(kid.text)})
		case "ph", "x", "it":
			out = append(out, piece{kind: alone, id: id, text: cmp.Or(kid.content(), shown)})
		case "g":
			out = append(out, piece{kind: opens, id: id, text: shown})
			out = append(out, pieces12(kid)...)
			out = append(out, piece{kind: closes, id: id})
		case "bpt", "bx":
			out = append(out, piece{kind: opens, id: id, text: cmp.Or(kid.content(), shown)})
		case "ept", "ex":
			out = append(out, piece{kind: closes, id: opened12(n, kid), text: cmp.Or(kid.content(), shown)})
		default:
			out = append(out, pieces12(kid)...)
		}
	}
	return out
}

// opened12 finds the code that an end belongs to: the one of the same rid, or
// else of the same id.
func opened12(n, end *node) string {
	rid := end.attr("rid")
	for _, kid := range n.kids {
		if (kid.name == "bpt" || kid.name == "bx") && rid != "" && kid.attr("rid") == rid {
			return kid.attr("id")
		}
	}
	return end.attr("id")
}

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
	for _, term := range s.Terms {
		fmt.Fprintf(out, "    <note from=\"glossary\">%s</note>\n", xmlText(term.text()))
	}
	writeContext12(out, s)
	for _, m := range s.Matches {
		source, target := packed(m.Source, m.Target)
		fmt.Fprintf(out, "    <alt-trans match-quality=\"%d%%\"%s>\n     <source>%s</source>\n     <target>%s</target>\n    </alt-trans>\n",
			min(m.Score, 100), attribute("origin", m.Origin), xml12(source), xml12(target))
	}
	out.WriteString("   </trans-unit>\n")
}

func writeContext12(out *bytes.Buffer, s PackageSegment) {
	if s.Before == "" && s.After == "" {
		return
	}
	out.WriteString("    <context-group name=\"neighbours\" purpose=\"information\">\n")
	for _, side := range []struct{ kind, text string }{{"x-before", s.Before}, {"x-after", s.After}} {
		if side.text != "" {
			fmt.Fprintf(out, "     <context context-type=\"%s\">%s</context>\n", side.kind, xmlText(side.text))
		}
	}
	out.WriteString("    </context-group>\n")
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
	for _, file := range root.All("file") {
		target := file.Attr("target-language")
		switch {
		case target == "" || out.Target != "" && target != out.Target:
			return out, &PackageError{Line: file.Line, Reason: UnreadLanguage}
		case out.Target == "":
			out.Source, out.Target = file.Attr("source-language"), target
		}
		for _, unit := range descend(file, "trans-unit", "body", "group") {
			out.Segments = append(out.Segments, readUnit12(unit))
		}
	}
	if out.Target == "" {
		return out, &PackageError{Line: root.Line, Reason: UnreadLanguage}
	}
	return out, nil
}

func readUnit12(unit *node) ReturnedSegment {
	out := ReturnedSegment{ID: unit.Attr("id"), Base: unit.Attr("extradata"), Line: unit.Line, format: XLIFF12}
	out.Name, out.Ours = parseName(out.ID)
	out.source.pieces = pieces12(unit.First("source"))
	if target := unit.First("target"); target != nil {
		out.target.pieces = pieces12(target)
		out.State = saidBy12(target.Attr("state"), unit.Attr("approved"))
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
	for _, kid := range n.Kids {
		id, shown := kid.Attr("id"), kid.Attr("equiv-text")
		switch kid.Name {
		case "":
			out = append(out, piece{kind: words, text: foldWhite(kid.Text)})
		case "ph", "x", "it":
			out = append(out, piece{kind: alone, id: id, text: cmp.Or(kid.Content(), shown)})
		case "g":
			out = append(out, piece{kind: opens, id: id, text: shown})
			out = append(out, pieces12(kid)...)
			out = append(out, piece{kind: closes, id: id})
		case "bpt", "bx":
			out = append(out, piece{kind: opens, id: id, text: cmp.Or(kid.Content(), shown)})
		case "ept", "ex":
			out = append(out, piece{kind: closes, id: opened12(n, kid), text: cmp.Or(kid.Content(), shown)})
		default:
			out = append(out, pieces12(kid)...)
		}
	}
	return out
}

// opened12 finds the code that an end belongs to: the one of the same rid, or
// else of the same id.
func opened12(n, end *node) string {
	rid := end.Attr("rid")
	for _, kid := range n.Kids {
		if (kid.Name == "bpt" || kid.Name == "bx") && rid != "" && kid.Attr("rid") == rid {
			return kid.Attr("id")
		}
	}
	return end.Attr("id")
}

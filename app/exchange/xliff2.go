package exchange

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// packageSpace is the XML namespace of what only this program understands.
const packageSpace = "urn:clausedesk:package:1"

// states2 says how XLIFF 2 has each state, with a subState where it has none
// of that name.
var states2 = map[policy.State]struct{ state, sub string }{
	policy.Untranslated: {"initial", ""},
	policy.Stale:        {"initial", "clausedesk:stale"},
	policy.Draft:        {"translated", "clausedesk:draft"},
	policy.Reviewed:     {"reviewed", ""},
	policy.Approved:     {"final", ""},
}

// said2 are the states of XLIFF 2, from the least.
var said2 = []struct {
	state string
	is    policy.State
}{
	{"initial", ""},
	{"translated", policy.Draft},
	{"reviewed", policy.Reviewed},
	{"final", policy.Approved},
}

// rank2 is the place of a state in said2; one that is unsaid is initial.
func rank2(state string) int {
	for i, said := range said2 {
		if said.state == state {
			return i
		}
	}
	return 0
}

func saidBy2(state string) policy.State { return said2[rank2(state)].is }

func writeXLIFF2(out *bytes.Buffer, p Package) {
	fmt.Fprintf(out, `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:clausedesk="%s" version="2.1" srcLang="%s" trgLang="%s">
`, packageSpace, xmlText(p.Source), xmlText(p.Target))
	for _, file := range p.Files {
		fmt.Fprintf(out, " <file id=\"%s\" original=\"%s\">\n", escapeName(file.Policy), xmlText(file.Title))
		for _, segment := range file.Segments {
			writeUnit2(out, segment)
		}
		out.WriteString(" </file>\n")
	}
	out.WriteString("</xliff>\n")
}

func writeUnit2(out *bytes.Buffer, s PackageSegment) {
	source, target := packed(s.Source, s.Target)
	fmt.Fprintf(out, "  <unit id=\"%s\" clausedesk:base=\"%s\">\n", s.Name, xmlText(s.Base))
	if len(s.Notes) > 0 {
		out.WriteString("   <notes>\n")
		for _, note := range s.Notes {
			fmt.Fprintf(out, "    <note category=\"context\">%s</note>\n", xmlText(note))
		}
		out.WriteString("   </notes>\n")
	}
	data := dataOf(append(slices.Clone(source), target...))
	if len(data) > 0 {
		out.WriteString("   <originalData>\n")
		for i, text := range data {
			fmt.Fprintf(out, "    <data id=\"d%d\">%s</data>\n", i+1, xmlText(text))
		}
		out.WriteString("   </originalData>\n")
	}
	state := states2[s.State]
	fmt.Fprintf(out, "   <segment state=\"%s\"%s>\n", state.state, attribute("subState", state.sub))
	fmt.Fprintf(out, "    <source>%s</source>\n", xml2(source, data))
	if s.Target != "" {
		fmt.Fprintf(out, "    <target>%s</target>\n", xml2(target, data))
	}
	out.WriteString("   </segment>\n  </unit>\n")
}

func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + xmlText(value) + `"`
}

// dataOf lists what codes stand for, each once.
func dataOf(pieces []piece) []string {
	var out []string
	for _, p := range pieces {
		if p.kind != words && !slices.Contains(out, p.text) {
			out = append(out, p.text)
		}
	}
	return out
}

// xml2 writes pieces as XLIFF 2 has them.
func xml2(pieces []piece, data []string) string {
	var out bytes.Buffer
	for i, p := range pieces {
		ref := func(p piece) int { return slices.Index(data, p.text) + 1 }
		switch p.kind {
		case words:
			out.WriteString(xmlText(p.text))
		case alone:
			fmt.Fprintf(&out, `<ph id="%s" dataRef="d%d"%s canCopy="no" canDelete="no"%s/>`,
				p.id, ref(p), kind2(p.code), attribute("disp", disp(p)))
		case opens:
			end := slices.IndexFunc(pieces[i:], func(e piece) bool { return e.kind == closes && e.id == p.id })
			fmt.Fprintf(&out, `<pc id="%s" dataRefStart="d%d" dataRefEnd="d%d"%s canCopy="no" canDelete="no">`,
				p.id, ref(p), ref(pieces[i+end]), kind2(p.code))
		case closes:
			out.WriteString("</pc>")
		}
	}
	return out.String()
}

func disp(p piece) string {
	if p.code.Kind == markup.Placeholder {
		return p.text
	}
	return ""
}

func kind2(code markup.Inline) string {
	switch code.Kind {
	case markup.Strong:
		return ` type="fmt" subType="xlf:b"`
	case markup.Emphasis:
		return ` type="fmt" subType="xlf:i"`
	case markup.Link:
		return ` type="link"`
	case markup.Break:
		return ` type="fmt" subType="xlf:lb"`
	}
	return ` type="ui" subType="xlf:var"`
}

func readXLIFF2(root *node) (ReadPackageResult, error) {
	out := ReadPackageResult{
		Format: XLIFF, Version: root.attr("version"), Source: root.attr("srcLang"), Target: root.attr("trgLang"),
	}
	if out.Target == "" {
		return out, &PackageError{Line: root.line, Reason: UnreadLanguage}
	}
	for _, unit := range descend(root, "unit", "file", "group") {
		out.Segments = append(out.Segments, readUnit2(unit))
	}
	return out, nil
}

// descend lists elements of a name, in order, looking into others of the given
// names.
func descend(n *node, name string, into ...string) []*node {
	var out []*node
	for _, kid := range n.kids {
		switch {
		case !kid.ours:
		case kid.name == name:
			out = append(out, kid)
		case slices.Contains(into, kid.name):
			out = append(out, descend(kid, name, into...)...)
		}
	}
	return out
}

// unitPart is a segment of a unit, or what stands between two.
type unitPart struct {
	*node
	order int
}

func readUnit2(unit *node) ReturnedSegment {
	out := ReturnedSegment{ID: unit.attr("id"), Base: unit.attr("base"), Line: unit.line, format: XLIFF}
	out.Name, out.Ours = parseName(out.ID)
	data := map[string]string{}
	if original := unit.first("originalData"); original != nil {
		for _, d := range original.all("data") {
			data[d.attr("id")] = d.content()
		}
	}
	parts := partsOf(unit)
	lowest := len(said2) - 1
	for _, p := range parts {
		out.source.pieces = append(out.source.pieces, pieces2(p.first("source"), data)...)
		if p.name == "segment" {
			lowest = min(lowest, rank2(p.attr("state")))
		}
	}
	out.State = said2[lowest].is
	out.target.pieces = target2(parts, data)
	return out
}

// partsOf lists the segments of a unit and what stands between them.
func partsOf(unit *node) []unitPart {
	var out []unitPart
	for _, kid := range unit.kids {
		if kid.ours && (kid.name == "segment" || kid.name == "ignorable") {
			out = append(out, unitPart{kid, len(out) + 1})
		}
	}
	return out
}

// target2 joins the translations of the segments, in the order that the file
// gives them. It is empty while one of them has none.
func target2(parts []unitPart, data map[string]string) []piece {
	for i, p := range parts {
		target := p.first("target")
		switch {
		case target == nil && p.name == "segment":
			return nil
		case target == nil:
		default:
			if order, err := strconv.Atoi(target.attr("order")); err == nil {
				parts[i].order = order
			}
		}
	}
	slices.SortStableFunc(parts, func(a, b unitPart) int { return cmp.Compare(a.order, b.order) })
	var out []piece
	for _, p := range parts {
		text := p.first("target")
		if text == nil {
			text = p.first("source")
		}
		out = append(out, pieces2(text, data)...)
	}
	return out
}

// pieces2 reads what stands in a source or target of XLIFF 2.
func pieces2(n *node, data map[string]string) []piece {
	var out []piece
	if n == nil {
		return nil
	}
	for _, kid := range n.kids {
		id := kid.attr("id")
		shown := cmp.Or(data[kid.attr("dataRef")], kid.attr("disp"), kid.attr("equiv"))
		switch kid.name {
		case "":
			out = append(out, piece{kind: words, text: foldWhite(kid.text)})
		case "ph":
			out = append(out, piece{kind: alone, id: id, text: shown})
		case "pc":
			out = append(out, piece{kind: opens, id: id, text: data[kid.attr("dataRefStart")]})
			out = append(out, pieces2(kid, data)...)
			out = append(out, piece{kind: closes, id: id, text: data[kid.attr("dataRefEnd")]})
		case "sc":
			out = append(out, piece{kind: opens, id: id, text: shown})
		case "ec":
			out = append(out, piece{kind: closes, id: cmp.Or(kid.attr("startRef"), id), text: shown})
		case "cp":
			if r, err := strconv.ParseInt(kid.attr("hex"), 16, 32); err == nil {
				out = append(out, piece{kind: words, text: string(rune(r))})
			}
		default:
			out = append(out, pieces2(kid, data)...)
		}
	}
	return out
}

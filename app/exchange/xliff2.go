package exchange

import (
	"cmp"
	"slices"
	"strconv"

	"clausedesk/app/policy"
)

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

func readXLIFF2(root *node) (ReadPackageResult, error) {
	out := ReadPackageResult{
		Format: XLIFF, Version: root.Attr("version"), Source: root.Attr("srcLang"), Target: root.Attr("trgLang"),
	}
	if out.Target == "" {
		return out, &PackageError{Line: root.Line, Reason: UnreadLanguage}
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
	for _, kid := range n.Kids {
		switch {
		case kid.Space != n.Space:
		case kid.Name == name:
			out = append(out, kid)
		case slices.Contains(into, kid.Name):
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
	out := ReturnedSegment{ID: unit.Attr("id"), Base: anyAttr(unit, "base"), Line: unit.Line, format: XLIFF}
	out.Name, out.Ours = parseName(out.ID)
	data := map[string]string{}
	if original := unit.First("originalData"); original != nil {
		for _, d := range original.All("data") {
			data[d.Attr("id")] = d.Content()
		}
	}
	parts := partsOf(unit)
	lowest := len(said2) - 1
	for _, p := range parts {
		out.source.pieces = append(out.source.pieces, pieces2(p.First("source"), data)...)
		if p.Name == "segment" {
			lowest = min(lowest, rank2(p.Attr("state")))
		}
	}
	out.State = said2[lowest].is
	out.target.pieces = target2(parts, data)
	return out
}

// partsOf lists the segments of a unit and what stands between them.
func partsOf(unit *node) []unitPart {
	var out []unitPart
	for _, kid := range unit.Kids {
		if kid.Space == unit.Space && (kid.Name == "segment" || kid.Name == "ignorable") {
			out = append(out, unitPart{kid, len(out) + 1})
		}
	}
	return out
}

// target2 joins the translations of the segments, in the order that the file
// gives them. It is empty while one of them has none.
func target2(parts []unitPart, data map[string]string) []piece {
	for i, p := range parts {
		target := p.First("target")
		switch {
		case target == nil && p.Name == "segment":
			return nil
		case target == nil:
		default:
			if order, err := strconv.Atoi(target.Attr("order")); err == nil {
				parts[i].order = order
			}
		}
	}
	slices.SortStableFunc(parts, func(a, b unitPart) int { return cmp.Compare(a.order, b.order) })
	var out []piece
	for _, p := range parts {
		text := p.First("target")
		if text == nil {
			text = p.First("source")
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
	for _, kid := range n.Kids {
		id := kid.Attr("id")
		shown := cmp.Or(data[kid.Attr("dataRef")], kid.Attr("disp"), kid.Attr("equiv"))
		switch kid.Name {
		case "":
			out = append(out, piece{kind: words, text: foldWhite(kid.Text)})
		case "ph":
			out = append(out, piece{kind: alone, id: id, text: shown})
		case "pc":
			out = append(out, piece{kind: opens, id: id, text: data[kid.Attr("dataRefStart")]})
			out = append(out, pieces2(kid, data)...)
			out = append(out, piece{kind: closes, id: id, text: data[kid.Attr("dataRefEnd")]})
		case "sc":
			out = append(out, piece{kind: opens, id: id, text: shown})
		case "ec":
			out = append(out, piece{kind: closes, id: cmp.Or(kid.Attr("startRef"), id), text: shown})
		case "cp":
			if r, err := strconv.ParseInt(kid.Attr("hex"), 16, 32); err == nil {
				out = append(out, piece{kind: words, text: string(rune(r))})
			}
		default:
			out = append(out, pieces2(kid, data)...)
		}
	}
	return out
}

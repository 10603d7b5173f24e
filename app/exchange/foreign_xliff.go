package exchange

import (
	"cmp"

	"clausedesk/app/exchange/xliff"
)

// openXLIFF lists the segments of XLIFF of any version.
func (f *foreignFile) openXLIFF() error {
	root, err := parseXML(f.text)
	if err != nil {
		return err
	}
	f.Version = root.Attr("version")
	switch {
	case root.Name != "xliff":
		return &PackageError{Line: root.Line, Reason: UnreadKind}
	case f.Version == "1.2":
		f.Format = XLIFF12
		f.walk12(root, false, false)
	case f.Version == "2.0", f.Version == "2.1", f.Version == "2.2":
		f.Format, f.Source, f.Target = XLIFF, root.Attr("srcLang"), root.Attr("trgLang")
		f.walk2(root, false, false)
	default:
		return &PackageError{Line: root.Line, Reason: UnreadVersion, Detail: f.Version}
	}
	return nil
}

// told returns what an element says of yes or no, or what is said around it.
func told(n *node, name, yes string, around bool) bool {
	if said, there := n.Lookup("", name); there {
		return said == yes
	}
	return around
}

func spaced2(n *node, around bool) bool {
	if said, there := n.Lookup(xliff.XMLSpace, "space"); there {
		return said == "preserve"
	}
	return around
}

func (f *foreignFile) walk2(n *node, locked, preserve bool) {
	locked = told(n, "translate", "no", locked)
	preserve = spaced2(n, preserve)
	for _, kid := range n.All("file", "group", "unit") {
		f.walk2(kid, locked, preserve)
	}
	if n.Name != "unit" {
		return
	}
	data := map[string]string{}
	if original := n.First("originalData"); original != nil {
		for _, d := range original.All("data") {
			data[d.Attr("id")] = d.Content()
		}
	}
	for _, segment := range n.All("segment") {
		if source := segment.First("source"); source != nil {
			f.spot2(n, segment, source, data, locked || told(n, "translate", "no", locked), spaced2(source, preserve))
		}
	}
}

func (f *foreignFile) spot2(unit, segment, source *node, data map[string]string, locked, preserve bool) {
	t := &foreignXML{file: f, source: source, target: segment.First("target"), preserve: preserve, data: data, behind: source}
	s := spot{ForeignSegment: ForeignSegment{
		Unit: unit.Attr("id"), ID: segment.Attr("id"), Line: segment.Line, Locked: locked, State: saidBy2(segment.Attr("state")),
	}}
	s.Source, s.Target = t.texts(t.pieces2)
	s.write = func(change Change) ([]splice, []CodeProblem) {
		out, problems := t.write(change.Target, "")
		if state := stateOf(change); state != "" && (state != s.State || change.Target == "") {
			out = append(out, f.setAttrs(segment, map[string]string{"state": states2[state].state, "subState": ""}))
		}
		return out, problems
	}
	f.spots = append(f.spots, s)
}

func (f *foreignFile) walk12(n *node, locked, preserve bool) {
	locked = told(n, "translate", "no", locked)
	preserve = spaced2(n, preserve)
	if n.Name == "file" {
		f.Source, f.Target = cmp.Or(f.Source, n.Attr("source-language")), cmp.Or(f.Target, n.Attr("target-language"))
	}
	for _, kid := range n.All("file", "body", "group", "trans-unit") {
		f.walk12(kid, locked, preserve)
	}
	if source := n.First("source"); n.Name == "trans-unit" && source != nil {
		f.spot12(n, source, locked, spaced2(source, preserve))
	}
}

func (f *foreignFile) spot12(unit, source *node, locked, preserve bool) {
	behind := source
	if cut := unit.First("seg-source"); cut != nil {
		source, behind = cut, cut
	}
	t := &foreignXML{file: f, source: source, target: unit.First("target"), preserve: preserve, behind: behind}
	s := spot{ForeignSegment: ForeignSegment{Unit: unit.Attr("id"), Line: unit.Line, Locked: locked}}
	if t.target != nil {
		s.State = saidBy12(t.target.Attr("state"), unit.Attr("approved"))
	}
	s.Source, s.Target = t.texts(t.pieces12)
	if s.State == "" && s.Target == s.Source {
		s.Target = "" // a copy that nobody has touched
	}
	s.write = func(change Change) ([]splice, []CodeProblem) {
		state := stateOf(change)
		if state == "" || state == s.State && change.Target != "" {
			return t.write(change.Target, "")
		}
		out, problems := t.write(change.Target, states12[state].state)
		approved := states12[state].approved
		if unit.Attr("approved") == "" && approved == "no" {
			return out, problems
		}
		return append(out, f.setAttrs(unit, map[string]string{"approved": approved})), problems
	}
	f.spots = append(f.spots, s)
}

package xliff

import (
	"slices"
	"strings"
)

// code is an inline code or marker of a text, and where it stands.
type code struct {
	*Node
	in     string // the id of the pc around it
	index  int    // of the part it stands in
	before int    // how many codes stand before it
}

// side is all texts of a unit in one language, in the order in which they
// read.
type side struct {
	codes []code
	held  map[string]bool // identifiers that parts without a text here still have
}

// codes judges inline codes: each by itself, and as pairs and sequences.
func (j *judge) codes(u *unitScope) {
	sources := u.side(u.parts, func(p part) *Node { return p.source })
	targets := u.side(u.flowing(), func(p part) *Node { return p.target })
	targets.held = u.untranslated()
	for _, s := range []side{sources, targets} {
		for _, c := range s.codes {
			j.code(u, c.Node)
			j.annotation(u, c.Node)
		}
		j.pairs(s, "sc", "ec")
		j.pairs(s, "sm", "em")
		j.sequences(s)
	}
	j.kept(u, sources, targets)
	j.reordered(sources, targets)
}

func (u *unitScope) side(parts []part, text func(part) *Node) side {
	var out side
	for i, p := range parts {
		if in := text(p); in != nil {
			out.collect(in, in, "", i)
		}
	}
	return out
}

func (s *side) collect(text, n *Node, in string, index int) {
	for _, kid := range n.Kids {
		if kid.Name == "" || kid.Space != text.Space {
			continue
		}
		if kid.Name != "cp" {
			s.codes = append(s.codes, code{kid, in, index, len(s.codes)})
		}
		inner := in
		if kid.Name == "pc" {
			inner = kid.Attr("id")
		}
		s.collect(text, kid, inner, index)
	}
}

// untranslated lists the identifiers in sources that have no target yet: what
// belongs together may come apart until they have.
func (u *unitScope) untranslated() map[string]bool {
	out := map[string]bool{}
	for _, p := range u.parts {
		if p.target != nil {
			continue
		}
		for _, c := range codesIn(p.source) {
			out[c.Attr("id")] = true
			if c.Name == "ec" || c.Name == "em" {
				out["end of "+c.Attr("startRef")] = true
			}
		}
	}
	return out
}

// code judges one code by itself.
func (j *judge) code(u *unitScope, n *Node) {
	if n.has("subType") {
		j.subType(n)
	}
	for _, name := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
		if ref := n.Attr(name); ref != "" && !u.data[ref] {
			j.wrong(n, NoSuch, name, ref)
		}
	}
	for _, name := range []string{"subFlows", "subFlowsStart", "subFlowsEnd"} {
		for _, ref := range strings.Fields(n.Attr(name)) {
			if u.file != nil && isToken(ref) {
				u.file.flows = append(u.file.flows, flow{n.Line, n.Name, name, ref})
			}
		}
	}
	if reorder := n.Attr("canReorder"); reorder == "no" || reorder == "firstNo" {
		for _, name := range []string{"canCopy", "canDelete"} {
			if n.Attr(name) != "no" {
				j.wrong(n, ReorderNeeds, name, reorder)
			}
		}
	}
	if n.has("copyOf") {
		j.copyOf(u, n)
	}
	if n.Name == "ec" {
		j.endCode(n)
	}
}

func (j *judge) subType(n *Node) {
	kind, sub := n.Attr("type"), n.Attr("subType")
	if !n.has("type") {
		j.wrong(n, NeedsAttribute, "subType", "type")
		return
	}
	fits := true
	switch sub {
	case "xlf:b", "xlf:i", "xlf:u", "xlf:lb", "xlf:pb":
		fits = kind == "fmt"
	case "xlf:var":
		fits = kind == "ui"
	default:
		fits = !strings.HasPrefix(sub, "xlf:")
	}
	if !fits {
		j.wrong(n, SubTypeMismatch, "subType", sub)
	}
}

// copyOf judges a code made from another one, which must allow it and have no
// original data.
func (j *judge) copyOf(u *unitScope, n *Node) {
	ref := n.Attr("copyOf")
	base := u.sources[ref]
	if base == nil {
		base = u.targets[ref]
	}
	switch {
	case base == nil || base.Name == "segment" || base.Name == "ignorable":
		j.wrong(n, NoSuch, "copyOf", ref)
	case base.Attr("canCopy") == "no":
		j.wrong(n, CopyForbidden, "copyOf", ref)
	case withData(n), withData(base):
		j.wrong(n, CopyWithData, "copyOf", ref)
	}
}

func withData(n *Node) bool { return n.has("dataRef") || n.has("dataRefStart") || n.has("dataRefEnd") }

// endCode judges what an end says of itself: isolated by an id, and otherwise
// by where it starts.
func (j *judge) endCode(n *Node) {
	isolated := n.Attr("isolated") == "yes"
	if n.has("id") != isolated || n.has("startRef") == isolated {
		j.wrong(n, IDAndStart, "", "")
	}
	if n.has("dir") && !isolated {
		j.wrong(n, NeedsIsolated, "dir", "")
	}
}

// pairs joins starts with their ends.
func (j *judge) pairs(s side, start, end string) {
	open, met := map[string]*Node{}, map[string]bool{}
	for _, c := range s.codes {
		switch c.Name {
		case start:
			if !met[c.Attr("id")] {
				open[c.Attr("id")] = c.Node
			}
			met[c.Attr("id")] = true
		case end:
			ref := c.Attr("startRef")
			if ref == "" {
				continue
			}
			begin := open[ref]
			switch {
			case begin == nil && !s.held[ref]:
				j.wrong(c.Node, NoStart, "startRef", ref)
			case begin == nil:
			case begin.Attr("isolated") == "yes":
				j.wrong(begin, NotIsolated, "isolated", ref)
			case start == "sc":
				j.sameHints(begin, c.Node)
			}
			delete(open, ref)
		}
	}
	for _, c := range s.codes {
		id := c.Attr("id")
		if c.Name == start && open[id] == c.Node && c.Attr("isolated") != "yes" && !s.held["end of "+id] {
			j.wrong(c.Node, NoEnd, "id", id)
		}
	}
}

// sameHints judges whether the ends of a span allow the same.
func (j *judge) sameHints(start, end *Node) {
	for _, name := range []string{"canCopy", "canDelete", "canOverlap"} {
		if start.or(name, "yes") != end.or(name, "yes") {
			j.wrong(end, EndDiffers, name, start.or(name, "yes"))
		}
	}
	want := start.or("canReorder", "yes")
	if want == "firstNo" {
		want = "no"
	}
	if end.or("canReorder", "yes") != want {
		j.wrong(end, EndDiffers, "canReorder", want)
	}
}

func (c code) spans() bool { return slices.Contains([]string{"ph", "pc", "sc", "ec"}, c.Name) }

// name is what a code goes by in source and target.
func (c code) name() string {
	if c.Name == "ec" && c.has("startRef") {
		return "end of " + c.Attr("startRef")
	}
	return c.Attr("id")
}

// spanning lists codes without markers, numbered anew.
func (s side) spanning() []code {
	var out []code
	for _, c := range s.codes {
		if c.spans() {
			c.before = len(out)
			out = append(out, c)
		}
	}
	return out
}

// sequences judges that what may not be reordered follows what it belongs to.
func (j *judge) sequences(s side) {
	before := "yes"
	for _, c := range s.spanning() {
		now := c.or("canReorder", "yes")
		if now == "no" && before == "yes" && !s.held[c.name()] {
			j.wrong(c.Node, ReorderStart, "canReorder", "")
		}
		before = now
	}
}

// kept judges that codes which may not be deleted are in the translation.
func (j *judge) kept(u *unitScope, sources, targets side) {
	there := map[string]bool{}
	for _, c := range targets.spanning() {
		there[c.name()] = true
	}
	for _, c := range sources.spanning() {
		p := u.parts[c.index]
		if c.Attr("canDelete") == "no" && p.Name == "segment" && p.target != nil && !there[c.name()] && c.name() != "" {
			j.wrong(p.target, CodeDeleted, "canDelete", c.name())
		}
	}
}

// reordered judges that sequences stand in the translation as in the source.
func (j *judge) reordered(sources, targets side) {
	at := map[string]code{}
	for _, c := range targets.spanning() {
		at[c.name()] = c
	}
	var last code
	var follows bool // last is of a sequence
	for _, c := range sources.spanning() {
		now := c.or("canReorder", "yes")
		before, okBefore := at[last.nameOrNone()]
		here, okHere := at[c.name()]
		if now == "no" && follows && okBefore && okHere && (here.before != before.before+1 || here.in != c.in) {
			j.wrong(here.Node, Reordered, "canReorder", c.name())
		}
		last, follows = c, now != "yes"
	}
}

func (c code) nameOrNone() string {
	if c.Node == nil {
		return ""
	}
	return c.name()
}

package xliff

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// unitScope is a unit while it is judged.
type unitScope struct {
	*frame
	node    *Node
	parts   []part
	data    map[string]bool
	notes   map[string]bool
	sources map[string]*Node // inline elements of sources, and parts, by identifier
	targets map[string]*Node // inline elements of targets
}

// part is a segment or an ignorable.
type part struct {
	*Node
	source, target *Node
	place          int // in the target language
}

func (j *judge) unit(up *frame, n *Node) {
	if up.file != nil {
		j.unique(up.file.units, n, n.Attr("id"))
	}
	u := j.openUnit(up, n)
	for _, kid := range n.Kids {
		switch key := j.key(kid); {
		case kid.Name == "":
		case key == "notes":
			j.noteIDs(kid)
		case key == other || strings.Contains(key, ":"):
			j.extension(u.frame, kid, key)
		}
	}
	j.modulesOn(n, u.frame)
	if len(u.parts) > 0 && n.First("segment") == nil {
		j.wrong(n, MissingElement, "", "segment")
	}
	j.partIDs(u)
	j.texts(u)
	j.order(u)
	j.codes(u)
	j.moduleRefs(u)
}

func (j *judge) openUnit(up *frame, n *Node) *unitScope {
	inner := *up
	inner.node, inner.key, inner.ids, inner.sizes = n, "unit", map[string]bool{}, merge(up.sizes)
	if lang, said := n.Lookup(XMLSpace, "lang"); said {
		inner.lang = lang
	}
	if space, said := n.Lookup(XMLSpace, "space"); said {
		inner.space = space
	}
	u := &unitScope{
		frame: &inner, node: n, data: idsOf(n.First("originalData"), "data"), notes: idsOf(n.First("notes"), "note"),
		sources: map[string]*Node{}, targets: map[string]*Node{},
	}
	for _, p := range n.All("segment", "ignorable") {
		u.parts = append(u.parts, part{p, p.First("source"), p.First("target"), len(u.parts) + 1})
	}
	return u
}

func merge(ids map[string]bool) map[string]bool {
	out := map[string]bool{}
	for id := range ids {
		out[id] = true
	}
	return out
}

// idsOf lists the identifiers of the children of an element.
func idsOf(n *Node, name string) map[string]bool {
	out := map[string]bool{}
	if n == nil {
		return out
	}
	for _, kid := range n.All(name) {
		if id := kid.Attr("id"); id != "" {
			out[id] = true
		}
	}
	return out
}

// partIDs judges identifiers: those of parts and of what stands in sources are
// unique in the unit; what stands in a target has that of its counterpart.
func (j *judge) partIDs(u *unitScope) {
	if original := u.node.First("originalData"); original != nil {
		met := map[string]bool{}
		for _, data := range original.All("data") {
			j.unique(met, data, data.Attr("id"))
		}
	}
	for _, p := range u.parts {
		j.claim(u.sources, p.Node)
		for _, code := range codesIn(p.source) {
			j.claim(u.sources, code)
		}
	}
	for _, p := range u.parts {
		for _, code := range codesIn(p.target) {
			j.claim(u.targets, code)
			if like := u.sources[code.Attr("id")]; like != nil && !counterparts(code.Name, like.Name) {
				j.wrong(code, OtherElement, "id", code.Attr("id"))
			}
		}
	}
}

func (j *judge) claim(met map[string]*Node, n *Node) {
	id := n.Attr("id")
	if id == "" {
		return
	}
	if met[id] != nil {
		j.wrong(n, DuplicateID, "id", id)
		return
	}
	met[id] = n
}

// counterparts says whether one element may be the other's in a translation:
// a span may be written as one element or as two.
func counterparts(a, b string) bool {
	if a == b {
		return true
	}
	pair := a + " " + b
	return pair == "pc sc" || pair == "sc pc" || pair == "mrk sm" || pair == "sm mrk"
}

// codesIn lists the inline elements of a text in order, but for cp.
func codesIn(text *Node) []*Node {
	var out []*Node
	if text == nil {
		return nil
	}
	text.walk(func(n *Node) {
		if n != text && n.Name != "cp" && n.Space == text.Space {
			out = append(out, n)
		}
	})
	return out
}

// texts judges languages, spaces and states.
func (j *judge) texts(u *unitScope) {
	for _, p := range u.parts {
		if p.has("subState") && !p.has("state") {
			j.wrong(p.Node, NeedsAttribute, "subState", "state")
		}
		if p.source != nil {
			j.language(u, p.source, j.source)
		}
		if p.target == nil {
			continue
		}
		if j.target == "" {
			j.wrong(p.target, NoTargetLanguage, "", "")
		} else {
			j.language(u, p.target, j.target)
		}
		if p.source != nil && spaceIn(p.source, u.space) != spaceIn(p.target, u.space) {
			j.wrong(p.target, OtherSpace, "xml:space", spaceIn(p.target, u.space))
		}
	}
}

func spaceIn(n *Node, inherited string) string {
	if said, there := n.Lookup(XMLSpace, "space"); there {
		return said
	}
	return cmp.Or(inherited, "default")
}

// language judges the xml:lang of a text, its own or inherited.
func (j *judge) language(u *unitScope, text *Node, want string) {
	lang, said := text.Lookup(XMLSpace, "lang")
	if !said {
		lang = u.lang
	}
	if lang != "" && !within(lang, want) {
		j.wrong(text, OtherLanguage, "xml:lang", lang)
	}
}

// within says whether a language is another one, or a kind of it.
func within(lang, of string) bool {
	lang, of = strings.ToLower(lang), strings.ToLower(of)
	return lang == of || strings.HasPrefix(lang, of+"-")
}

// order judges where targets say that they stand, and puts the parts in that
// order.
func (j *judge) order(u *unitScope) {
	taken := map[int]bool{}
	for i := range u.parts {
		p := &u.parts[i]
		if p.target == nil {
			continue
		}
		if said, err := strconv.Atoi(p.target.Attr("order")); err == nil && said > 0 {
			p.place = said
		}
		switch {
		case p.place > len(u.parts):
			j.wrong(p.target, OrderRange, "order", strconv.Itoa(len(u.parts)))
		case taken[p.place]:
			j.wrong(p.target, OrderTaken, "order", strconv.Itoa(p.place))
		}
		taken[p.place] = true
	}
}

// flowing returns the targets in the order in which they read.
func (u *unitScope) flowing() []part {
	out := slices.Clone(u.parts)
	slices.SortStableFunc(out, func(a, b part) int { return cmp.Compare(a.place, b.place) })
	return out
}

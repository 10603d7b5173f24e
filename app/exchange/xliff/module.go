package xliff

import (
	"regexp"
	"strconv"
	"strings"
)

// sizing is what slr:profiles says: the standard profiles are known here.
type sizing struct{ general, storage bool }

// module judges an element of a module that was read to its end.
func (j *judge) module(up *frame, n *Node, key string) {
	switch key {
	case "mtc:matches":
		j.matches(n)
	case "gls:glossary":
		j.glossary(n)
	case "mda:metadata":
		j.metadata(n)
	case "res:resourceData":
		j.resources(n)
	case "val:validation":
		for _, rule := range n.All("rule") {
			j.rule(rule)
		}
	case "slr:profiles":
		up.profile = sizing{
			general: strings.HasPrefix(n.Attr("generalProfile"), "xliff:"),
			storage: strings.HasPrefix(n.Attr("storageProfile"), "xliff:"),
		}
	case "slr:data":
		up.sizes = merge(up.sizes)
		n.walk(func(inside *Node) { up.sizes[inside.Attr("id")] = true })
	case "ctr:changeTrack":
		j.changes(up, n)
	}
}

// modulesOn judges attributes of the size module on an element and, of a unit,
// on all within.
func (j *judge) modulesOn(n *Node, f *frame) {
	if n.Name != "unit" {
		j.sizes(n, f)
		return
	}
	n.walk(func(inside *Node) { j.sizes(inside, f) })
}

var limitShape = regexp.MustCompile(`^(?:\d+,)?(?:\d+|\*)$`)

func (j *judge) sizes(n *Node, f *frame) {
	for _, attr := range n.Attrs {
		if modules[attr.Space] != "slr" {
			continue
		}
		_, notCount := strconv.ParseUint(attr.Value, 10, 32)
		wrong := false
		switch attr.Name {
		case "sizeRestriction":
			wrong = f.profile.general && !limitShape.MatchString(attr.Value)
		case "storageRestriction":
			wrong = f.profile.storage && !limitShape.MatchString(attr.Value)
		case "sizeInfo":
			_, notNumber := strconv.ParseFloat(attr.Value, 64)
			wrong = notCount != nil && (f.profile.general || notNumber == nil)
		case "equivStorage":
			wrong = f.profile.storage && notCount != nil
		case "sizeInfoRef":
			wrong = !f.sizes[attr.Value]
		}
		if wrong {
			j.wrong(n, BadValue, "slr:"+attr.Name, attr.Value)
		}
	}
}

// matches judges translation candidates by themselves.
func (j *judge) matches(n *Node) {
	met := map[string]bool{}
	for _, match := range n.All("match") {
		j.unique(met, match, match.Attr("id"))
		if match.has("subType") && !match.has("type") {
			j.wrong(match, NeedsAttribute, "subType", "type")
		}
		j.candidate(match)
	}
}

// candidate judges the texts of a match, which have codes and data of their
// own.
func (j *judge) candidate(match *Node) {
	core := Node{Space: j.space, Kids: match.Kids}
	data := idsOf(core.First("originalData"), "data")
	if original := core.First("originalData"); original != nil {
		met := map[string]bool{}
		for _, d := range original.All("data") {
			j.unique(met, d, d.Attr("id"))
		}
	}
	source, target := map[string]*Node{}, map[string]*Node{}
	for _, side := range []struct {
		text *Node
		met  map[string]*Node
	}{{core.First("source"), source}, {core.First("target"), target}} {
		for _, c := range codesIn(side.text) {
			j.claim(side.met, c)
			for _, name := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
				if ref := c.Attr(name); ref != "" && !data[ref] {
					j.wrong(c, NoSuch, name, ref)
				}
			}
		}
	}
	for id, c := range target {
		if like := source[id]; like != nil && !counterparts(c.Name, like.Name) {
			j.wrong(c, OtherElement, "id", id)
		}
	}
}

func (j *judge) glossary(n *Node) {
	met := map[string]bool{}
	for _, entry := range n.All("glossEntry") {
		j.unique(met, entry, entry.Attr("id"))
		for _, translation := range entry.All("translation") {
			j.unique(met, translation, translation.Attr("id"))
		}
		if len(entry.All("translation", "definition")) == 0 {
			j.wrong(entry, MissingElement, "", "translation")
		}
	}
}

func (j *judge) metadata(n *Node) {
	met := map[string]bool{}
	n.walk(func(inside *Node) { j.unique(met, inside, inside.Attr("id")) })
}

// resources judges material that goes with a file or a unit.
func (j *judge) resources(n *Node) {
	met := map[string]bool{}
	for _, item := range n.All("resourceItem", "resourceItemRef") {
		j.unique(met, item, item.Attr("id"))
		for _, text := range item.All("source", "target") {
			j.hrefOrContent(text)
			lang, said := text.Lookup(XMLSpace, "lang")
			if said && text.Name == "source" && !within(lang, j.source) {
				j.wrong(text, OtherLanguage, "xml:lang", lang)
			}
		}
	}
}

// rule judges a rule of the validation module: it is about one thing.
func (j *judge) rule(n *Node) {
	const kinds = "isPresent, isNotPresent, startsWith, endsWith"
	count := 0
	for _, attr := range n.Attrs {
		if attr.Space != "" || strings.Contains(", "+kinds+",", " "+attr.Name+",") {
			count++
		}
	}
	if count != 1 {
		j.wrong(n, ExactlyOne, "", kinds)
	}
	if n.has("occurs") && !n.has("isPresent") {
		j.wrong(n, NeedsAttribute, "occurs", "isPresent")
	}
	if n.has("existsInSource") && n.has("isNotPresent") {
		j.wrong(n, Excludes, "existsInSource", "isNotPresent")
	}
}

// changes judges what a history of notes leads to.
func (j *judge) changes(up *frame, n *Node) {
	for _, revisions := range n.All("revisions") {
		if revisions.Attr("appliesTo") != "note" {
			continue
		}
		notes := map[string]*Node{}
		if all := (&Node{Space: j.space, Kids: up.node.Kids}).First("notes"); all != nil {
			for _, note := range all.All("note") {
				notes[note.Attr("id")] = note
			}
		}
		if up.key != "unit" {
			continue // its notes are not read yet
		}
		ref := revisions.Attr("ref")
		switch note := notes[ref]; {
		case revisions.has("ref") && note == nil:
			j.wrong(revisions, NoSuch, "ref", ref)
		case !revisions.has("ref") && len(notes) > 1:
			j.wrong(revisions, MissingAttribute, "ref", "")
		case note != nil:
			j.properties(revisions, note)
		}
	}
}

// properties judges that each revision of a note is about something a note has.
func (j *judge) properties(revisions, note *Node) {
	revisions.walk(func(item *Node) {
		property := item.Attr("property")
		if item.Name == "item" && property != "content" && !note.has(property) {
			j.wrong(item, BadValue, "property", property)
		}
	})
}

// moduleRefs judges references of modules into the unit.
func (j *judge) moduleRefs(u *unitScope) {
	for _, kid := range u.node.Kids {
		switch modules[kid.Space] {
		case "mtc":
			for _, match := range kid.All("match") {
				j.matched(u, match)
			}
		case "gls":
			kid.walk(func(n *Node) { j.reference(u, n, "ref") })
		}
	}
	if notes := u.node.First("notes"); notes != nil {
		for _, note := range notes.All("note") {
			j.reference(u, note, "ref")
		}
	}
}

// matched judges what a candidate is a candidate for: a text in this unit.
func (j *judge) matched(u *unitScope, match *Node) {
	ref, said := match.Lookup("", "ref")
	if !said {
		return
	}
	text, fragment := strings.CutPrefix(ref, "#")
	f, ok := parseFragment(text)
	switch {
	case !fragment || !ok:
		j.wrong(match, BadFragment, "ref", ref)
	case f.leaf != "" && f.leaf != "t" || !f.selects || !u.here(f) || !u.reaches(f):
		j.wrong(match, NoSuch, "ref", ref)
	}
}

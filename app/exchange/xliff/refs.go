package xliff

import "strings"

// fragment is a reference within a file: "#f=f1/u=1/n=n1".
type fragment struct {
	ids      map[string]string // by prefix; "" is an element of the text
	leaf     string            // the prefix of the last selector, "" or of a module
	selects  bool              // there is a leaf at all
	absolute bool
}

// registered are the prefixes of modules, and of extensions that the technical
// committee lists.
const registered = " mtc gls fs mda res slr val ctr pgs its itsm tbx "

// parseFragment reads what stands behind "#".
func parseFragment(text string) (fragment, bool) {
	f := fragment{ids: map[string]string{}}
	text, f.absolute = strings.CutPrefix(text, "/")
	rank := 0
	for i, selector := range strings.Split(text, "/") {
		prefix, id, prefixed := strings.Cut(selector, "=")
		if !prefixed {
			prefix, id = "", prefix
		}
		place := strings.Index("fgu", prefix) + 1
		if prefix == "" || place == 0 {
			place = 4
			f.leaf, f.selects = prefix, true
		}
		_, twice := f.ids[prefix]
		if twice || place <= rank || !isToken(id) || !knownPrefix(prefix) || i == 0 && f.absolute && prefix != "f" {
			return f, false
		}
		rank = place
		f.ids[prefix] = id
	}
	return f, true
}

func knownPrefix(prefix string) bool {
	return prefix == "" || len(prefix) == 1 && strings.Contains("fgundt", prefix) || listed(registered, prefix)
}

// annotation judges the reference of a marker.
func (j *judge) annotation(u *unitScope, n *Node) {
	if n.Name != "mrk" && n.Name != "sm" {
		return
	}
	kind := n.Attr("type")
	if kind == "comment" {
		j.comment(u, n)
		return
	}
	if kind == "mtc:match" && n.has("ref") {
		j.wrong(n, Excludes, "ref", "type=mtc:match")
	}
	j.reference(u, n, "ref")
}

// comment judges a comment: it says something itself, or leads to a note of
// the unit.
func (j *judge) comment(u *unitScope, n *Node) {
	if n.has("ref") == n.has("value") {
		j.wrong(n, ExactlyOne, "", "value, ref")
		return
	}
	if !n.has("ref") {
		return
	}
	ref := n.Attr("ref")
	text, within := strings.CutPrefix(ref, "#")
	f, ok := parseFragment(text)
	switch {
	case within && !ok:
		j.wrong(n, BadFragment, "ref", ref)
	case !within || f.leaf != "n" || !u.here(f) || !u.notes[f.ids["n"]]:
		j.wrong(n, NoSuch, "ref", ref)
	}
}

// here says whether a fragment leads into this unit.
func (u *unitScope) here(f fragment) bool {
	file, saysFile := f.ids["f"]
	unit, saysUnit := f.ids["u"]
	_, saysGroup := f.ids["g"]
	switch {
	case saysFile && u.file != nil && file != u.file.id, saysFile && !saysUnit, saysGroup && !saysUnit:
		return false
	}
	return !saysUnit || unit == u.node.Attr("id")
}

// reference judges a reference that may lead anywhere: its form, and where it
// leads as far as that is in this unit.
func (j *judge) reference(u *unitScope, n *Node, name string) {
	ref, said := n.Lookup("", name)
	text, fragment := strings.CutPrefix(ref, "#")
	if !said || !fragment {
		return
	}
	f, ok := parseFragment(text)
	if !ok {
		j.wrong(n, BadFragment, name, ref)
		return
	}
	if f.selects && u.here(f) && !u.reaches(f) {
		j.wrong(n, NoSuch, name, ref)
	}
}

// reaches says whether the unit has what a fragment names. Of modules it is
// taken on trust.
func (u *unitScope) reaches(f fragment) bool {
	id := f.ids[f.leaf]
	switch f.leaf {
	case "":
		return u.sources[id] != nil
	case "t":
		return u.targets[id] != nil
	case "n":
		return u.notes[id]
	case "d":
		return u.data[id]
	}
	return true
}

package xliff

import "strings"

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

// attributes judges the attributes of an element by its table.
func (j *judge) attributes(n *Node, key string, s *shape) {
	for _, name := range s.needs {
		if !n.has(name) {
			j.wrong(n, MissingAttribute, name, "")
		}
	}
	for _, attr := range n.Attrs {
		name := attr.Name
		switch attr.Space {
		case "":
		case XMLSpace:
			name = "xml:" + name
		case schemaInstance:
			continue
		default:
			j.foreign(n, attr, s)
			continue
		}
		judge, known := s.attrs[name]
		switch {
		case known && !judge(attr.Value):
			j.wrong(n, BadValue, name, attr.Value)
		case !known && (attr.Space == "" || !extensible(s, key, name)):
			j.wrong(n, UnknownAttribute, name, attr.Value)
		case !known && name == "xml:lang" && !isLanguage(attr.Value):
			j.wrong(n, BadValue, name, attr.Value)
		}
	}
}

// extensible says whether xml:lang and the like may stand on an element that
// has no word on them.
func extensible(s *shape, key, name string) bool {
	return s.foreign == "any" && (key != "mtc:match" || name != "xml:lang")
}

// foreign judges an attribute of another namespace.
func (j *judge) foreign(n *Node, attr Attr, s *shape) {
	module, known := modules[attr.Space]
	switch {
	case j.old:
		if s.foreign == "" {
			j.wrong(n, UnknownAttribute, attr.Name, attr.Value)
		}
	case s.foreign == "any" && !known, known && s.foreign != "" && open[module]:
	case s.foreign == "" || !known:
		j.wrong(n, UnknownAttribute, attr.Name, attr.Value)
	default:
		j.ofModule(n, attr, module)
	}
}

// ofModule judges an attribute of a module by itself.
func (j *judge) ofModule(n *Node, attr Attr, module string) {
	name := module + ":" + attr.Name
	if names, has := moduleAttributes[module]; !has || !listed(names, attr.Name) {
		j.wrong(n, UnknownAttribute, name, attr.Value)
		return
	}
	if n.Name == "ec" && n.Space == j.space && n.Attr("isolated") != "yes" && module != "pgs" {
		j.wrong(n, NeedsIsolated, name, "")
	}
	switch name {
	case "fs:fs":
		if !values["html"](attr.Value) {
			j.wrong(n, BadValue, name, attr.Value)
		}
	case "fs:subFs":
		if _, there := n.Lookup(attr.Space, "fs"); !there {
			j.wrong(n, NeedsAttribute, name, "fs:fs")
		}
	case "slr:sizeInfo":
		if _, there := n.Lookup(attr.Space, "sizeInfoRef"); there {
			j.wrong(n, Excludes, name, "slr:sizeInfoRef")
		}
	case "slr:sizeInfoRef":
		if !isToken(attr.Value) {
			j.wrong(n, BadValue, name, attr.Value)
		}
	}
}

// hrefOrContent judges what has either an address or content.
func (j *judge) hrefOrContent(n *Node) {
	switch full := len(n.Kids) > 0; {
	case n.has("href") && full:
		j.wrong(n, HrefAndContent, "href", "")
	case !n.has("href") && !full:
		j.wrong(n, EmptyAndNoHref, "href", "")
	}
}

// noteIDs judges the identifiers of notes, which are unique among them.
func (j *judge) noteIDs(notes *Node) {
	met := map[string]bool{}
	for _, note := range notes.All("note") {
		j.unique(met, note, note.Attr("id"))
	}
}

// extension judges the identifiers of an element that is not the core's:
// unique among those of its file, group or unit, each namespace for itself.
func (j *judge) extension(up *frame, n *Node, key string) {
	if key != other {
		j.module(up, n, key)
		return
	}
	n.walk(func(inside *Node) {
		id := inside.Attr("id")
		if xmlID, there := inside.Lookup(XMLSpace, "id"); there {
			id = xmlID
		}
		if id != "" {
			space := inside.Space + " "
			if up.ids[space+id] {
				j.wrong(inside, DuplicateID, "id", id)
			}
			up.ids[space+strings.TrimSpace(id)] = true
		}
	})
}

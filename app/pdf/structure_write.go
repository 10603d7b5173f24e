package pdf

import (
	"fmt"
	"strconv"
	"strings"
)

// structure writes the tree and returns the number of its root (ISO 32000-1,
// 14.7.2). The parent tree leads from marked content and links back to their
// elements: the keys are the pages, then the links.
func (f *file) structure(t *tree, lang string) int {
	root := f.reserve()
	f.number(t.root)
	f.element(t.root, root, lang, t.title)
	var parents strings.Builder
	for i, marked := range t.pages {
		refs := make([]string, len(marked))
		for id, e := range marked {
			refs[id] = ref(e.object)
		}
		page := f.add("[" + strings.Join(refs, " ") + "]")
		fmt.Fprintf(&parents, "%d %s\n", i, ref(page))
	}
	for i, a := range t.links {
		fmt.Fprintf(&parents, "%d %s\n", len(t.pages)+i, ref(a.of.object))
	}
	tree := f.add("<</Nums [" + strings.TrimSpace(parents.String()) + "]>>")
	f.objects[root] = fmt.Sprintf("<</Type /StructTreeRoot /K [%s] /ParentTree %s /ParentTreeNextKey %d>>",
		ref(t.root.object), ref(tree), len(t.pages)+len(t.links))
	return root
}

// number gives the elements their numbers, in the order in which they are
// read.
func (f *file) number(e *element) {
	e.object = f.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			f.number(k.element)
		}
	}
}

// element writes an element and all below it. The language stands where it
// differs from that of the element around. A figure without words of its own has
// the title.
func (f *file) element(e *element, up int, lang, title string) {
	var out strings.Builder
	out.WriteString("<</S /" + e.kind + " /P " + ref(up))
	if own := languageTag(e.lang); own != "" && own != lang {
		out.WriteString(" /Lang (" + own + ")")
		lang = own
	}
	if e.traits != "" {
		out.WriteString(" /A " + e.traits)
	}
	switch {
	case e.alt != "":
		out.WriteString(" /Alt " + pdfText(flat(e.alt)))
	case e.kind == "Figure":
		out.WriteString(" /Alt " + pdfText(title))
	}
	out.WriteString(e.content() + ">>")
	f.objects[e.object] = out.String()
	for _, k := range e.kids {
		if k.element != nil {
			f.element(k.element, e.object, lang, title)
		}
	}
}

// content is what an element holds: marked content of its page by number, of
// other pages with theirs.
func (e *element) content() string {
	page := e.page()
	kids := make([]string, len(e.kids))
	for i, k := range e.kids {
		switch {
		case k.element != nil:
			kids[i] = ref(k.element.object)
		case k.annotation != nil:
			kids[i] = "<</Type /OBJR /Pg " + ref(pageObject(k.annotation.page)) + " /Obj " + ref(k.annotation.object) + ">>"
		case k.page == page:
			kids[i] = strconv.Itoa(k.id)
		default:
			kids[i] = "<</Type /MCR /Pg " + ref(pageObject(k.page)) + " /MCID " + strconv.Itoa(k.id) + ">>"
		}
	}
	var out string
	if page >= 0 {
		out = " /Pg " + ref(pageObject(page))
	}
	switch len(kids) {
	case 0:
		return out
	case 1:
		return out + " /K " + kids[0]
	}
	return out + " /K [" + strings.Join(kids, " ") + "]"
}

// page is that of the first marked content of an element, -1 when it has none
// of its own.
func (e *element) page() int {
	for _, k := range e.kids {
		if k.element == nil && k.annotation == nil {
			return k.page
		}
	}
	return -1
}

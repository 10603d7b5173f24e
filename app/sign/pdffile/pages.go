package pdffile

const maxPages = 100_000

// Page is a leaf of the page tree. Dict is the page object itself; Inherited
// holds what its ancestors hand down.
type Page struct {
	Ref       Ref
	Dict      Dict
	Inherited Dict
}

// Attribute returns an attribute of the page, its own or inherited.
func (p Page) Attribute(key Name) Object {
	if p.Dict.Has(key) {
		return p.Dict.Get(key)
	}
	return p.Inherited.Get(key)
}

// Pages returns the pages in reading order.
func (f *File) Pages() ([]Page, error) {
	catalog, err := f.Catalog()
	if err != nil {
		return nil, err
	}
	w := &pageWalk{file: f, seen: map[Ref]bool{}}
	if err := w.node(catalog.Get("Pages"), nil, 0); err != nil {
		return nil, err
	}
	return w.pages, nil
}

// Page returns page n from 1, or the last one for 0, and nil when there is no
// such page. In a flat tree it reads only that page.
func (f *File) Page(n int) (*Page, error) {
	if p, err := f.flatPage(n); p != nil || err != nil {
		return p, err
	}
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	if n == 0 {
		n = len(pages)
	}
	if n < 1 || n > len(pages) {
		return nil, nil
	}
	return &pages[n-1], nil
}

// flatPage answers when the root counts as many pages as it has kids and the
// one wanted is a leaf of its own.
func (f *File) flatPage(n int) (*Page, error) {
	catalog, err := f.Catalog()
	if err != nil {
		return nil, err
	}
	root, err := f.Dict(catalog.Get("Pages"))
	if err != nil {
		return nil, err
	}
	kids, err := f.Array(root.Get("Kids"))
	if err != nil {
		return nil, err
	}
	if n == 0 {
		n = len(kids)
	}
	if n < 1 || n > len(kids) || root.Get("Count") != Object(Int(len(kids))) {
		return nil, nil
	}
	ref, ok := kids[n-1].(Ref)
	if !ok {
		return nil, malformed(0, "bad page tree")
	}
	d, err := f.Dict(ref)
	if err != nil || d.Get("Type") != Object(Name("Page")) || d.Has("Kids") {
		return nil, err
	}
	return &Page{ref, d, handDown(nil, root)}, nil
}

type pageWalk struct {
	file  *File
	seen  map[Ref]bool
	pages []Page
}

func (w *pageWalk) node(o Object, inherited Dict, depth int) error {
	ref, ok := o.(Ref)
	if !ok || w.seen[ref] {
		return malformed(0, "bad page tree")
	}
	if depth > maxDepth || len(w.seen) > maxPages {
		return ErrTooComplex
	}
	w.seen[ref] = true
	d, err := w.file.Dict(ref)
	if err != nil {
		return err
	}
	if !d.Has("Kids") {
		w.pages = append(w.pages, Page{ref, d, inherited})
		return nil
	}
	kids, err := w.file.Array(d.Get("Kids"))
	if err != nil {
		return err
	}
	down := handDown(inherited, d)
	for _, kid := range kids {
		if err := w.node(kid, down, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func handDown(inherited, node Dict) Dict {
	out := inherited
	for _, key := range []Name{"Resources", "MediaBox", "CropBox", "Rotate"} {
		if node.Has(key) {
			out = out.With(key, node.Get(key))
		}
	}
	return out
}

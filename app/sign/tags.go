package sign

import "clausedesk/app/sign/pdffile"

// tags adds signature fields to the structure of a tagged file, where readers
// for people who do not see look for them (ISO 14289-1, 7.18.4). It writes only
// in a first signature, which covers it.
type tags struct {
	root, document pdffile.Ref
	tree, element  pdffile.Dict // of root and document
	kids           pdffile.Array
	next           int // key of the parent tree
	added          pdffile.Array
}

// readTags reads the structure of a file; nil when it has none that a field can
// be added to.
func readTags(f *pdffile.File, catalog pdffile.Dict) (*tags, error) {
	root, ok := catalog.Get("StructTreeRoot").(pdffile.Ref)
	if !ok {
		return nil, nil
	}
	t := &tags{root: root}
	var err error
	if t.tree, err = f.Dict(root); err != nil {
		return nil, err
	}
	top := t.tree.Get("K")
	if list, err := f.Array(top); err == nil && len(list) == 1 {
		top = list[0]
	}
	next, counted := t.tree.Get("ParentTreeNextKey").(pdffile.Int)
	if t.document, ok = top.(pdffile.Ref); !ok || !counted {
		return nil, nil
	}
	t.next = int(next)
	if t.element, err = f.Dict(t.document); err != nil {
		return nil, err
	}
	kids := t.element.Get("K")
	if t.kids, err = f.Array(kids); err != nil {
		t.kids = pdffile.Array{kids}
	}
	t.kids = append(pdffile.Array{}, t.kids...)
	return t, nil
}

// tag gives a widget its element and returns it with its place in the parent
// tree.
func (t *tags) tag(u *update, page, field pdffile.Ref, d pdffile.Dict) pdffile.Dict {
	element := u.add(pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("StructElem")},
		{Key: "S", Value: pdffile.Name("Form")},
		{Key: "P", Value: t.document},
		{Key: "Pg", Value: page},
		{Key: "K", Value: pdffile.Dict{
			{Key: "Type", Value: pdffile.Name("OBJR")}, {Key: "Obj", Value: field}, {Key: "Pg", Value: page},
		}},
	})
	t.kids = append(t.kids, element)
	t.added = append(t.added, pdffile.Int(t.next), element)
	t.next++
	return d.With("StructParent", pdffile.Int(t.next-1))
}

// write writes the structure again, with what was tagged.
func (t *tags) write(u *update) error {
	if len(t.added) == 0 {
		return nil
	}
	parents, err := t.parents(u)
	if err != nil {
		return err
	}
	u.write(t.document, t.element.With("K", t.kids))
	u.write(t.root, t.tree.With("ParentTree", parents).With("ParentTreeNextKey", pdffile.Int(t.next)))
	return nil
}

// parents is the parent tree with the new keys, which are its highest: behind
// the others in a flat tree, else in a new leaf (ISO 32000-1, 7.9.7).
func (t *tags) parents(u *update) (pdffile.Object, error) {
	old, err := u.file.Dict(t.tree.Get("ParentTree"))
	if err != nil {
		return nil, err
	}
	if !old.Has("Kids") {
		nums, err := u.file.Array(old.Get("Nums"))
		if err != nil {
			return nil, err
		}
		return u.add(old.With("Nums", append(append(pdffile.Array{}, nums...), t.added...))), nil
	}
	kids, err := u.file.Array(old.Get("Kids"))
	if err != nil {
		return nil, err
	}
	leaf := u.add(pdffile.Dict{
		{Key: "Nums", Value: t.added},
		{Key: "Limits", Value: pdffile.Array{t.added[0], t.added[len(t.added)-2]}},
	})
	return u.add(old.With("Kids", append(append(pdffile.Array{}, kids...), leaf))), nil
}

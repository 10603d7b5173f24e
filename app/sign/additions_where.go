package sign

import (
	"clausedesk/app/sign/pdffile"
)

// locate says what the replaced objects that no rule knows belong to, in the
// signed revision, and refuses each of them.
func (a *additions) locate(left []int) error {
	wanted := map[int]bool{}
	for _, num := range left {
		wanted[num] = true
	}
	w := &where{additions: a, wanted: wanted}
	for i, page := range a.pages {
		if err := w.page(i+1, page); err != nil {
			return err
		}
	}
	if err := w.document(); err != nil {
		return err
	}
	for _, num := range left {
		if wanted[num] {
			a.refuse(ChangeObject, 0, "")
		}
	}
	return nil
}

// where names the place of objects; each is named once, at the first place.
type where struct {
	*additions
	wanted map[int]bool
}

func (w *where) page(number int, page pdffile.Page) error {
	if w.wanted[page.Ref.Num] {
		delete(w.wanted, page.Ref.Num)
		w.refuse(ChangePageLook, number, "")
	}
	for _, part := range []struct {
		what  ChangeKind
		value pdffile.Object
	}{
		{ChangeContent, page.Dict.Get("Contents")},
		{ChangePageLook, page.Attribute("Resources")},
		{ChangeAnnot, page.Dict.Get("Annots")},
	} {
		if err := w.under(part.value, part.what, number, ""); err != nil {
			return err
		}
	}
	return nil
}

func (w *where) document() error {
	catalog, err := w.old.Catalog()
	if err != nil {
		return err
	}
	for _, part := range []struct {
		key  pdffile.Name
		what ChangeKind
	}{
		{"Names", ChangeAttachment},
		{"AF", ChangeAttachment},
		{"StructTreeRoot", ChangeStructure},
		{"AcroForm", ChangeForm},
		{"Pages", ChangePages},
		{"Metadata", ChangeMetadata},
		{"OpenAction", ChangeCatalog},
		{"Outlines", ChangeCatalog},
		{"OCProperties", ChangeCatalog},
		{"OutputIntents", ChangeCatalog},
	} {
		if err := w.under(catalog.Get(part.key), part.what, 0, string(part.key)); err != nil {
			return err
		}
	}
	return nil
}

// under looks at everything that o leads to, but not at pages and what is
// above them.
func (w *where) under(o pdffile.Object, what ChangeKind, page int, name string) error {
	seen := map[pdffile.Ref]bool{}
	pending := []pdffile.Object{o}
	for len(pending) > 0 && len(w.wanted) > 0 {
		next := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		var failed error
		pdffile.EachRef(next, func(r pdffile.Ref) {
			if seen[r] || failed != nil {
				return
			}
			seen[r] = true
			held, err := w.old.Get(r)
			if err != nil {
				failed = err
				return
			}
			if d, ok := held.(pdffile.Dict); ok && isPage(d) && what != ChangePages {
				return
			}
			if w.wanted[r.Num] {
				delete(w.wanted, r.Num)
				w.refuse(what, page, name)
			}
			pending = append(pending, held)
		})
		if failed != nil {
			return failed
		}
	}
	return nil
}

func isPage(d pdffile.Dict) bool {
	t := d.Get("Type")
	return t == pdffile.Object(pdffile.Name("Page")) || t == pdffile.Object(pdffile.Name("Pages")) ||
		t == pdffile.Object(pdffile.Name("Catalog"))
}

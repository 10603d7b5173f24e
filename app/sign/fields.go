package sign

import (
	"fmt"

	"clausedesk/app/sign/pdffile"
)

const (
	maxFields     = 10_000
	maxFieldDepth = 32
)

// sigField is a signature field of the interactive form, signed or not.
type sigField struct {
	ref   pdffile.Ref
	name  string
	value pdffile.Dict // nil when not signed
}

// place identifies a signature by where its value is written; 0 means that
// there is no such place.
func (f sigField) place() int {
	s, _ := f.value.Get("Contents").(pdffile.String)
	return s.Pos
}

type fieldWalk struct {
	file   *pdffile.File
	seen   map[pdffile.Ref]bool
	fields []sigField
}

// inheritedField is what a field takes from its ancestors.
type inheritedField struct {
	name  string
	kind  pdffile.Object
	value pdffile.Object
}

// signatureFields walks the form's field tree. A field tree that loops, holds
// direct dictionaries or is too large is an error.
func signatureFields(f *pdffile.File) ([]sigField, error) {
	catalog, err := f.Catalog()
	if err != nil || !catalog.Has("AcroForm") {
		return nil, err
	}
	form, err := f.Dict(catalog.Get("AcroForm"))
	if err != nil {
		return nil, err
	}
	roots, err := f.Array(form.Get("Fields"))
	if err != nil {
		return nil, err
	}
	w := &fieldWalk{file: f, seen: map[pdffile.Ref]bool{}}
	for _, r := range roots {
		if err := w.node(r, inheritedField{}, 0); err != nil {
			return nil, err
		}
	}
	return w.fields, nil
}

func (w *fieldWalk) node(o pdffile.Object, up inheritedField, depth int) error {
	ref, ok := o.(pdffile.Ref)
	if !ok || w.seen[ref] || depth > maxFieldDepth || len(w.seen) > maxFields {
		return fmt.Errorf("%w: form fields", pdffile.ErrMalformed)
	}
	w.seen[ref] = true
	d, err := w.file.Dict(ref)
	if err != nil {
		return err
	}
	up = up.and(d)
	kids, err := w.file.Array(d.Get("Kids"))
	if err != nil {
		return err
	}
	children, err := w.children(kids)
	if err != nil {
		return err
	}
	if !children {
		return w.leaf(ref, up)
	}
	for _, kid := range kids {
		if err := w.node(kid, up, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (up inheritedField) and(d pdffile.Dict) inheritedField {
	if t, ok := d.Get("T").(pdffile.String); ok {
		if up.name != "" {
			up.name += "."
		}
		up.name += textString(t.Data)
	}
	if d.Has("FT") {
		up.kind = d.Get("FT")
	}
	if d.Has("V") {
		up.value = d.Get("V")
	}
	return up
}

// children tells whether the kids are fields; kids without a name are only
// the field's widgets.
func (w *fieldWalk) children(kids pdffile.Array) (bool, error) {
	for _, kid := range kids {
		d, err := w.file.Dict(kid)
		if err != nil {
			return false, err
		}
		if d.Has("T") {
			return true, nil
		}
	}
	return false, nil
}

func (w *fieldWalk) leaf(ref pdffile.Ref, up inheritedField) error {
	if up.kind != pdffile.Object(pdffile.Name("Sig")) {
		return nil
	}
	f := sigField{ref: ref, name: up.name}
	if up.value != nil {
		value, err := w.file.Dict(up.value)
		if err != nil {
			return err
		}
		f.value = value
	}
	w.fields = append(w.fields, f)
	return nil
}

// docMDP returns the permission P that the signature dictionary certifies
// with: 1 to 3, or 0 when it does not certify (ISO 32000-1, 12.8.2.2).
func docMDP(f *pdffile.File, value pdffile.Dict) (int, error) {
	refs, err := f.Array(value.Get("Reference"))
	if err != nil {
		return 0, err
	}
	for _, r := range refs {
		d, err := f.Dict(r)
		if err != nil {
			return 0, err
		}
		if d.Get("TransformMethod") != pdffile.Object(pdffile.Name("DocMDP")) {
			continue
		}
		params, err := f.Resolve(d.Get("TransformParams"))
		if err != nil {
			return 0, err
		}
		return permission(params)
	}
	return 0, nil
}

func permission(params pdffile.Object) (int, error) {
	d, _ := params.(pdffile.Dict)
	switch p := d.Get("P").(type) {
	case nil:
		return 2, nil
	case pdffile.Int:
		if p >= 1 && p <= 3 {
			return int(p), nil
		}
	}
	return 0, fmt.Errorf("%w: DocMDP permission", pdffile.ErrMalformed)
}

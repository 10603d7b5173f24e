package sign

import (
	"fmt"

	"clausedesk/app/sign/pdffile"
)

// FieldInfo describes a signature field of a file.
type FieldInfo struct {
	Name   string
	Signed bool
	Page   int  // from 1; 0 when it is shown nowhere
	Rect   Rect // empty for a signature that is not shown
}

// Fields lists the signature fields of a PDF in the order of its form.
//
// Errors: ErrUnreadable, ErrEncrypted.
func Fields(pdf []byte) ([]FieldInfo, error) {
	f, err := pdffile.Open(pdf)
	if err != nil {
		return nil, unreadable(err)
	}
	if f.Encrypted() {
		return nil, ErrEncrypted
	}
	fields, err := signatureFields(f)
	if err != nil {
		return nil, unreadable(err)
	}
	var out []FieldInfo
	for _, field := range fields {
		info, err := fieldInfo(f, field)
		if err != nil {
			return nil, unreadable(err)
		}
		out = append(out, info)
	}
	return out, nil
}

func fieldInfo(f *pdffile.File, field sigField) (FieldInfo, error) {
	info := FieldInfo{Name: field.name, Signed: field.value != nil}
	d, err := f.Dict(field.ref)
	if err != nil {
		return info, err
	}
	ref, d, err := widgetOf(f, field.ref, d)
	if err != nil {
		return info, nil //nolint:nilerr // shown in several places: none of them is its place
	}
	if info.Rect, err = rectOf(f, d.Get("Rect")); err != nil {
		return info, err
	}
	info.Page, err = pageOf(f, ref)
	return info, err
}

func rectOf(f *pdffile.File, o pdffile.Object) (Rect, error) {
	a, err := f.Array(o)
	if err != nil || a == nil {
		return Rect{}, err
	}
	var v [4]float64
	if len(a) != len(v) {
		return Rect{}, fmt.Errorf("%w: rectangle", pdffile.ErrMalformed)
	}
	for i, o := range a {
		n, ok := number(o)
		if !ok {
			return Rect{}, fmt.Errorf("%w: rectangle", pdffile.ErrMalformed)
		}
		v[i] = n
	}
	return Rect{min(v[0], v[2]), min(v[1], v[3]), max(v[0], v[2]), max(v[1], v[3])}, nil
}

// pageOf finds the page that shows a widget.
func pageOf(f *pdffile.File, widget pdffile.Ref) (int, error) {
	pages, err := f.Pages()
	if err != nil {
		return 0, err
	}
	for i, page := range pages {
		list, err := f.Array(page.Dict.Get("Annots"))
		if err != nil {
			return 0, err
		}
		for _, o := range list {
			if o == pdffile.Object(widget) {
				return i + 1, nil
			}
		}
	}
	return 0, nil
}

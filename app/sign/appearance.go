package sign

import (
	"fmt"

	"clausedesk/app/sign/pdffile"
)

const maxAppearanceObjects = 5000

// importer copies objects of another PDF into an update under new numbers.
type importer struct {
	from    *pdffile.File
	to      *update
	numbers map[pdffile.Ref]pdffile.Ref
	pending []pdffile.Ref
}

// importAppearance makes a form XObject of the single page of pdf and returns
// its reference. Its bounding box is the page, so a reader scales it into the
// rectangle of the annotation.
func importAppearance(u *update, pdf []byte) (pdffile.Ref, error) {
	f, err := pdffile.Open(pdf)
	if err != nil {
		return pdffile.Ref{}, fmt.Errorf("%w: %w", ErrAppearance, err)
	}
	pages, err := f.Pages()
	if err != nil {
		return pdffile.Ref{}, fmt.Errorf("%w: %w", ErrAppearance, err)
	}
	if f.Encrypted() || len(pages) != 1 {
		return pdffile.Ref{}, fmt.Errorf("%w: %d pages", ErrAppearance, len(pages))
	}
	im := &importer{from: f, to: u, numbers: map[pdffile.Ref]pdffile.Ref{}}
	ref, err := im.form(pages[0])
	if err != nil {
		return pdffile.Ref{}, fmt.Errorf("%w: %w", ErrAppearance, err)
	}
	return ref, nil
}

func (im *importer) form(page pdffile.Page) (pdffile.Ref, error) {
	box, err := im.from.Array(page.Attribute("MediaBox"))
	if err != nil || len(box) != 4 {
		return pdffile.Ref{}, fmt.Errorf("%w: MediaBox", pdffile.ErrMalformed)
	}
	resources, err := im.from.Dict(page.Attribute("Resources"))
	if err != nil {
		return pdffile.Ref{}, err
	}
	content, err := im.content(page.Dict.Get("Contents"))
	if err != nil {
		return pdffile.Ref{}, err
	}
	form := pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("XObject")},
		{Key: "Subtype", Value: pdffile.Name("Form")},
		{Key: "BBox", Value: box},
		{Key: "Resources", Value: im.renumber(resources)},
	}
	for _, key := range []pdffile.Name{"Filter", "DecodeParms"} {
		if content.Dict.Has(key) {
			form = form.With(key, im.renumber(content.Dict.Get(key)))
		}
	}
	if page.Dict.Has("Group") {
		form = form.With("Group", im.renumber(page.Dict.Get("Group")))
	}
	ref := im.to.add(&pdffile.Stream{Dict: form, Raw: content.Raw})
	return ref, im.copyPending()
}

// content returns the page's content as one stream.
func (im *importer) content(o pdffile.Object) (*pdffile.Stream, error) {
	o, err := im.from.Resolve(o)
	if err != nil {
		return nil, err
	}
	switch c := o.(type) {
	case *pdffile.Stream:
		return c, nil
	case pdffile.Array:
		return im.joined(c)
	}
	return nil, fmt.Errorf("%w: page content", pdffile.ErrMalformed)
}

func (im *importer) joined(parts pdffile.Array) (*pdffile.Stream, error) {
	out := &pdffile.Stream{}
	for _, part := range parts {
		o, err := im.from.Resolve(part)
		if err != nil {
			return nil, err
		}
		s, ok := o.(*pdffile.Stream)
		if !ok {
			return nil, fmt.Errorf("%w: page content", pdffile.ErrMalformed)
		}
		data, err := im.from.Decode(s)
		if err != nil {
			return nil, err
		}
		out.Raw = append(append(out.Raw, data...), '\n')
	}
	return out, nil
}

// renumber returns o with every reference replaced; objects met for the first
// time wait in pending.
func (im *importer) renumber(o pdffile.Object) pdffile.Object {
	switch o := o.(type) {
	case pdffile.Ref:
		r, ok := im.numbers[o]
		if !ok {
			r = im.to.reserve()
			im.numbers[o] = r
			im.pending = append(im.pending, o)
		}
		return r
	case pdffile.Array:
		out := make(pdffile.Array, len(o))
		for i, v := range o {
			out[i] = im.renumber(v)
		}
		return out
	case pdffile.Dict:
		out := make(pdffile.Dict, len(o))
		for i, e := range o {
			out[i] = pdffile.Entry{Key: e.Key, Value: im.renumber(e.Value)}
		}
		return out
	case *pdffile.Stream:
		d := im.renumber(o.Dict.Without("Length")).(pdffile.Dict)
		return &pdffile.Stream{Dict: d, Raw: o.Raw}
	}
	return o
}

func (im *importer) copyPending() error {
	for len(im.pending) > 0 {
		if len(im.numbers) > maxAppearanceObjects {
			return pdffile.ErrTooComplex
		}
		old := im.pending[0]
		im.pending = im.pending[1:]
		o, err := im.from.Get(old)
		if err != nil {
			return err
		}
		im.to.write(im.numbers[old], im.renumber(o))
	}
	return nil
}

package sign

import (
	"strconv"

	"clausedesk/app/sign/pdffile"
)

// writeField writes the signature field, which is its own widget.
func (j *signing) writeField(field, value, page pdffile.Ref) error {
	d := pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("Annot")},
		{Key: "Subtype", Value: pdffile.Name("Widget")},
		{Key: "FT", Value: pdffile.Name("Sig")},
		{Key: "T", Value: pdfText(j.fieldName())},
		{Key: "F", Value: pdffile.Int(4 | 128)}, // print, locked
		{Key: "P", Value: page},
		{Key: "Rect", Value: pdffile.Array{pdffile.Int(0), pdffile.Int(0), pdffile.Int(0), pdffile.Int(0)}},
		{Key: "V", Value: value},
	}
	if len(j.opts.Appearance) > 0 {
		form, err := importAppearance(j.update, j.opts.Appearance)
		if err != nil {
			return err
		}
		d = d.With("Rect", rectangle(j.opts.Rect))
		d = d.With("AP", pdffile.Dict{{Key: "N", Value: form}})
	}
	j.write(field, d)
	return nil
}

func rectangle(r Rect) pdffile.Array {
	out := pdffile.Array{}
	for _, v := range []float64{r.X0, r.Y0, r.X1, r.Y1} {
		out = append(out, pdffile.Real(strconv.FormatFloat(v, 'f', 3, 64)))
	}
	return out
}

func (j *signing) fieldName() string {
	taken := map[string]bool{}
	for _, f := range j.fields {
		taken[f.name] = true
	}
	for n := 1; ; n++ {
		if name := "Signature" + strconv.Itoa(n); !taken[name] {
			return name
		}
	}
}

// writeAnnots adds the widget behind the annotations the page has.
func (j *signing) writeAnnots(page pdffile.Page, field pdffile.Ref) error {
	old := page.Dict.Get("Annots")
	list, err := j.file.Array(old)
	if err != nil {
		return err
	}
	list = append(append(pdffile.Array{}, list...), field)
	if r, ok := old.(pdffile.Ref); ok {
		j.write(r, list)
		return nil
	}
	j.write(page.Ref, page.Dict.With("Annots", list))
	return nil
}

// writeCatalog enters the field in the form and, for a first signature, the
// certification, the language and the PDF version in the catalog.
func (j *signing) writeCatalog(field, value pdffile.Ref) error {
	catalog, err := j.file.Catalog()
	if err != nil {
		return err
	}
	before := catalog
	if !j.signed {
		if catalog, err = j.firstSignature(catalog, value); err != nil {
			return err
		}
	}
	if catalog, err = j.writeForm(catalog, field); err != nil {
		return err
	}
	if !pdffile.Equal(before, catalog) {
		j.write(j.file.Trailer().Get("Root").(pdffile.Ref), catalog)
	}
	return nil
}

func (j *signing) firstSignature(catalog pdffile.Dict, value pdffile.Ref) (pdffile.Dict, error) {
	if !j.opts.NoCertify {
		var perms pdffile.Dict
		if catalog.Has("Perms") {
			var err error
			if perms, err = j.file.Dict(catalog.Get("Perms")); err != nil {
				return nil, err
			}
		}
		catalog = catalog.With("Perms", perms.With("DocMDP", value))
	}
	if j.opts.Lang != "" {
		catalog = catalog.With("Lang", pdfText(j.opts.Lang))
	}
	if !catalog.Has("Metadata") {
		if r, ok := j.looseMetadata(); ok {
			catalog = catalog.With("Metadata", r)
		}
	}
	if version, _ := catalog.Get("Version").(pdffile.Name); version < "1.7" && j.file.HeaderVersion() < "1.7" {
		catalog = catalog.With("Version", pdffile.Name("1.7"))
	}
	return catalog, nil
}

// looseMetadata looks for a document metadata stream among the last objects:
// gofpdf writes one there and leaves it out of the catalog, where readers (and
// Verify) look for it.
func (j *signing) looseMetadata() (pdffile.Ref, bool) {
	for num := j.file.Size() - 1; num > 0 && num >= j.file.Size()-looseObjects; num-- {
		if loc, ok := j.file.Lookup(num); !ok || loc.Kind != pdffile.InUse || loc.Gen != 0 {
			continue
		}
		r := pdffile.Ref{Num: num}
		o, err := j.file.Get(r)
		s, ok := o.(*pdffile.Stream)
		if err == nil && ok && s.Dict.Get("Type") == pdffile.Object(pdffile.Name("Metadata")) &&
			s.Dict.Get("Subtype") == pdffile.Object(pdffile.Name("XML")) {
			return r, true
		}
	}
	return pdffile.Ref{}, false
}

func (j *signing) writeForm(catalog pdffile.Dict, field pdffile.Ref) (pdffile.Dict, error) {
	var form pdffile.Dict
	var fields pdffile.Array
	if catalog.Has("AcroForm") {
		var err error
		if form, err = j.file.Dict(catalog.Get("AcroForm")); err != nil {
			return nil, err
		}
		if fields, err = j.file.Array(form.Get("Fields")); err != nil {
			return nil, err
		}
	}
	form = form.With("Fields", append(append(pdffile.Array{}, fields...), field))
	form = form.With("SigFlags", pdffile.Int(3)) // signatures exist, append only
	if r, ok := catalog.Get("AcroForm").(pdffile.Ref); ok {
		j.write(r, form)
		return catalog, nil
	}
	return catalog.With("AcroForm", j.add(form)), nil
}

// looseObjects is how many objects from the end looseMetadata looks at.
const looseObjects = 16

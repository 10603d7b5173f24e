package sign

import (
	"clausedesk/app/sign/pdffile"
)

// writeCatalog enters new fields in the form and, for a first signature, the
// certification, the language and the PDF version in the catalog.
func (j *signing) writeCatalog(value pdffile.Ref) error {
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
	if catalog, err = j.writeForm(catalog, j.target.added); err != nil {
		return err
	}
	j.writeRoot(before, catalog)
	return nil
}

// writeRoot writes the catalog unless it stayed the same.
func (u *update) writeRoot(before, after pdffile.Dict) {
	if !pdffile.Equal(before, after) {
		u.write(u.file.Trailer().Get("Root").(pdffile.Ref), after)
	}
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
	catalog = catalog.With("Extensions", declared(catalog.Get("Extensions")))
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

// declared adds to the extensions of the catalog that the file may hold what
// EN 319 142-1 adds to ISO 32000-1. Extensions that are no direct
// dictionary stay as they are.
func declared(old pdffile.Object) pdffile.Object {
	d, ok := old.(pdffile.Dict)
	if old != nil && !ok {
		return old
	}
	return d.With("ESIC", pdffile.Dict{
		{Key: "BaseVersion", Value: pdffile.Name("1.7")}, {Key: "ExtensionLevel", Value: pdffile.Int(2)},
	})
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

// writeForm adds fields to the form and marks it as signed.
func (u *update) writeForm(catalog pdffile.Dict, added []pdffile.Ref) (pdffile.Dict, error) {
	var form pdffile.Dict
	var fields pdffile.Array
	if catalog.Has("AcroForm") {
		var err error
		if form, err = u.file.Dict(catalog.Get("AcroForm")); err != nil {
			return nil, err
		}
		if fields, err = u.file.Array(form.Get("Fields")); err != nil {
			return nil, err
		}
	}
	before := form
	fields = append(pdffile.Array{}, fields...)
	for _, field := range added {
		fields = append(fields, field)
	}
	form = form.With("Fields", fields)
	form = form.With("SigFlags", pdffile.Int(3)) // signatures exist, append only
	if pdffile.Equal(before, form) {
		return catalog, nil
	}
	if r, ok := catalog.Get("AcroForm").(pdffile.Ref); ok {
		u.write(r, form)
		return catalog, nil
	}
	return catalog.With("AcroForm", u.add(form)), nil
}

// looseObjects is how many objects from the end looseMetadata looks at.
const looseObjects = 16

package sign

import (
	"fmt"
	"math"
	"strconv"

	"clausedesk/app/sign/pdffile"
)

// EmptyField is a signature field left for somebody else to sign, with any
// program.
type EmptyField struct {
	Name    string // must not be taken; empty is "Countersignature"
	Tooltip string // what readers say about it
	Page    int    // from 1; 0 is the last
	Rect    Rect
	// Appearance is a PDF of one page that stands in the place until it is
	// signed.
	Appearance []byte
}

// target is the field that one run of Sign fills.
type target struct {
	added []pdffile.Ref // fields that are new, an empty one among them
	lock  pdffile.Dict  // of the field: what its signature locks
}

// widget are the entries that the fields made here share.
func widget(name string, flags int, page pdffile.Ref, r Rect) pdffile.Dict {
	return pdffile.Dict{
		{Key: "Type", Value: pdffile.Name("Annot")},
		{Key: "Subtype", Value: pdffile.Name("Widget")},
		{Key: "FT", Value: pdffile.Name("Sig")},
		{Key: "T", Value: pdfText(name)},
		{Key: "F", Value: pdffile.Int(flags)},
		{Key: "P", Value: page},
		{Key: "Rect", Value: rectangle(r)},
	}
}

const (
	printed = 4
	locked  = 128
)

func rectangle(r Rect) pdffile.Array {
	out := pdffile.Array{}
	for _, v := range []float64{r.X0, r.Y0, r.X1, r.Y1} {
		if v == math.Trunc(v) {
			out = append(out, pdffile.Int(v))
			continue
		}
		out = append(out, pdffile.Real(strconv.FormatFloat(v, 'f', 3, 64)))
	}
	return out
}

// writeFields writes the field that is signed, and the one left empty.
func (j *signing) writeFields(value pdffile.Ref) error {
	pages := map[pdffile.Ref]*widgetsOf{}
	err := j.readTags()
	if err != nil {
		return unreadable(err)
	}
	if j.opts.Field != "" {
		err = j.fillField(value)
	} else {
		err = j.newField(pages, value)
	}
	if err == nil && j.opts.Empty != nil {
		err = j.emptyField(pages, *j.opts.Empty)
	}
	if err != nil {
		return err
	}
	for _, p := range pages {
		if err := j.writeAnnots(p.page, p.added); err != nil {
			return unreadable(err)
		}
	}
	if j.tags == nil {
		return nil
	}
	return j.tags.write(j.update)
}

// readTags reads the structure of a file that was not signed before.
func (j *signing) readTags() error {
	if j.signed {
		return nil
	}
	catalog, err := j.file.Catalog()
	if err == nil {
		j.tags, err = readTags(j.file, catalog)
	}
	return err
}

// widgetsOf are the new widgets on a page.
type widgetsOf struct {
	page  pdffile.Page
	added []pdffile.Ref
}

// add puts a new field into the form and onto a page.
func (j *signing) addField(pages map[pdffile.Ref]*widgetsOf, page pdffile.Page, d pdffile.Dict) {
	field := j.reserve()
	if j.tags != nil && !emptyRect(d.Get("Rect")) {
		d = j.tags.tag(j.update, page.Ref, field, d)
	}
	j.write(field, d)
	if pages[page.Ref] == nil {
		pages[page.Ref] = &widgetsOf{page: page}
	}
	pages[page.Ref].added = append(pages[page.Ref].added, field)
	j.target.added = append(j.target.added, field)
}

func (j *signing) newField(pages map[pdffile.Ref]*widgetsOf, value pdffile.Ref) error {
	page, err := j.page(j.opts.Page)
	if err != nil {
		return err
	}
	place := j.opts.Rect
	if len(j.opts.Appearance) == 0 {
		place = Rect{}
	}
	d := widget(j.fieldName(), printed|locked, page.Ref, place).With("V", value)
	if j.opts.Tooltip != "" {
		d = d.With("TU", pdfText(j.opts.Tooltip))
	}
	if d, err = j.shown(d, j.opts.Appearance); err != nil {
		return err
	}
	j.addField(pages, page, d)
	return nil
}

// shown gives a widget its appearance, if there is one.
func (j *signing) shown(d pdffile.Dict, appearance []byte) (pdffile.Dict, error) {
	if len(appearance) == 0 {
		return d, nil
	}
	form, err := importAppearance(j.update, appearance)
	if err != nil {
		return nil, err
	}
	return d.With("AP", pdffile.Dict{{Key: "N", Value: form}}), nil
}

// emptyField writes a field without a value. Whoever signs it later only fills
// what the signature made now covers.
func (j *signing) emptyField(pages map[pdffile.Ref]*widgetsOf, e EmptyField) error {
	if e.Name == "" {
		e.Name = "Countersignature"
	}
	if j.taken(e.Name) {
		return fmt.Errorf("%w: %q", ErrField, e.Name)
	}
	page, err := j.page(e.Page)
	if err != nil {
		return err
	}
	d := widget(e.Name, printed, page.Ref, e.Rect)
	if e.Tooltip != "" {
		d = d.With("TU", pdfText(e.Tooltip))
	}
	if d, err = j.shown(d, e.Appearance); err != nil {
		return err
	}
	j.addField(pages, page, d)
	return nil
}

func (j *signing) taken(name string) bool {
	for _, f := range j.fields {
		if f.name == name {
			return true
		}
	}
	return false
}

func (j *signing) fieldName() string {
	for n := 1; ; n++ {
		if name := "Signature" + strconv.Itoa(n); !j.taken(name) {
			return name
		}
	}
}

// fillField signs an empty field in its own place.
func (j *signing) fillField(value pdffile.Ref) error {
	for _, f := range j.fields {
		if f.name == j.opts.Field && f.value == nil {
			return j.fillIn(f, value)
		}
	}
	return fmt.Errorf("%w: %q", ErrField, j.opts.Field)
}

func (j *signing) fillIn(f sigField, value pdffile.Ref) error {
	field, err := j.file.Dict(f.ref)
	if err != nil {
		return unreadable(err)
	}
	if err := j.wanted(field); err != nil {
		return err
	}
	shown, d, err := widgetOf(j.file, f.ref, field)
	if err != nil {
		return err
	}
	if shown != f.ref {
		j.write(f.ref, field.With("V", value))
		if d, err = j.shown(d, j.opts.Appearance); err == nil {
			j.write(shown, d)
		}
		return err
	}
	if d, err = j.shown(field.With("V", value), j.opts.Appearance); err == nil {
		j.write(f.ref, d)
	}
	return err
}

// wanted reads what the field asks of its signature: a lock is taken over as a
// FieldMDP transform, a required seed value (ISO 32000-1, 12.7.4.5) is beyond
// what is made here.
func (j *signing) wanted(field pdffile.Dict) error {
	if field.Has("SV") {
		seed, err := j.file.Dict(field.Get("SV"))
		if err != nil {
			return unreadable(err)
		}
		if required, _ := seed.Get("Ff").(pdffile.Int); required != 0 {
			return fmt.Errorf("%w: it wants a particular kind of signature", ErrField)
		}
	}
	if !field.Has("Lock") {
		return nil
	}
	lock, err := j.file.Dict(field.Get("Lock"))
	if err != nil {
		return unreadable(err)
	}
	j.target.lock = pdffile.Dict{{Key: "Action", Value: lock.Get("Action")}}
	if lock.Has("Fields") {
		j.target.lock = j.target.lock.With("Fields", lock.Get("Fields"))
	}
	return nil
}

// widgetOf finds where a field is shown: in itself, or in its one kid.
func widgetOf(f *pdffile.File, ref pdffile.Ref, field pdffile.Dict) (pdffile.Ref, pdffile.Dict, error) {
	if !field.Has("Kids") {
		return ref, field, nil
	}
	kids, err := f.Array(field.Get("Kids"))
	if err != nil {
		return ref, nil, unreadable(err)
	}
	if len(kids) != 1 {
		return ref, nil, fmt.Errorf("%w: it is shown in %d places", ErrField, len(kids))
	}
	kid, ok := kids[0].(pdffile.Ref)
	if !ok {
		return ref, nil, unreadable(pdffile.ErrMalformed)
	}
	d, err := f.Dict(kid)
	if err != nil {
		return ref, nil, unreadable(err)
	}
	return kid, d, nil
}

// writeAnnots adds widgets behind the annotations the page has.
func (u *update) writeAnnots(page pdffile.Page, fields []pdffile.Ref) error {
	old := page.Dict.Get("Annots")
	list, err := u.file.Array(old)
	if err != nil {
		return err
	}
	list = append(pdffile.Array{}, list...)
	for _, field := range fields {
		list = append(list, field)
	}
	if r, ok := old.(pdffile.Ref); ok {
		u.write(r, list)
		return nil
	}
	u.write(page.Ref, page.Dict.With("Annots", list))
	return nil
}

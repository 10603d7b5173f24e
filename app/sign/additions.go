package sign

import (
	"errors"

	"clausedesk/app/sign/pdffile"
)

// errChanged means that something but a further signature was added.
var errChanged = errors.New("changed after signing")

// additions compares a signed revision with the file that builds on it. It
// knows only what may be added (DocMDP P=2 without form filling); everything
// else is a change.
type additions struct {
	old, now *pdffile.File
	end      int // of the signed revision

	newer    []*pdffile.Section
	fresh    map[int]bool // numbers the old revision did not use
	replaced map[int]bool // numbers it used
	judged   map[int]bool // replaced numbers found harmless
	widgets  map[pdffile.Ref]bool
	visible  bool // a new signature draws something
}

func (a *additions) check() error {
	a.fresh, a.replaced, a.judged = map[int]bool{}, map[int]bool{}, map[int]bool{}
	a.widgets = map[pdffile.Ref]bool{}
	for _, step := range []func() error{
		a.collect, a.written, a.trailers, a.dangling, a.catalogs, a.pages, a.leftovers,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// collect reads the newer cross-reference sections. They must stand behind
// the signed bytes and lead only to objects there: a section that reaches
// back could bring hidden objects to light.
func (a *additions) collect() error {
	base := a.old.Sections()[0].Offset
	for i, s := range a.now.Sections() {
		if s.Offset == base {
			a.newer = a.now.Sections()[:i]
			return nil
		}
		if s.Offset < a.end {
			return errChanged
		}
		for num, loc := range s.Entries {
			if err := a.entry(num, loc); err != nil {
				return err
			}
		}
	}
	return errChanged // not built on the signed revision
}

func (a *additions) entry(num int, loc pdffile.Location) error {
	if num == 0 && loc.Kind == pdffile.Free {
		return nil
	}
	before, used := a.old.Lookup(num)
	used = used && before.Kind != pdffile.Free
	gen := 0
	if used && before.Kind == pdffile.InUse {
		gen = before.Gen
	}
	if !a.behind(loc, gen) {
		return errChanged
	}
	if used {
		a.replaced[num] = true
	} else {
		a.fresh[num] = true
	}
	return nil
}

// behind tells whether an entry leads to an object of the generation that
// lies behind the signed bytes.
func (a *additions) behind(loc pdffile.Location, gen int) bool {
	switch loc.Kind {
	case pdffile.InUse:
		return loc.Offset >= a.end && loc.Gen == gen
	case pdffile.Compressed:
		box, ok := a.now.Lookup(loc.Offset)
		return ok && box.Kind == pdffile.InUse && box.Offset >= a.end && gen == 0
	}
	return false
}

// written refuses an update that a reader which repairs files, or scans them
// for objects, could take for another one than the cross-reference sections
// describe.
func (a *additions) written() error { return a.now.Appended(len(a.newer), a.end) }

// trailers wants the same document in every newer trailer.
func (a *additions) trailers() error {
	for _, s := range a.newer {
		if err := sameDocument(a.old.Trailer(), s.Trailer); err != nil {
			return err
		}
	}
	return nil
}

func sameDocument(before, after pdffile.Dict) error {
	if !pdffile.Equal(before.Get("Root"), after.Get("Root")) || !pdffile.Equal(before.Get("Info"), after.Get("Info")) {
		return errChanged
	}
	id1, ok1 := before.Get("ID").(pdffile.Array)
	id2, ok2 := after.Get("ID").(pdffile.Array)
	if ok1 && len(id1) > 0 && (!ok2 || len(id2) == 0 || !pdffile.Equal(id1[0], id2[0])) {
		return errChanged
	}
	return nil
}

// dangling refuses a new object that the signed revision already refers to:
// the reference was empty when signed and would be filled now.
func (a *additions) dangling() error {
	missing, err := a.old.Missing()
	if err != nil {
		return err
	}
	for num := range missing {
		if a.fresh[num] {
			return errChanged
		}
	}
	return nil
}

// sameBut tells whether two dictionaries are equal apart from some keys.
func sameBut(before, after pdffile.Dict, keys ...pdffile.Name) bool {
	return pdffile.Equal(before.Without(keys...), after.Without(keys...))
}

func (a *additions) catalogs() error {
	before, err := a.old.Catalog()
	if err != nil {
		return err
	}
	after, err := a.now.Catalog()
	if err != nil {
		return err
	}
	if !sameBut(before, after, "AcroForm", "DSS") || before.Has("DSS") && !after.Has("DSS") {
		return errChanged
	}
	a.judge(a.now.Trailer().Get("Root"))
	return a.forms(before.Get("AcroForm"), after.Get("AcroForm"))
}

// judge marks a reference whose object was found harmless.
func (a *additions) judge(o pdffile.Object) {
	if r, ok := o.(pdffile.Ref); ok {
		a.judged[r.Num] = true
	}
}

func (a *additions) forms(before, after pdffile.Object) error {
	old, err := a.old.Dict(before)
	if err != nil {
		return err
	}
	now, err := a.now.Dict(after)
	if err != nil {
		return err
	}
	oldFlags, _ := old.Get("SigFlags").(pdffile.Int)
	nowFlags, _ := now.Get("SigFlags").(pdffile.Int)
	if !sameBut(old, now, "Fields", "SigFlags") || nowFlags < 0 || nowFlags > 3 || oldFlags&^nowFlags != 0 {
		return errChanged
	}
	if r, ok := before.(pdffile.Ref); ok {
		if !pdffile.Equal(r, after) {
			return errChanged
		}
		a.judge(r)
	}
	added, err := a.appended(old.Get("Fields"), now.Get("Fields"))
	if err != nil {
		return err
	}
	for _, o := range added {
		if err := a.newField(o); err != nil {
			return err
		}
	}
	return a.filledFields()
}

// filledFields allows that a signature field which stood empty when the
// revision was signed now holds a signature.
func (a *additions) filledFields() error {
	fields, err := signatureFields(a.old)
	if err != nil {
		return err
	}
	for _, f := range fields {
		if f.value != nil || !a.replaced[f.ref.Num] {
			continue
		}
		before, err := a.old.Dict(f.ref)
		if err != nil {
			return err
		}
		after, err := a.now.Dict(f.ref)
		if err != nil {
			return err
		}
		value, signed := after.Get("V").(pdffile.Ref)
		if !signed || !a.fresh[value.Num] || !sameBut(before, after, "V", "AP", "M") {
			return errChanged
		}
		a.visible = a.visible || !emptyRect(after.Get("Rect"))
		a.judge(f.ref)
	}
	return nil
}

// appended returns what the newer array has behind all of the older one.
func (a *additions) appended(before, after pdffile.Object) (pdffile.Array, error) {
	old, err := a.old.Array(before)
	if err != nil {
		return nil, err
	}
	now, err := a.now.Array(after)
	if err != nil {
		return nil, err
	}
	if len(now) < len(old) || !pdffile.Equal(old, now[:len(old)]) {
		return nil, errChanged
	}
	if before != nil && pdffile.Equal(before, after) {
		a.judge(before)
	}
	return now[len(old):], nil
}

var fieldKeys = map[pdffile.Name]bool{
	"Type": true, "Subtype": true, "FT": true, "T": true, "TU": true, "F": true, "Ff": true, "P": true,
	"Rect": true, "V": true, "AP": true, "MK": true, "BS": true, "Border": true, "DA": true, "M": true,
	"NM": true, "Lock": true, "SV": true, "H": true, "Q": true,
}

// newField checks an added field: a new object, a signed signature field that
// is its own widget, without actions.
func (a *additions) newField(o pdffile.Object) error {
	ref, ok := o.(pdffile.Ref)
	if !ok || !a.fresh[ref.Num] {
		return errChanged
	}
	d, err := a.now.Dict(ref)
	if err != nil {
		return err
	}
	for _, e := range d {
		if !fieldKeys[e.Key] {
			return errChanged
		}
	}
	_, named := d.Get("T").(pdffile.String)
	value, signed := d.Get("V").(pdffile.Ref)
	if d.Get("FT") != pdffile.Object(pdffile.Name("Sig")) ||
		d.Get("Subtype") != pdffile.Object(pdffile.Name("Widget")) ||
		!named || !signed || !a.fresh[value.Num] {
		return errChanged
	}
	a.widgets[ref] = true
	// Without an appearance readers may still paint a background (MK).
	a.visible = a.visible || !emptyRect(d.Get("Rect"))
	return nil
}

func emptyRect(o pdffile.Object) bool {
	r, ok := o.(pdffile.Array)
	return ok && len(r) == 4 && pdffile.Equal(r[0], r[2]) && pdffile.Equal(r[1], r[3])
}

// pages checks that pages gained nothing but the new widgets.
func (a *additions) pages() error {
	if len(a.replaced) == 0 {
		return nil
	}
	old, err := a.old.Pages()
	if err != nil {
		return err
	}
	now, err := a.now.Pages()
	if err != nil {
		return err
	}
	if len(now) != len(old) {
		return errChanged
	}
	for i, page := range old {
		if page.Ref != now[i].Ref {
			return errChanged
		}
		if err := a.page(page); err != nil {
			return err
		}
	}
	return nil
}

func (a *additions) page(page pdffile.Page) error {
	before := page.Dict.Get("Annots")
	list, indirect := before.(pdffile.Ref)
	if !a.replaced[page.Ref.Num] && !(indirect && a.replaced[list.Num]) {
		return nil
	}
	now, err := a.now.Dict(page.Ref)
	if err != nil {
		return err
	}
	if !sameBut(page.Dict, now, "Annots") {
		return errChanged
	}
	added, err := a.appended(before, now.Get("Annots"))
	if err != nil {
		return err
	}
	covered := 0.0
	for _, o := range added {
		r, ok := o.(pdffile.Ref)
		if !ok || !a.widgets[r] {
			return errChanged
		}
		d, err := a.now.Dict(r)
		if err != nil {
			return err
		}
		covered += area(a.now, d.Get("Rect"))
	}
	if covered > 0 && !(covered <= pageArea(a.old, page)/maxCovered) {
		return errChanged
	}
	a.judge(page.Ref)
	return nil
}

// leftovers refuses every replaced object that no rule above has judged,
// unless it was only written again with the same value.
func (a *additions) leftovers() error {
	for num := range a.replaced {
		if a.judged[num] {
			continue
		}
		before, err := a.same(a.old, num)
		if err != nil {
			return err
		}
		after, err := a.same(a.now, num)
		if err != nil {
			return err
		}
		if !pdffile.Equal(before, after) {
			return errChanged
		}
	}
	return nil
}

func (a *additions) same(f *pdffile.File, num int) (pdffile.Object, error) {
	loc, _ := f.Lookup(num)
	gen := 0
	if loc.Kind == pdffile.InUse {
		gen = loc.Gen
	}
	return f.Get(pdffile.Ref{Num: num, Gen: gen})
}

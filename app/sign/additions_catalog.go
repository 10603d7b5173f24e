package sign

import (
	"slices"

	"clausedesk/app/sign/pdffile"
)

// trailers wants the same document in every newer trailer, and compares the
// document information.
func (a *additions) trailers() error {
	for _, s := range a.newer {
		if !pdffile.Equal(a.old.Trailer().Get("Root"), s.Trailer.Get("Root")) {
			a.refuse(ChangeCatalog, 0, "Root")
		}
	}
	return a.information(a.old.Trailer().Get("Info"), a.now.Trailer().Get("Info"))
}

// information allows that a program writes when, and with what, it changed the
// file. The texts about the document stay as they were.
func (a *additions) information(before, after pdffile.Object) error {
	old, err := a.optional(a.old, before)
	if err != nil {
		return err
	}
	now, err := a.optional(a.now, after)
	if err != nil {
		return err
	}
	if r, ok := before.(pdffile.Ref); ok && a.graph.Uses[r.Num] == 1 {
		a.judge(before)
	}
	for _, key := range differing(old, now) {
		dates := key == "ModDate" || key == "Producer"
		kind := ChangeMetadata
		if dates {
			kind = ChangeDates
		}
		a.found(dates, Change{What: kind, Name: plainText(string(key))})
	}
	return nil
}

// optional is a dictionary that may be missing.
func (a *additions) optional(f *pdffile.File, o pdffile.Object) (pdffile.Dict, error) {
	if o == nil {
		return nil, nil
	}
	o, err := f.Resolve(o)
	if err != nil || o == nil {
		return nil, err
	}
	return f.Dict(o)
}

// catalogs compares the two catalogs entry by entry.
func (a *additions) catalogs() error {
	before, err := a.old.Catalog()
	if err != nil {
		return err
	}
	after, err := a.now.Catalog()
	if err != nil {
		return err
	}
	a.judge(a.now.Trailer().Get("Root"))
	for _, key := range differing(before, after) {
		a.entryOf(key, before.Get(key), after.Get(key))
	}
	for _, step := range []struct {
		key   pdffile.Name
		rules func(before, after pdffile.Object) error
	}{
		{"AcroForm", a.forms}, {"DSS", a.securityStore}, {"Metadata", a.metadata}, {"Extensions", a.extensions},
	} {
		if err := step.rules(before.Get(step.key), after.Get(step.key)); err != nil {
			return err
		}
	}
	return nil
}

// entryOf judges an entry of the catalog that has no rules of its own.
func (a *additions) entryOf(key pdffile.Name, before, after pdffile.Object) {
	switch key {
	case "AcroForm", "DSS", "Metadata", "Extensions":
	case "Version":
		old, _ := before.(pdffile.Name)
		now, _ := after.(pdffile.Name)
		known := slices.Contains([]pdffile.Name{"1.3", "1.4", "1.5", "1.6", "1.7", "2.0"}, now)
		a.found(known && old <= now, Change{What: ChangeDates, Name: "Version"})
	case "Pages":
		a.refuse(ChangePages, 0, "")
	case "Names":
		a.refuse(ChangeAttachment, 0, string(key))
	case "StructTreeRoot", "MarkInfo":
		a.refuse(ChangeStructure, 0, string(key))
	default:
		a.refuse(ChangeCatalog, 0, string(key))
	}
}

var storeKeys = map[pdffile.Name]bool{"Type": true, "VRI": true, "Certs": true, "OCSPs": true, "CRLs": true}

// securityStore allows a document security store to come and to grow, always
// (ISO 32000-2, 12.8.2.2.2); it must not go.
func (a *additions) securityStore(before, after pdffile.Object) error {
	if before != nil {
		if err := a.release(before); err != nil {
			return err
		}
	}
	now, err := a.optional(a.now, after)
	if err != nil {
		return err
	}
	if before != nil && after == nil {
		a.refuse(ChangeValidation, 0, "DSS")
		return nil
	}
	for _, e := range now {
		if !storeKeys[e.Key] {
			a.refuse(ChangeValidation, 0, string(e.Key))
		}
	}
	if after != nil && (!pdffile.Equal(before, after) || a.touched(before)) {
		a.found(true, Change{What: ChangeValidation})
	}
	return nil
}

// touched tells whether the object of a reference was written again.
func (a *additions) touched(o pdffile.Object) bool {
	r, ok := o.(pdffile.Ref)
	return ok && a.replaced[r.Num]
}

// extensions allows that a program declares an extension of the standard that
// it uses (ISO 32000-2, 7.12); those declared stay, though in a newer level.
func (a *additions) extensions(before, after pdffile.Object) error {
	if pdffile.Equal(before, after) && !a.touched(before) {
		return nil
	}
	old, err := a.optional(a.old, before)
	if err != nil {
		return err
	}
	now, err := a.optional(a.now, after)
	if err != nil {
		return err
	}
	if err := a.release(before); err != nil {
		return err
	}
	for _, e := range old {
		if !now.Has(e.Key) {
			a.refuse(ChangeCatalog, 0, "Extensions")
			return nil
		}
	}
	a.found(true, Change{What: ChangeDates, Name: "Extensions"})
	return nil
}

// metadata allows that the XMP packet names another time and program, and
// nothing else: what it says about the document stays.
func (a *additions) metadata(before, after pdffile.Object) error {
	if pdffile.Equal(before, after) && !a.touched(before) {
		return nil
	}
	old := packet(a.old, before)
	now := packet(a.now, after)
	if err := a.release(before); err != nil {
		return err
	}
	same := old != nil && now != nil && sameMetadata(old, now) || before == nil && now != nil && !saysMuch(now)
	kind := ChangeMetadata
	if same {
		kind = ChangeDates
	}
	a.found(same, Change{What: kind, Name: "XMP"})
	return nil
}

// packet is the XMP in a metadata stream; nil when it cannot be read.
func packet(f *pdffile.File, o pdffile.Object) []byte {
	o, err := f.Resolve(o)
	if err != nil {
		return nil
	}
	s, ok := o.(*pdffile.Stream)
	if !ok || s.Dict.Get("Type") != pdffile.Object(pdffile.Name("Metadata")) {
		return nil
	}
	data, err := f.Decode(s)
	if err != nil || len(data) > maxXMP {
		return nil
	}
	return data
}

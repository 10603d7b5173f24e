package sign

import (
	"slices"

	"clausedesk/app/sign/pdffile"
)

// forms compares the interactive forms.
func (a *additions) forms(before, after pdffile.Object) error {
	old, err := a.optional(a.old, before)
	if err != nil {
		return err
	}
	now, err := a.optional(a.now, after)
	if err != nil {
		return err
	}
	if r, ok := before.(pdffile.Ref); ok && (pdffile.Equal(before, after) || a.graph.Uses[r.Num] == 1) {
		a.judge(before)
	}
	for _, key := range differing(old, now) {
		if err := a.formEntry(key, old.Get(key), now.Get(key)); err != nil {
			return err
		}
	}
	if r, ok := old.Get("DR").(pdffile.Ref); ok && a.replaced[r.Num] && pdffile.Equal(r, now.Get("DR")) {
		if err := a.resources(r, r); err != nil {
			return err
		}
	}
	return a.fieldLists(old.Get("Fields"), now.Get("Fields"), nil, inheritedField{}, 0)
}

func (a *additions) formEntry(key pdffile.Name, before, after pdffile.Object) error {
	switch key {
	case "Fields":
	case "SigFlags":
		old, _ := before.(pdffile.Int)
		now, ok := after.(pdffile.Int)
		if !ok || now < 0 || now > 3 || old&^now != 0 {
			a.refuse(ChangeForm, 0, string(key))
		}
	case "NeedAppearances":
		// Set, it makes readers paint fields anew; taken away it harms nobody.
		if after == Object(true) {
			a.refuse(ChangeForm, 0, string(key))
		}
	case "DR":
		return a.resources(before, after)
	case "DA", "Q":
		if before != nil {
			a.refuse(ChangeForm, 0, string(key))
		}
	default:
		a.refuse(ChangeForm, 0, string(key))
	}
	return nil
}

// resources allows that fonts and the like come to those that fields are
// painted with; those that are there stay as they are, for fields in the
// signed revision use them.
func (a *additions) resources(before, after pdffile.Object) error {
	old, err := a.optional(a.old, before)
	if err != nil {
		return err
	}
	now, err := a.optional(a.now, after)
	if err != nil {
		return err
	}
	for _, e := range old {
		if e.Key != "Font" && e.Key != "Encoding" {
			continue // fields name nothing else
		}
		oldPart, err1 := a.optional(a.old, e.Value)
		nowPart, err2 := a.optional(a.now, now.Get(e.Key))
		if err1 != nil || err2 != nil {
			if !pdffile.Equal(e.Value, now.Get(e.Key)) {
				a.refuse(ChangeForm, 0, "DR")
			}
			continue
		}
		for _, f := range oldPart {
			if !pdffile.Equal(f.Value, nowPart.Get(f.Key)) {
				a.refuse(ChangeForm, 0, "DR")
			}
		}
		if r, ok := e.Value.(pdffile.Ref); ok && a.graph.Uses[r.Num] == 1 {
			a.judge(r)
		}
	}
	if r, ok := before.(pdffile.Ref); ok && a.graph.Uses[r.Num] == 1 {
		a.judge(r)
	}
	return nil
}

// fieldLists compares two lists of fields, in the form or under a field.
// parent is nil for the form.
func (a *additions) fieldLists(before, after, parent pdffile.Object, up inheritedField, depth int) error {
	more, gone, err := a.added(before, after)
	if err != nil {
		return err
	}
	if len(gone) > 0 {
		a.refuse(ChangeFieldRemoved, 0, up.name)
	}
	old, err := a.old.Array(before)
	if err != nil {
		return err
	}
	for _, o := range old {
		if err := a.field(o, up, depth); err != nil {
			return err
		}
	}
	for _, o := range more {
		if err := a.newField(o, up, parent); err != nil {
			return err
		}
	}
	return nil
}

// field compares a field of the signed revision with what became of it.
func (a *additions) field(o pdffile.Object, up inheritedField, depth int) error {
	ref, ok := o.(pdffile.Ref)
	if !ok || a.fields[ref] || depth > maxFieldDepth || len(a.fields) > maxFields {
		return errUnclear
	}
	a.fields[ref] = true
	before, err := a.old.Dict(ref)
	if err != nil {
		return err
	}
	after, err := a.now.Dict(ref)
	if err != nil {
		a.refuse(ChangeFieldRemoved, 0, up.and(before).name)
		return nil
	}
	down := up.and(before)
	f := &fieldChange{additions: a, ref: ref, before: before, after: after, up: down}
	if a.replaced[ref.Num] {
		if err := f.compare(); err != nil {
			return err
		}
	}
	kids, named, err := a.kidsOf(before)
	if err != nil {
		return err
	}
	if !named && len(kids) == 0 && after.Has("Kids") {
		a.refuse(ChangeField, 0, down.name)
		return nil
	}
	if named || len(kids) == 0 {
		return a.fieldLists(before.Get("Kids"), after.Get("Kids"), ref, down, depth+1)
	}
	return a.widgetsOf(f, kids)
}

// kidsOf are the kids of a field; named tells whether they are fields.
func (a *additions) kidsOf(d pdffile.Dict) (pdffile.Array, bool, error) {
	kids, err := a.old.Array(d.Get("Kids"))
	if err != nil {
		return nil, false, err
	}
	named, err := (&fieldWalk{file: a.old}).children(kids)
	return kids, named, err
}

// widgetsOf compares the widgets of a field that has several, or one apart.
func (a *additions) widgetsOf(f *fieldChange, kids pdffile.Array) error {
	if !pdffile.Equal(f.before.Get("Kids"), f.after.Get("Kids")) || a.touched(f.before.Get("Kids")) {
		a.refuse(ChangeField, 0, f.up.name)
		return nil
	}
	for _, kid := range kids {
		ref, ok := kid.(pdffile.Ref)
		if !ok || a.fields[ref] {
			return errUnclear
		}
		a.fields[ref] = true
		if !a.replaced[ref.Num] && !f.filled {
			continue
		}
		before, err := a.old.Dict(ref)
		if err != nil {
			return err
		}
		after, err := a.now.Dict(ref)
		if err != nil {
			a.refuse(ChangeFieldRemoved, 0, f.up.name)
			continue
		}
		w := &fieldChange{additions: a, ref: ref, before: before, after: after, up: f.up, filled: f.filled}
		if err := w.compare(); err != nil {
			return err
		}
	}
	return nil
}

var newFieldKeys = map[pdffile.Name]bool{
	"Type": true, "Subtype": true, "FT": true, "T": true, "TU": true, "F": true, "Ff": true, "P": true,
	"Rect": true, "V": true, "AP": true, "MK": true, "BS": true, "Border": true, "DA": true, "M": true,
	"NM": true, "Lock": true, "SV": true, "H": true, "Q": true, "Kids": true, "Parent": true, "TM": true,
	"StructParent": true, "DR": true, "AS": true,
}

// newField checks an added field: a new signature field without actions, which
// is its own widget or has new ones.
func (a *additions) newField(o pdffile.Object, up inheritedField, parent pdffile.Object) error {
	ref, ok := o.(pdffile.Ref)
	if !ok || !a.fresh[ref.Num] {
		a.refuse(ChangeFieldAdded, 0, up.name)
		return nil
	}
	d, err := a.now.Dict(ref)
	if err != nil {
		return err
	}
	name := up.and(d).name
	ok, err = a.plainField(ref, d, parent)
	if err != nil {
		return err
	}
	if !ok {
		a.refuse(ChangeFieldAdded, 0, name)
		return nil
	}
	a.found(true, Change{What: a.kindOfValue(d), Name: plainText(name)})
	return nil
}

// plainField tells whether a new field is for a signature and harmless, with
// its widgets; where nothing may change, it must be an invisible timestamp.
func (a *additions) plainField(ref pdffile.Ref, d pdffile.Dict, parent pdffile.Object) (bool, error) {
	if d.Get("FT") != Object(pdffile.Name("Sig")) || !a.plainNew(d, parent) || !d.Has("T") {
		return false, nil
	}
	if a.allow.level == 1 && !(a.isTimestamp(d) && emptyRect(d.Get("Rect"))) {
		return false, nil
	}
	if !d.Has("Kids") {
		if d.Get("Subtype") == Object(pdffile.Name("Widget")) {
			a.paint(ref, d)
		}
		return true, nil
	}
	kids, err := a.now.Array(d.Get("Kids"))
	if err != nil {
		return false, err
	}
	for _, kid := range kids {
		if !a.plainWidget(kid, ref) {
			return false, nil
		}
	}
	return true, nil
}

// plainWidget tells whether a kid of a new field is a new widget of it.
func (a *additions) plainWidget(kid pdffile.Object, field pdffile.Ref) bool {
	r, ok := kid.(pdffile.Ref)
	if !ok || !a.fresh[r.Num] {
		return false
	}
	w, err := a.now.Dict(r)
	if !w.Has("Parent") {
		w = w.With("Parent", field) // the field names the widget all the same
	}
	if err != nil || !a.plainNew(w, field) || w.Has("T") || w.Has("FT") || w.Has("Kids") ||
		w.Get("Subtype") != Object(pdffile.Name("Widget")) {
		return false
	}
	a.paint(r, w)
	return true
}

// Object saves a conversion when an entry is compared with a name.
type Object = pdffile.Object

// plainNew tells whether a new field or widget has no more than it needs and
// hangs where it is listed.
func (a *additions) plainNew(d pdffile.Dict, parent pdffile.Object) bool {
	kids, err := a.now.Array(d.Get("Kids"))
	return d.Get("Parent") == parent && (!d.Has("Kids") || err == nil && len(kids) > 0) && !slices.ContainsFunc(d, func(e pdffile.Entry) bool { return !newFieldKeys[e.Key] })
}

// kindOfValue says what a new or filled signature field holds.
func (a *additions) kindOfValue(field pdffile.Dict) ChangeKind {
	switch {
	case !field.Has("V"):
		return ChangeSignatureSpot
	case a.isTimestamp(field):
		return ChangeTimestamp
	}
	return ChangeSignature
}

func (a *additions) isTimestamp(field pdffile.Dict) bool {
	value, err := a.optional(a.now, field.Get("V"))
	return err == nil && value.Get("SubFilter") == Object(pdffile.Name(subFilterTimestamp))
}

// paint notes a widget that looks otherwise than in the signed revision.
// Without an appearance readers may still paint a background (MK).
func (a *additions) paint(ref pdffile.Ref, widget pdffile.Dict) {
	a.painted[ref] = true
	a.visible = a.visible || !emptyRect(widget.Get("Rect"))
}

func emptyRect(o pdffile.Object) bool {
	r, ok := o.(pdffile.Array)
	return o == nil || ok && len(r) == 4 && pdffile.Equal(r[0], r[2]) && pdffile.Equal(r[1], r[3])
}

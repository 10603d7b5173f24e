package sign

import (
	"bytes"

	"clausedesk/app/sign/pdffile"
)

// fieldChange compares one field, or one of its widgets, with what became of
// it.
type fieldChange struct {
	*additions
	ref           pdffile.Ref
	before, after pdffile.Dict
	up            inheritedField // what it is, with what it inherits
	// filled tells that the field has a new value which it may have. Only then
	// may it look otherwise: a look of its own would show what nobody entered.
	filled bool
}

const pushButton = 1 << 16 // ISO 32000-2, table 229

func (f *fieldChange) compare() error {
	keys := differing(f.before, f.after)
	if f.replaced[f.ref.Num] {
		f.judge(f.ref)
	}
	for _, key := range keys {
		if key == "V" {
			if err := f.value(); err != nil {
				return err
			}
		}
	}
	for _, key := range keys {
		f.entry(key)
	}
	return f.look()
}

// entry judges a key other than the value and the appearance.
func (f *fieldChange) entry(key pdffile.Name) {
	signedNow := f.signature() && f.before.Get("V") == nil && f.after.Has("V")
	switch {
	case key == "V", key == "AP", key == "Kids", key == "M":
	case (key == "AS" || key == "I" || key == "DA") && f.filled:
	case completed[key] && signedNow:
		// Programs complete the widget of an empty field when they sign.
	default:
		f.refuse(ChangeField, 0, f.up.name)
	}
}

var completed = map[pdffile.Name]bool{"F": true, "MK": true, "DA": true, "Type": true, "P": true, "TM": true}

func (f *fieldChange) signature() bool { return f.up.kind == Object(pdffile.Name("Sig")) }

// value judges another value of a field.
func (f *fieldChange) value() error {
	old, err := f.old.Resolve(f.before.Get("V"))
	if err != nil {
		return err
	}
	if f.signature() {
		f.signed(old)
		return nil
	}
	if err := f.release(f.before.Get("V")); err != nil {
		return err
	}
	now, err := f.now.Resolve(f.after.Get("V"))
	if err != nil {
		return err
	}
	if pdffile.Equal(old, now) {
		return nil
	}
	kind := ChangeFieldFilled
	if !emptyValue(old) || !f.blank(f.before) {
		kind = ChangeFieldValue
	}
	// Where nobody said that a form is to be filled, what was there to be read
	// when it was signed stays.
	f.filled = f.allow.filling(f.up.name) && !f.button() && (kind == ChangeFieldFilled || f.allow.level > 0)
	f.found(f.filled, Change{What: kind, Name: plainText(f.up.name)})
	return nil
}

// signed judges what came into a signature field: once, into an empty one.
func (f *fieldChange) signed(old pdffile.Object) {
	value, ok := f.after.Get("V").(pdffile.Ref)
	kind := f.kindOfValue(f.after)
	f.filled = old == nil && ok && f.fresh[value.Num] && (kind == ChangeTimestamp || f.allow.signing(f.up.name))
	if old != nil {
		kind = ChangeField
	}
	f.found(f.filled, Change{What: kind, Name: plainText(f.up.name)})
}

func emptyValue(o pdffile.Object) bool {
	switch o := o.(type) {
	case nil:
		return true
	case pdffile.String:
		return len(o.Data) == 0
	case pdffile.Name:
		return o == "Off" || o == ""
	case pdffile.Array:
		return len(o) == 0
	}
	return false
}

// blank tells whether a field without a value showed nothing either: its
// appearance holds no operator that writes or puts something, only borders and
// backgrounds. Buttons show the state they are in.
func (f *fieldChange) blank(d pdffile.Dict) bool {
	if f.up.kind == Object(pdffile.Name("Btn")) {
		return true
	}
	look, err := f.optional(f.old, d.Get("AP"))
	if err != nil {
		return false
	}
	o, err := f.old.Resolve(look.Get("N"))
	if err != nil {
		return false
	}
	s, ok := o.(*pdffile.Stream)
	if !ok {
		return o == nil
	}
	data, err := f.old.Decode(s)
	if err != nil {
		return false
	}
	for _, word := range bytes.FieldsFunc(data, func(r rune) bool { return r <= ' ' || bytes.ContainsRune([]byte("()<>[]"), r) }) {
		switch string(word) {
		case "Do", "BI", "sh", "Tj", "TJ", "'", "\"":
			return f.writesNothing(data)
		}
	}
	return true
}

// writesNothing tells whether all that is shown are empty strings.
func (f *fieldChange) writesNothing(data []byte) bool {
	for _, word := range []string{"Do", "BI", "sh", "TJ", "'", "\""} {
		if bytes.Contains(data, []byte(word)) {
			return false
		}
	}
	compact := bytes.Join(bytes.Fields(data), nil)
	return bytes.Count(compact, []byte("Tj")) == bytes.Count(compact, []byte("()Tj"))+bytes.Count(compact, []byte("<>Tj"))
}

// button tells whether the field is a push button, which holds no value.
func (f *fieldChange) button() bool {
	flags, _ := f.before.Get("Ff").(pdffile.Int)
	return f.up.kind == Object(pdffile.Name("Btn")) && flags&pushButton != 0
}

// look judges another appearance: another stream, or the same one written
// again. The looks of a button are its states, which stay.
func (f *fieldChange) look() error {
	if f.filled && f.up.kind != Object(pdffile.Name("Btn")) {
		if f.before.Has("Rect") {
			f.paint(f.ref, f.after)
		}
		return f.release(f.before.Get("AP"))
	}
	if !pdffile.Equal(f.before.Get("AP"), f.after.Get("AP")) {
		f.refuse(ChangeFieldLook, 0, f.up.name)
	}
	return nil
}

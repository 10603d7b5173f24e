package answers

import (
	"maps"
	"slices"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// form is the dialog of one record. It asks for the fields that the record
// needs as it is being filled in.
type form struct {
	table   *Table
	title   string
	began   policy.Record // as it was when the form was opened
	record  policy.Record
	keep    func(policy.Record)
	fields  []*Field
	scroll  *container.Scroll
	stack   *fyne.Container
	shown   dialog.Dialog
	library *library.Library
	service *library.Service // what filled the record
	warning *widget.Label    // which needed fields are empty
	head    *fyne.Container  // around warning
	around  *fyne.Container  // head and fields
	warned  bool
	offered bool // the message at the foot of the window is about this form
}

const (
	formWidth  float32 = 560
	formMargin float32 = 240 // of the window, above and below
)

func newForm(t *Table, title string, record policy.Record, keep func(policy.Record)) *form {
	f := &form{table: t, title: title, began: record, record: policy.CloneRecords([]policy.Record{record})[0], keep: keep}
	f.warning = widget.NewLabel("")
	f.warning.Wrapping, f.warning.Importance = fyne.TextWrapWord, widget.DangerImportance
	f.head = widgets.NewFlush(f.warning)
	f.head.Hide()
	var objects []fyne.CanvasObject
	for _, def := range t.Def.Fields {
		field := newField(t.desk, def, f.source(def))
		field.OnFocus = f.focused
		f.fields = append(f.fields, field)
		objects = append(objects, field.Object())
	}
	f.stack = widgets.NewStack(16, objects...)
	f.scroll = container.NewVScroll(widgets.NewPanel("", widgets.Insets{Right: 16, Bottom: 16}, f.stack))
	f.ask()
	if t.Def.Name == "recipients" {
		t.book.Library(func(lib *library.Library) { f.library = lib })
	}
	return f
}

func (f *form) source(def policy.FieldDef) source {
	from := source{
		caption: f.table.caption(def), languages: f.table.book.Snapshot().Policy.Languages(),
		get: func(key policy.FactKey) string { return f.record[key] },
		set: f.set, key: f.ending().Key, shortcut: f.ending().Shortcut,
	}
	if f.table.Def.Name == "recipients" && def.Key == "name" {
		from.search, from.found = f.services, f.fill
	}
	if f.table.Def.Name == "retention" && def.Key == "name" && len(rowsOf(f.table.book, "data")) > 0 {
		from.listed = func(key string) bool { return has(f.table.book, "data", key) || has(f.table.book, "purposes", key) }
	}
	return from
}

func (f *form) set(key policy.FactKey, value string) {
	if value == "" {
		delete(f.record, key)
	} else {
		f.record[key] = value
	}
	f.ask()
}

// ask shows the fields that the record asks for.
func (f *form) ask() {
	answers := f.table.book.Snapshot().Answers()
	changed := false
	for _, field := range f.fields {
		asked := answers.Asks(f.table.Def, field.Def, f.record)
		changed = changed || asked != field.Object().Visible()
		widgets.SetVisible(field.Object(), asked)
	}
	if changed {
		f.stack.Refresh()
	}
	if f.warned {
		f.tellMissing()
	}
}

// focused brings a field into sight, and with it the one after it.
func (f *form) focused(at *Field) {
	RevealField(f.scroll, f.fields, at, 0, 0)
	for _, field := range f.fields {
		if field != at {
			field.Elsewhere()
		}
	}
}

func (f *form) show() {
	f.open()
	f.fields[0].Focus()
}

func (f *form) open() {
	height := f.height()
	f.around = container.New(headed{}, f.head, f.scroll)
	f.shown = f.table.desk.Ask(f.title, f.table.desk.T("answers.keep"),
		container.New(fixedSize{fyne.NewSize(formWidth, height)}, f.around), f.confirm)
	f.shown.SetOnClosed(f.left)
}

// left offers what was filled in back, as the form closes. Who confirms closes
// it as well, and takes the offer away again.
func (f *form) left() {
	if f.record.Empty() || maps.Equal(f.record, f.began) {
		return
	}
	d := f.table.desk
	d.Offer(d.T("answers.not_kept"), d.T("answers.go_on"), func() {
		f.open()
		f.fields[0].Focus()
	})
	f.offered = true
}

// height is what the fields need, with room for some that are asked for later,
// as far as the window has it.
func (f *form) height() float32 {
	const later, most = 78, 2
	f.stack.Resize(fyne.NewSize(formWidth-16, f.stack.Size().Height))
	needed, hidden := f.stack.MinSize().Height+32, 0
	for _, field := range f.fields {
		if !field.Object().Visible() {
			hidden++
		}
	}
	needed += float32(min(hidden, most)) * later
	return max(120, min(needed, f.table.desk.Window.Canvas().Size().Height-formMargin))
}

func (f *form) ending() desk.Ending {
	return desk.Ending{Hide: func() { f.shown.Hide() }, Confirm: f.confirm}
}

// confirm keeps the record, or opens the form again at what does not fit.
// What is only missing may wait, once that was said: the table marks it.
func (f *form) confirm() {
	if f.offered {
		f.offered = false
		f.table.desk.Snack.Dismiss()
	}
	for _, field := range f.fields {
		if !field.Object().Visible() {
			delete(f.record, field.Def.Key) // asked for no more
		} else if value := f.record[field.Def.Key]; !field.Def.Fits(value) {
			f.open()
			field.Check()
			field.Focus()
			return
		}
	}
	if missing := f.table.book.Snapshot().Answers().Missing(f.table.Def, f.record); len(missing) > 0 && !f.record.Empty() && !f.warned {
		f.warn(missing)
		return
	}
	f.table.desk.Window.Canvas().Focus(f.table.Records)
	if f.record.Empty() {
		return
	}
	f.keep(f.record)
	f.offerCookies()
	f.offerData()
}

// warn says which needed fields are empty and goes to the first. Keeping the
// record again leaves them so.
func (f *form) warn(missing []policy.FieldDef) {
	f.warned = true
	f.tellMissing()
	f.open()
	var first *Field
	for _, field := range f.fields {
		if slices.ContainsFunc(missing, func(def policy.FieldDef) bool { return def.Key == field.Def.Key }) {
			field.Check()
			if first == nil {
				first = field
			}
		}
	}
	first.Focus()
}

// tellMissing says which needed fields are empty now, and nothing once none is.
func (f *form) tellMissing() {
	var names []string
	for _, def := range f.table.book.Snapshot().Answers().Missing(f.table.Def, f.record) {
		names = append(names, f.table.caption(def))
	}
	words, _ := vocabulary.In(f.table.desk.Loc.Language())
	f.warning.SetText(f.table.desk.T("answers.keep_again", i18n.Data{"Fields": words.Join(names)}))
	if f.head.Visible() != (len(names) > 0) {
		widgets.SetVisible(f.head, len(names) > 0)
		if f.around != nil {
			f.around.Refresh()
		}
	}
}

type fixedSize struct{ size fyne.Size }

func (l fixedSize) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l fixedSize) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }

// headed draws a line that may be hidden above what takes the rest.
type headed struct{}

func (headed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, rest := objects[0], objects[1]
	top := float32(0)
	if head.Visible() {
		head.Resize(fyne.NewSize(size.Width, head.MinSize().Height)) // its height follows from its width
		top = head.MinSize().Height
		head.Resize(fyne.NewSize(size.Width, top))
	}
	rest.Move(fyne.NewPos(0, top))
	rest.Resize(fyne.NewSize(size.Width, max(0, size.Height-top)))
}

func (headed) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

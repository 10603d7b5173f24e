package desk

import (
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// Form is a dialog of captioned fields. Enter in a line confirms, Escape
// cancels.
type Form struct {
	desk    *Desk
	title   string
	confirm string
	do      func()
	fields  []fyne.CanvasObject
	first   fyne.Focusable
	shown   dialog.Dialog
}

// formWidth is wide enough for a date, a name or a sentence of help.
const formWidth = 420

// NewForm starts a form; do runs after the person confirmed.
func (d *Desk) NewForm(title, confirm string, do func()) *Form {
	return &Form{desk: d, title: title, confirm: confirm, do: do}
}

// Line adds a line to type in.
func (f *Form) Line(caption, value, hint string) *widgets.Line {
	line := widgets.NewLine()
	line.SetTextQuietly(value)
	line.OnKey = f.key
	field := widgets.NewField(caption, line)
	field.Hint = hint
	f.fields = append(f.fields, field)
	if f.first == nil {
		f.first = line
	}
	return line
}

// Secret adds a line that hides what is typed.
func (f *Form) Secret(caption, hint string) *widgets.Line {
	line := f.Line(caption, "", hint)
	line.Password = true
	return line
}

// Add puts any other content under a caption.
func (f *Form) Add(caption string, content fyne.CanvasObject) {
	f.fields = append(f.fields, widgets.NewField(caption, content))
}

// Put adds content without a caption.
func (f *Form) Put(content fyne.CanvasObject) { f.fields = append(f.fields, content) }

// Show opens the dialog and puts the caret into its first line.
func (f *Form) Show() {
	content := widgets.NewPanel("", widgets.Insets{Bottom: 16}, widgets.NewFieldStack(f.fields...))
	f.shown = f.desk.Ask(f.title, f.confirm, Wide(formWidth, content), f.do)
	if f.first != nil {
		f.desk.Window.Canvas().Focus(f.first)
	}
}

func (f *Form) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		f.shown.Hide()
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		f.shown.Hide()
		f.do()
		return true
	}
	return false
}

package desk

import (
	"strings"

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
	lines   map[*widgets.Line]*widgets.Field
	first   *widgets.Line
	width   float32
	shown   dialog.Dialog

	// Check may look at what was typed: the first line with a problem keeps
	// the form open and shows it. May be nil.
	Check func() (wrong *widgets.Line, problem string)
}

// formWidth is wide enough for a date, a name or a sentence of help.
const formWidth = 420

// NewForm starts a form; do runs after the person confirmed.
func (d *Desk) NewForm(title, confirm string, do func()) *Form {
	return &Form{
		desk: d, title: strings.TrimSuffix(title, "…"), confirm: confirm, do: do,
		lines: map[*widgets.Line]*widgets.Field{}, width: formWidth,
	}
}

// Line adds a line to type in.
func (f *Form) Line(caption, value, hint string) *widgets.Line {
	line := widgets.NewLine()
	line.SetTextQuietly(value)
	line.OnKey, line.OnShortcut = f.ending().Key, f.ending().Shortcut
	field := widgets.NewField(caption, line)
	field.Hint = hint
	line.OnChanged = func(string) { field.SetProblem("") } // until it is confirmed again
	f.fields = append(f.fields, field)
	f.lines[line] = field
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

// Area adds a longer text: Enter begins a line in it, Ctrl+Enter confirms.
func (f *Form) Area(caption, value string, rows int) *widgets.TextArea {
	area := widgets.NewTextArea()
	area.SetTextQuietly(value)
	area.SetMinRowsVisible(rows)
	area.OnShortcut = f.ending().Shortcut
	area.OnKey = Editing{Leave: func() { f.ending().Hide() }}.Key
	f.Add(caption, area)
	return area
}

// Name adds a line that asks who works here, when nobody said so yet. The function
// answers the name and keeps it for the next time; without one it answers "".
func (f *Form) Name() func() string {
	known := f.desk.Writer()
	if known != "" {
		return func() string { return known }
	}
	line := f.Line(f.desk.T("settings.name"), "", f.desk.T("settings.name_asked"))
	return func() string {
		said := strings.TrimSpace(line.Text)
		if said != "" && f.desk.Called != nil {
			f.desk.Called(said)
		}
		return said
	}
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
	f.shown = f.desk.Ask(f.title, f.confirm, Wide(f.width, content), f.confirmed)
	if f.first != nil {
		f.desk.Window.Canvas().Focus(f.first)
		f.first.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed replaces what was proposed
	}
}

func (f *Form) ending() Ending { return Ending{func() { f.shown.Hide() }, f.confirmed} }

// confirmed does what the form is for, or opens it again at what is wrong.
func (f *Form) confirmed() {
	if f.Check == nil {
		f.do()
		return
	}
	wrong, problem := f.Check()
	f.mark(wrong, problem)
	if wrong == nil {
		f.do()
		return
	}
	f.reopen(wrong)
}

// Again opens a form that was confirmed once more, at a line with a problem
// that only the work itself could find.
func (f *Form) Again(wrong *widgets.Line, problem string) {
	f.mark(wrong, problem)
	f.reopen(wrong)
}

func (f *Form) reopen(at *widgets.Line) {
	f.shown.Show()
	f.desk.Window.Canvas().Focus(at)
	at.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (f *Form) mark(wrong *widgets.Line, problem string) {
	for line, field := range f.lines {
		field.SetProblem("")
		if line == wrong {
			field.SetProblem(problem)
		}
	}
}

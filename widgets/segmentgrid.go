package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Segment is one row of a SegmentGrid. Words in {{…}} are drawn as chips.
type Segment struct {
	Source, Target string
	State          string // the word on the chip
	Kind           Kind   // the colour of the chip
	Flag           Kind   // of a mark beside the chip: something is to be looked at; KindNone for nothing

	Group string // a heading above the row, where a group begins
	About string // what the segment is, above its source
}

// SegmentGrid shows source, target and state side by side; the rows are as
// high as their wrapped texts. The selected row is tinted and its target can
// be edited in place. In the editor Ctrl+Up and Ctrl+Down go to the
// neighbouring rows, Ctrl+Enter tells OnApprove, Esc goes back to the list,
// where the plain arrow keys select and Enter edits. Only visible rows hold
// objects. Use SetRows and SetRow to change the data.
type SegmentGrid struct {
	widget.BaseWidget
	SourceTitle, TargetTitle, StateTitle string

	Rows       []Segment
	OnSelected func(index int)
	OnChanged  func(index int, text string) // the user edited the target
	OnApprove  func(index int)
	// OnShortcut is asked first about every shortcut; it answers true when it
	// used it. May be nil.
	OnShortcut func(fyne.Shortcut) bool
	// Reads says how a text looks that is not being worked on; nil, or none for a
	// text, shows it as it is written. The selected row shows both sides so.
	Reads func(text string) []Span

	stack    *rowStack
	ruler    *ruler
	selected int
	width    float32 // for which heights holds
	heights  []float32
	titles   [3]*canvas.Text
	rule     *canvas.Rectangle
	editor   *segmentEditor
	boxed    fyne.CanvasObject // the editor under its theme
	probe    *widget.Label     // wraps as the editor does, to measure it
	focused  bool
}

var (
	_ fyne.Widget       = (*SegmentGrid)(nil)
	_ fyne.Tappable     = (*SegmentGrid)(nil)
	_ fyne.Focusable    = (*SegmentGrid)(nil)
	_ fyne.Shortcutable = (*SegmentGrid)(nil)
)

// NewSegmentGrid makes a grid with nothing selected.
func NewSegmentGrid(source, target, state string, rows []Segment) *SegmentGrid {
	g := &SegmentGrid{
		SourceTitle: source, TargetTitle: target, StateTitle: state,
		Rows: rows, ruler: newRuler(TextBody), selected: -1,
	}
	g.stack = newRowStack(func() fyne.CanvasObject { return newSegmentRow(g) }, g.setRow)
	g.editor = newSegmentEditor(g)
	g.probe = widget.NewLabel("")
	g.probe.Wrapping = fyne.TextWrapWord
	g.boxed = container.NewThemeOverride(g.editor, accentInputs{})
	g.boxed.Hide()
	g.stack.extra = []fyne.CanvasObject{g.boxed}
	g.ExtendBaseWidget(g)
	return g
}

// SetRows replaces the data. The selected index stays while there is such a
// row; the scroll position stays too.
func (g *SegmentGrid) SetRows(rows []Segment) {
	g.Rows, g.heights = rows, nil
	if g.selected >= len(rows) {
		g.selected = -1
	}
	g.Refresh()
}

// SetRow replaces one row, for instance after its state changed.
func (g *SegmentGrid) SetRow(i int, row Segment) {
	if i < 0 || i >= len(g.Rows) {
		return
	}
	g.Rows[i] = row
	g.rowChanged(i)
}

// Selected is the index of the selected row, -1 for none.
func (g *SegmentGrid) Selected() int { return g.selected }

// Select chooses a row, scrolls to it, puts the caret into its editor and
// tells OnSelected when that is a change.
func (g *SegmentGrid) Select(i int) {
	g.choose(i)
	g.Edit()
}

// Choose selects a row and leaves the keyboard where it is.
func (g *SegmentGrid) Choose(i int) { g.choose(i) }

// Edit puts the caret into the editor of the selected row.
func (g *SegmentGrid) Edit() {
	if g.selected >= 0 {
		focusOn(g, g.editor)
	}
}

// EditOn puts the caret into the selected segment on a canvas, also before
// the grid was drawn there for the first time.
func (g *SegmentGrid) EditOn(c fyne.Canvas) {
	if g.selected >= 0 {
		c.Focus(g.editor)
	}
}

// Editor is the entry of the selected row, for inserting text at the caret.
func (g *SegmentGrid) Editor() *widget.Entry { return &g.editor.Entry }

// SetTarget replaces the selected row's target as if the user had typed it.
func (g *SegmentGrid) SetTarget(words string) {
	if g.selected >= 0 {
		g.editor.SetText(words)
	}
}

// RowObjects is how many row objects were ever made.
func (g *SegmentGrid) RowObjects() int { return g.stack.made }

// choose selects without moving the keyboard.
func (g *SegmentGrid) choose(i int) {
	if i < 0 || i >= len(g.Rows) {
		return
	}
	old := g.selected
	g.selected = i
	if i != old {
		g.editor.begin(g.Rows[i].Target)
	} else {
		g.editor.load(g.Rows[i].Target) // another row may stand here now
	}
	g.remeasure(old)
	g.remeasure(i)
	g.relayout()
	g.stack.refreshRow(old)
	g.stack.refreshRow(i)
	g.stack.reveal(i)
	g.placeEditor()
	if i != old && g.OnSelected != nil {
		g.OnSelected(i)
	}
}

// edited takes over what the user typed.
func (g *SegmentGrid) edited(words string) {
	i := g.selected
	if i < 0 || g.Rows[i].Target == words {
		return
	}
	g.Rows[i].Target = words
	g.rowChanged(i)
	g.stack.reveal(i)
	if g.OnChanged != nil {
		g.OnChanged(i, words)
	}
}

func (g *SegmentGrid) rowChanged(i int) {
	if i == g.selected {
		g.editor.load(g.Rows[i].Target)
	}
	if g.remeasure(i) {
		g.relayout()
	}
	g.stack.refreshRow(i)
	g.placeEditor()
}

// Tapped selects the row under the pointer.
func (g *SegmentGrid) Tapped(ev *fyne.PointEvent) {
	if i := g.stack.at(ev.Position.Y - gridHeader); ev.Position.Y >= gridHeader && i >= 0 {
		g.Select(i)
		return
	}
	focusOn(g, g)
}

// FocusGained marks the selected row for the keyboard.
func (g *SegmentGrid) FocusGained() { g.focused = true; g.stack.refreshRow(g.selected) }

// FocusLost takes the mark away.
func (g *SegmentGrid) FocusLost() { g.focused = false; g.stack.refreshRow(g.selected) }

// TypedRune does nothing; text goes to the editor.
func (g *SegmentGrid) TypedRune(rune) {}

// TypedKey selects rows while the list, not the editor, has the keyboard.
func (g *SegmentGrid) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown:
		g.choose(g.selected + 1)
	case fyne.KeyUp:
		g.choose(max(g.selected-1, 0))
	case fyne.KeyHome:
		g.choose(0)
	case fyne.KeyEnd:
		g.choose(len(g.Rows) - 1)
	case fyne.KeyPageDown:
		g.choose(g.stack.page(g.selected, 1))
	case fyne.KeyPageUp:
		g.choose(g.stack.page(g.selected, -1))
	case fyne.KeyReturn, fyne.KeyEnter:
		g.Edit()
	}
}

// TypedShortcut runs the grid's shortcuts, or hands them to the canvas.
func (g *SegmentGrid) TypedShortcut(s fyne.Shortcut) {
	if !g.shortcut(s) {
		forward(g, s)
	}
}

// Insert puts words where the caret is, as a paste would.
func (g *SegmentGrid) Insert(words string) {
	if g.selected >= 0 {
		g.Edit()
		g.editor.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &heldText{words}})
	}
}

// heldText is a clipboard of one text.
type heldText struct{ words string }

func (h *heldText) Content() string         { return h.words }
func (h *heldText) SetContent(words string) { h.words = words }

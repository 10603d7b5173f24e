package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// segmentEditor is the entry in the selected row of a SegmentGrid. A focused
// Entry swallows shortcuts, so it asks its grid first.
type segmentEditor struct {
	widget.Entry
	grid *SegmentGrid
}

func newSegmentEditor(g *SegmentGrid) *segmentEditor {
	e := &segmentEditor{grid: g}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(1)
	e.OnChanged = g.edited
	e.ExtendBaseWidget(e)
	return e
}

// load shows text that came from outside; the same text leaves caret and undo
// alone.
func (e *segmentEditor) load(words string) {
	if e.Text != words {
		e.begin(words)
	}
}

// begin shows another row's text with the caret at its end and nothing to
// undo, also where both rows say the same.
func (e *segmentEditor) begin(words string) {
	e.OnChanged = nil
	e.SetText(words)
	e.OnChanged = e.grid.edited
	toEnd(&e.Entry)
}

func (e *segmentEditor) AcceptsTab() bool { return false }

func (e *segmentEditor) TypedShortcut(s fyne.Shortcut) {
	if !e.grid.shortcut(s) && !jump(&e.Entry, s) {
		entryShortcut(&e.Entry, e, s)
	}
}

func (e *segmentEditor) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		focusOn(e.grid, e.grid)
		return
	}
	e.Entry.TypedKey(k)
}

// shortcut runs what the grid understands and says whether it did.
func (g *SegmentGrid) shortcut(s fyne.Shortcut) bool {
	if g.OnShortcut != nil && g.OnShortcut(s) {
		return true
	}
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	switch c.KeyName {
	case fyne.KeyUp:
		g.Select(max(g.selected-1, 0))
	case fyne.KeyDown:
		g.Select(min(g.selected+1, len(g.Rows)-1))
	case fyne.KeyReturn, fyne.KeyEnter:
		if g.selected >= 0 && g.OnApprove != nil {
			g.OnApprove(g.selected)
		}
	default:
		return false
	}
	return true
}

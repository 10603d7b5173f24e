package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// startApp begins a test in the studio's light theme.
func startApp(t testing.TB) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Light))
}

// show puts an object on a window of a size.
func show(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

func press(o fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		o.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// chord presses a key with a modifier, as the desktop driver reports it to the
// focused widget.
func chord(o fyne.Shortcutable, m fyne.KeyModifier, n fyne.KeyName) {
	o.TypedShortcut(&desktop.CustomShortcut{KeyName: n, Modifier: m})
}

const ctrl = fyne.KeyModifierShortcutDefault

func tapAt(o fyne.Tappable, x, y float32) {
	o.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)})
}

func dragTo(o fyne.Draggable, x, from, to float32) {
	o.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, to)}, Dragged: fyne.NewDelta(0, to-from)})
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func customShortcut(m fyne.KeyModifier, n fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: n, Modifier: m}
}

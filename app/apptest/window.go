package apptest

import "fyne.io/fyne/v2"

// window is Fyne's window for tests with what that one leaves out: a close
// that can be intercepted, files that are dropped, shortcuts of the canvas,
// and whether it is closed.
type window struct {
	fyne.Window
	canvas    *surface
	intercept func()
	dropped   func(fyne.Position, []fyne.URI)
	closed    bool
}

func newWindow(w fyne.Window) *window {
	return &window{Window: w, canvas: &surface{Canvas: w.Canvas()}}
}

func (w *window) Canvas() fyne.Canvas { return w.canvas }

func (w *window) SetCloseIntercept(f func()) { w.intercept = f }

func (w *window) SetOnDropped(f func(fyne.Position, []fyne.URI)) { w.dropped = f }

// Close marks the window closed; Fyne's goes with the test.
func (w *window) Close() { w.closed = true }

// surface is the canvas with the shortcuts that were registered on it.
type surface struct {
	fyne.Canvas
	shortcuts fyne.ShortcutHandler
}

func (s *surface) AddShortcut(shortcut fyne.Shortcut, handler func(fyne.Shortcut)) {
	s.shortcuts.AddShortcut(shortcut, handler)
}

func (s *surface) RemoveShortcut(shortcut fyne.Shortcut) { s.shortcuts.RemoveShortcut(shortcut) }

func (s *surface) TypedShortcut(shortcut fyne.Shortcut) { s.shortcuts.TypedShortcut(shortcut) }

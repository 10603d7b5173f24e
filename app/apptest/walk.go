package apptest

import (
	"strings"
	"unicode"

	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Seen is one visible object where it stands on the canvas.
type Seen struct {
	Object fyne.CanvasObject
	At     fyne.Position
	Inside []Seen // what it stands in, outermost first
	Layer  int    // 0 is the window, 1 the first dialog over it
}

// Walk visits everything visible: the window and then what lies over it.
func (d *Driver) Walk(visit func(Seen)) {
	d.frame()
	layers := append([]fyne.CanvasObject{d.Canvas().Content()}, d.Canvas().Overlays().List()...)
	for i, o := range layers {
		walk(Seen{Object: o, At: o.Position(), Layer: i}, visit)
	}
}

// WalkTop visits what can be worked: the topmost dialog, or the window.
func (d *Driver) WalkTop(visit func(Seen)) {
	d.frame()
	if top := d.Canvas().Overlays().Top(); top != nil {
		walk(Seen{Object: top, At: top.Position()}, visit)
		return
	}
	walk(Seen{Object: d.Canvas().Content()}, visit)
}

func walk(s Seen, visit func(Seen)) {
	if s.Object == nil || !s.Object.Visible() {
		return
	}
	visit(s)
	inside := append(s.Inside[:len(s.Inside):len(s.Inside)], s)
	for _, child := range parts(s.Object) {
		if child != nil {
			walk(Seen{Object: child, At: s.At.Add(child.Position()), Inside: inside, Layer: s.Layer}, visit)
		}
	}
}

func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// Texts lists the visible texts in the order they are drawn.
func (d *Driver) Texts() []string {
	var out []string
	d.Walk(func(s Seen) {
		if text, ok := s.Object.(*canvas.Text); ok && strings.TrimSpace(text.Text) != "" {
			out = append(out, text.Text)
		}
	})
	return out
}

// SeesText reports whether a text is on the screen. Where lines break and how
// words are spaced does not count.
func (d *Driver) SeesText(text string) bool {
	return strings.Contains(solid(strings.Join(d.Texts(), "")), solid(text))
}

// solid takes every space out of a text.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// FindButton returns the button with that caption, of the topmost dialog or
// else of the window.
func (d *Driver) FindButton(caption string) fyne.Tappable {
	d.t.Helper()
	var found fyne.Tappable
	d.WalkTop(func(s Seen) {
		if b, ok := s.Object.(fyne.Tappable); ok && found == nil && captionOf(s.Object) == caption {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("no button %q; on the screen: %q", caption, d.Texts())
	}
	return found
}

func captionOf(o fyne.CanvasObject) string {
	switch b := o.(type) {
	case *widget.Button:
		return b.Text
	case *widgets.Button:
		return b.Text
	case *widgets.RowButton:
		return b.Text
	}
	return ""
}

// Entries lists the fields of the topmost dialog, or of the window.
func (d *Driver) Entries() []fyne.Focusable {
	var out []fyne.Focusable
	d.WalkTop(func(s Seen) {
		switch e := s.Object.(type) {
		case *widget.Entry:
			out = append(out, e)
		case *widgets.Line:
			out = append(out, e)
		case *widgets.TextArea:
			out = append(out, e)
		case *widget.SelectEntry:
			out = append(out, e)
		}
	})
	return out
}

// Click clicks an object and waits.
func (d *Driver) Click(o fyne.Tappable) {
	test.Tap(o)
	d.Idle()
}

// ClickButton clicks the button with that caption and waits.
func (d *Driver) ClickButton(caption string) {
	d.t.Helper()
	d.Click(d.FindButton(caption))
}

// Text is a text of the program in the language in use.
func (d *Driver) Text(key string, data ...i18n.Data) string { return d.Desk.T(key, data...) }

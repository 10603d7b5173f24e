// Package desk is what every screen of the window stands on: the use cases,
// the runner for long work, the texts, and the ways to tell a person
// something. Screens meet through it and never import each other.
package desk

import (
	"context"
	"image"
	"time"

	"clausedesk/app/explain"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// Rasterizer turns a PDF into pictures of its pages.
type Rasterizer interface {
	Pages(ctx context.Context, pdf []byte, dpi float64) ([]image.Image, error)
}

// Desk is the ground of every screen.
type Desk struct {
	Studio *studio.Studio
	Runner *task.Runner
	Loc    *i18n.Localizer
	Window fyne.Window
	Raster Rasterizer
	Now    func() time.Time
	Snack  *widgets.Snackbar
	// Later runs f on the screen's goroutine, from any other.
	Later task.Dispatch
	// After runs f on the screen's goroutine after some time; nil for never.
	After func(wait time.Duration, f func())
	// Shortcut is asked by every entry first, so that the program's shortcuts
	// work while one types. It answers true when it used the shortcut.
	Shortcut func(fyne.Shortcut) bool
	// OpenFile shows a file in the system's own program for it.
	OpenFile func(path string) error
	// Elsewhere is Shortcut for entries that are no part of the open policy:
	// they keep undo and redo to themselves.
	Elsewhere func(fyne.Shortcut) bool
	// Folder is where files were written last, and Wrote is told of each file.
	Folder func() string
	Wrote  func(path string)

	shown []dialog.Dialog // that Escape closes, the top one last
}

// T returns the text of a key.
func (d *Desk) T(key string, data ...i18n.Data) string { return d.Loc.T(key, data...) }

// Say shows a short message.
func (d *Desk) Say(text string) {
	d.Snack.Message(text, "", nil)
	d.fade(text)
}

// Offer shows a short message with one action.
func (d *Desk) Offer(text, action string, do func()) {
	d.Snack.Message(text, action, do)
	d.fade(text)
}

// messageTime is how long a message stays: time to read it twice.
const messageTime = 8 * time.Second

// fade takes a message away after a while, unless another took its place.
func (d *Desk) fade(text string) {
	if d.After == nil {
		return
	}
	snack := d.Snack
	d.After(messageTime, func() {
		if snack.Showing() == text {
			snack.Dismiss()
		}
	})
}

// Fail tells a person what went wrong. A cancel is no failure.
func (d *Desk) Fail(err error) {
	if err == nil {
		return
	}
	label := widget.NewLabel(explain.Error(d.Loc, err))
	label.Wrapping = fyne.TextWrapWord
	d.Tell(d.T("dialog.failed"), widgets.NewFlush(label))
}

// tellWidth is the width of what is only read.
const tellWidth = 520

// Tell shows content in a dialog that Escape closes.
func (d *Desk) Tell(title string, content fyne.CanvasObject) dialog.Dialog {
	shown := dialog.NewCustom(title, d.T("action.close"),
		Wide(tellWidth, widgets.NewPanel("", widgets.Insets{Bottom: 16}, content)), d.Window)
	d.open(shown)
	return shown
}

// open shows a dialog and remembers it for Escape.
func (d *Desk) open(shown dialog.Dialog) {
	d.shown = append(d.shown, shown)
	shown.Show()
	shown.SetOnClosed(func() { d.forget(shown) })
}

func (d *Desk) forget(closed dialog.Dialog) {
	for i, shown := range d.shown {
		if shown == closed {
			d.shown = append(d.shown[:i:i], d.shown[i+1:]...)
			return
		}
	}
}

// Escape closes the dialog on top, or the message at the foot of the window.
func (d *Desk) Escape() {
	if last := len(d.shown) - 1; last >= 0 {
		d.shown[last].Hide()
		return
	}
	d.Snack.Dismiss()
}

// Ask shows a form in a dialog. Do runs after the person confirmed.
func (d *Desk) Ask(title, confirm string, content fyne.CanvasObject, do func()) dialog.Dialog {
	var ask *dialog.ConfirmDialog
	ask = dialog.NewCustomConfirm(title, confirm, d.T("action.cancel"), content, func(yes bool) {
		d.forget(ask)
		if yes {
			do()
		}
	}, d.Window)
	d.open(ask)
	return ask
}

// Wide gives content a width and the height it then needs.
func Wide(width float32, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(wide{width}, content)
}

type wide struct{ width float32 }

func (l wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (l wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, o := range objects {
		if o.Size().Width != l.width {
			o.Resize(fyne.NewSize(l.width, o.Size().Height))
		}
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(l.width, height)
}

// Long runs work with a progress dialog that can cancel it. Done runs only
// after success; an error is shown.
func (d *Desk) Long(title string, work func(ctx context.Context, report task.Report) error, done func()) {
	d.Try(title, work, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		done()
	})
}

// Try is Long for who has more to do after an error than to show it.
func (d *Desk) Try(title string, work func(ctx context.Context, report task.Report) error, done func(error)) {
	bar := widget.NewProgressBarInfinite()
	var cancel func()
	progress := dialog.NewCustom(title, d.T("action.cancel"), Wide(320, bar), d.Window)
	finished := false
	progress.SetOnClosed(func() {
		if !finished {
			cancel()
		}
	})
	progress.Show()
	cancel = d.Runner.Go(task.Job{
		Work: work,
		Done: func(err error) {
			finished = true
			progress.Hide()
			done(err)
		},
	})
}

// Explain words an error.
func (d *Desk) Explain(err error) string { return explain.Error(d.Loc, err) }

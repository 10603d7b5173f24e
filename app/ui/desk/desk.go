// Package desk is what every screen of the window stands on: the use cases,
// the runner for long work, the texts, and the ways to tell a person
// something. Screens meet through it and never import each other.
package desk

import (
	"context"
	"time"

	"clausedesk/app/explain"
	"clausedesk/app/handover"
	"clausedesk/app/pdf/raster"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Rasterizer turns a PDF into pictures of some of its pages.
type Rasterizer interface {
	Draw(ctx context.Context, pdf []byte, wants []raster.Want) (raster.Drawn, error)
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
	// Help says which keys there are, when F1 is pressed where nothing else is
	// said to it; may be nil.
	Help func()
	// OpenFile shows a file in the system's own program for it.
	OpenFile func(path string) error
	// Hand prints and mails with the system's own programs.
	Hand handover.System
	// Elsewhere is Shortcut for entries that are no part of the open policy:
	// they keep undo and redo to themselves.
	Elsewhere func(fyne.Shortcut) bool
	// Writer is the name of who works here, "" until it was said.
	Writer func() string
	// Called keeps the name that somebody gave when it was first asked for; nil
	// where nobody keeps it.
	Called func(name string)
	// Folder is where files were written last, and Wrote is told of each file.
	Folder func() string
	Wrote  func(path string)

	read  string      // the folder where a file was read last
	shown []shown     // the dialogs that are open, the top one last
	told  task.Latest // the message at the foot of the window
}

// T returns the text of a key.
func (d *Desk) T(key string, data ...i18n.Data) string { return d.Loc.T(key, data...) }

// Say shows a short message.
func (d *Desk) Say(text string) { d.message(messageTime, text, "", nil) }

// Offer shows a short message with one action.
func (d *Desk) Offer(text, action string, do func()) { d.message(offerTime, text, action, do) }

// How long a message stays: time to read it twice, and with an action also to
// decide.
const (
	messageTime = 8 * time.Second
	offerTime   = 20 * time.Second
)

// message shows a message and takes it away after a while, unless another took
// its place.
func (d *Desk) message(stays time.Duration, text, action string, do func()) {
	d.Snack.Message(text, action, do)
	current, snack := d.told.Ticket(), d.Snack
	if d.After == nil {
		return
	}
	d.After(stays, func() {
		if current() {
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

// Do runs a short use case and then, after success, what shows it; a failure is
// told.
func (d *Desk) Do(work func(ctx context.Context) error, done func()) {
	d.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) error { return work(ctx) },
		Done: func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			done()
		},
	})
}

// Try is Long for who has more to do after an error than to show it.
func (d *Desk) Try(title string, work func(ctx context.Context, report task.Report) error, done func(error)) {
	bar, far := widget.NewProgressBarInfinite(), widget.NewProgressBar()
	far.Hide()
	var cancel func()
	progress := d.newBox(title, d.T("action.cancel"), "", Wide(320, container.NewStack(bar, far)), nil)
	finished := false
	progress.SetOnClosed(func() {
		if !finished {
			cancel()
		}
	})
	progress.Show()
	cancel = d.Runner.Go(task.Job{
		Work: work,
		Progress: func(p task.Progress) {
			if p.Total > 0 { // how far it is, once that is known
				bar.Hide()
				far.Show()
				far.SetValue(float64(p.Done) / float64(p.Total))
			}
		},
		Done: func(err error) {
			finished = true
			progress.Hide()
			done(err)
		},
	})
}

// Explain words an error.
func (d *Desk) Explain(err error) string { return explain.Error(d.Loc, err) }

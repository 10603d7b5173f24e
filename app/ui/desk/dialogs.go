package desk

import (
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
)

// shown is a dialog on the screen.
type shown struct {
	dialog  dialog.Dialog
	confirm func() // what Enter and Ctrl+Enter do; nil for what is only read
}

// box is a dialog with the program's own buttons, which obey Enter and hand on
// Escape.
type box struct {
	*dialog.CustomDialog
	desk    *Desk
	confirm func()
	close   *widgets.Button
	open    bool
}

// newBox makes a dialog; without a confirm there is only one button.
func (d *Desk) newBox(title, close, confirm string, content fyne.CanvasObject, do func()) *box {
	b := &box{CustomDialog: dialog.NewCustomWithoutButtons(title, content, d.Window), desk: d}
	b.close = widgets.QuietButton(close, b.Hide)
	buttons := []fyne.CanvasObject{b.close}
	if do != nil {
		b.confirm = func() { b.Hide(); do() }
		buttons = append(buttons, widgets.PrimaryButton(confirm, b.confirm))
	}
	b.SetButtons(buttons)
	b.SetOnClosed(func() { d.forget(b) })
	return b
}

// Show opens the dialog, also once more.
func (b *box) Show() {
	if b.open {
		return
	}
	b.open = true
	b.desk.remember(b, b.confirm)
	b.CustomDialog.Show()
	b.desk.Window.Canvas().FocusNext() // somewhere, so that every key finds its way
}

// Hide closes the dialog. What had the keyboard in it loses it first: Fyne
// forgets to tell it, and it would look as if it had it the next time.
func (b *box) Hide() {
	if !b.open {
		return
	}
	b.open = false
	b.desk.Window.Canvas().Unfocus()
	b.CustomDialog.Hide()
}

// tellWidth is the width of what is only read.
const tellWidth = 520

// Tell shows content in a dialog that Escape and Enter close.
func (d *Desk) Tell(title string, content fyne.CanvasObject) dialog.Dialog {
	b := d.newBox(title, d.T("action.close"), "",
		Wide(tellWidth, widgets.NewPanel("", widgets.Insets{Bottom: 16}, content)), nil)
	b.Show()
	d.Focus(b.close)
	return b
}

// TellLong is Tell for what is longer than the window: the arrow and page keys go
// through it.
func (d *Desk) TellLong(title string, height float32, content fyne.CanvasObject) {
	scroll := container.NewVScroll(widgets.NewPanel("", widgets.Insets{Right: 14}, content))
	b := d.newBox(title, d.T("action.close"), "",
		Wide(tellWidth, widgets.NewPanel("", widgets.Insets{Bottom: 16}, scroll)), nil)
	scroll.SetMinSize(fyne.NewSize(0, height))
	b.close.OnKey = func(k *fyne.KeyEvent) {
		if !scrolled(scroll, k) {
			d.Key(k)
		}
	}
	b.Show()
	d.Focus(b.close)
}

// lineStep is how far an arrow key goes.
const lineStep float32 = 40

// scrolled goes through what is read; false for a key that means something else.
func scrolled(s *container.Scroll, k *fyne.KeyEvent) bool {
	at, page := s.Offset.Y, s.Size().Height-lineStep
	switch k.Name {
	case fyne.KeyDown:
		at += lineStep
	case fyne.KeyUp:
		at -= lineStep
	case fyne.KeyPageDown:
		at += page
	case fyne.KeyPageUp:
		at -= page
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = s.Content.Size().Height
	default:
		return false
	}
	s.ScrollToOffset(fyne.NewPos(0, max(0, min(at, s.Content.Size().Height-s.Size().Height))))
	return true
}

// Ask shows a form in a dialog. Do runs after the person confirmed.
func (d *Desk) Ask(title, confirm string, content fyne.CanvasObject, do func()) dialog.Dialog {
	b := d.newBox(title, d.T("action.cancel"), confirm, content, do)
	b.Show()
	return b
}

// open shows one of the toolkit's own dialogs.
func (d *Desk) open(theirs dialog.Dialog) {
	d.remember(theirs, nil)
	theirs.Show()
	theirs.SetOnClosed(func() { d.forget(theirs) })
}

func (d *Desk) remember(of dialog.Dialog, confirm func()) {
	d.shown = append(d.shown, shown{dialog: of, confirm: confirm})
}

func (d *Desk) forget(closed dialog.Dialog) {
	for i, s := range d.shown {
		if s.dialog == closed {
			d.shown = append(d.shown[:i:i], d.shown[i+1:]...)
			return
		}
	}
}

// Focus gives something the keyboard. Fyne throws away how a thing is drawn
// when it was hidden for a minute, and then does not find it: asking for the
// place of what lies over everything makes it draw all anew.
func (d *Desk) Focus(o fyne.Focusable) {
	d.Draw()
	d.Window.Canvas().Focus(o)
}

// Draw makes everything in sight ready to get the keyboard.
func (d *Desk) Draw() { fyne.CurrentApp().Driver().AbsolutePositionForObject(d.Snack) }

// Key is asked about the plain keys that what has the keyboard does not use.
func (d *Desk) Key(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		d.Escape()
	case fyne.KeyF1:
		if len(d.shown) == 0 && d.Help != nil {
			d.Help()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.Window.Canvas().Focused() != nil { // a dialog is not confirmed from nowhere
			d.Confirm()
		}
	}
}

// Escape closes the dialog on top, or the message at the foot of the window.
func (d *Desk) Escape() {
	if last := len(d.shown) - 1; last >= 0 {
		d.shown[last].dialog.Hide()
		return
	}
	d.Snack.Dismiss()
}

// Confirm does what the dialog on top is for.
func (d *Desk) Confirm() {
	if last := len(d.shown) - 1; last >= 0 && d.shown[last].confirm != nil {
		d.shown[last].confirm()
	}
}

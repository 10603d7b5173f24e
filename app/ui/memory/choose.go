package memory

import (
	"clausedesk/app/ui/desk"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// choosePath asks for a file and hands on where it is, unread: a memory may be
// larger than what one wants to hold at once. Escape closes it.
func choosePath(d *desk.Desk, got func(path string), endings ...string) {
	canvas := d.Window.Canvas()
	before := canvas.OnTypedKey()
	ask := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			d.Fail(err)
			return
		}
		d.Fail(file.Close())
		got(file.URI().Path())
	}, d.Window)
	ask.SetFilter(storage.NewExtensionFileFilter(endings))
	canvas.SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			ask.Hide()
			return
		}
		before(k)
	})
	ask.Show() // first: Fyne 2.8 cannot resize a file dialog before
	ask.SetOnClosed(func() { canvas.SetOnTypedKey(before) })
	ask.Resize(fyne.NewSize(780, 520))
}

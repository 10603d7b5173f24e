package desk

import (
	"io"

	"clausedesk/app/explain"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// fileDialog is the size of a dialog that lists files.
var fileDialog = fyne.NewSize(780, 520)

// Choose asks for a file and hands on what is in it. Endings, such as ".pdf",
// are those it shows; none shows every file.
func (d *Desk) Choose(got func(path string, data []byte), endings ...string) {
	ask := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			d.Fail(err)
			return
		}
		data, err := io.ReadAll(file)
		d.Fail(file.Close())
		if err != nil {
			d.Fail(&explain.FileError{Path: file.URI().Path(), Err: err})
			return
		}
		got(file.URI().Path(), data)
	}, d.Window)
	if len(endings) > 0 {
		ask.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	d.open(ask) // first: Fyne 2.8 cannot resize a file dialog before
	ask.Resize(fileDialog)
}

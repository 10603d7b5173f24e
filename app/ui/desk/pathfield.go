package desk

import (
	"os"
	"path/filepath"
	"strings"

	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
)

// PathField asks where a file goes. Unlike the toolkit's own dialog it
// touches nothing on the disk: the file appears only when it was made.
type PathField struct {
	Line     *widgets.Line
	desk     *Desk
	replaced string // the existing file the person agreed to replace
}

// pathWidth shows most paths whole.
const pathWidth = 560

// Path adds a field for a file's path to a form, proposing a name.
func (f *Form) Path(caption, name string) *PathField {
	p := &PathField{desk: f.desk}
	p.Line = f.Line(caption, filepath.Join(f.desk.SaveFolder(), name), "")
	p.Line.CursorColumn = len([]rune(p.Line.Text)) // the name matters most
	f.width = pathWidth
	browse := widgets.QuietButton(f.desk.T("path.folder"), p.browse)
	f.lines[p.Line].Content = container.NewBorder(nil, nil, nil, browse, p.Line)
	return p
}

// Path returns what was typed.
func (p *PathField) Path() string { return strings.TrimSpace(p.Line.Text) }

// Check says what keeps a file from being written there. A file that exists
// is named once; confirming again replaces it.
func (p *PathField) Check() (*widgets.Line, string) {
	path := p.Path()
	if path == "" {
		return p.Line, p.desk.T("path.empty")
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return p.Line, p.desk.T("path.no_folder")
	}
	info, err := os.Stat(path)
	switch {
	case err != nil || p.replaced == path:
		return nil, ""
	case info.IsDir():
		return p.Line, p.desk.T("path.is_folder")
	}
	p.replaced = path
	return p.Line, p.desk.T("path.exists")
}

func (p *PathField) browse() {
	ask := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil || folder == nil {
			p.desk.Fail(err)
			return
		}
		p.Line.SetText(filepath.Join(folder.Path(), filepath.Base(p.Path())))
	}, p.desk.Window)
	p.desk.open(ask) // first: Fyne 2.8 cannot resize a file dialog before
	ask.Resize(fileDialog)
}

// SaveFolder is where files went last, or the person's documents.
func (d *Desk) SaveFolder() string {
	if d.Folder != nil {
		if folder := d.Folder(); folder != "" {
			return folder
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if info, err := os.Stat(filepath.Join(home, "Documents")); err == nil && info.IsDir() {
		return filepath.Join(home, "Documents")
	}
	return home
}

package desk

import (
	"os"
	"path/filepath"
	"strings"

	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
)

// PathField asks where a file goes. Unlike the toolkit's own dialog it
// touches nothing on the disk: the file appears only when it was made.
type PathField struct {
	Line     *widgets.Line // a name, or a whole path
	desk     *Desk
	field    *widgets.Field
	in       folder // where a name goes; said below the line, where it wraps
	replaced string // the existing file the person agreed to replace
}

// pathWidth shows most names whole.
const pathWidth = 560

// Path adds a field for a file's path to a form, proposing a name.
func (f *Form) Path(caption, name string) *PathField {
	p := &PathField{desk: f.desk}
	p.Line = f.Line(caption, name, "")
	p.Line.CursorColumn = len([]rune(p.Line.Text))
	p.field = f.lines[p.Line]
	f.width = pathWidth
	browse := widgets.QuietButton(f.desk.T("path.folder"), p.browse)
	p.field.Content = container.NewBorder(nil, nil, nil, browse, p.Line) // before anything draws the field
	p.goTo(f.desk.SaveFolder())
	return p
}

// goTo names the folder into which a name goes.
func (p *PathField) goTo(path string) {
	p.in.path = path
	if path != "" {
		p.field.SetHint(p.desk.T("path.in", i18n.Data{"Folder": path}))
	}
}

// Path returns where the file goes, "" when nothing was typed.
func (p *PathField) Path() string {
	typed := strings.TrimSpace(p.Line.Text)
	if typed == "" {
		return ""
	}
	path := p.in.within(typed)
	if path == "" || os.IsPathSeparator(path[len(path)-1]) {
		return path // a folder, which Check says
	}
	return filepath.Clean(path)
}

// SetEnding gives the file that was named another ending, such as ".pdf".
func (p *PathField) SetEnding(ending string) {
	name := strings.TrimSpace(p.Line.Text)
	p.Line.SetText(strings.TrimSuffix(name, filepath.Ext(name)) + ending)
}

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
		p.goTo(folder.Path())
		p.Line.SetText(filepath.Base(p.Path()))
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

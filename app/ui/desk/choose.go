package desk

import (
	"os"
	"path/filepath"

	"clausedesk/app/explain"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// fileDialog is the size of the toolkit's dialogs that list files.
var fileDialog = fyne.NewSize(780, 520)

// Choose asks for a file and hands on what is in it. Endings, such as ".pdf",
// are those it shows; none shows every file.
func (d *Desk) Choose(got func(path string, data []byte), endings ...string) {
	d.chooseFile(func(path string) (func(), error) {
		data, err := os.ReadFile(path)
		return func() { got(path, data) }, err
	}, endings)
}

// ChooseFile asks for a file and hands on where it is, unread: it may be larger
// than what one wants to hold at once.
func (d *Desk) ChooseFile(got func(path string), endings ...string) {
	d.chooseFile(func(path string) (func(), error) {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		return func() { got(path) }, file.Close()
	}, endings)
}

// fileChooser is the dialog that finds a file by typing: a line for a name or a
// whole path, and below it what is in the folder.
type fileChooser struct {
	desk   *Desk
	line   *fileLine
	field  *widgets.Field
	list   *widgets.ChoiceList
	at     folder
	moved  bool                              // the mark, since something was typed
	open   func(path string) (func(), error) // tries a file; what then happens
	dialog *box
}

// fileRows is how many files are seen at once, fileWidth shows most names whole.
const (
	fileRows  = 9
	fileWidth = 640
)

func (d *Desk) chooseFile(open func(path string) (func(), error), endings []string) {
	c := &fileChooser{desk: d, open: open, at: folder{path: d.readFolder(), endings: endings}}
	c.line = newFileLine(c)
	c.line.OnChanged = func(string) { c.moved = false; c.fill() }
	c.field = widgets.NewField(d.T("file.which"), c.line)
	c.list = widgets.NewChoiceList(fileRows, nil)
	c.list.NothingText = d.T("file.nothing")
	c.list.OnChosen = func(string) { c.takeMarked() }
	buttons := widgets.NewWrap(8, widgets.QuietButton(d.T("file.up"), c.up), widgets.QuietButton(d.T("file.browse"), c.browse))
	content := widgets.NewPanel("", widgets.Insets{Bottom: 16}, widgets.NewFieldStack(c.field, c.list, buttons))
	c.dialog = d.newBox(d.T("file.title"), d.T("action.cancel"), d.T("file.open"), Wide(fileWidth, content), c.confirmed)
	c.dialog.Show()
	c.fill()
	d.Window.Canvas().Focus(c.line)
}

// readFolder is where a file was read last, or where they are written.
func (d *Desk) readFolder() string {
	if d.read != "" {
		return d.read
	}
	if at := d.SaveFolder(); at != "" {
		return at
	}
	return string(filepath.Separator)
}

// fill lists what the line means, and says in which folder.
func (c *fileChooser) fill() {
	in, found, err := c.at.matches(c.line.Text)
	c.field.Hint, c.field.Problem = c.desk.T("file.in", i18n.Data{"Folder": in}), ""
	if err != nil {
		c.field.Problem = c.problem(in, err)
	}
	c.field.Refresh()
	options := make([]widgets.Option, len(found))
	for i, e := range found {
		options[i] = widgets.Option{Key: e.shown(), Text: e.shown()}
	}
	c.list.SetOptions(options)
}

func (c *fileChooser) problem(path string, err error) string {
	return explain.Error(c.desk.Loc, &explain.FileError{Path: path, Err: err})
}

// confirmed is the button: a folder that is chosen opens the dialog again.
func (c *fileChooser) confirmed() {
	c.dialog.Show()
	c.desk.Window.Canvas().Focus(c.line)
	c.take()
}

// take opens what was typed, when there is such a file, or else what is marked.
func (c *fileChooser) take() {
	path := c.at.within(c.line.Text)
	_, name := c.at.parts(c.line.Text)
	info, err := os.Stat(path)
	switch {
	case !c.moved && name != "" && err == nil && !info.IsDir():
		c.takeFile(path)
	case c.list.Marked() != "":
		c.takeMarked()
	case err == nil && info.IsDir():
		c.enter(path)
	default:
		c.takeFile(path)
	}
}

func (c *fileChooser) takeMarked() {
	in, _ := c.at.parts(c.line.Text)
	path := filepath.Join(in, c.list.Marked())
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		c.enter(path)
		return
	}
	c.takeFile(path)
}

// takeFile closes the dialog with a file that can be read; what keeps another from
// it is said below the line.
func (c *fileChooser) takeFile(path string) {
	path = filepath.Clean(path)
	then, err := c.open(path)
	if err != nil {
		c.field.SetProblem(c.problem(path, err))
		return
	}
	c.desk.read = filepath.Dir(path)
	c.dialog.Hide()
	then()
}

// enter goes into a folder.
func (c *fileChooser) enter(path string) {
	c.at.path, c.moved = filepath.Clean(path), false
	c.line.SetTextQuietly("")
	c.fill()
	c.desk.Window.Canvas().Focus(c.line)
}

// up goes to the folder above the one that is shown.
func (c *fileChooser) up() {
	in, _ := c.at.parts(c.line.Text)
	c.enter(filepath.Dir(in))
}

// completion is what Tab would make of the line, "" for nothing new.
func (c *fileChooser) completion() string {
	in, name := c.at.parts(c.line.Text)
	marked := c.list.Marked()
	if marked == "" || marked == name || name == "" && !c.moved {
		return ""
	}
	return filepath.Join(in, marked)
}

// complete takes over the name that is marked: into a folder one goes.
func (c *fileChooser) complete() {
	path := c.completion()
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		c.enter(path)
		return
	}
	if name, err := filepath.Rel(c.at.path, path); err == nil && filepath.IsLocal(name) {
		path = name
	}
	c.line.SetText(path)
	c.line.CursorColumn = len([]rune(path))
	c.line.Refresh()
}

// key is asked about every plain key first.
func (c *fileChooser) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		c.dialog.Hide()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.take()
	case fyne.KeyTab:
		c.complete()
	case fyne.KeyBackspace:
		if c.line.Text != "" {
			return false
		}
		c.up()
	default:
		used := c.list.Key(k)
		c.moved = c.moved || used
		return used
	}
	return true
}

// browse opens the toolkit's own dialog.
func (c *fileChooser) browse() {
	ask := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			c.desk.Fail(err)
			return
		}
		c.desk.Fail(file.Close())
		c.takeFile(file.URI().Path())
	}, c.desk.Window)
	if len(c.at.endings) > 0 {
		ask.SetFilter(storage.NewExtensionFileFilter(c.at.endings))
	}
	in, _ := c.at.parts(c.line.Text)
	if at, err := storage.ListerForURI(storage.NewFileURI(in)); err == nil {
		ask.SetLocation(at)
	}
	c.desk.open(ask) // first: Fyne 2.8 cannot resize a file dialog before
	ask.Resize(fileDialog)
}

// fileLine is a line in which Tab takes over a name that was found, and leaves the
// line when there is none.
type fileLine struct {
	widgets.Line
	chooser *fileChooser
}

func newFileLine(c *fileChooser) *fileLine {
	l := &fileLine{chooser: c}
	l.OnKey = c.key
	l.OnShortcut = func(s fyne.Shortcut) bool {
		if !Pressed(s, fyne.KeyReturn, fyne.KeyEnter) {
			return false
		}
		c.take()
		return true
	}
	l.ExtendBaseWidget(l)
	return l
}

// AcceptsTab tells whether Tab has a name to take over.
func (l *fileLine) AcceptsTab() bool { return l.chooser.completion() != "" }

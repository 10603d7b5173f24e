package apptest

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	_ "clausedesk/app/locale" // before Fyne asks the system for its language
	"clausedesk/app/settings"
	"clausedesk/app/studio"
	"clausedesk/app/ui"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
)

// Options say which window to open.
type Options struct {
	Size     fyne.Size // 1440 × 900 when zero
	Language string    // "en" when empty
	Theme    settings.Theme
	Real     bool // draw the real pages
	Empty    bool // open no policy
}

// Driver works the window of the program over a library.
type Driver struct {
	*Library
	Queue  *Queue
	Pages  *Pages
	Desk   *desk.Desk
	Window *ui.Window
	Saved  settings.Settings // the preferences saved last
	Opened []string          // files handed to the system

	t      testing.TB
	fyne   fyne.App
	window *window
	least  map[fyne.CanvasObject]fyne.Size // in the frame before
}

// Open opens the window over a library, as the program does, and waits until
// it is idle.
func Open(t testing.TB, l *Library, o Options) *Driver {
	t.Helper()
	if o.Size.IsZero() {
		o.Size = fyne.NewSize(1440, 900)
	}
	d := &Driver{
		Library: l, Queue: NewQueue(), Pages: newPages(t, o.Real), t: t, fyne: test.NewTempApp(t),
		least: map[fyne.CanvasObject]fyne.Size{},
	}
	prefs := settings.Default()
	prefs.Language, prefs.Theme = o.Language, o.Theme
	if prefs.Theme == "" {
		prefs.Theme = settings.ThemeLight
	}
	d.Saved = prefs
	d.setTheme(prefs.Theme)
	d.window = newWindow(test.NewTempWindow(t, nil))
	d.window.Resize(o.Size)
	d.Desk = &desk.Desk{
		Studio: l.Studio, Runner: d.Queue.Runner(), Later: d.Queue.Dispatch, Window: d.window, Raster: d.Pages,
		Loc: i18n.New(i18n.Match(o.Language)), Now: l.Clock.Now, After: l.Clock.After,
		OpenFile: func(path string) error { d.Opened = append(d.Opened, path); return nil },
	}
	d.Window = ui.New(ui.Options{
		Desk: d.Desk, Settings: prefs, SetTheme: d.setTheme, OpenFirst: !o.Empty,
		SaveSettings: func(s settings.Settings) error { d.Saved = s; return nil },
	})
	d.window.Resize(o.Size)
	d.Idle()
	return d
}

// OpenSample opens the window over a fresh sample studio.
func OpenSample(t testing.TB, o Options) (*Driver, []studio.SamplePolicy) {
	t.Helper()
	l := NewLibrary(t)
	sample := l.Sample(t)
	return Open(t, l, o), sample
}

func (d *Driver) setTheme(t settings.Theme) {
	variant := map[settings.Theme]widgets.Variant{
		settings.ThemeLight: widgets.Light, settings.ThemeDark: widgets.Dark,
	}[t]
	d.fyne.Settings().SetTheme(widgets.NewTheme(variant))
}

// Idle runs everything that waits for the screen's goroutine.
func (d *Driver) Idle() { d.Queue.Drain() }

// Canvas returns the canvas of the window.
func (d *Driver) Canvas() fyne.Canvas { return d.window.Canvas() }

// Drop drops files on the window and waits.
func (d *Driver) Drop(paths ...string) {
	var uris []fyne.URI
	for _, path := range paths {
		uris = append(uris, storage.NewFileURI(path))
	}
	d.window.dropped(fyne.NewPos(10, 10), uris)
	d.Idle()
}

// AskToClose clicks the window's cross; it does not wait.
func (d *Driver) AskToClose() {
	if d.window.intercept != nil {
		d.window.intercept()
		return
	}
	d.window.Close()
}

// Closed reports whether the window is gone.
func (d *Driver) Closed() bool { return d.window.closed }

// Resize changes the size of the window.
func (d *Driver) Resize(size fyne.Size) { d.window.Resize(size) }

// Capture writes a picture of the window.
func (d *Driver) Capture(path string) {
	d.t.Helper()
	d.frame()
	check(d.t, os.MkdirAll(filepath.Dir(path), 0o755))
	file, err := os.Create(path)
	check(d.t, err)
	check(d.t, png.Encode(file, d.Canvas().Capture()))
	check(d.t, file.Close())
}

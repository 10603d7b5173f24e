// Package app is the composition root of the window: it opens the library,
// starts Fyne and wires the screens to the use cases.
package app

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"clausedesk/app/pdf/raster"
	"clausedesk/app/settings"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui"
	"clausedesk/app/ui/desk"
	"clausedesk/assets"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"
)

// ID names the program to the desktop.
const ID = "app.clausedesk.desktop"

// Config says which library to open.
type Config struct {
	Library string
	Sample  bool // fill an empty library with the sample studio
	Getenv  func(string) string
	Version string
}

// App is the running window.
type App struct {
	fyne   fyne.App
	store  *store.Store
	raster *raster.Rasterizer
	window fyne.Window
}

// Open opens the library and builds the window. The errors are those of
// store.Open, of the sample and of the file system.
func Open(ctx context.Context, cfg Config) (*App, error) {
	if err := os.MkdirAll(filepath.Dir(cfg.Library), 0o700); err != nil {
		return nil, fmt.Errorf("make the library's folder: %w", err)
	}
	st, err := store.Open(ctx, cfg.Library, store.Options{Program: "window", Now: time.Now})
	if err != nil {
		return nil, err
	}
	a := &App{store: st, raster: raster.New(filepath.Join(settings.CacheDir(), "pages"))}
	desk := studio.New(st, time.Now)
	if cfg.Sample {
		if _, err := desk.AddSample(ctx); err != nil {
			return nil, closing(err, st.Close())
		}
	}
	a.build(desk, cfg)
	return a, nil
}

func closing(err, second error) error {
	if second == nil {
		return err
	}
	return fmt.Errorf("%w (and %w)", err, second)
}

func (a *App) build(st *studio.Studio, cfg Config) {
	path := settings.Path()
	prefs, broken := settings.Load(path)
	a.fyne = newFyne(cfg.Version)
	a.setTheme(prefs.Theme)
	a.window = a.fyne.NewWindow("Clausedesk")
	a.window.Resize(fyne.NewSize(prefs.Width, prefs.Height))
	d := &desk.Desk{
		Studio: st, Runner: task.NewRunner(fyne.Do), Later: fyne.Do, Window: a.window, Raster: a.raster,
		After: func(wait time.Duration, f func()) { time.AfterFunc(wait, func() { fyne.Do(f) }) },
		Loc:   i18n.New(language(prefs, cfg.Getenv)), Now: time.Now, OpenFile: a.openFile,
	}
	ui.New(ui.Options{
		Desk: d, Settings: prefs, SetTheme: a.setTheme, OpenFirst: true,
		SaveSettings: func(s settings.Settings) error { return s.Save(path) },
	})
	d.Fail(broken)
}

// Language returns the language the program speaks: the one a person chose,
// or the system's.
func Language(getenv func(string) string) string { return language(preferred(), getenv) }

func language(prefs settings.Settings, getenv func(string) string) string {
	return i18n.Match(prefs.Language, systemLocale(), getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))
}

func (a *App) setTheme(t settings.Theme) {
	a.fyne.Settings().SetTheme(widgets.NewTheme(variants[t]))
}

var variants = map[settings.Theme]widgets.Variant{
	settings.ThemeSystem: widgets.System, settings.ThemeLight: widgets.Light, settings.ThemeDark: widgets.Dark,
}

// openFile shows a file in the system's own program for it.
func (a *App) openFile(path string) error {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	link := &url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}
	if runtime.GOOS == "windows" {
		link.Path = "/" + link.Path
	}
	return a.fyne.OpenURL(link)
}

// Run shows the window until it is closed.
func (a *App) Run() { a.window.ShowAndRun() }

// Close lets go of everything Open took.
func (a *App) Close() error {
	if err := a.raster.Close(); err != nil {
		return closing(err, a.store.Close())
	}
	return a.store.Close()
}

// systemLocale is the language of the desktop, as Fyne finds it on each
// platform.
func systemLocale() string { return lang.SystemLocale().LanguageString() }

// HasDisplay reports whether a window can be opened at all.
func HasDisplay(getenv func(string) string) bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	return getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
}

// ShowProblem says in a small window why the program cannot start, for who
// started it from a menu and sees no terminal. It returns when that window is
// closed.
func ShowProblem(loc *i18n.Localizer, text string) {
	a := &App{fyne: newFyne("")}
	a.setTheme(preferred().Theme)
	window := a.fyne.NewWindow(loc.T("app.name"))
	ui.ShowProblem(window, loc, text)
	window.ShowAndRun()
}

// newFyne starts Fyne. It keeps a cache in a folder that it makes only when
// the folder above is there, which a new account has not.
func newFyne(version string) fyne.App {
	if err := os.MkdirAll(settings.CacheDir(), 0o700); err != nil {
		fyne.LogError("no folder for what can be made anew", err)
	}
	fyneapp.SetMetadata(fyne.AppMetadata{
		ID: ID, Name: "Clausedesk", Version: version, Migrations: map[string]bool{"fyneDo": true},
	})
	f := fyneapp.NewWithID(ID)
	f.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	return f
}

func preferred() settings.Settings {
	prefs, err := settings.Load(settings.Path())
	if err != nil {
		return settings.Default()
	}
	return prefs
}

// OnShown runs f on the screen's goroutine once the window has been drawn.
func (a *App) OnShown(f func()) { afterFirstFrames(a.fyne, f) }

// afterFirstFrames waits until the event loop has come round twice since it
// started: the first round shows the window, the second draws it.
func afterFirstFrames(running fyne.App, f func()) {
	running.Lifecycle().SetOnStarted(func() {
		go fyne.Do(func() { go fyne.Do(f) })
	})
}

// RunEmpty shows a Fyne window with nothing in it and runs shown once it has
// been drawn: what the start of the program is measured against.
func RunEmpty(shown func()) {
	f := newFyne("")
	window := f.NewWindow("")
	window.Resize(fyne.NewSize(settings.Default().Width, settings.Default().Height))
	afterFirstFrames(f, shown)
	window.ShowAndRun()
}

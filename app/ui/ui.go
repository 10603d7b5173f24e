// Package ui is the window: the left side, the header and tabs of the open
// policy, the status bar, the commands and the dialogs that belong to no
// single screen. Screens live in packages of their own below it.
package ui

import (
	"clausedesk/app/policy"
	"clausedesk/app/settings"
	"clausedesk/app/studio"
	"clausedesk/app/ui/clients"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/app/ui/identities"
	uisettings "clausedesk/app/ui/settings"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Options are what a window is built on.
type Options struct {
	Desk         *desk.Desk
	Settings     settings.Settings
	SaveSettings func(settings.Settings) error
	SetTheme     func(settings.Theme)
	// OpenFirst opens the first policy of the library.
	OpenFirst bool
}

// Window is the one window of the program.
type Window struct {
	Side   *clients.Screen
	Policy *policyView // nil while no policy is open

	desk    *desk.Desk
	options Options
	draft   *draft.Draft
	status  *statusBar
	center  *fyne.Container
	palette *widgets.CommandPalette
	quit    bool
}

// New fills the window. It listens to the library and draws what changes.
func New(o Options) *Window {
	w := &Window{desk: o.Desk, options: o}
	w.desk.Shortcut = w.shortcut
	w.desk.Studio.Listen(w.event)
	w.desk.Window.SetOnDropped(w.dropped)
	w.desk.Window.SetCloseIntercept(w.close)
	w.addShortcuts()
	w.desk.Window.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			w.desk.Escape()
		}
	})
	w.build(o.OpenFirst)
	return w
}

// build makes every widget anew in the language in use: it is called again
// when a person switches the language.
func (w *Window) build(openFirst bool) {
	teachFyne(w.desk.Loc)
	w.desk.Snack = widgets.NewSnackbar()
	w.desk.Window.SetTitle(w.desk.T("app.name"))
	w.status = newStatusBar(w.desk)
	w.center = container.NewStack()
	w.Side = clients.New(w.desk, w.sideActions(), openFirst)
	body := widgets.NewColumns(
		widgets.Column{Width: 250, Min: 180, Content: w.Side.Object()},
		widgets.Column{Min: 640, Content: w.center},
	)
	w.desk.Window.SetPadded(false)
	w.desk.Window.SetContent(container.NewStack(
		widgets.NewPanel(widgets.ColorCanvas, widgets.Insets{}, widgets.NewFrame(nil, w.status.object, body)),
		w.desk.Snack,
	))
	w.showPolicy(tabClauses)
}

func (w *Window) sideActions() clients.Actions {
	return clients.Actions{
		Open: w.Open, AddClient: w.AddClient, AddPolicy: w.AddPolicy, Import: w.ImportFile,
		Identities: func() { identities.Show(w.desk) }, Verify: w.VerifyFile, Settings: w.ShowSettings,
	}
}

// event hears of changes on the goroutine that made them.
func (w *Window) event(e studio.Event) {
	w.desk.Later(func() {
		switch e.Kind {
		case studio.ClientsChanged:
			w.Side.Reload()
		case studio.VersionsChanged:
			if w.Policy != nil && w.Policy.id() == e.Policy {
				w.Policy.versionsChanged()
			}
			w.Side.Reload()
		case studio.IdentitiesChanged:
			if w.Policy != nil {
				w.Policy.versionsChanged()
			}
		}
	})
}

// factsSaving shows the saving of facts, and the facts in the page once they
// are on the disk.
func (w *Window) factsSaving(done bool, err error) {
	switch {
	case err != nil:
		w.desk.Fail(err)
	case !done:
		w.status.working()
	default:
		w.reloadDraft(w.draft.Snapshot().Policy.ID)
	}
}

// ShowSettings asks for language and look.
func (w *Window) ShowSettings() {
	uisettings.Show(w.desk, w.options.Settings, w.applySettings)
}

func (w *Window) applySettings(s settings.Settings) {
	old := w.options.Settings
	w.options.Settings = s
	w.desk.Fail(w.options.SaveSettings(s))
	if s.Theme != old.Theme {
		w.options.SetTheme(s.Theme)
	}
	if s.Language != w.desk.Loc.Language() && s.Language != "" {
		w.SwitchLanguage(s.Language)
	}
}

// SwitchLanguage shows every text in another language, at once.
func (w *Window) SwitchLanguage(lang string) {
	w.desk.Loc.Switch(lang)
	tab := tabClauses
	if w.Policy != nil {
		tab = w.Policy.tab()
	}
	for _, overlay := range w.desk.Window.Canvas().Overlays().List() {
		w.desk.Window.Canvas().Overlays().Remove(overlay)
	}
	w.build(false)
	w.showPolicy(tab)
}

// close waits for the last edit to be on the disk.
func (w *Window) close() {
	w.quit = true
	w.closeIfClean()
}

func (w *Window) closeIfClean() {
	if !w.quit {
		return
	}
	if w.draft != nil && !w.draft.Clean() {
		if state, _, err := w.draft.Saving(); state == draft.Failed {
			w.quit = false
			w.desk.Fail(err)
		}
		return
	}
	w.desk.Window.SetCloseIntercept(nil)
	w.desk.Window.Close()
}

// Open shows a policy.
func (w *Window) Open(id policy.ID) { w.openAt(id, tabClauses) }

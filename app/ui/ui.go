// Package ui is the window: the left side, the header and tabs of the open
// policy, the status bar, the commands and the dialogs that belong to no
// single screen. Screens live in packages of their own below it.
package ui

import (
	"context"
	"path/filepath"

	"clausedesk/app/policy"
	"clausedesk/app/settings"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/clients"
	"clausedesk/app/ui/compare"
	"clausedesk/app/ui/deliveries"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/app/ui/identities"
	uilibrary "clausedesk/app/ui/library"
	uimemory "clausedesk/app/ui/memory"
	"clausedesk/app/ui/preview"
	"clausedesk/app/ui/publish"
	uisettings "clausedesk/app/ui/settings"
	uitranslate "clausedesk/app/ui/translate"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
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
	// Library is the clauses and services there are to choose from; nil until
	// it is first shown.
	Library *uilibrary.Screen
	// Memory is the translation memory and the glossary; nil until it is first
	// shown.
	Memory *uimemory.Screen
	// Wizard is the way to a version; nil until it is first shown.
	Wizard *publish.Screen
	// Compare is what changed between two texts; nil until it is first shown.
	Compare *compare.Screen

	// Deliveries is the register of what went to whom; nil until it is first
	// shown.
	Deliveries *deliveries.Screen

	desk    *desk.Desk
	options Options
	draft   *draft.Draft
	status  *statusBar
	center  *fyne.Container
	palette *widgets.CommandPalette
	quit    bool
	opening task.Latest                // the policy asked for last
	left    map[policy.ID]*draft.Draft // left while their last edit is being saved
	book    *answers.Book              // the answers of the open draft
	pages   preview.Languages          // of the page beside the clauses, by policy
	// spots are where the translator works in each policy.
	spots map[policy.ID]uitranslate.Spot
	// publishing is what was decided about versions that are not published yet.
	publishing map[policy.ID]*publish.Model
	// standing is where every published policy stands today.
	standing *standing
	// factsError is why the last answers in the Facts tab are not saved.
	factsError error
}

// New fills the window. It listens to the library and draws what changes.
func New(o Options) *Window {
	w := &Window{desk: o.Desk, options: o, left: map[policy.ID]*draft.Draft{}, pages: preview.Languages{}, spots: map[policy.ID]uitranslate.Spot{}, publishing: map[policy.ID]*publish.Model{}}
	w.desk.Shortcut, w.desk.Elsewhere = w.shortcut, w.elsewhere
	w.desk.Folder = func() string { return w.options.Settings.Folder }
	w.desk.Writer = func() string { return w.options.Settings.Name }
	w.desk.Called = w.called
	w.desk.Wrote = w.wrote
	w.desk.Runner.OnIdle = w.idle
	w.desk.Studio.Listen(w.event)
	w.desk.Window.SetOnDropped(w.dropped)
	w.desk.Window.SetCloseIntercept(w.close)
	w.addShortcuts()
	w.desk.Window.Canvas().SetOnTypedKey(w.desk.Key)
	w.standing = newStanding(w)
	w.build(o.OpenFirst)
	w.showPolicy(tabClauses)
	return w
}

// build makes every widget anew in the language in use: it is called again
// when a person switches the language.
func (w *Window) build(openFirst bool) {
	teachFyne(w.desk.Loc)
	w.desk.Snack = widgets.NewSnackbar()
	w.desk.Snack.Key = keyOf("offer")
	w.desk.Window.SetTitle(w.desk.T("app.name"))
	w.status = newStatusBar(w.desk)
	w.center = container.NewStack()
	w.Side = clients.New(w.desk, w.sideActions(), openFirst)
	w.Side.SetStandings(w.standing.all)
	body := widgets.NewColumns(
		widgets.Column{Width: 250, Min: 180, Content: w.Side.Object()},
		widgets.Column{Content: w.center},
	)
	w.desk.Window.SetPadded(false)
	w.desk.Window.SetContent(container.NewStack(
		widgets.NewPanel(widgets.ColorCanvas, widgets.Insets{}, widgets.NewFrame(nil, w.status.object, body)),
		w.desk.Snack,
	))
}

func (w *Window) sideActions() clients.Actions {
	return clients.Actions{
		Open: w.Open, AddClient: w.AddClient, AddPolicy: w.AddPolicy, Rename: w.RenameClient, Letterhead: w.EditLetterhead,
		DeleteClient: w.DeleteClient, DeletePolicy: w.DeletePolicy, Import: w.ImportFile,
		Library: w.ShowLibrary, Memory: w.showMemoryAgain, Empty: w.showClient,
		Identities: w.ShowIdentities, Deliveries: w.ShowDeliveries, Verify: w.VerifyFile, Settings: w.ShowSettings,
	}
}

// event hears of changes on the goroutine that made them.
func (w *Window) event(e studio.Event) {
	w.desk.Later(func() {
		switch e.Kind {
		case studio.ClientsChanged:
			w.Side.Reload()
		case studio.LibraryChanged:
			if w.Library != nil {
				w.Library.Reload()
			}
			if w.Policy != nil {
				w.Policy.header.updates.count.Ask()
			}
		case studio.GlossaryChanged:
			w.glossaryChanged()
		case studio.VersionsChanged:
			if w.Policy != nil && w.Policy.id() == e.Policy {
				w.Policy.versionsChanged()
			}
			w.standing.reader.Ask()
			w.Side.Reload()
		case studio.DeliveriesChanged:
			w.deliveriesChanged()
		case studio.IdentitiesChanged:
			if w.Policy != nil {
				w.Policy.versionsChanged()
			}
		}
	})
}

// factsSaving shows the saving of the answers of a draft.
func (w *Window) factsSaving(of *draft.Draft, done bool, err error) {
	w.factsError = err
	switch {
	case err != nil:
		w.status.failed()
		w.desk.Fail(err)
	case !done:
		w.status.working()
	default:
		of.Kept()
	}
}

// wrote remembers the folder that a file went to.
func (w *Window) wrote(path string) {
	w.options.Settings.Folder = filepath.Dir(path)
	w.desk.Fail(w.options.SaveSettings(w.options.Settings))
}

// ShowIdentities lists what can sign.
func (w *Window) ShowIdentities() { identities.Show(w.desk) }

// newIdentity asks for an identity, says why, and goes on when it was made.
func (w *Window) newIdentity(why string, then func()) { identities.New(w.desk, why, then) }

// ShowSettings asks for language and look.
func (w *Window) ShowSettings() {
	var studio policy.Studio
	w.desk.Do(func(ctx context.Context) (err error) {
		studio, err = w.desk.Studio.Store.Studio(ctx)
		return err
	}, func() {
		uisettings.Show(w.desk, w.options.Settings, uisettings.Rules{FourEyes: studio.FourEyes, Ask: w.askFourEyes, Letterhead: w.EditStudioLetterhead, Authority: w.EditAuthorities, FileNames: w.EditFileNames}, w.applySettings)
	})
}

// askFourEyes says whether somebody else than the writer approves translations.
func (w *Window) askFourEyes(on bool) {
	work := func(ctx context.Context) error { return w.desk.Studio.AskFourEyes(ctx, on) }
	if w.draft == nil {
		w.desk.Do(work, func() {})
		return
	}
	w.changeOpen(func(ctx context.Context, _ policy.ID) error { return work(ctx) }, func() {})
}

// called keeps the name of who works here in the settings.
func (w *Window) called(name string) {
	s := w.options.Settings
	s.Name = name
	w.applySettings(s)
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
		w.ShowSettings() // in the new language: the look may follow
	}
}

// SwitchLanguage shows every text in another language, at once.
func (w *Window) SwitchLanguage(lang string) {
	w.desk.Loc.Switch(lang)
	tab, clause := tabClauses, policy.ID("")
	if w.Policy != nil {
		tab, clause = w.Policy.tab(), w.Policy.Clauses.Selected()
	}
	for _, overlay := range w.desk.Window.Canvas().Overlays().List() {
		w.desk.Window.Canvas().Overlays().Remove(overlay)
	}
	library, memory, deliveries := w.keepLibrary(), w.keepMemory(), w.keepDeliveries()
	w.build(false)
	w.showPolicy(tab)
	if w.Policy != nil {
		w.Policy.Clauses.Select(clause)
	}
	library()
	memory()
	deliveries()
}

// close waits until everything that is under way is done, so that the last
// edit is on the disk.
func (w *Window) close() {
	w.quit = true
	if w.desk.Runner.Busy() == 0 {
		w.idle()
	}
}

// idle closes the window if that was asked for and nothing is left unsaved.
func (w *Window) idle() {
	if !w.quit {
		return
	}
	if err := w.unsaved(); err != nil {
		w.quit = false
		w.closeAnyway(err)
		return
	}
	w.leave()
}

// closeAnyway tells why the last edit is not saved and lets a person close
// all the same, as with a disk that stays full.
func (w *Window) closeAnyway(err error) {
	label := widget.NewLabel(w.desk.T("window.unsaved", i18n.Data{"Problem": w.desk.Explain(err)}))
	label.Wrapping = fyne.TextWrapWord
	content := widgets.NewPanel("", widgets.Insets{Bottom: 16}, widgets.NewFlush(label))
	w.desk.Ask(w.desk.T("dialog.failed"), w.desk.T("window.close_anyway"), desk.Wide(460, content), w.leave)
}

func (w *Window) leave() {
	w.rememberSize()
	w.desk.Window.SetCloseIntercept(nil)
	w.desk.Window.Close()
}

// unsaved returns why something could not be saved, nil when all is saved.
func (w *Window) unsaved() error {
	if w.draft != nil {
		if state, _, err := w.draft.Saving(); state == draft.Failed {
			return err
		}
	}
	return w.factsError
}

func (w *Window) rememberSize() {
	size := w.desk.Window.Canvas().Size()
	if size.Width < 1 || size.Height < 1 {
		return
	}
	w.options.Settings.Width, w.options.Settings.Height = size.Width, size.Height
	w.desk.Fail(w.options.SaveSettings(w.options.Settings))
}

// Open shows a policy.
func (w *Window) Open(id policy.ID) { w.openAt(id, tabClauses) }

package ui

import (
	"context"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/deliveries"
	uisettings "clausedesk/app/ui/settings"
	"clausedesk/app/ui/versions"
)

// ShowDeliveries shows the register of what went to whom. The open policy stays
// open behind it.
func (w *Window) ShowDeliveries() {
	w.readDeliveries()
	w.aside(w.Deliveries.Object())
	w.Deliveries.Shown()
}

func (w *Window) readDeliveries() {
	if w.Deliveries == nil {
		w.Deliveries = deliveries.New(w.desk, w.showVersion)
		return
	}
	w.Deliveries.Reload()
}

// showDelivery shows an entry of the register.
func (w *Window) showDelivery(entry int64) {
	w.ShowDeliveries()
	w.Deliveries.Select(entry)
}

// showVersion opens a policy at one of its versions.
func (w *Window) showVersion(id policy.ID, number int) {
	if w.Policy == nil || w.Policy.id() != id {
		w.openAt(id, tabVersions)
		return
	}
	w.back()
	w.Policy.Tabs.Select(tabVersions)
	w.Policy.Versions.Show(number)
}

// seesDeliveries reports whether the window shows the register.
func (w *Window) seesDeliveries() bool {
	return w.Deliveries != nil && len(w.center.Objects) == 1 && w.center.Objects[0] == w.Deliveries.Object()
}

// keepDeliveries remembers what is looked for in the register. What it returns
// brings that back once the window is built anew.
func (w *Window) keepDeliveries() (back func()) {
	was, shown := w.Deliveries, w.seesDeliveries()
	w.Deliveries = nil
	if !shown {
		return func() {}
	}
	return func() {
		w.Deliveries = deliveries.New(w.desk, w.showVersion)
		w.Deliveries.Resume(was)
		w.aside(w.Deliveries.Object())
		w.Deliveries.Shown()
	}
}

// deliveriesChanged shows what changed wherever deliveries are shown.
func (w *Window) deliveriesChanged() {
	if w.Deliveries != nil {
		w.Deliveries.Reload()
	}
	if w.Policy != nil {
		w.Policy.Versions.Reload()
	}
}

// handing adds what hands a version over to what its tab asks for.
func (w *Window) handing(a versions.Actions) versions.Actions {
	a.Print = func(path string) { deliveries.Print(w.desk, w.subject(), path) }
	a.Mail = func(path string) { deliveries.Mail(w.desk, w.subject(), path) }
	a.HandOver = func(path string) { deliveries.HandOver(w.desk, w.subject(), path) }
	a.Bundle = func() { deliveries.Bundle(w.desk, w.subject(), w.Policy.Versions.BundleName()) }
	a.Delivery = w.showDelivery
	return a
}

// subject is the selected version of the open policy.
func (w *Window) subject() deliveries.Subject {
	snap := w.draft.Snapshot()
	row, _ := w.Policy.Versions.Current()
	return deliveries.Subject{
		Policy: snap.Policy.ID, Client: snap.Client.Name, Email: snap.Facts()["client.email"], Title: snap.Policy.Title,
		Number: row.Number, Effective: row.Effective, Files: row.Files, Identities: w.Policy.Versions.Identities(),
	}
}

// handCommand asks about a file of the version that is selected in its tab.
func handCommand(do func(d versions.Actions)) func(*Window) {
	return func(w *Window) {
		w.Policy.Tabs.Select(tabVersions)
		do(w.handing(versions.Actions{}))
	}
}

// EditFileNames asks how the files of versions are named.
func (w *Window) EditFileNames() {
	var now studio.NamePattern
	w.desk.Do(func(ctx context.Context) (err error) {
		now, err = w.desk.Studio.NamePattern(ctx)
		return err
	}, func() {
		uisettings.ShowNames(w.desk, now, w.fileLike(), func(p studio.NamePattern) {
			w.desk.Do(func(ctx context.Context) error { return w.desk.Studio.SetNamePattern(ctx, p) }, func() {
				w.desk.Say(w.desk.T("settings.file_names_saved"))
				if w.Policy != nil {
					w.Policy.Versions.Reload()
				}
			})
		})
	})
}

// fileLike is a file to show a name for: of the open policy, or of the studio.
func (w *Window) fileLike() studio.FileNamed {
	like := studio.FileNamed{
		Client: w.Side.StudioName(), Version: 1, Lang: w.desk.Loc.Language(),
		Effective: w.desk.Studio.Today(), Format: studio.PDF,
	}
	if w.draft != nil {
		snap := w.draft.Snapshot()
		like.Client, like.Lang = snap.Client.Name, snap.Policy.SourceLang
		like.Policy = snap.Policy.Title(like.Lang)
	}
	return like
}

func lacksWritten(w *Window) string {
	if len(w.Policy.Versions.Written("")) == 0 {
		return "command.needs_written"
	}
	return ""
}

func lacksPrintable(w *Window) string {
	if len(w.Policy.Versions.Written("pdf")) == 0 {
		return "command.needs_pdf"
	}
	return ""
}

func lacksSound(w *Window) string {
	if row, ok := w.Policy.Versions.Current(); !ok || row.Damaged {
		return "command.needs_sound"
	}
	return ""
}

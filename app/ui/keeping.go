package ui

import (
	"context"
	"strings"

	"clausedesk/app/vocabulary"

	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// RenameClient asks for another name of a client.
func (w *Window) RenameClient(id policy.ID, name string) {
	w.rename(w.desk.T("clients.rename"), w.desk.T("clients.name"), name, func(ctx context.Context, text string) error {
		return w.desk.Studio.ChangeClient(ctx, id, func(c *policy.Client) { c.Name = text })
	})
}

// RenameStudio asks for the name of the studio.
func (w *Window) RenameStudio() {
	w.rename(w.desk.T("command.rename_studio"), w.desk.T("clients.studio"), w.Side.StudioName(), w.desk.Studio.Rename)
}

func (w *Window) rename(title, caption, now string, save func(ctx context.Context, text string) error) {
	var name *widgets.Line
	form := w.desk.NewForm(title, w.desk.T("action.rename"), func() {
		text := strings.TrimSpace(name.Text)
		w.desk.Do(func(ctx context.Context) error { return save(ctx, text) }, w.reloadOpen)
	})
	name = form.Line(caption, now, "")
	form.Check = w.needed(&name)
	form.Show()
}

// reloadOpen shows in the open policy what changed around it.
func (w *Window) reloadOpen() {
	if w.draft != nil {
		w.reloadDraft(w.draft.Snapshot().Policy.ID)
	}
}

// ShowDetails asks for the titles of the open policy, one for each language,
// and for the numbers of its headings.
func (w *Window) ShowDetails() {
	p := w.draft.Snapshot().Policy
	titles := map[string]*widgets.Line{}
	numbered := widgets.NewCheck(w.desk.T("details.numbered"), nil)
	numbered.SetChecked(p.Numbered)
	form := w.desk.NewForm(w.desk.T("command.details"), w.desk.T("fyne.save"), func() {
		w.changePolicy(func(p *policy.Policy) {
			p.Numbered = numbered.Checked
			for lang, line := range titles {
				p.Titles[lang] = strings.TrimSpace(line.Text)
			}
		})
	})
	for _, lang := range p.Languages() {
		caption := w.desk.T("details.title", i18n.Data{"Language": vocabulary.LanguageName(lang)})
		titles[lang] = form.Line(caption, p.Titles[lang], "")
	}
	form.Check = func() (*widgets.Line, string) {
		source := titles[p.SourceLang]
		return w.needed(&source)()
	}
	form.Put(numbered)
	form.Show()
}

// DeleteClient asks and then deletes a client with its unpublished policies.
func (w *Window) DeleteClient(id policy.ID, name string) {
	w.sure(w.desk.T("clients.delete_client"), w.desk.T("clients.sure_client", i18n.Data{"Name": name}), func(ctx context.Context) error {
		return w.desk.Studio.DeleteClient(ctx, id)
	}, func(snap policy.Snapshot) bool { return snap.Client.ID == id })
}

// DeletePolicy asks and then deletes a policy that was never published.
func (w *Window) DeletePolicy(id policy.ID, title string) {
	w.sure(w.desk.T("clients.delete_policy"), w.desk.T("clients.sure_policy", i18n.Data{"Name": title}), func(ctx context.Context) error {
		return w.desk.Studio.DeletePolicy(ctx, id)
	}, func(snap policy.Snapshot) bool { return snap.Policy.ID == id })
}

// sure asks before something that cannot be taken back, and leaves the open
// policy when it was deleted with it.
func (w *Window) sure(title, question string, do func(ctx context.Context) error, gone func(policy.Snapshot) bool) {
	label := widget.NewLabel(question)
	label.Wrapping = fyne.TextWrapWord
	content := widgets.NewPanel("", widgets.Insets{Bottom: 16}, widgets.NewFlush(label))
	w.desk.Ask(strings.TrimSuffix(title, "…"), w.desk.T("action.delete"), desk.Wide(420, content), func() {
		w.desk.Do(do, func() {
			if w.draft != nil && gone(w.draft.Snapshot()) {
				w.draft = nil
				w.showPolicy(tabClauses)
			}
		})
	})
}

// Backup asks where to copy the library and copies it.
func (w *Window) Backup() {
	var path *desk.PathField
	form := w.desk.NewForm(w.desk.T("command.backup"), w.desk.T("backup.do"), func() {
		to := path.Path()
		w.desk.Do(func(ctx context.Context) error { return w.desk.Studio.Store.Backup(ctx, to, true) }, func() {
			w.wrote(to)
			w.desk.Say(w.desk.T("cli.backed_up", i18n.Data{"File": to}))
		})
	})
	path = form.Path(w.desk.T("versions.file"), "clausedesk-"+w.desk.Studio.Today()+".clausedesk")
	form.Check = path.Check
	form.Show()
}

package ui

import (
	"context"
	"os"
	"slices"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// AddClient asks for the name of a new client.
func (w *Window) AddClient() {
	var name *widgets.Line
	form := w.desk.NewForm(w.desk.T("clients.add"), w.desk.T("action.add"), func() {
		var added policy.Client
		w.desk.Do(func(ctx context.Context) (err error) {
			added, err = w.desk.Studio.AddClient(ctx, strings.TrimSpace(name.Text))
			return err
		}, func() { w.AddPolicy(added.ID) })
	})
	name = form.Line(w.desk.T("clients.name"), "", "")
	form.Check = w.needed(&name)
	form.Show()
}

// needed keeps a form open while a line is empty.
func (w *Window) needed(line **widgets.Line) func() (*widgets.Line, string) {
	return func() (*widgets.Line, string) {
		if strings.TrimSpace((*line).Text) == "" {
			return *line, w.desk.Explain(policy.ErrNoName)
		}
		return nil, ""
	}
}

// documentLanguages are the languages a policy can be written in: those whose
// words a document needs are in assets/document.
var documentLanguages = []string{"en", "nl", "fr", "de", "id", "sq", "es", "it", "pt", "el", "bg", "ru", "uk", "sr"}

func languageNames(langs []string) []string {
	names := make([]string, len(langs))
	for i, lang := range langs {
		names[i] = vocabulary.LanguageName(lang)
	}
	return names
}

// AddLanguage asks for a further language to translate the policy into.
func (w *Window) AddLanguage() {
	snap := w.draft.Snapshot()
	var free []string
	for _, lang := range documentLanguages {
		if !snap.Policy.HasLanguage(lang) {
			free = append(free, lang)
		}
	}
	if len(free) == 0 {
		w.desk.Say(w.desk.T("translate.every_language"))
		return
	}
	var title *widgets.Line
	lang := widgets.NewSelect(languageNames(free), nil)
	lang.SetSelectedIndex(0)
	form := w.desk.NewForm(w.desk.T("translate.add_language"), w.desk.T("action.add"), func() {
		tag := free[lang.SelectedIndex()]
		w.changePolicy(func(p *policy.Policy) {
			p.TargetLang = append(p.TargetLang, tag)
			p.Titles[tag] = strings.TrimSpace(title.Text)
		})
	})
	form.Add(w.desk.T("clients.language"), lang)
	title = form.Line(w.desk.T("clients.title"), snap.Policy.Title(snap.Policy.SourceLang), "")
	if fromLibrary(snap.Policy.Clauses) {
		form.Put(widgets.NewSoftPassage(w.libraryLanguages()))
	}
	form.Show()
}

// fromLibrary reports whether a clause came from the library, and so brings
// its translations along.
func fromLibrary(tree []policy.Clause) bool {
	return slices.ContainsFunc(policy.Flatten(tree), func(c policy.Placed) bool { return c.Library.ID != "" })
}

// changePolicy changes what is not clause text and shows it in the draft.
func (w *Window) changePolicy(change func(*policy.Policy)) {
	id := w.draft.Snapshot().Policy.ID
	w.desk.Do(func(ctx context.Context) error { return w.desk.Studio.ChangePolicy(ctx, id, change) },
		func() { w.reloadDraft(id) })
}

func (w *Window) reloadDraft(id policy.ID) {
	var snap policy.Snapshot
	w.desk.Do(func(ctx context.Context) (err error) {
		snap, err = w.desk.Studio.Snapshot(ctx, id)
		return err
	}, func() {
		if w.draft != nil && w.draft.Snapshot().Policy.ID == id {
			w.draft.Reload(snap)
		}
	})
}

// ImportFile asks for a text or Markdown file and imports it.
func (w *Window) ImportFile() {
	w.desk.Choose(func(path string, data []byte) {
		w.importFiles([]studio.File{{Name: path, Data: data}})
	})
}

// dropped verifies PDFs and imports texts that were dropped on the window.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, uri := range uris {
		paths = append(paths, uri.Path())
	}
	w.Drop(paths)
}

// Drop takes files as if they had been dropped on the window.
func (w *Window) Drop(paths []string) {
	var texts []studio.File
	for _, path := range paths {
		if strings.HasSuffix(strings.ToLower(path), ".pdf") {
			w.verifyPath(path)
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			w.desk.Fail(&explain.FileError{Path: path, Err: err})
			return
		}
		texts = append(texts, studio.File{Name: path, Data: data})
	}
	if len(texts) > 0 {
		w.importFiles(texts)
	}
}

// importFiles asks which client the texts belong to and imports them.
func (w *Window) importFiles(files []studio.File) {
	var client *widgets.Line
	now := ""
	if w.draft != nil {
		now = w.draft.Snapshot().Client.Name
	}
	lang := widgets.NewSelect(append([]string{w.desk.T("import.recognise")}, languageNames(documentLanguages)...), nil)
	lang.SetSelectedIndex(0)
	form := w.desk.NewForm(w.desk.Loc.N("import.ask", len(files)), w.desk.T("import.do"), func() {
		request := studio.ImportRequest{Files: files, Client: strings.TrimSpace(client.Text)}
		if i := lang.SelectedIndex(); i > 0 {
			request.Lang = documentLanguages[i-1]
		}
		w.Import(request)
	})
	client = form.Line(w.desk.T("import.client"), now, w.desk.T("import.client_hint"))
	form.Add(w.desk.T("clients.language"), lang)
	form.Show()
}

// Import imports texts and shows the first.
func (w *Window) Import(request studio.ImportRequest) {
	var results []studio.ImportResult
	w.desk.Long(w.desk.T("import.running"), func(ctx context.Context, report task.Report) (err error) {
		results, err = w.desk.Studio.Import(ctx, request, report)
		return err
	}, func() { w.imported(results) })
}

// imported opens the first new policy and tells what was left out.
func (w *Window) imported(results []studio.ImportResult) {
	var lines []string
	for _, r := range results {
		lines = append(lines, w.desk.Loc.N("import.done", r.Clauses, i18n.Data{"Title": r.Title, "Client": r.Client}))
		for _, fact := range explain.Facts(w.desk.Loc, r.Facts) {
			lines = append(lines, "· "+fact)
		}
		for _, left := range r.LeftOut {
			lines = append(lines, "· "+explain.LeftOut(w.desk.Loc, left))
		}
		for _, warning := range r.Warnings {
			lines = append(lines, "· "+explain.Warning(w.desk.Loc, warning))
		}
	}
	label := widget.NewLabel(strings.Join(lines, "\n"))
	label.Wrapping = fyne.TextWrapWord
	w.desk.Tell(w.desk.T("import.title"), widgets.NewFlush(label))
	w.Open(results[0].Policy)
}

package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"clausedesk/app/vocabulary"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// publishForm is the dialog that freezes a version.
type publishForm struct {
	*desk.Form
	effective *widgets.Line
	languages *widgets.Chips
	note      *widgets.Line
	reason    *widgets.Line
	open      *widgets.Callout // the errors in the languages that are ticked
	findings  []policy.Finding // what is open in any language
}

// Publish asks for the effective date, the languages and, when errors are
// open, the reason; and then freezes the draft as the next version.
func (w *Window) Publish() {
	if w.draft == nil {
		return
	}
	if !w.draft.Clean() {
		w.desk.Say(w.desk.T("publish.saving"))
		return
	}
	snap := w.draft.Snapshot()
	open, known := w.Policy.header.findings()
	if known {
		w.publishForm(snap, open).Show()
		return
	}
	w.change(func(ctx context.Context) (err error) {
		open, _, err = w.desk.Studio.Review(ctx, snap)
		return err
	}, func() { w.publishForm(snap, open).Show() })
}

func (w *Window) publishForm(snap policy.Snapshot, findings []policy.Finding) *publishForm {
	p, f := snap.Policy, &publishForm{findings: findings}
	f.Form = w.desk.NewForm(w.desk.T("publish.title"), w.desk.T("publish.do"), func() { w.publish(p, f) })
	what := widget.NewLabel(w.desk.T("publish.what", i18n.Data{"Client": snap.Client.Name, "Title": p.Title(p.SourceLang)}))
	what.Wrapping = fyne.TextWrapWord
	f.Put(widgets.NewFlush(what))
	f.effective = f.Line(w.desk.T("publish.effective"), w.desk.Studio.Today(), w.desk.T("fact_hint.date"))
	f.languages = widgets.NewMultiChips(languageChips(p.Languages()))
	f.languages.SetChosen(p.Languages()...)
	f.Add(w.desk.T("publish.languages"), f.languages)
	f.note = f.Line(w.desk.T("publish.note"), "", "")
	f.Check = func() (*widgets.Line, string) { return w.publishProblem(f) }
	if text := w.openErrors(p.Languages(), findings); text != "" {
		f.open = widgets.NewCallout(text, widgets.KindError, nil)
		box := container.NewVScroll(f.open)
		box.SetMinSize(fyne.NewSize(0, 120))
		f.Put(box)
		f.reason = f.Line(w.desk.T("publish.reason"), "", "")
		f.languages.OnChanged = func() { w.showOpenErrors(f, f.languages.Chosen()) }
	}
	return f
}

// showOpenErrors names the errors in the languages that are ticked now.
func (w *Window) showOpenErrors(f *publishForm, langs []string) {
	f.open.Text, f.open.Kind = w.openErrors(langs, f.findings), widgets.KindError
	if f.open.Text == "" {
		f.open.Text, f.open.Kind = w.desk.T("review.empty_text"), widgets.KindSuccess
	}
	f.open.Refresh()
}

// openErrors words what keeps these languages from being published without a
// reason; empty when nothing does.
func (w *Window) openErrors(langs []string, findings []policy.Finding) string {
	var lines []string
	findings = slices.DeleteFunc(slices.Clone(findings), func(f policy.Finding) bool {
		return f.Severity != policy.SeverityError || f.Lang != "" && !slices.Contains(langs, f.Lang)
	})
	evidence := check.EvidenceIn(w.draft.Snapshot(), w.desk.Loc.Language())
	for _, g := range check.Groups(findings) {
		if worded, ok := evidence[g.Key()]; ok {
			g.Evidence = worded
		}
		lines = append(lines, explain.Finding(w.desk.Loc, g.Finding))
	}
	if len(lines) == 0 {
		return ""
	}
	return w.desk.Loc.N("publish.errors", len(lines)) + "\n" + strings.Join(lines, "\n")
}

func (w *Window) publishProblem(f *publishForm) (*widgets.Line, string) {
	day := strings.TrimSpace(f.effective.Text)
	if day == "" || !policy.ValidFact(policy.KindDate, day) {
		return f.effective, w.desk.Explain(studio.ErrBadDate)
	}
	langs := f.languages.Chosen()
	switch {
	case len(langs) == 0:
		return f.note, w.desk.T("publish.no_language")
	case f.reason != nil && strings.TrimSpace(f.reason.Text) == "" && w.openErrors(langs, f.findings) != "":
		return f.reason, w.desk.T("publish.reason_needed")
	}
	return nil, ""
}

func (w *Window) publish(p policy.Policy, f *publishForm) {
	req := studio.PublishRequest{
		Policy: p.ID, Effective: strings.TrimSpace(f.effective.Text), Note: strings.TrimSpace(f.note.Text),
		Languages: f.languages.Chosen(),
	}
	if f.reason != nil {
		req.Accept = f.reason.Text
	}
	var version policy.Version
	w.desk.Runner.Go(w.job(func(ctx context.Context) (err error) {
		version, err = w.desk.Studio.Publish(ctx, req)
		return err
	}, func(err error) {
		var open *studio.OpenFindingsError
		if errors.As(err, &open) {
			w.publishAgain(f, open.Findings)
			return
		}
		if err != nil {
			w.desk.Fail(err)
			return
		}
		w.Policy.Tabs.Select(tabVersions)
		w.desk.Say(w.desk.T("publish.done", i18n.Data{
			"Number": version.Number, "Date": vocabulary.FormatValue(policy.KindDate, version.Effective, w.desk.Loc.Language()),
		}))
	}))
}

// publishAgain opens the form once more, filled in as it was, with what only
// publishing itself could find and a line for the reason.
func (w *Window) publishAgain(f *publishForm, findings []policy.Finding) {
	more := slices.Clone(f.findings)
	for _, found := range findings {
		if found.Rule == check.RuleDateEarlier {
			more = append(more, found)
		}
	}
	again := w.publishForm(w.draft.Snapshot(), more)
	again.effective.SetTextQuietly(f.effective.Text)
	again.note.SetTextQuietly(f.note.Text)
	again.languages.SetChosen(f.languages.Chosen()...)
	again.Show()
	if again.reason != nil {
		w.desk.Focus(again.reason)
	}
}

package ui

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/exchange"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/translate"
	"clausedesk/app/ui/desk"
	uitranslate "clausedesk/app/ui/translate"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

func (w *Window) translateActions() uitranslate.Actions {
	return uitranslate.Actions{
		AddLanguage: w.AddLanguage, Pretranslate: w.Pretranslate, ExportPackage: w.ExportPackage, ImportPackage: w.ImportPackage,
		Change: w.changeOpen,
	}
}

// changeOpen does something to the library for the open policy; done runs after
// the draft knows of it.
func (w *Window) changeOpen(work func(ctx context.Context, id policy.ID) error, done func()) {
	id := w.draft.Snapshot().Policy.ID
	w.readAfter(id, func(ctx context.Context) error { return work(ctx, id) }, func(snap policy.Snapshot) {
		w.draft.Reload(snap)
		done()
	})
}

// readAfter does something to the library and hands on how the policy is then,
// while it is still the open one.
func (w *Window) readAfter(id policy.ID, work func(context.Context) error, done func(policy.Snapshot)) {
	var snap policy.Snapshot
	w.desk.Do(func(ctx context.Context) error {
		err := work(ctx)
		if err == nil {
			snap, err = w.desk.Studio.Snapshot(ctx, id)
		}
		return err
	}, func() {
		if w.draft != nil && w.draft.Snapshot().Policy.ID == id {
			done(snap)
		}
	})
}

// allSaved reports whether all of the draft is on the disk, and says so when not.
func (w *Window) allSaved() bool {
	if w.draft.Clean() && (w.book == nil || !w.book.Dirty()) {
		return true
	}
	w.desk.Say(w.desk.T("publish.saving"))
	return false
}

// adopt shows translations that were changed past the draft, as one step to undo.
func (w *Window) adopt(snap policy.Snapshot) { w.draft.TranslateAll(snap.Units) }

// thresholds are how like a match must be to fill a segment, in percent.
var thresholds = []int{100, 95, 85, 75}

// Pretranslate asks how like a match must be, and fills what has no translation
// from the memory: as drafts.
func (w *Window) Pretranslate(lang string) {
	if !w.allSaved() {
		return
	}
	id := w.draft.Snapshot().Policy.ID
	least := thresholds[0]
	var options []widgets.Option
	for _, percent := range thresholds {
		options = append(options, widgets.Option{Key: strconv.Itoa(percent), Text: strconv.Itoa(percent) + " %"})
	}
	choice := widgets.NewSegmented(options, options[0].Key, func(key string) {
		least = thresholds[slices.IndexFunc(options, func(o widgets.Option) bool { return o.Key == key })]
	})
	form := w.desk.NewForm(w.desk.T("translate.pretranslate"), w.desk.T("pretranslate.do"), func() { w.pretranslate(id, lang, least) })
	form.Put(widgets.NewSoftPassage(w.desk.T("pretranslate.about")))
	form.Add(w.desk.T("pretranslate.least"), choice)
	form.Show()
}

func (w *Window) pretranslate(id policy.ID, lang string, least int) {
	filled := 0
	w.desk.Long(w.desk.T("pretranslate.working"), func(ctx context.Context, _ task.Report) error {
		report, err := w.desk.Studio.Pretranslate(ctx, id, lang, least)
		filled = report.Filled
		return err
	}, func() {
		w.readAfter(id, func(context.Context) error { return nil }, w.adopt)
		w.desk.Say(w.desk.Loc.N("pretranslate.done", filled))
	})
}

// packageKinds are the files a translator can be given.
var packageKinds = []struct {
	format       exchange.PackageFormat
	text, ending string
}{
	{exchange.XLIFF, "XLIFF 2.1", ".xlf"}, {exchange.XLIFF20, "XLIFF 2.0", ".xlf"}, {exchange.XLIFF12, "XLIFF 1.2", ".xlf"}, {exchange.PO, "PO", ".po"},
}

// ExportPackage asks for the format and writes work for a translator.
func (w *Window) ExportPackage(lang string) {
	if !w.allSaved() {
		return
	}
	snap := w.draft.Snapshot()
	kind := packageKinds[0]
	all := widgets.NewCheck(w.desk.T("package.all_segments"), nil)
	var path *desk.PathField
	form := w.desk.NewForm(w.desk.T("translate.export_package"), w.desk.T("action.save"), func() {
		req := studio.PackageRequest{Policies: []policy.ID{snap.Policy.ID}, Lang: lang, Format: kind.format, Notes: w.packageNotes, Matches: true, Terms: true}
		if !all.Checked {
			req.States = []policy.State{policy.Untranslated, policy.Draft, policy.Reviewed, policy.Stale}
		}
		w.exportPackage(req, path.Path())
	})
	var options []widgets.Option
	for _, k := range packageKinds {
		options = append(options, widgets.Option{Key: k.text, Text: k.text})
	}
	form.Put(widgets.NewSoftPassage(w.desk.T("package.about")))
	form.Add(w.desk.T("package.format"), widgets.NewSegmented(options, kind.text, func(key string) {
		kind = packageKinds[slices.IndexFunc(options, func(o widgets.Option) bool { return o.Key == key })]
		path.SetEnding(kind.ending)
	}))
	path = form.Path(w.desk.T("versions.file"), packageName(snap, lang)+kind.ending)
	form.Put(all)
	form.Check = path.Check
	form.Show()
}

// packageName is a file name of letters that every system takes.
func packageName(snap policy.Snapshot, lang string) string {
	words := strings.FieldsFunc(studio.Fold(snap.Client.Name+" "+snap.Policy.Title(snap.Policy.SourceLang)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(append(words, lang), "-")
}

// packageNotes tells a translator where a segment stands.
func (w *Window) packageNotes(row translate.Row, clause string) []string {
	return explain.PackageNotes(w.desk.Loc, row, clause)
}

func (w *Window) exportPackage(req studio.PackageRequest, path string) {
	var packed studio.Packed
	w.desk.Long(w.desk.T("package.writing"), func(ctx context.Context, _ task.Report) (err error) {
		var data bytes.Buffer
		if packed, err = w.desk.Studio.ExportPackage(ctx, req, &data); err != nil || packed.Segments == 0 {
			return err
		}
		if err := stage.WriteBytes(path, 0o644, data.Bytes()); err != nil {
			return &explain.FileError{Path: path, Err: err}
		}
		return nil
	}, func() {
		if packed.Segments == 0 {
			w.desk.Say(w.desk.T("cli.package_empty"))
			return
		}
		w.desk.Wrote(path)
		w.desk.Say(w.desk.Loc.N("cli.package_written", packed.Segments, i18n.Data{"File": filepath.Base(path), "Words": packed.Words}))
	})
}

package memory

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/reading"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// glossaryKinds are the files of terms, as they are written.
var glossaryKinds = []struct {
	format       glossary.Format
	text, ending string
}{
	{glossary.CSV, "CSV", ".csv"}, {glossary.TBX, "TBX 2019", ".tbx"}, {glossary.TBX2, "TBX 2008", ".tbx"},
}

// formatOf tells the format of a file from its name.
func formatOf(path string) glossary.Format {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".tbx", ".xml":
		return glossary.TBX
	}
	return glossary.CSV
}

// Import asks for a file and takes its terms in.
func (g *Glossary) Import() {
	g.screen.desk.ChooseFile(g.ImportFile, ".csv", ".tsv", ".txt", ".tbx", ".xml")
}

// ImportFile asks whose the terms of a file are, and takes them in.
func (g *Glossary) ImportFile(path string) { g.askImport(path, "") }

// askImport asks what the file does not say. Of one whose first row names no
// languages it asks for those too, and says why.
func (g *Glossary) askImport(path, why string) {
	d := g.screen.desk
	opts := studio.GlossaryOptions{}
	form := d.NewForm(d.T("term.import"), d.T("term.import_do"), func() { g.read(path, opts) })
	form.Put(widgets.NewSoftPassage(d.T("term.import_about", i18n.Data{"File": filepath.Base(path)})))
	if why != "" {
		form.Put(widgets.NewCallout(why, widgets.KindWarning, nil))
		opts.Source, opts.Target = vocabulary.Languages()[0], vocabulary.Languages()[1]
		form.Add(d.T("term.first_column"), g.languagePicker(opts.Source, func(lang string) { opts.Source = lang }))
		form.Add(d.T("term.second_column"), g.languagePicker(opts.Target, func(lang string) { opts.Target = lang }))
	}
	form.Add(d.T("library.for_whom"), g.screen.clientPicker(g.clients(), d.T("library.every_client"),
		func(id policy.ID) { opts.Client = id }))
	form.Show()
}

func (g *Glossary) languagePicker(lang string, chosen func(string)) fyne.CanvasObject {
	p := widgets.NewPicker(furtherLanguages(), chosen)
	p.NothingText, p.OnShortcut = g.screen.desk.T("answers.nothing"), g.screen.desk.Elsewhere
	p.SetValue(lang, reading.Capital(vocabulary.LanguageName(lang)))
	return p
}

func (g *Glossary) read(path string, opts studio.GlossaryOptions) {
	d := g.screen.desk
	var report studio.GlossaryReport
	d.Try(d.T("term.importing"), func(ctx context.Context, _ task.Report) error {
		file, err := os.Open(path)
		if err != nil {
			return &explain.FileError{Path: path, Err: err}
		}
		defer file.Close() //nolint:errcheck // only read
		if report, err = d.Studio.ImportGlossary(ctx, file, formatOf(path), opts); err != nil && ctx.Err() == nil {
			return &studio.FileError{Name: path, Err: err}
		}
		return err
	}, func(err error) {
		var unread *glossary.FileError
		switch {
		case errors.As(err, &unread) && unread.Reason == glossary.ReasonNoHeader && opts.Source == "":
			g.askImport(path, d.T("term.no_header"))
		case err != nil:
			d.Fail(err)
		default:
			g.reloadThen(func() { g.tell(report) })
		}
	})
}

// rejectedShown is how many rows of a file are told of.
const rejectedShown = 100

// reportRoom is how high a report grows before it scrolls.
const reportRoom = 280

// tell says what became of a file.
func (g *Glossary) tell(report studio.GlossaryReport) {
	d := g.screen.desk
	lines := widgets.NewStack(6, widgets.NewPassage(d.Loc.N("term.read", report.Concepts)),
		widgets.NewPassage(d.Loc.N("term.read_changed", report.Changed)))
	if len(report.Rejected) > 0 {
		lines.Add(widgets.NewPassage(d.Loc.N("term.read_left_out", len(report.Rejected))))
	}
	for _, r := range report.Rejected[:min(len(report.Rejected), rejectedShown)] {
		lines.Add(widgets.NewSoftPassage(d.T("cli.glossary_rejected", i18n.Data{
			"Line": r.Line, "Text": r.Text, "Reason": explain.GlossaryProblem(d.Loc, r.Reason),
		})))
	}
	content := fyne.CanvasObject(lines)
	if len(report.Rejected) > 3 {
		scroll := container.NewVScroll(lines)
		scroll.SetMinSize(fyne.NewSize(0, reportRoom))
		content = scroll
	}
	d.Tell(d.T("term.imported"), content)
}

// Export asks which terms go into which file, and writes it.
func (g *Glossary) Export() {
	d := g.screen.desk
	kind := glossaryKinds[0]
	req := studio.GlossaryExport{}
	own := widgets.NewCheck(d.T("term.only_own"), nil)
	var path *desk.PathField
	form := d.NewForm(d.T("term.export"), d.T("term.export_do"), func() {
		req.Own = own.Checked
		g.writeFile(path.Path(), kind.format, req)
	})
	var options []widgets.Option
	for _, k := range glossaryKinds {
		options = append(options, widgets.Option{Key: string(k.format), Text: k.text})
	}
	form.Add(d.T("package.format"), widgets.NewSegmented(options, options[0].Key, func(key string) {
		for _, k := range glossaryKinds {
			if string(k.format) == key {
				kind = k
			}
		}
		path.SetEnding(kind.ending)
	}))
	form.Add(d.T("library.for_whom"), g.screen.clientPicker(g.clients(), d.T("library.every_client"),
		func(id policy.ID) { req.Client = id }))
	path = form.Path(d.T("library.file"), "glossary"+kind.ending)
	form.Put(own)
	form.Check = path.Check
	form.Show()
}

func (g *Glossary) writeFile(path string, format glossary.Format, req studio.GlossaryExport) {
	d := g.screen.desk
	written := 0
	d.Long(d.T("term.exporting"), func(ctx context.Context, _ task.Report) (err error) {
		var data bytes.Buffer
		if written, err = d.Studio.ExportGlossary(ctx, &data, format, req); err != nil || written == 0 {
			return err
		}
		if err := stage.WriteBytes(path, 0o644, data.Bytes()); err != nil {
			return &explain.FileError{Path: path, Err: err}
		}
		return nil
	}, func() {
		if written == 0 {
			d.Say(d.T("term.nothing_to_export"))
			return
		}
		g.screen.wrote(path)
	})
}

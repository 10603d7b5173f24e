package ui

import (
	"context"

	"clausedesk/app/explain"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// ImportPackage asks for a file that a translator sends back and shows what it
// would change before it does.
func (w *Window) ImportPackage() {
	if w.draft != nil && !w.allSaved() {
		return
	}
	w.desk.Choose(w.takeBack, ".xlf", ".xliff", ".po")
}

func (w *Window) takeBack(path string, data []byte) {
	var report studio.PackageReport
	w.desk.Long(w.desk.T("package.reading"), func(ctx context.Context, _ task.Report) (err error) {
		report, err = w.desk.Studio.ImportPackage(ctx, data, studio.PackageOptions{DryRun: true})
		if err != nil {
			return &studio.FileError{Name: path, Err: err}
		}
		return nil
	}, func() { w.askTakeBack(data, report) })
}

// conflict is a translation that changed here and in the file, and what a person
// decides about it.
type conflict struct {
	studio.PackageConflict
	take bool
}

// askTakeBack shows the report of a package: how much it changes, what cannot be
// taken, and conflicts side by side with a choice for each.
func (w *Window) askTakeBack(data []byte, report studio.PackageReport) {
	conflicts := make([]*conflict, len(report.Conflicts))
	var rows []fyne.CanvasObject
	for i := range report.Conflicts {
		conflicts[i] = &conflict{PackageConflict: report.Conflicts[i]}
		rows = append(rows, w.conflictRow(conflicts[i]), widgets.NewHairline())
	}
	for _, rejected := range report.Rejected {
		rows = append(rows, widgets.NewCallout(explain.PackageProblem(w.desk.Loc, rejected)+" "+rejected.Target, widgets.KindWarning, nil))
	}
	form := w.desk.NewForm(w.desk.T("translate.import_package"), w.desk.T("package.take"), func() {
		choices := map[string]studio.PackageChoice{}
		for _, c := range conflicts {
			choices[c.Unit] = studio.PackageKeep
			if c.take {
				choices[c.Unit] = studio.PackageTake
			}
		}
		w.take(data, choices)
	})
	form.Put(widgets.NewSoftPassage(w.desk.T("cli.package_taken_back", i18n.Data{
		"Applied": len(report.Changes), "Unchanged": report.Unchanged,
		"Conflicts": len(report.Conflicts), "Rejected": len(report.Rejected),
	})))
	if len(rows) > 0 {
		box := container.NewVScroll(widgets.NewStack(10, rows...))
		box.SetMinSize(fyne.NewSize(0, 300))
		form.Put(box)
	}
	form.Show()
}

// conflictRow shows both translations of a segment and asks which to keep.
func (w *Window) conflictRow(c *conflict) fyne.CanvasObject {
	side := func(key string, sides studio.Sides) fyne.CanvasObject {
		return widgets.NewField(w.desk.T(key), widgets.NewStack(2, widgets.NewSoftPassage(sides.Source), widgets.NewPassage(sides.Target)))
	}
	choice := widgets.NewSegmented([]widgets.Option{
		{Key: "ours", Text: w.desk.T("package.keep_ours")}, {Key: "theirs", Text: w.desk.T("package.take_theirs")},
	}, "ours", func(key string) { c.take = key == "theirs" })
	return widgets.NewStack(6,
		widgets.NewSoftPassage(w.desk.T("package.conflict_"+c.Reason)),
		widgets.NewColumns(widgets.Column{Content: side("package.ours", c.Ours)}, widgets.Column{Content: side("package.theirs", c.Theirs)}),
		container.NewHBox(choice))
}

// take takes a package back, and settles its conflicts as was chosen.
func (w *Window) take(data []byte, choices map[string]studio.PackageChoice) {
	var report studio.PackageReport
	w.desk.Long(w.desk.T("package.reading"), func(ctx context.Context, _ task.Report) (err error) {
		report, err = w.desk.Studio.ResolvePackage(ctx, data, choices, studio.PackageOptions{})
		return err
	}, func() {
		w.desk.Say(w.desk.Loc.N("package.taken", len(report.Changes)))
		if w.draft != nil {
			w.readAfter(w.draft.Snapshot().Policy.ID, func(context.Context) error { return nil }, w.adopt)
		}
	})
}

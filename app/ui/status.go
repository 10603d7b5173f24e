package ui

import (
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// statusBar says whether everything is saved, how long the policy is, and
// which language the program speaks.
type statusBar struct {
	Saved  *widget.Label
	desk   *desk.Desk
	count  *widget.Label
	object fyne.CanvasObject
}

func newStatusBar(d *desk.Desk) *statusBar {
	b := &statusBar{desk: d, Saved: quiet(""), count: quiet("")}
	left := container.NewHBox(b.Saved, b.count)
	right := container.NewHBox(quiet(vocabulary.LanguageName(d.Loc.Language())), quiet(d.T("status.offline")))
	b.object = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{},
		widgets.NewFrame(widgets.NewHairline(), nil, widgets.NewPanel("", widgets.InsetXY(12, 0), container.NewBorder(nil, nil, left, right))))
	return b
}

func quiet(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Importance, label.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	return label
}

// saving shows the state of saving of the open draft.
func (b *statusBar) saving(open *draft.Draft) {
	if open == nil {
		return
	}
	state, at, _ := open.Saving()
	b.Saved.Importance = widget.LowImportance
	switch state {
	case draft.Saved:
		b.Saved.SetText(savedText(b.desk, at))
	case draft.Saving:
		b.Saved.SetText(b.desk.T("status.saving"))
	case draft.Failed:
		b.failed()
	}
}

// savedText says when the last save was: the hour alone is of today, and a
// policy opened after a restart may have been saved long before.
func savedText(d *desk.Desk, at time.Time) string {
	at, now := at.Local(), d.Now().Local()
	data := i18n.Data{"Time": at.Format("15:04")}
	day := at.Format(time.DateOnly)
	switch {
	case at.IsZero() || at.After(now.Add(time.Minute)): // nobody knows
		return d.T("status.saved_some_time")
	case day == now.Format(time.DateOnly):
		return d.T("status.saved", data)
	}
	data["Date"] = vocabulary.FormatValue(policy.KindDate, day, d.Loc.Language())
	return d.T("status.saved_on", data)
}

// failed says that something is not on the disk.
func (b *statusBar) failed() {
	b.Saved.Importance = widget.DangerImportance
	b.Saved.SetText(b.desk.T("status.failed"))
}

// working says that something is being saved.
func (b *statusBar) working() {
	b.Saved.Importance = widget.LowImportance
	b.Saved.SetText(b.desk.T("status.saving"))
}

func (b *statusBar) counts(clauses, words int) {
	b.count.SetText(b.desk.Loc.N("status.clauses", clauses) + " · " + b.desk.Loc.N("status.words", words))
}

package versions

import (
	"strconv"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// delivered lists who received the version, each a way to its entry.
func (s *Screen) delivered(row Row) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, d := range row.Delivered {
		about := i18n.Data{
			"Date": s.day(d.On), "To": d.To, "How": explain.Channel(s.desk.Loc, d.How), "Language": strings.ToUpper(d.Lang),
		}
		text := s.desk.T("deliveries.of_version", about)
		if d.Void != "" {
			text = s.desk.T("deliveries.of_version_void", about)
		}
		name := widget.NewLabel(text)
		name.Wrapping = fyne.TextWrapWord
		show := s.button("deliveries.show", strconv.FormatInt(d.ID, 10), func() { s.actions.Delivery(d.ID) })
		lines = append(lines, container.NewBorder(nil, nil, nil, container.NewCenter(show), widgets.NewFlush(name)), widgets.NewHairline())
	}
	return widgets.NewField(s.desk.T("deliveries.title"), widgets.NewStack(6, lines...))
}

// Current returns the version that actions work on; false when there is none.
func (s *Screen) Current() (Row, bool) { return s.model.Selected() }

// Written lists the files of that version: all, or those of a kind such as
// "pdf".
func (s *Screen) Written(kind string) []store.File {
	row, _ := s.model.Selected()
	var out []store.File
	for _, f := range row.Files {
		if kind == "" || strings.EqualFold(f.Kind, kind) {
			out = append(out, f)
		}
	}
	return out
}

// Identities lists what can sign.
func (s *Screen) Identities() []store.Identity { return s.model.Identities }

// BundleName proposes a name for a bundle of that version.
func (s *Screen) BundleName() string {
	return s.model.FileName(studio.FileNamed{Client: s.client, Policy: s.policy.Title(s.policy.SourceLang), Format: "zip"})
}

// Show selects a version.
func (s *Screen) Show(number int) {
	s.model.Select(number)
	s.fill()
}

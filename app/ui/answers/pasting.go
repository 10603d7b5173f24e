package answers

import (
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// captions are the names of a field in every language of the program: a
// spreadsheet may come from somebody who works in another one.
func (t *Table) captions(field policy.FieldDef) []string {
	var out []string
	for _, lang := range i18n.Languages() {
		out = append(out, i18n.New(lang).T("field."+t.Def.Name+"."+string(field.Key)))
	}
	return out
}

// paste adds the rows of a spreadsheet and says what was left out of them.
func (t *Table) paste(text string) {
	records, misfits := paste(t.Def, text, t.desk.Loc.Language(), t.captions)
	if len(records) == 0 {
		t.desk.Say(t.desk.T("answers.nothing_pasted"))
		return
	}
	all := append(slices.Clone(t.records()), records...)
	t.set(all, len(all)-1)
	lines := append([]string{t.desk.Loc.N("answers.pasted", len(records))}, t.leftOut(misfits)...)
	if !slices.ContainsFunc(misfits, func(m misfit) bool { return m.row > 0 || m.field.Key == "" }) {
		t.desk.Say(strings.Join(lines, " "))
		return
	}
	label := widget.NewLabel(strings.Join(lines, "\n"))
	label.Wrapping = fyne.TextWrapWord
	t.desk.Tell(t.desk.T("answers.pasted_some"), widgets.NewFlush(label))
}

// leftOut words what is not in the table: headings first, then cells.
func (t *Table) leftOut(misfits []misfit) []string {
	var out, cells []string
	for _, m := range misfits {
		switch {
		case m.row > 0:
			cells = append(cells, t.desk.T("answers.paste_cell", i18n.Data{"Row": m.row, "Field": t.caption(m.field), "Value": m.value}))
		case m.field.Key == "":
			out = append(out, t.desk.T("answers.paste_column", i18n.Data{"Heading": m.value}))
		default:
			out = append(out, t.desk.T("answers.paste_heading", i18n.Data{"Row": m.value}))
		}
	}
	if len(cells) > 0 {
		out = append(append(out, t.desk.T("answers.paste_report")), cells...)
	}
	return out
}

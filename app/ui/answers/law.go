package answers

import (
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// ShowLaw tells which law an answer serves and how clauses show it. What the
// links above the field do can be done from there with the keyboard.
func (f *Field) ShowLaw() {
	parts := []fyne.CanvasObject{passage(lawText(f.desk, f.Def.Citation))}
	say := func(text string) { parts = append(parts, passage(text)) }
	if f.Def.Required && f.from.fact {
		say(f.desk.T("answers.law_needed"))
	}
	if f.from.fact {
		say(f.desk.T("answers.placeholder", i18n.Data{"Placeholder": "{{" + string(f.Def.Key) + "}}"}))
	}
	say(f.desk.T("answers.help_key"))
	var shown dialog.Dialog
	if f.from.overrides != nil {
		words, own := f.desk.T("facts.override"), f.from.overrides()
		if own {
			words = f.desk.T("facts.back")
		}
		parts = append(parts, widgets.NewRow(0, widgets.QuietButton(words, func() {
			shown.Hide()
			f.from.override(!own)
			f.Focus()
		})))
	}
	shown = f.desk.Tell(f.from.caption, widgets.NewStack(8, parts...))
}

// ShowLaw tells which law a register serves, and lets the policy have a list
// of its own or share the client's.
func (t *Table) ShowLaw() {
	var shown dialog.Dialog
	own := widgets.QuietButton(t.own.Text, func() {
		shown.Hide()
		t.toggleOwn()
		t.desk.Window.Canvas().Focus(t.Records)
	})
	shown = t.desk.Tell(t.desk.T("register."+t.Def.Name), widgets.NewStack(8,
		passage(t.desk.T("register.about_"+t.Def.Name)), passage(lawText(t.desk, t.Def.Citation)),
		passage(t.shared.Text), widgets.NewRow(0, own)))
}

func lawText(d *desk.Desk, citation string) string {
	if citation == "" {
		return d.T("answers.no_law")
	}
	return explain.Citation(d.Loc, citation) + ": " + d.T("law."+slug(citation))
}

func passage(text string) fyne.CanvasObject {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return widgets.NewFlush(label)
}

// slug makes a citation part of a key.
func slug(citation string) string {
	return strings.Trim(strings.Join(strings.FieldsFunc(strings.ToLower(citation), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "_"), "_")
}

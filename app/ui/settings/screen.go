// Package settings is where a person chooses the language and the look of the
// program.
package settings

import (
	"clausedesk/app/settings"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

var themes = []settings.Theme{settings.ThemeSystem, settings.ThemeLight, settings.ThemeDark}

// Show asks; changed is called with each choice at once.
func Show(d *desk.Desk, now settings.Settings, changed func(settings.Settings)) {
	language := languageSelect(d, func(lang string) { now.Language = lang; changed(now) })
	var looks []widgets.Chip
	for _, t := range themes {
		looks = append(looks, widgets.Chip{ID: string(t), Text: d.T("theme." + string(t))})
	}
	look := widgets.NewChips(looks)
	look.SetChosen(string(now.Theme))
	look.OnChanged = func() {
		now.Theme = settings.Theme(look.One())
		changed(now)
	}
	form := widgets.NewFieldStack(
		widgets.NewField(d.T("settings.language"), language), widgets.NewField(d.T("settings.theme"), look))
	d.Tell(d.T("settings.title"), form)
	d.Focus(language)
}

func languageSelect(d *desk.Desk, chosen func(lang string)) *widgets.Select {
	langs := i18n.Languages()
	names := make([]string, len(langs))
	for i, lang := range langs {
		names[i] = vocabulary.LanguageName(lang)
	}
	choice := widgets.NewSelect(names, nil)
	choice.SetSelected(vocabulary.LanguageName(d.Loc.Language()))
	choice.OnChanged = func(string) {
		if i := choice.SelectedIndex(); i >= 0 && langs[i] != d.Loc.Language() {
			chosen(langs[i])
		}
	}
	return choice
}

// Package settings is where a person chooses the language and the look of the
// program.
package settings

import (
	"clausedesk/app/settings"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2/widget"
)

var themes = []settings.Theme{settings.ThemeSystem, settings.ThemeLight, settings.ThemeDark}

// Show asks; changed is called with each choice at once.
func Show(d *desk.Desk, now settings.Settings, changed func(settings.Settings)) {
	language := languageSelect(d, func(lang string) { now.Language = lang; changed(now) })
	var names []string
	for _, t := range themes {
		names = append(names, d.T("theme."+string(t)))
	}
	look := widget.NewRadioGroup(names, nil)
	look.Horizontal = true
	look.Required = true
	look.SetSelected(d.T("theme." + string(now.Theme)))
	look.OnChanged = func(name string) {
		for i, known := range names {
			if known == name {
				now.Theme = themes[i]
				changed(now)
			}
		}
	}
	form := widgets.NewFieldStack(
		widgets.NewField(d.T("settings.language"), language), widgets.NewField(d.T("settings.theme"), look))
	d.Tell(d.T("settings.title"), form)
}

func languageSelect(d *desk.Desk, chosen func(lang string)) *widget.Select {
	langs := i18n.Languages()
	names := make([]string, len(langs))
	for i, lang := range langs {
		names[i] = vocabulary.LanguageName(lang)
	}
	choice := widget.NewSelect(names, nil)
	choice.SetSelected(vocabulary.LanguageName(d.Loc.Language()))
	choice.OnChanged = func(string) {
		if i := choice.SelectedIndex(); i >= 0 && langs[i] != d.Loc.Language() {
			chosen(langs[i])
		}
	}
	return choice
}

// Package settings is where a person chooses the language and the look of the
// program.
package settings

import (
	"strings"

	"clausedesk/app/settings"
	"clausedesk/app/ui/desk"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

var themes = []settings.Theme{settings.ThemeSystem, settings.ThemeLight, settings.ThemeDark}

// Rules are those of the studio, for everybody who works with the library.
type Rules struct {
	FourEyes   bool
	Ask        func(on bool) // for four eyes
	Letterhead func()        // asks for that of the studio
	Authority  func()        // asks whom signatures may ask
	FileNames  func()        // asks how files are named
}

// Show asks; changed is called with each choice at once.
func Show(d *desk.Desk, now settings.Settings, rules Rules, changed func(settings.Settings)) {
	name := widgets.NewLine()
	name.SetTextQuietly(now.Name)
	name.OnChanged = func(said string) {
		now.Name = strings.TrimSpace(said)
		changed(now)
	}
	called := widgets.NewField(d.T("settings.name"), name)
	called.Hint = d.T("settings.name_hint")
	eyes := widgets.NewCheck(d.T("settings.four_eyes"), nil)
	eyes.SetChecked(rules.FourEyes)
	eyes.OnChanged = rules.Ask
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
		widgets.NewField(d.T("settings.language"), language), widgets.NewField(d.T("settings.theme"), look),
		called, eyes, widgets.NewRow(0, widgets.QuietButton(d.T("letterhead.open_studio"), rules.Letterhead)),
		widgets.NewRow(0, widgets.QuietButton(d.T("settings.authorities"), rules.Authority)),
		widgets.NewRow(0, widgets.QuietButton(d.T("settings.file_names"), rules.FileNames)))
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

package ui

import (
	"encoding/json"

	"clausedesk/i18n"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// fyneKeys are Fyne's own texts that can appear in this program, and ours
// that stand for them. Fyne follows the system's language and cannot be told
// another, so ours are put in its place for every language it may look in.
var fyneKeys = map[string]string{
	"Cancel": "action.cancel", "OK": "action.ok", "Open": "fyne.open", "Save": "fyne.save", "Yes": "fyne.yes",
	"No": "fyne.no", "Copy": "fyne.copy", "Cut": "fyne.cut", "Paste": "fyne.paste", "Select all": "fyne.select_all",
	"Undo": "action.undo", "Redo": "fyne.redo", "Error": "fyne.error", "File": "fyne.file", "Folder": "fyne.folder",
	"New Folder": "fyne.new_folder", "Create Folder": "fyne.create_folder", "Enter filename": "fyne.file_name",
	"Favourites": "fyne.favourites", "Show Hidden Files": "fyne.hidden_files", "Quit": "fyne.quit",
	"Advanced": "fyne.advanced", "Confirm": "fyne.confirm", "file.name": "fyne.name", "file.parent": "fyne.parent",
}

// fyneLocales are the languages Fyne ships texts in, and English.
var fyneLocales = []string{
	"en", "cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "sv", "ta", "uk", "zh-Hans",
	"nl", "id", "sq", "it", "da", "fi", "nb", "hu", "ro", "tr",
}

// teachFyne gives Fyne's own buttons the language in use.
func teachFyne(loc *i18n.Localizer) {
	texts := map[string]any{}
	for theirs, ours := range fyneKeys {
		texts[theirs] = map[string]string{"other": loc.T(ours)}
	}
	data, err := json.Marshal(texts)
	if err != nil {
		fyne.LogError("texts for Fyne", err)
		return
	}
	for _, locale := range append(fyneLocales, string(lang.SystemLocale().LanguageString())) {
		if err := lang.AddTranslationsForLocale(data, fyne.Locale(locale)); err != nil {
			fyne.LogError("texts for Fyne", err)
		}
	}
}

package ui

import (
	"runtime"

	"clausedesk/app/ui/facts"
	uilibrary "clausedesk/app/ui/library"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// namedCommand is a command as the palette calls it.
type namedCommand struct {
	command
	title string
}

// named lists what the palette offers: the commands, the pages of the facts and
// the languages to sign in.
func (w *Window) named() []namedCommand {
	var out []namedCommand
	for _, c := range commands() {
		if c.id != "palette" && c.id != "redo_too" {
			out = append(out, namedCommand{c, w.desk.T("command." + c.id)})
		}
	}
	return append(append(out, w.signing()...), w.factPages()...)
}

// signing offers to sign in each language of the open policy.
func (w *Window) signing() []namedCommand {
	if w.draft == nil {
		return []namedCommand{{command{id: "sign", policy: true}, w.desk.T("palette.sign")}}
	}
	var out []namedCommand
	langs := w.draft.Snapshot().Policy.Languages()
	for _, lang := range langs {
		title := w.desk.T("palette.sign")
		if len(langs) > 1 {
			title = w.desk.T("palette.sign_language", i18n.Data{"Language": vocabulary.LanguageName(lang)})
		}
		out = append(out, namedCommand{command{
			id: "sign " + lang, policy: true, do: func(w *Window) { w.sign(lang) },
			lacks: func(w *Window) string { return w.lacksVersion(lang) },
		}, title})
	}
	return out
}

func (w *Window) sign(lang string) {
	w.Policy.Tabs.Select(tabVersions)
	w.Policy.Versions.Sign(lang)
}

func (w *Window) lacksVersion(lang string) string {
	if !w.Policy.Versions.Has(lang) {
		return "command.needs_version"
	}
	return ""
}

// factPages offers each page of the facts by its name.
func (w *Window) factPages() []namedCommand {
	var out []namedCommand
	for _, section := range facts.Sections() {
		out = append(out, namedCommand{
			command{id: "facts " + section.ID, policy: true, do: func(w *Window) { w.showFacts(section.ID) }},
			w.desk.T("palette.facts", i18n.Data{"Section": w.factPage(section)}),
		})
	}
	return out
}

func (w *Window) factPage(section facts.Section) string {
	if section.Register != nil {
		return w.desk.T("register." + section.Register.Name)
	}
	return w.desk.T("facts.section_" + section.ID)
}

func (w *Window) showFacts(section string) {
	w.Policy.Facts.List.Select(section)
	if w.Policy.tab() == tabFacts {
		w.Policy.Facts.Shown()
		return
	}
	w.Policy.Tabs.Select(tabFacts)
}

// libraryCommand shows a part of the library.
func libraryCommand(part uilibrary.Part) func(*Window) {
	return func(w *Window) {
		w.ShowLibrary()
		w.Library.Show(part)
	}
}

// keyOf names the shortcut of a command.
func keyOf(id string) string {
	for _, c := range commands() {
		if c.id == id {
			return shortcutName(c)
		}
	}
	return ""
}

func lacksOffer(w *Window) string {
	if !w.desk.Snack.Offers() {
		return "command.needs_offer"
	}
	return ""
}

// lacksTranslate keeps from approving what a person does not see.
func lacksTranslate(w *Window) string {
	if !w.seesPolicy() || w.Policy.tab() != tabTranslate {
		return "command.needs_translate"
	}
	return ""
}

// OpenPalette shows every command with its shortcut, and finds it by words.
func (w *Window) OpenPalette() {
	if w.palette != nil && w.palette.IsOpen() {
		return
	}
	var shown []widgets.Command
	for _, c := range w.named() {
		shown = append(shown, widgets.Command{
			ID: c.id, Title: c.title, Shortcut: shortcutName(c.command), Reason: w.lacking(c.command),
		})
	}
	w.palette = widgets.NewCommandPalette(shown, w.runNamed)
	w.palette.Placeholder, w.palette.NothingText = w.desk.T("palette.search"), w.desk.T("palette.nothing")
	w.palette.Open(w.desk.Window.Canvas())
}

func (w *Window) runNamed(id string) {
	for _, c := range w.named() {
		if c.id == id {
			w.run(c.command)
			return
		}
	}
}

func shortcutName(c command) string {
	if c.key == "" {
		return ""
	}
	if c.modifier == 0 {
		return string(c.key)
	}
	name := "Ctrl+"
	if runtime.GOOS == "darwin" {
		name = "Cmd+"
	}
	if c.modifier&fyne.KeyModifierShift != 0 {
		name += "Shift+"
	}
	return name + string(c.key)
}

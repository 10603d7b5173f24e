package ui

import (
	"slices"

	uitranslate "clausedesk/app/ui/translate"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// keyLine is a key and what it does.
type keyLine struct{ does, key string }

// keyGroup is what works in one place.
type keyGroup struct {
	title string
	lines []keyLine
}

// keysHeight is how much of the list of keys is seen at once.
const keysHeight float32 = 440

// ShowKeys lists every key with what it does, as the table of commands has them.
func (w *Window) ShowKeys() {
	var parts []fyne.CanvasObject
	for _, group := range w.keyGroups() {
		rows := []fyne.CanvasObject{widgets.NewBoldPassage(group.title)}
		for _, line := range group.lines {
			key := container.NewVBox(widgets.NewBadge(line.key, widgets.KindNeutral))
			rows = append(rows, container.NewBorder(nil, nil, nil, key, widgets.NewPassage(line.does)))
		}
		parts = append(parts, widgets.NewStack(6, rows...))
	}
	w.desk.TellLong(w.desk.T("command.keys"), keysHeight, widgets.NewStack(20, parts...))
}

// keyGroups are the keys that work everywhere, in an open policy, on the selected
// clause and at the translator's desk.
func (w *Window) keyGroups() []keyGroup {
	t := w.desk.T
	program := keyGroup{t("keys.everywhere"), []keyLine{
		{t("keys.palette"), keyOf("palette")},
		{t("keys.next_field"), "Tab"},
		{t("keys.close"), "Esc"},
		{t("keys.confirm"), shortcutName(command{key: "Enter", modifier: ctrl})},
	}}
	open, clause, desk := keyGroup{title: t("keys.policy")}, keyGroup{title: t("keys.clause")}, keyGroup{title: t("keys.translate")}
	for _, c := range w.named() {
		if c.key == "" {
			continue
		}
		into := &program
		switch {
		case slices.Contains(atTheDesk, c.id):
			into = &desk
		case slices.ContainsFunc(clauseCommands(), func(of command) bool { return of.id == c.id }):
			into = &clause
		case c.policy:
			into = &open
		}
		into.lines = append(into.lines, keyLine{c.title, shortcutName(c.command)})
	}
	clause.lines = append(clause.lines, keyLine{t("keys.move_clause"), "Alt+↑ ↓"}, keyLine{t("keys.nest_clause"), "Alt+← →"})
	desk.lines = append(desk.lines, keyLine{t("keys.match"), uitranslate.MatchKey("1…9")}, keyLine{t("keys.put_placeholder"), uitranslate.PlaceholderKey("1…9")})
	return []keyGroup{program, open, clause, desk}
}

// atTheDesk are the commands that work on the segment that is translated.
var atTheDesk = []string{
	"next_segment", "copy_source", "approve", "review_segment", "next_untranslated", "meaning_unchanged", "comment_segment",
	"search_segments", "replace", "concordance", "add_term", "translate_page",
}

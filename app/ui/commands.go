package ui

import (
	"slices"

	"clausedesk/app/policy"
	"clausedesk/app/ui/clauses"
	uilibrary "clausedesk/app/ui/library"
	uitranslate "clausedesk/app/ui/translate"
	"clausedesk/app/ui/versions"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// command is one thing a person can do, from the palette or by its shortcut.
type command struct {
	id       string
	key      fyne.KeyName
	modifier fyne.KeyModifier
	do       func(*Window)
	policy   bool // works on the open policy
	// lacks names the text that says why the command has nothing to work on
	// now, "" when it has; nil where it always has.
	lacks func(*Window) string
}

const (
	ctrl      = fyne.KeyModifierShortcutDefault
	ctrlShift = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
)

// commands is the table of everything the program can be told to do.
func commands() []command {
	return slices.Concat(generalCommands(), clauseCommands())
}

func generalCommands() []command {
	return []command{
		{"undo", fyne.KeyZ, ctrl, func(w *Window) { w.draft.Undo() }, true, nil},
		{"redo", fyne.KeyZ, ctrlShift, func(w *Window) { w.draft.Redo() }, true, nil},
		{"redo_too", fyne.KeyY, ctrl, func(w *Window) { w.draft.Redo() }, true, nil},
		{"save", fyne.KeyS, ctrl, (*Window).saveNow, true, nil},
		{"palette", fyne.KeyK, ctrl, (*Window).OpenPalette, false, nil},
		{"search", fyne.KeyF, ctrl, func(w *Window) { w.desk.Window.Canvas().Focus(w.Side.Search) }, false, nil},
		{"facts", fyne.Key1, ctrl, tabCommand(tabFacts), true, nil},
		{"clauses", fyne.Key2, ctrl, tabCommand(tabClauses), true, nil},
		{"translate", fyne.Key3, ctrl, tabCommand(tabTranslate), true, nil},
		{"review", fyne.Key4, ctrl, tabCommand(tabReview), true, nil},
		{"versions", fyne.Key5, ctrl, tabCommand(tabVersions), true, nil},
		{"add_clause", fyne.KeyN, ctrl, addClause, true, nil},
		{"publish", fyne.KeyP, ctrlShift, (*Window).Publish, true, nil},
		{"compare", fyne.KeyV, ctrlShift, (*Window).compareLast, true, lacksVersion},
		{"next_segment", fyne.KeyU, ctrl, translateCommand((*uitranslate.Screen).Next), true, nil},
		{"copy_source", fyne.KeyD, ctrl, translateCommand((*uitranslate.Screen).CopySource), true, nil},
		{"approve", fyne.KeyReturn, ctrl, translateCommand((*uitranslate.Screen).Approve), true, lacksTranslate},
		{"review_segment", fyne.KeyReturn, ctrlShift, translateCommand((*uitranslate.Screen).Review), true, lacksTranslate},
		{"next_untranslated", fyne.KeyU, ctrlShift, translateCommand((*uitranslate.Screen).NextUntranslated), true, lacksTranslate},
		{"meaning_unchanged", fyne.KeyM, ctrl, translateCommand((*uitranslate.Screen).AskUnchanged), true, lacksTranslate},
		{"comment_segment", fyne.KeyM, ctrlShift, translateCommand((*uitranslate.Screen).AskComment), true, lacksTranslate},
		{"search_segments", fyne.KeyF, ctrlShift, translateCommand((*uitranslate.Screen).Search), true, lacksTranslate},
		{"replace", fyne.KeyH, ctrl, translateCommand((*uitranslate.Screen).AskReplace), true, lacksTranslate},
		{"concordance", fyne.KeyK, ctrlShift, translateCommand((*uitranslate.Screen).AskConcordance), true, lacksTranslate},
		{"add_term", fyne.KeyT, ctrlShift, translateCommand((*uitranslate.Screen).AskTerm), true, lacksTranslate},
		{"translate_page", fyne.KeyG, ctrlShift, translateCommand((*uitranslate.Screen).TogglePage), true, lacksTranslate},
		{"pretranslate", "", 0, func(w *Window) { w.Pretranslate(w.Policy.Translate.Language()) }, true, lacksLanguages},
		{"export_package", "", 0, func(w *Window) { w.ExportPackage(w.Policy.Translate.Language()) }, true, lacksLanguages},
		{"import_package", "", 0, (*Window).ImportPackage, false, nil},
		{"add_language", "", 0, (*Window).AddLanguage, true, nil},
		{"details", "", 0, (*Window).ShowDetails, true, nil},
		{"add_policy", "", 0, func(w *Window) { w.AddPolicy(w.draft.Snapshot().Client.ID) }, true, nil},
		{"rename_client", "", 0, renameOpenClient, true, nil},
		{"letterhead", "", 0, editOpenLetterhead, true, nil},
		{"delete_policy", "", 0, deleteOpenPolicy, true, nil},
		{"delete_client", "", 0, deleteOpenClient, true, nil},
		{"rename_studio", "", 0, (*Window).RenameStudio, false, nil},
		{"studio_letterhead", "", 0, (*Window).EditStudioLetterhead, false, nil},
		{"authorities", "", 0, (*Window).EditAuthorities, false, nil},
		{"file_names", "", 0, (*Window).EditFileNames, false, nil},
		{"sign_all", "", 0, (*Window).SignAll, false, nil},
		{"backup", "", 0, (*Window).Backup, false, nil},
		{"add_client", fyne.KeyN, ctrlShift, (*Window).AddClient, false, nil},
		{"import", fyne.KeyO, ctrl, (*Window).ImportFile, false, nil},
		{"verify", "", 0, (*Window).VerifyFile, false, nil},
		{"verify_signed", "", 0, (*Window).verifySignedLast, true, lacksSigned},
		{"library", fyne.KeyL, ctrl, (*Window).ShowLibrary, false, nil},
		{"library_updates", "", 0, func(w *Window) { w.ShowUpdates("") }, false, nil},
		{"library_clauses", "", 0, libraryCommand(uilibrary.PartClauses), false, nil},
		{"library_services", "", 0, libraryCommand(uilibrary.PartServices), false, nil},
		{"memory", "", 0, (*Window).ShowMemory, false, nil},
		{"glossary", fyne.KeyT, ctrl, (*Window).ShowGlossary, false, nil},
		{"identities", "", 0, (*Window).ShowIdentities, false, nil},
		{"hand_over", "", 0, handCommand(func(a versions.Actions) { a.HandOver("") }), true, lacksWritten},
		{"print_file", "", 0, handCommand(func(a versions.Actions) { a.Print("") }), true, lacksPrintable},
		{"mail_file", "", 0, handCommand(func(a versions.Actions) { a.Mail("") }), true, lacksWritten},
		{"bundle", "", 0, handCommand(func(a versions.Actions) { a.Bundle() }), true, lacksSound},
		{"deliveries", "", 0, (*Window).ShowDeliveries, false, nil},
		{"new_identity", "", 0, func(w *Window) { w.newIdentity("", nil) }, false, nil},
		{"offer", fyne.KeyJ, ctrl, func(w *Window) { w.desk.Snack.Act() }, false, lacksOffer},
		{"settings", fyne.KeyComma, ctrl, (*Window).ShowSettings, false, nil},
		{"keys", fyne.KeyF1, 0, (*Window).ShowKeys, false, nil},
	}
}

// clauseCommands work on the clause that is selected in the outline.
func clauseCommands() []command {
	return []command{
		{"insert_clause", fyne.KeyL, ctrlShift, clauseCommand((*clauses.Screen).InsertFromLibrary), true, nil},
		{"duplicate_clause", fyne.KeyD, ctrlShift, clauseCommand((*clauses.Screen).Duplicate), true, lacksClause},
		{"unlock", fyne.KeyE, ctrl, clauseCommand((*clauses.Screen).Unlock), true, lacksLinked},
		{"relink", fyne.KeyR, ctrl, clauseCommand((*clauses.Screen).Relink), true, lacksReworded},
		{"condition", fyne.KeyW, ctrlShift, clauseCommand((*clauses.Screen).EditCondition), true, lacksClause},
		{"next_page_language", fyne.KeyG, ctrl, clauseCommand((*clauses.Screen).NextLanguage), true, lacksLanguages},
	}
}

// clauseCommand works in the tab where its effect is seen.
func clauseCommand(do func(*clauses.Screen)) func(*Window) {
	return func(w *Window) {
		if w.Policy.tab() != tabClauses {
			w.Policy.Tabs.Select(tabClauses)
		}
		do(w.Policy.Clauses)
	}
}

func lacksClause(w *Window) string {
	if w.Policy.Clauses.Selected() == "" {
		return "command.needs_clause"
	}
	return ""
}

func lacksLinked(w *Window) string {
	if c := policy.Find(w.draft.Clauses(), w.Policy.Clauses.Selected()); c == nil || !c.Linked() {
		return "command.needs_linked"
	}
	return ""
}

func lacksReworded(w *Window) string {
	if c := policy.Find(w.draft.Clauses(), w.Policy.Clauses.Selected()); c == nil || c.Linked() || c.Library.ID == "" {
		return "command.needs_reworded"
	}
	return ""
}

func lacksLanguages(w *Window) string {
	if len(w.draft.Snapshot().Policy.TargetLang) == 0 {
		return "command.needs_languages"
	}
	return ""
}

// lacking says why a command cannot run now, "" when it can.
func (w *Window) lacking(c command) string {
	switch {
	case c.policy && w.Policy == nil:
		return w.desk.T("command.needs_policy")
	case c.lacks == nil || c.lacks(w) == "":
		return ""
	}
	return w.desk.T(c.lacks(w))
}

func tabCommand(tab string) func(*Window) {
	return func(w *Window) {
		if w.Policy.tab() == tab {
			w.desk.Draw()
			w.Policy.screens[tab].Shown() // who is there already wants the keyboard in it
			return
		}
		w.Policy.Tabs.Select(tab)
	}
}

func deleteOpenPolicy(w *Window) {
	p := w.draft.Snapshot().Policy
	w.DeletePolicy(p.ID, p.Title(p.SourceLang))
}

func deleteOpenClient(w *Window) {
	client := w.draft.Snapshot().Client
	w.DeleteClient(client.ID, client.Name)
}

// translateCommand works on the selected segment; from another tab it goes to
// the next segment that needs work, for a person to see first.
func translateCommand(do func(*uitranslate.Screen)) func(*Window) {
	return func(w *Window) {
		if w.Policy.tab() != tabTranslate {
			w.Policy.Tabs.Select(tabTranslate)
			w.Policy.Translate.Next()
			return
		}
		do(w.Policy.Translate)
	}
}

func renameOpenClient(w *Window) {
	client := w.draft.Snapshot().Client
	w.RenameClient(client.ID, client.Name)
}

func addClause(w *Window) {
	w.Policy.Tabs.Select(tabClauses)
	w.Policy.Clauses.Add()
}

// saveNow has nothing to do, because everything is saved as it is typed; it
// says so to who is used to asking, and tries again after a failure.
func (w *Window) saveNow() {
	if w.factsError != nil {
		w.book.Retry()
	}
	if w.draft.Clean() {
		w.desk.Say(w.desk.T("status.always_saved"))
		return
	}
	w.draft.Retry()
}

func (w *Window) addShortcuts() {
	w.desk.Help = w.ShowKeys
	for _, c := range commands() {
		if c.key == "" {
			continue
		}
		w.desk.Window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: c.key, Modifier: c.modifier},
			func(fyne.Shortcut) { w.run(c) })
	}
	// Undo, redo and the like reach the canvas under Fyne's own names too.
	w.desk.Window.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(s fyne.Shortcut) { w.shortcut(s) })
	w.desk.Window.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(s fyne.Shortcut) { w.shortcut(s) })
}

// shortcut is asked by entries before they use a shortcut themselves.
func (w *Window) shortcut(s fyne.Shortcut) bool {
	key, modifier := fyne.KeyName(""), fyne.KeyModifier(0)
	switch s := s.(type) {
	case *desktop.CustomShortcut:
		key, modifier = s.KeyName, s.Modifier
	case *fyne.ShortcutUndo:
		key, modifier = fyne.KeyZ, ctrl
	case *fyne.ShortcutRedo:
		key, modifier = fyne.KeyY, ctrl
	}
	for _, c := range commands() {
		if c.key != "" && c.key == key && c.modifier == modifier {
			w.run(c)
			return true
		}
	}
	return false
}

// elsewhere is shortcut for entries outside the open policy's text, which
// undo what is typed in them themselves.
func (w *Window) elsewhere(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return false
	case *desktop.CustomShortcut:
		if s.KeyName == fyne.KeyZ || s.KeyName == fyne.KeyY {
			return false
		}
	}
	return w.shortcut(s)
}

// run carries out a command. While a dialog is open only the dialog's own
// keys work: what lies behind it is not what the person looks at.
func (w *Window) run(c command) {
	if w.desk.Window.Canvas().Overlays().Top() != nil {
		if c.id == "approve" { // its key confirms a dialog
			w.desk.Confirm()
		}
		return
	}
	if w.memoryTakes(c.id) || w.publishTakes(c.id) || w.compareTakes(c.id) {
		return
	}
	if reason := w.lacking(c); reason != "" {
		w.desk.Say(reason)
		return
	}
	if c.policy {
		w.back() // what it works on is what the person sees
	}
	c.do(w)
}

package ui_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"clausedesk/app/apptest"
	"clausedesk/app/glossary"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// memoryScenes are the states of memory and glossary.
func memoryScenes() []scene {
	memory := func(do func(*journey)) func(*journey) {
		return func(j *journey) { j.Window.ShowMemory(); j.Idle(); do(j); j.Idle() }
	}
	terms := func(do func(*journey)) func(*journey) {
		return func(j *journey) { j.Shortcut(apptest.Ctrl, fyne.KeyT); do(j); j.Idle() }
	}
	return []scene{
		{"memory", memory(func(*journey) {})},
		{"memory-import", memory(func(j *journey) { j.Window.Memory.Memory.ImportFile(j.tmx()) })},
		{"memory-imported", memory(func(j *journey) {
			j.Window.Memory.Memory.ImportFile(j.tmx())
			j.Idle()
			j.ClickButton(j.Text("memory.import_do"))
		})},
		{"memory-found", memory(func(j *journey) { j.Type("personal ferry"); j.Press(fyne.KeyDown) })},
		{"memory-none", memory(func(j *journey) { j.Shortcut(apptest.Ctrl, fyne.KeyA); j.Type("zeppelin") })},
		{"memory-export", memory(func(j *journey) { j.Window.Memory.Memory.Export() })},
		{"memory-private", memory(func(j *journey) { j.Window.Memory.Memory.AskPrivate() })},
		{"glossary", terms(func(*journey) {})},
		{"glossary-found", terms(func(j *journey) { j.Type("consent"); j.Press(fyne.KeyDown) })},
		{"glossary-make-own", terms(func(j *journey) { j.Window.Memory.Glossary.Edit() })},
		{"glossary-own", terms(func(j *journey) { j.ownTerm() })},
		{"glossary-problem", terms(func(j *journey) {
			j.Window.Memory.Glossary.Search.SetText("")
			j.Window.Memory.Glossary.New()
			j.Shortcut(apptest.Ctrl, fyne.KeyS)
		})},
		{"glossary-left", terms(func(j *journey) {
			j.Window.Memory.Glossary.Select("") // a message lies over what it tells of
			j.Window.Memory.Glossary.New()
			j.Idle()
			j.Type("pier")
			j.Press(fyne.KeyEscape)
		})},
		{"glossary-import", terms(func(j *journey) { j.Window.Memory.Glossary.ImportFile(j.csv()) })},
		{"glossary-imported", terms(func(j *journey) {
			j.Window.Memory.Glossary.ImportFile(j.csv())
			j.Idle()
			j.ClickButton(j.Text("term.import_do"))
		})},
		{"glossary-export", terms(func(j *journey) { j.Window.Memory.Glossary.Export() })},
		{"translate-add-term", func(j *journey) {
			j.Shortcut(apptest.Ctrl, fyne.Key3)
			j.Shortcut(apptest.CtrlShift, fyne.KeyT)
		}},
	}
}

// file writes a file for the journey to take in.
func (j *journey) file(name, text string) string {
	j.Helper()
	path := filepath.Join(j.TempDir(), name)
	check(j, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// tmx has three units in two languages, one of them twice, and one in a single
// language.
func (j *journey) tmx() string {
	unit := func(texts ...string) string {
		out := "<tu>"
		for _, text := range texts {
			lang, words, _ := strings.Cut(text, " ")
			out += `<tuv xml:lang="` + lang + `"><seg>` + words + `</seg></tuv>`
		}
		return out + "</tu>\n"
	}
	return j.file("ferry.tmx", `<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence" datatype="plaintext" `+
		`o-tmf="x" adminlang="en" creationtool="x" creationtoolversion="1"/><body>`+
		unit("en We keep your personal data on the ferry for two years and then we destroy them.",
			"nl Wij bewaren uw persoonsgegevens twee jaar op de veerboot en vernietigen ze daarna.")+
		unit("en Personal data of ferry passengers", "nl Persoonsgegevens van passagiers")+
		unit("en Personal data of ferry passengers", "nl Persoonsgegevens van passagiers")+
		unit("en The captain decides.", "de Der Kapitän entscheidet.")+unit("en Alone")+"</body></tmx>")
}

// csv has two concepts and a row that is none.
func (j *journey) csv() string {
	return j.file("ferry.csv", "en,nl,note\nferry,veerboot,A boat\npier,steiger,\n…,…,\n")
}

// ownTerm puts a concept of the studio in the place of a shipped one, and
// shows it.
func (j *journey) ownTerm() {
	j.Helper()
	shipped := glossary.Shipped()[0]
	c := shipped
	c.Note = "The studio says so"
	_, err := j.Studio.SaveConcept(context.Background(), c)
	check(j, err)
	j.Idle()
	j.Window.Memory.Glossary.Select("/" + c.ID)
}

// terms reads what holds for a studio as another program would.
func (j *journey) terms(query, lang string) []glossary.Term {
	j.Helper()
	fresh := studio.New(j.Store, j.Clock.Now)
	g, err := fresh.Glossary(context.Background(), "")
	check(j, err)
	for _, c := range g.Concepts() {
		for _, t := range c.In("en", glossary.Preferred) {
			if t.Text == query {
				return c.In(lang, glossary.Preferred, glossary.Allowed, glossary.Forbidden)
			}
		}
	}
	return nil
}

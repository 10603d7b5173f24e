package memory

import (
	"path/filepath"
	"strings"

	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Part is one of the two parts of the screen.
type Part string

// The parts.
const (
	PartMemory   Part = "memory"
	PartGlossary Part = "glossary"
)

// Screen is the memory and the glossary in the window.
type Screen struct {
	Tabs     *widgets.TabBar
	Memory   *Memory
	Glossary *Glossary

	desk    *desk.Desk
	stack   *fyne.Container
	content fyne.CanvasObject
}

// New builds the screen and begins to read.
func New(d *desk.Desk) *Screen {
	s := &Screen{desk: d, stack: container.NewStack()}
	s.Memory, s.Glossary = newMemory(s), newGlossary(s)
	s.Tabs = widgets.NewTabBar([]widgets.Tab{
		{ID: string(PartMemory), Title: d.T("memory.memory")}, {ID: string(PartGlossary), Title: d.T("memory.glossary")},
	}, func(string) { s.Shown() })
	s.content = desk.Page(d.T("memory.caption"), d.T("memory.title"), s.Tabs, s.stack)
	s.place()
	s.Reload()
	return s
}

// Object is what goes into the window.
func (s *Screen) Object() fyne.CanvasObject { return s.content }

// Show goes to a part.
func (s *Screen) Show(part Part) {
	if s.Tabs.Selected() == string(part) {
		s.Shown()
		return
	}
	s.Tabs.Select(string(part))
}

func (s *Screen) place() {
	object := s.Memory.content
	if s.shows(PartGlossary) {
		object = s.Glossary.content
	}
	s.stack.Objects = []fyne.CanvasObject{object}
	s.stack.Refresh()
}

func (s *Screen) shows(part Part) bool { return s.Tabs.Selected() == string(part) }

// Shown puts the part in place, and the keyboard where one begins there.
func (s *Screen) Shown() {
	s.place()
	s.desk.Focus(s.first())
}

// first is where one begins: in what is being written, or where one looks for
// something.
func (s *Screen) first() fyne.Focusable {
	switch {
	case s.shows(PartMemory):
		return s.Memory.Search
	case s.Glossary.Form != nil:
		return s.Glossary.Form.first()
	}
	return s.Glossary.Search
}

// Prefer shows the memory of two languages, unless a person chose others.
func (s *Screen) Prefer(from, to string) {
	if s.Memory.pair.From == "" {
		s.Memory.pair = Pair{From: memory.Base(from), To: memory.Base(to)}
	}
}

// Reload reads memory and glossary again.
func (s *Screen) Reload() {
	s.Memory.loader.Ask()
	s.Glossary.loader.Ask()
}

// Unsaved reports whether a concept is being written.
func (s *Screen) Unsaved() bool { return s.Glossary.Form != nil && s.Glossary.Form.changed() }

// Resume goes on where another screen was, as when the language is switched.
// The keyboard goes there when the window shows it.
func (s *Screen) Resume(was *Screen, shown bool) {
	s.Tabs.OnSelected = nil
	s.Tabs.Select(was.Tabs.Selected())
	s.Tabs.OnSelected = func(string) { s.Shown() }
	s.Memory.resume(was.Memory)
	s.Glossary.resume(was.Glossary)
	s.place()
	if shown {
		s.desk.Focus(s.first())
	}
}

// Take does what the keys for a new thing and for saving mean here; false where
// they mean nothing.
func (s *Screen) Take(command string) bool {
	switch {
	case !s.shows(PartGlossary):
		return false
	case command == "save" && s.Glossary.Form != nil:
		s.Glossary.Form.Save()
	case command == "add_clause":
		s.Glossary.New()
	default:
		return false
	}
	return true
}

// ask lets a person confirm what cannot be taken back.
func (s *Screen) ask(title, sure string, do func()) {
	const width = 460
	title = strings.TrimSuffix(title, "…")
	s.desk.Ask(title, title, desk.Wide(width, widgets.NewPanel("", widgets.Insets{Bottom: 16}, widgets.NewPassage(sure))), do)
}

// wrote remembers and says that a file is there.
func (s *Screen) wrote(path string) {
	if s.desk.Wrote != nil {
		s.desk.Wrote(path)
	}
	s.desk.Say(s.desk.T("library.written", i18n.Data{"File": filepath.Base(path)}))
}

// everyClient is the key of all clients in a list to choose from; no client has
// it.
const everyClient = "*"

// clientPicker chooses a client, or all of them, which reads as everybody says.
func (s *Screen) clientPicker(clients []policy.Client, everybody string, chosen func(policy.ID)) *widgets.Picker {
	options := []widgets.Option{{Key: everyClient, Text: everybody}}
	for _, client := range clients {
		options = append(options, widgets.Option{Key: string(client.ID), Text: client.Name})
	}
	p := widgets.NewPicker(options, func(key string) { chosen(clientOf(key)) })
	p.NothingText = s.desk.T("answers.nothing")
	p.OnShortcut = s.desk.Elsewhere
	p.OnCleared = func() {
		p.SetValue(everyClient, "")
		chosen("")
	}
	p.SetValue(everyClient, "")
	return p
}

func clientOf(key string) policy.ID {
	if key == everyClient {
		return ""
	}
	return policy.ID(key)
}

func keyOfClient(id policy.ID) string {
	if id == "" {
		return everyClient
	}
	return string(id)
}

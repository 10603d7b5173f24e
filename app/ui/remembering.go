package ui

import (
	uimemory "clausedesk/app/ui/memory"
)

// ShowMemory shows the translation memory.
func (w *Window) ShowMemory() { w.showMemory(uimemory.PartMemory) }

// ShowGlossary shows the terms.
func (w *Window) ShowGlossary() { w.showMemory(uimemory.PartGlossary) }

// showMemory shows a part of what translations rest on. The open policy stays
// open behind it.
func (w *Window) showMemory(part uimemory.Part) {
	if w.Memory == nil {
		w.Memory = uimemory.New(w.desk)
		if w.Policy != nil {
			w.Memory.Prefer(w.draft.Snapshot().Policy.SourceLang, w.Policy.Translate.Language())
		}
	} else {
		w.Memory.Reload() // more was approved meanwhile
	}
	w.aside(w.Memory.Object())
	w.Memory.Show(part)
}

// showMemoryAgain shows the part that was shown last.
func (w *Window) showMemoryAgain() {
	if w.Memory == nil {
		w.ShowMemory()
		return
	}
	w.Memory.Reload()
	w.aside(w.Memory.Object())
	w.Memory.Shown()
}

// seesMemory reports whether the window shows memory or glossary.
func (w *Window) seesMemory() bool {
	return w.Memory != nil && len(w.center.Objects) == 1 && w.center.Objects[0] == w.Memory.Object()
}

// keepMemory remembers what is looked for and written in memory and glossary.
// What it returns brings that back once the window is built anew.
func (w *Window) keepMemory() (back func()) {
	was, shown := w.Memory, w.seesMemory()
	w.Memory = nil
	if was == nil || !shown && !was.Unsaved() {
		return func() {}
	}
	return func() {
		w.Memory = uimemory.New(w.desk)
		if shown {
			w.aside(w.Memory.Object())
		}
		w.Memory.Resume(was, shown)
	}
}

// memoryTakes lets the keys for saving and for a new thing mean those of what
// the window shows.
func (w *Window) memoryTakes(command string) bool { return w.seesMemory() && w.Memory.Take(command) }

// glossaryChanged shows what changed wherever terms are shown.
func (w *Window) glossaryChanged() {
	if w.Memory != nil {
		w.Memory.Glossary.Reload()
	}
	if w.Policy != nil {
		w.Policy.Translate.GlossaryChanged()
	}
}

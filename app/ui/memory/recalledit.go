package memory

import (
	"context"
	"slices"
	"strings"

	"clausedesk/app/memory"
	"clausedesk/app/studio"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// foot says how much was found, and what can be done with it.
func (m *Memory) foot() fyne.CanvasObject {
	d := m.screen.desk
	text := d.Loc.N("memory.found", len(m.found))
	if len(m.found) == memory.MaxLimit {
		text = d.T("memory.found_most", i18n.Data{"Number": memory.MaxLimit})
	}
	buttons := widgets.NewWrap(8, widgets.QuietButton(d.T("memory.correct"), func() { m.correct(m.List.selected) }),
		widgets.QuietButton(d.T("library.delete"), func() { m.remove(m.List.selected) }),
		widgets.QuietButton(d.T("memory.delete_all"), m.removeAll))
	return widgets.NewFrame(widgets.NewHairline(), nil, widgets.NewPanel("", widgets.InsetXY(20, 8),
		widgets.NewStack(6, widgets.NewSoftPassage(text), buttons)))
}

// own reports whether a result is an entry of the memory, and says why nothing
// can be done with it where it is not.
func (m *Memory) own(i int) bool {
	if i >= len(m.found) {
		return false
	}
	if studio.OfLibrary(m.found[i].Entry) {
		m.screen.desk.Say(m.screen.desk.T("memory.of_library"))
		return false
	}
	return true
}

// remove asks and then deletes a result.
func (m *Memory) remove(i int) {
	if !m.own(i) {
		return
	}
	e := m.found[i].Entry
	m.askRemove(m.screen.desk.T("memory.sure", i18n.Data{"Source": plain(e.Source)}), []int64{e.ID})
}

// removeAll asks and then deletes all that is shown of the memory.
func (m *Memory) removeAll() {
	var ids []int64
	for _, match := range m.found {
		if !studio.OfLibrary(match.Entry) {
			ids = append(ids, match.ID)
		}
	}
	if len(ids) == 0 {
		m.own(0)
		return
	}
	m.askRemove(m.screen.desk.Loc.N("memory.sure_all", len(ids)), ids)
}

func (m *Memory) askRemove(sure string, ids []int64) {
	d := m.screen.desk
	m.screen.ask(d.T("library.delete"), sure, func() {
		m.screen.desk.Do(func(ctx context.Context) error {
			_, err := d.Studio.DeleteMemory(ctx, ids, false)
			return err
		}, func() {
			m.loader.Ask()
			d.Focus(m.Search)
			d.Say(d.Loc.N("memory.deleted", len(ids)))
		})
	})
}

// correct asks for the texts of a result and keeps them.
func (m *Memory) correct(i int) {
	if !m.own(i) {
		return
	}
	d, e := m.screen.desk, m.found[i].Entry
	var source, target *widgets.Line
	var by func() string
	form := d.NewForm(d.T("memory.correct"), d.T("action.save"), func() {
		m.keep(e.ID, strings.TrimSpace(source.Text), strings.TrimSpace(target.Text), by())
	})
	form.Put(widgets.NewPassage(plain(e.Source)))
	form.Put(widgets.NewSoftPassage(d.T("memory.correct_about")))
	target = form.Line(d.T("memory.correct_target"), e.Target, "")
	source = form.Line(d.T("memory.correct_source"), e.Source, "")
	by = form.Name()
	form.Check = func() (*widgets.Line, string) {
		lines := []*widgets.Line{target, source}
		empty := slices.IndexFunc(lines, func(l *widgets.Line) bool { return strings.TrimSpace(l.Text) == "" })
		if empty < 0 {
			return nil, ""
		}
		return lines[empty], d.T("translate.words_needed")
	}
	form.Show()
}

func (m *Memory) keep(id int64, source, target, by string) {
	d := m.screen.desk
	m.screen.desk.Do(func(ctx context.Context) error {
		_, err := d.Studio.CorrectMemory(ctx, id, source, target, by)
		return err
	}, func() {
		m.loader.Ask()
		d.Say(d.T("memory.corrected"))
	})
}

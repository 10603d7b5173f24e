package clauses

import (
	"context"
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/ui/answers"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// termsPane lists the terms that a clause defines and where each is used. It
// is not there for a clause that defines none.
type termsPane struct {
	screen *Screen
	terms  []Term
	rows   *fyne.Container
	object *widgets.Field
	scroll *container.Scroll // that the pane lies in
	shown  func(bool)        // told when it comes and goes; may be nil
	finder task.Repeater
}

// termRow is a row that scrolls into sight when it gets the keyboard.
type termRow struct {
	widgets.RowButton
	pane *termsPane
}

// FocusGained shows the row.
func (r *termRow) FocusGained() {
	r.RowButton.FocusGained()
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(r).Y - driver.AbsolutePositionForObject(r.pane.scroll.Content).Y
	answers.Reveal(r.pane.scroll, top, r.Size().Height)
}

func newTermsPane(s *Screen) *termsPane {
	p := &termsPane{screen: s, rows: widgets.NewStack(0)}
	p.object = widgets.NewField(s.desk.T("clauses.terms"), p.rows)
	p.object.Hide()
	p.finder = task.Repeater{Runner: s.desk.Runner, Make: p.job}
	return p
}

// fill looks for the terms of a clause; what another clause had is gone at
// once.
func (p *termsPane) fill(c policy.Clause) {
	if len(defined(p.screen.model.Draft.Snapshot(), c)) == 0 {
		p.show(nil)
		return
	}
	p.finder.Ask()
}

// job reads the whole policy outside the screen's goroutine.
func (p *termsPane) job() task.Job {
	snap, id := p.screen.model.Draft.Snapshot(), p.screen.model.selected
	var terms []Term
	return task.Job{
		Work: func(context.Context, task.Report) error { terms = TermsOf(snap, id); return nil },
		Done: func(error) {
			if !p.screen.closed && id == p.screen.model.selected {
				p.show(terms)
			}
		},
	}
}

func (p *termsPane) show(terms []Term) {
	widgets.SetVisible(p.object, len(terms) > 0)
	if p.shown != nil {
		p.shown(len(terms) > 0)
	}
	if slices.EqualFunc(terms, p.terms, func(a, b Term) bool { return a.Name == b.Name && slices.Equal(a.Places, b.Places) }) {
		return // the keyboard may be in a row
	}
	p.terms, p.rows.Objects = terms, nil
	for _, term := range terms {
		row := &termRow{pane: p}
		row.Text, row.Wrote, row.OnTapped = p.line(term), true, func() { p.visit(term) }
		row.ExtendBaseWidget(row)
		p.rows.Objects = append(p.rows.Objects, row)
	}
	p.rows.Refresh()
	p.object.Refresh()
}

func (p *termsPane) line(term Term) string {
	t := p.screen.desk.T
	if len(term.Places) == 0 {
		return t("clauses.term_unused", i18n.Data{"Term": term.Name})
	}
	labels := make([]string, len(term.Places))
	for i, place := range term.Places {
		labels[i] = place.Label()
	}
	return t("clauses.term_used", i18n.Data{"Term": term.Name, "Places": strings.Join(labels, ", ")})
}

// visit goes to the clause that uses a term; of several, a person chooses one.
func (p *termsPane) visit(term Term) {
	switch len(term.Places) {
	case 0:
		return
	case 1:
		p.goTo(term.Places[0].ID)
		return
	}
	var commands []widgets.Command
	for _, place := range term.Places {
		commands = append(commands, widgets.Command{ID: string(place.ID), Title: place.Title, Shortcut: place.Number})
	}
	menu := widgets.NewCommandPalette(commands, func(id string) { p.goTo(policy.ID(id)) })
	menu.Placeholder = p.screen.desk.T("clauses.term_search", i18n.Data{"Term": term.Name})
	menu.NothingText = p.screen.desk.T("answers.nothing")
	menu.Open(p.screen.desk.Window.Canvas())
}

func (p *termsPane) goTo(id policy.ID) {
	p.screen.Select(id)
	p.screen.desk.Window.Canvas().Focus(p.screen.Outline)
}

// Package preview shows the page as it will print, beside whatever a person
// edits: the draft laid out as a PDF and drawn, outside the UI goroutine.
package preview

import (
	"bytes"
	"context"
	"errors"
	"image"

	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// The resolution that pages are drawn at, and what that makes of a point on
// the screen: A4 comes out some 900 pixels wide, enough for a wide pane.
const (
	dpi       = 110
	unitScale = dpi / 72.0
)

// Preview is the page of one draft in one of its languages.
type Preview struct {
	View *widgets.PageView

	desk   *desk.Desk
	draft  *draft.Draft
	lang   string
	shown  Languages
	follow bool // scroll to the clause when the page is there
	choice *switcher
	object fyne.CanvasObject
	clause policy.ID
	places map[policy.ID][]pdf.Place
	drawer task.Repeater
	closed bool
}

// New shows a draft, in the language it was shown in before.
func New(d *desk.Desk, open *draft.Draft, shown Languages) *Preview {
	p := &Preview{desk: d, draft: open, shown: shown}
	p.keepLanguage()
	p.View = widgets.NewPageView(func(n, of int) string {
		return d.T("preview.page", i18n.Data{"Page": n, "Pages": of})
	})
	p.drawer = task.Repeater{Runner: d.Runner, Make: p.job}
	p.choice = newSwitcher(p)
	p.object = widgets.NewFrame(p.choice.object, nil, p.View)
	return p
}

// Refresh draws the draft again as it is now.
func (p *Preview) Refresh() {
	p.keepLanguage()
	p.choice.fill()
	if p.View.Pages() == 0 {
		p.View.SetBusy(p.desk.T("preview.preparing"))
	}
	p.drawer.Ask()
}

// Show marks a clause and scrolls to it.
func (p *Preview) Show(clause policy.ID) {
	p.clause = clause
	p.mark(true)
}

// Close drops whatever is still being drawn.
func (p *Preview) Close() { p.closed = true }

// Object is what goes into the window.
func (p *Preview) Object() fyne.CanvasObject { return p.object }

type drawn struct {
	pages  []image.Image
	places map[policy.ID][]pdf.Place
}

func (p *Preview) job() task.Job {
	snap, lang := p.draft.Snapshot(), p.lang
	var out drawn
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			out, err = draw(ctx, p.desk.Raster, snap, lang)
			return err
		},
		Done: func(err error) { p.drawn(out, err) },
	}
}

func draw(ctx context.Context, raster desk.Rasterizer, snap policy.Snapshot, lang string) (drawn, error) {
	var out bytes.Buffer
	laid, err := pdf.Write(ctx, &out, pdf.Input{
		Text: markup.Resolve(snap, lang, markup.Issue{}).Text, Created: snap.Policy.Changed, Draft: true,
	})
	if err != nil {
		return drawn{}, err
	}
	pages, err := raster.Pages(ctx, out.Bytes(), dpi)
	return drawn{pages, laid.Clauses}, err
}

func (p *Preview) drawn(out drawn, err error) {
	if p.closed {
		return
	}
	if err != nil {
		p.View.SetBusy(p.problem(err))
		return
	}
	scroll := p.View.Pages() == 0 || p.follow
	p.follow = false
	p.View.SetBusy("")
	p.View.SetPages(out.pages, unitScale)
	p.places = out.places
	p.mark(scroll)
}

// problem says in a few words why there is no page.
func (p *Preview) problem(err error) string {
	var uncovered *pdf.UncoveredError
	if errors.As(err, &uncovered) {
		return p.desk.T("preview.unprintable", i18n.Data{"Rune": string(uncovered.Missing[0].Rune)})
	}
	return p.desk.T("preview.failed")
}

// mark tints the selected clause on the pages.
func (p *Preview) mark(scroll bool) {
	places := p.places[p.clause]
	marks := make([]widgets.PageMark, len(places))
	for i, place := range places {
		marks[i] = widgets.PageMark{
			Page: place.Page - 1, X: 0.08, W: 0.84, Y: float32(place.Top), H: float32(place.Bottom - place.Top),
		}
	}
	p.View.SetMarks(marks)
	if scroll && len(marks) > 0 {
		p.View.ScrollTo(marks[0].Page, max(0, marks[0].Y-0.05))
	}
}

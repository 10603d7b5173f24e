// Package preview shows the page as it will print, beside whatever a person
// edits: the draft laid out as a PDF and drawn, outside the UI goroutine.
package preview

import (
	"bytes"
	"context"
	"errors"
	"image"
	"time"

	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/pdf/raster"
	"clausedesk/app/policy"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// patience is how long a page may be behind what is typed before a drawing under
// way is let come to its end: until then a new letter makes it begin anew.
const patience = 250 * time.Millisecond

// Preview is the page of one draft in one of its languages.
type Preview struct {
	View *widgets.PageView
	// OnDrawn is told when the page is that of what was typed last; may be nil.
	OnDrawn func()

	desk    *desk.Desk
	draft   *draft.Draft
	lang    string
	shown   Languages
	follow  bool // scroll to the clause when the page is there
	choice  *switcher
	object  fyne.CanvasObject
	clause  policy.ID
	places  map[policy.ID][]pdf.Place
	drawer  task.Repeater // lays the text out and draws what is looked at
	looker  task.Repeater // draws other pages, once they are looked at
	pdf     []byte        // the text as it was laid out last
	drawnAt time.Time     // when that was
	closed  bool
}

// New shows a draft, in the language it was shown in before.
func New(d *desk.Desk, open *draft.Draft, shown Languages) *Preview {
	p := &Preview{desk: d, draft: open, shown: shown}
	p.keepLanguage()
	p.View = widgets.NewPageView(func(n, of int) string {
		return d.T("preview.page", i18n.Data{"Page": n, "Pages": of})
	})
	p.drawer = task.Repeater{Runner: d.Runner, Make: p.job}
	p.looker = task.Repeater{Runner: d.Runner, Make: p.look}
	p.View.OnWanted = p.looker.Ask
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
	if p.desk.Now().Sub(p.drawnAt) < patience {
		p.drawer.Restart()
		return
	}
	p.drawer.Ask()
}

// Busy reports whether a page is on its way.
func (p *Preview) Busy() bool { return p.drawer.Running() }

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
	raster.Drawn
	pdf    []byte
	places map[policy.ID][]pdf.Place
	wants  []raster.Want
}

// job draws the draft anew: all of it is laid out, and what is looked at drawn.
func (p *Preview) job() task.Job {
	snap, lang, scale := p.draft.Snapshot(), p.lang, p.View.InView()
	clause := policy.ID("")
	if p.follow || p.View.Pages() == 0 {
		clause = p.clause
	}
	var out drawn
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			if out, err = lay(ctx, snap, lang); err != nil {
				return err
			}
			out.wants = wantsOf(scale, out.places[clause])
			out.Drawn, err = p.desk.Raster.Draw(ctx, out.pdf, out.wants)
			return err
		},
		Done: func(err error) { p.drawn(out, err) },
	}
}

func lay(ctx context.Context, snap policy.Snapshot, lang string) (drawn, error) {
	var out bytes.Buffer
	laid, err := pdf.Write(ctx, &out, pdf.Input{
		Text: markup.Resolve(snap, lang, markup.Issue{}).Text, Created: snap.Policy.Changed, Draft: true,
		Look: pdf.LookOf(snap.Look),
	})
	return drawn{pdf: out.Bytes(), places: laid.Clauses}, err
}

// firstWidth is a page's width in pixels while nobody knows how wide it is shown.
const firstWidth = 600

// wantsOf lists what to draw: the pages in view, or those of a clause that is to
// be scrolled to.
func wantsOf(inView []widgets.PageWant, follow []pdf.Place) []raster.Want {
	width := firstWidth
	var out []raster.Want
	for _, want := range inView {
		width = want.Pixels
		out = append(out, raster.Want{Page: want.Page, Width: want.Pixels})
	}
	if len(follow) > 0 {
		first := follow[0].Page - 1
		return []raster.Want{{Page: first, Width: width}, {Page: first + 1, Width: width}}
	}
	if len(out) == 0 {
		out = []raster.Want{{Page: 0, Width: width}}
	}
	return out
}

// look draws what came into view.
func (p *Preview) look() task.Job {
	data := p.pdf
	var wants []raster.Want
	for _, want := range p.View.Wanted() {
		wants = append(wants, raster.Want{Page: want.Page, Width: want.Pixels})
	}
	var out raster.Drawn
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			if len(wants) > 0 && len(data) > 0 {
				out, err = p.desk.Raster.Draw(ctx, data, wants)
			}
			return err
		},
		Done: func(err error) {
			switch {
			case p.closed || len(data) == 0 || &data[0] != &p.pdf[0]: // of an earlier text
			case err != nil:
				p.View.SetBusy(p.problem(err))
			case len(wants) > 0:
				p.View.Draw(pictures(wants, out))
			}
		},
	}
}

func pictures(wants []raster.Want, from raster.Drawn) map[widgets.PageWant]image.Image {
	out := map[widgets.PageWant]image.Image{}
	for _, want := range wants {
		if picture := from.Pictures[want.Page]; picture != nil {
			out[widgets.PageWant{Page: want.Page, Pixels: want.Width}] = picture
		}
	}
	return out
}

func (p *Preview) drawn(out drawn, err error) {
	if p.closed || errors.Is(err, context.Canceled) {
		return
	}
	if p.OnDrawn != nil && !p.Busy() {
		defer p.OnDrawn()
	}
	if err != nil {
		p.View.SetBusy(p.problem(err))
		return
	}
	scroll := p.View.Pages() == 0 || p.follow
	p.follow = false
	p.pdf, p.places, p.drawnAt = out.pdf, out.places, p.desk.Now()
	p.View.SetBusy("")
	sizes := make([]fyne.Size, len(out.Sizes))
	for i, size := range out.Sizes {
		sizes[i] = fyne.NewSize(float32(size.Width), float32(size.Height))
	}
	p.View.Lay(sizes, pictures(out.wants, out.Drawn))
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

package library

import (
	"context"
	"slices"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/reading"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Updates is the part that shows what newer clauses would change.
type Updates struct {
	List   *widgets.NavList
	Hand   *widgets.TextArea // the text written by hand; nil while the merged one counts
	Accept *widgets.Button   // of the offer that is shown

	screen   *Screen
	only     policy.ID
	selected string
	take     []bool // of each conflict: as the library has it
	handHead *widgets.Line
	begun    library.Wording // what writing by hand began from
	shown    *reading.Languages
	preview  task.Repeater // finds what shown shows
	foot     *fyne.Container
	detail   *fyne.Container
	content  fyne.CanvasObject
}

func newUpdates(s *Screen) *Updates {
	u := &Updates{screen: s, detail: container.NewStack()}
	u.preview = task.Repeater{Runner: s.desk.Runner, Make: u.previewJob}
	u.List = widgets.NewNavList(nil, u.choose)
	u.List.OnShortcut = s.desk.Elsewhere
	u.List.OnActivated = func(string) {
		if u.Accept != nil {
			s.desk.Window.Canvas().Focus(u.Accept)
		}
	}
	u.foot = widgets.NewStack(8)
	u.content = pane(widgets.NewFrame(nil, widgets.NewPanel("", widgets.InsetXY(12, 10), u.foot), u.List), u.detail)
	return u
}

func (u *Updates) fill() {
	if u.screen.shelf == nil {
		return
	}
	lang := u.screen.desk.Loc.Language()
	var items []widgets.NavItem
	first, there := "", false
	for _, group := range u.screen.shelf.OfferGroups(u.only) {
		items = append(items, widgets.NavItem{
			ID: sectionRow + group.Clause.ID, Title: group.Clause.HeadingIn(lang), Open: true, HasChildren: true,
			Hint: u.screen.desk.T("library.revision", i18n.Data{"Number": group.Clause.Revision}),
		})
		for _, offer := range group.Offers {
			items = append(items, u.item(offer))
			if first == "" {
				first = OfferKey(offer)
			}
			there = there || OfferKey(offer) == u.selected
		}
	}
	u.List.SetItems(items)
	if !there {
		u.selected = first
	}
	u.List.SetSelected(u.selected)
	u.fillFoot()
	if !there || !u.deciding() {
		u.fillDetail()
	}
}

// writing reports whether something is written by hand and not accepted yet.
func (u *Updates) writing() bool {
	return u.Hand != nil && (u.Hand.Text != u.begun.Body || u.handHead.Text != u.begun.Heading)
}

func (u *Updates) item(offer studio.Offer) widgets.NavItem {
	hint := ""
	if n := len(offer.Conflicts); n > 0 {
		hint = u.screen.desk.Loc.N("library.conflicts", n)
	}
	return widgets.NavItem{ID: OfferKey(offer), Title: offer.Client + " · " + offer.Title, Wrote: true, Hint: hint, Level: 1}
}

// fillFoot offers the batches.
func (u *Updates) fillFoot() {
	d := u.screen.desk
	smooth := u.screen.shelf.Choices(func(o studio.Offer) bool { return Smooth(o) && u.shows(o) })
	u.foot.Objects = nil
	if len(smooth) > 1 {
		u.foot.Add(widgets.QuietButton(d.Loc.N("library.accept_smooth", len(smooth)), func() { u.accept(smooth) }))
	}
	if u.only != "" {
		u.foot.Add(widgets.QuietButton(d.T("library.all_policies"), func() { u.screen.ShowUpdates("") }))
	}
	u.foot.Refresh()
}

func (u *Updates) shows(o studio.Offer) bool { return u.only == "" || o.Policy == u.only }

func (u *Updates) choose(key string) {
	switch {
	case strings.HasPrefix(key, sectionRow):
	case u.writing():
		u.List.SetSelected(u.selected)
		u.screen.desk.Say(u.screen.desk.T("library.finish_first"))
	default:
		u.selected = key
		u.fillDetail()
	}
}

func (u *Updates) fillDetail() {
	u.Hand, u.handHead, u.Accept = nil, nil, nil
	offer, ok := u.screen.shelf.Offer(u.selected)
	object := fyne.CanvasObject(widgets.NewEmptyState(
		u.screen.desk.T("library.no_updates_title"), u.screen.desk.T("library.no_updates_text"), nil))
	if ok {
		u.take = make([]bool, len(offer.Conflicts))
		object = u.describe(offer)
	} else {
		u.take = nil
	}
	u.detail.Objects = []fyne.CanvasObject{object}
	u.detail.Refresh()
}

// describe shows what the update changes, its conflicts and what to do.
func (u *Updates) describe(offer studio.Offer) fyne.CanvasObject {
	d := u.screen.desk
	clause, _ := u.screen.shelf.Library.Clause(offer.Library)
	state := d.T("library.linked")
	if !offer.Linked {
		state = d.T("library.unlocked")
	}
	badges := widgets.NewRow(6, widgets.NewBadge(state, widgets.KindNeutral), widgets.NewBadge(
		d.T("library.from_to", i18n.Data{"From": offer.From, "To": offer.To}), widgets.KindAccent))
	u.shown = reading.NewLanguages(d.Loc, []studio.Change{{Before: offer.Yours, After: Resolve(offer, u.take)}}, false)
	u.preview.Ask()
	head := widgets.NewStack(8, widgets.NewSoftPassage(offer.Client+" · "+offer.Title),
		widgets.NewBoldPassage(clause.HeadingIn(d.Loc.Language())), badges)
	text := widgets.NewField(d.T("library.changes"), widgets.NewCard(u.shown.Object))
	text.Hint = d.T("library.changes_hint")
	objects := []fyne.CanvasObject{head, u.buttons(offer), text}
	for i, conflict := range offer.Conflicts {
		objects = append(objects, u.conflict(offer, i, conflict))
	}
	return page(objects...)
}

func (u *Updates) buttons(offer studio.Offer) fyne.CanvasObject {
	d := u.screen.desk
	u.Accept = widgets.PrimaryButton(d.T("library.accept"), func() { u.acceptShown(offer) })
	row := []fyne.CanvasObject{u.Accept, widgets.QuietButton(d.T("library.by_hand"), func() { u.byHand(offer) })}
	ofPolicy := u.screen.shelf.Choices(func(o studio.Offer) bool { return o.Policy == offer.Policy && Smooth(o) })
	if len(ofPolicy) > 1 {
		row = append(row, widgets.QuietButton(d.Loc.N("library.accept_policy", len(ofPolicy)), func() { u.accept(ofPolicy) }))
	}
	return widgets.NewRow(8, row...)
}

// conflict shows a passage that both sides changed, and which one counts.
func (u *Updates) conflict(offer studio.Offer, i int, c library.Conflict) fyne.CanvasObject {
	d := u.screen.desk
	side := func(caption, text string) fyne.CanvasObject {
		return widgets.NewField(caption, widgets.NewCard(reading.Redline(d.Loc, library.Wording{Body: c.Base}, library.Wording{Body: text})))
	}
	which := widgets.NewChips([]widgets.Chip{{ID: "", Text: d.T("library.keep_mine")}, {ID: "library", Text: d.T("library.take_theirs")}})
	if u.take[i] {
		which.SetChosen("library")
	}
	which.OnChanged = func() {
		u.take[i] = which.One() != ""
		u.preview.Ask()
	}
	return widgets.NewField(d.T("library.conflict", i18n.Data{"Number": i + 1}), widgets.NewStack(8,
		halves(side(d.T("library.yours"), c.Theirs), side(d.T("library.library_says"), c.New)), which))
}

// previewJob finds how the update would read in every language, outside the
// screen's goroutine. Where that cannot be found, as for a clause that was
// deleted meanwhile, the source alone stays.
func (u *Updates) previewJob() task.Job {
	key, shown := u.selected, u.shown
	offer, ok := u.screen.shelf.Offer(key)
	words := Resolve(offer, u.take)
	var changes []studio.Change
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			if ok {
				changes, err = u.screen.desk.Studio.PreviewUpdate(ctx,
					studio.Choice{Policy: offer.Policy, Clause: offer.Clause, Wording: &words})
			}
			return err
		},
		Done: func(err error) {
			if err == nil && shown == u.shown && len(changes) > 0 {
				shown.Set(changes)
			}
		},
	}
}

// byHand lets a person write the clause as it is to be.
func (u *Updates) byHand(offer studio.Offer) {
	words := Resolve(offer, u.take)
	u.write(offer, words, words)
	u.screen.desk.Window.Canvas().Focus(u.Hand)
}

// write shows the form of an update with words in it, which began as others.
func (u *Updates) write(offer studio.Offer, begun, words library.Wording) {
	d := u.screen.desk
	u.begun = begun
	u.handHead, u.Hand = widgets.NewLine(), widgets.NewTextArea()
	u.handHead.SetTextQuietly(words.Heading)
	u.Hand.SetTextQuietly(words.Body)
	u.Hand.Wrapping = fyne.TextWrapWord
	u.Hand.SetMinRowsVisible(14)
	u.Hand.OnShortcut, u.handHead.OnShortcut = d.Elsewhere, d.Elsewhere
	u.Accept = widgets.PrimaryButton(d.T("library.accept"), func() { u.acceptShown(offer) })
	form, _ := formWithFoot(widgets.NewFieldStack(
		widgets.NewSoftPassage(offer.Client+" · "+offer.Title),
		widgets.NewField(d.T("clauses.heading"), u.handHead), widgets.NewField(d.T("library.text"), u.Hand),
	), u.Accept, widgets.QuietButton(d.T("action.cancel"), u.cancel))
	u.detail.Objects = []fyne.CanvasObject{form}
	u.detail.Refresh()
}

// cancel leaves what was written by hand.
func (u *Updates) cancel() {
	u.fillDetail()
	u.screen.desk.Window.Canvas().Focus(u.List)
}

// deciding reports whether something of the update that is shown was decided
// or written, and is not accepted yet.
func (u *Updates) deciding() bool { return u.writing() || slices.Contains(u.take, true) }

// goOn goes on where a screen in another language was: with the same update,
// what was decided of it and what was written by hand.
func (u *Updates) goOn(was *Updates) {
	u.only, u.selected = was.only, was.selected
	u.fill()
	offer, ok := u.screen.shelf.Offer(was.selected)
	if !ok || len(was.take) != len(offer.Conflicts) {
		return
	}
	u.take = slices.Clone(was.take)
	if was.Hand != nil {
		u.write(offer, was.begun, library.Wording{Heading: was.handHead.Text, Body: was.Hand.Text})
		return
	}
	u.detail.Objects = []fyne.CanvasObject{u.describe(offer)}
	u.detail.Refresh()
}

// acceptShown accepts the offer as it is shown: merged, decided or by hand.
func (u *Updates) acceptShown(offer studio.Offer) {
	words := Resolve(offer, u.take)
	if u.Hand != nil {
		words = library.Wording{Heading: strings.TrimSpace(u.handHead.Text), Body: u.Hand.Text}
	}
	u.accept([]studio.Choice{{Policy: offer.Policy, Clause: offer.Clause, Wording: &words}})
}

func (u *Updates) accept(choices []studio.Choice) {
	d := u.screen.desk
	u.screen.actions.Accept(choices, func() {
		u.screen.reloadThen(func() {
			d.Say(d.Loc.N("library.accepted", len(choices)))
			d.Window.Canvas().Focus(u.List)
		})
	})
}

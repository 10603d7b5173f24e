package ui

import (
	"context"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/translate"
	"clausedesk/app/ui/answers"
	"clausedesk/app/ui/clauses"
	"clausedesk/app/ui/draft"
	"clausedesk/app/ui/facts"
	"clausedesk/app/ui/review"
	uitranslate "clausedesk/app/ui/translate"
	"clausedesk/app/ui/versions"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// The tabs of an open policy.
const (
	tabFacts     = "facts"
	tabClauses   = "clauses"
	tabTranslate = "translate"
	tabReview    = "review"
	tabVersions  = "versions"
)

var tabs = []string{tabFacts, tabClauses, tabTranslate, tabReview, tabVersions}

// screen is what a tab shows.
type screen interface {
	Object() fyne.CanvasObject
	Shown()
	Close()
}

// policyView is the header and tabs of the open policy.
type policyView struct {
	Tabs      *widgets.TabBar
	Clauses   *clauses.Screen
	Translate *uitranslate.Screen
	Versions  *versions.Screen
	Facts     *facts.Screen
	Review    *review.Screen
	Book      *answers.Book

	window  *Window
	draft   *draft.Draft
	screens map[string]screen
	header  *header
	stack   *fyne.Container
	broken  *widgets.Callout // says that a version is not as it was published
	banner  fyne.CanvasObject
	object  fyne.CanvasObject
	closed  bool
}

// openAt reads a policy and shows it at a tab.
func (w *Window) openAt(id policy.ID, tab string) {
	current := w.opening.Ticket()
	if w.draft != nil && w.draft.Snapshot().Policy.ID == id {
		w.back()
		return
	}
	if err := w.unsaved(); err != nil {
		w.Side.SetCurrent(w.draft.Snapshot().Policy.ID)
		w.desk.Fail(err)
		return
	}
	if left := w.left[id]; left != nil {
		w.show(left, tab) // the disk does not have its last edit yet
		return
	}
	var snap policy.Snapshot
	w.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			snap, err = w.desk.Studio.Snapshot(ctx, id)
			return err
		},
		Done: func(err error) {
			switch {
			case !current():
			case err != nil:
				w.desk.Fail(err)
			default:
				w.show(w.opened(snap), tab)
			}
		},
	})
}

// show makes a draft the open one and keeps the one before while it is saved.
func (w *Window) show(d *draft.Draft, tab string) {
	if w.draft != nil && (!w.draft.Clean() || w.book != nil && w.book.Dirty()) {
		w.left[w.draft.Snapshot().Policy.ID] = w.draft
	}
	delete(w.left, d.Snapshot().Policy.ID)
	w.draft = d
	w.showPolicy(tab)
}

// draftChanged keeps the status bar true. A draft that was left while it was
// being saved, and could not be, is brought back.
func (w *Window) draftChanged(d *draft.Draft) {
	if d == w.draft {
		w.status.saving(d)
		return
	}
	switch state, _, err := d.Saving(); {
	case state == draft.Failed:
		w.show(d, tabClauses)
		w.desk.Fail(err)
	case state == draft.Saved:
		delete(w.left, d.Snapshot().Policy.ID)
	}
}

// showPolicy builds the view of the open draft, or an empty state.
func (w *Window) showPolicy(tab string) {
	if w.Policy != nil {
		w.spots[w.Policy.id()] = w.Policy.Translate.Spot()
		w.Policy.close()
		w.Policy = nil
	}
	if w.draft == nil {
		empty := widgets.NewEmptyState(w.desk.T("window.empty_title"), w.desk.T("window.empty_text"),
			widgets.PrimaryButton(w.desk.T("clients.add"), w.AddClient))
		empty.Other = widgets.QuietButton(w.desk.T("clients.import"), w.ImportFile)
		w.center.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, empty)}
		w.center.Refresh()
		return
	}
	w.Policy = newPolicyView(w, w.draft)
	w.Policy.Translate.Return(w.spots[w.Policy.id()])
	w.center.Objects = []fyne.CanvasObject{w.Policy.object}
	w.center.Refresh()
	w.Side.SetCurrent(w.Policy.id())
	w.status.saving(w.draft)
	if w.Policy.tab() == tab {
		w.Policy.selected(tab) // the bar stands there already and tells of no change
		return
	}
	w.Policy.Tabs.Select(tab)
}

func newPolicyView(w *Window, open *draft.Draft) *policyView {
	v := &policyView{window: w, draft: open}
	d, snap := w.desk, open.Snapshot()
	v.Book = w.bookOf(open)
	v.Facts = facts.New(d, v.Book)
	v.Clauses = clauses.New(d, open, v.Book, w.pages)
	v.Translate = uitranslate.New(d, open, w.pages, w.translateActions())
	v.Review = review.New(d, open, review.Actions{GoTo: v.goTo, Change: w.changeOpen})
	v.Versions = versions.New(d, snap, w.handing(versions.Actions{
		Publish: w.Publish, VerifyFile: w.verifyPath, NewIdentity: w.newIdentity, Restore: w.RestoreVersion,
		Compare:  w.CompareVersions,
		Standing: func() studio.Standing { return w.standing.all[snap.Policy.ID] },
	}))
	v.screens = map[string]screen{
		tabFacts: v.Facts, tabClauses: v.Clauses, tabTranslate: v.Translate, tabReview: v.Review, tabVersions: v.Versions,
	}
	var shown []widgets.Tab
	for _, id := range tabs {
		shown = append(shown, widgets.Tab{ID: id, Title: d.T("tab." + id)})
	}
	v.Tabs = widgets.NewTabBar(shown, v.selected)
	v.header = newHeader(v)
	v.Clauses.Preview.OnDrawn = v.header.drawn
	v.stack = container.NewStack()
	v.broken = widgets.NewCallout("", widgets.KindError, widgets.QuietButton(d.T("chain.show"), func() { v.Tabs.Select(tabVersions) }))
	v.banner = widgets.NewPanel(widgets.ColorPaper, widgets.InsetXY(20, 8), v.broken)
	v.banner.Hide()
	v.object = widgets.NewFrame(widgets.NewStack(0, v.header.object, v.banner), nil, v.stack)
	open.Listen(v.changed)
	v.checkChain()
	return v
}

// bookOf returns the answers of the open draft: the same book as long as the
// draft is open, so that what is not saved yet outlives a change of language.
func (w *Window) bookOf(open *draft.Draft) *answers.Book {
	if w.book == nil || !w.book.Of(open) {
		w.book = answers.NewBook(w.desk, open, func(done bool, err error) { w.factsSaving(open, done, err) })
	}
	return w.book
}

func (v *policyView) id() policy.ID { return v.draft.Snapshot().Policy.ID }

func (v *policyView) tab() string { return v.Tabs.Selected() }

func (v *policyView) selected(id string) {
	for _, s := range v.screens {
		s.Object().Hide()
	}
	shown := v.screens[id]
	shown.Object().Show()
	v.stack.Objects = []fyne.CanvasObject{shown.Object()}
	v.stack.Refresh()
	v.window.desk.Window.Canvas().Unfocus() // from a field that is not shown any more
	v.window.desk.Draw()
	shown.Shown()
	v.header.fill()
}

func (v *policyView) close() {
	v.closed = true
	for _, s := range v.screens {
		s.Close()
	}
}

func (v *policyView) changed(draft.Change) {
	if v.closed {
		return
	}
	v.header.fill()
}

func (v *policyView) versionsChanged() {
	v.Versions.Reload()
	v.checkChain()
}

// goTo shows where a finding stands.
func (v *policyView) goTo(f policy.Finding) {
	switch {
	case f.Rule == check.RuleAnswerUntranslated:
		v.Tabs.Select(tabTranslate)
		v.Translate.GoToAnswer(f.Lang, f.Fact)
	case f.Segment > 0:
		v.Tabs.Select(tabTranslate)
		v.Translate.GoTo(f.Lang, uitranslate.Place{Clause: f.ClauseID, Pos: f.Segment - 1})
	case f.ClauseID != "":
		v.Tabs.Select(tabClauses)
		v.Clauses.Select(f.ClauseID)
	case f.Fact != "":
		v.Tabs.Select(tabFacts)
		v.Facts.Focus(f.Fact)
	default:
		v.Tabs.Select(tabTranslate)
	}
}

// header shows client, title, completeness and open findings.
type header struct {
	view     *policyView
	client   *widget.Label
	title    *widget.Label
	errors   *widgets.Badge
	warnings *widgets.Badge
	due      *widgets.Badge // of the next review
	progress *widget.Label
	updates  *notice
	counter  task.Repeater
	late     bool // a count waits for the page
	object   fyne.CanvasObject
}

// tally is what the header and the status bar count.
type tally struct {
	errors, warnings int
	clauses, words   int
	percent          map[string]int // approved, by target language
}

func newHeader(v *policyView) *header {
	d := v.window.desk
	h := &header{view: v, client: widget.NewLabel(""), title: widget.NewLabel(""), progress: widget.NewLabel("")}
	h.client.Importance, h.client.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	h.title.TextStyle.Bold, h.title.SizeName = true, theme.SizeNameHeadingText
	h.progress.Importance, h.progress.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	h.counter = task.Repeater{Runner: d.Runner, Make: h.countJob}
	h.errors, h.warnings = widgets.NewBadge("", widgets.KindError), widgets.NewBadge("", widgets.KindWarning)
	h.due = widgets.NewBadge("", widgets.KindNeutral)
	h.due.Hide()
	left := widgets.NewRow(8, widgets.NewFlush(h.title), h.errors, h.warnings, h.due)
	h.updates = newNotice(v)
	right := container.NewCenter(widgets.PrimaryButton(d.T("versions.publish"), v.window.Publish))
	above := widgets.NewRow(16, widgets.NewFlush(h.client), layout.NewSpacer(), h.updates.link, widgets.NewFlush(h.progress))
	rows := widgets.NewStack(2, above, container.NewBorder(nil, nil, left, right), v.Tabs)
	h.object = widgets.NewPanel(widgets.ColorPaper, widgets.Insets{},
		widgets.NewFrame(nil, widgets.NewHairline(), widgets.NewPanel("", widgets.Insets{Top: 10, Left: 20, Right: 20}, rows)))
	return h
}

// fill shows the names at once and counts outside the UI goroutine.
func (h *header) fill() {
	snap := h.view.draft.Snapshot()
	h.client.SetText(snap.Client.Name)
	h.title.SetText(snap.Policy.Title(snap.Policy.SourceLang))
	h.showDue()
	h.count()
}

// count counts once the page is drawn: checking a long policy takes longer than
// drawing it, and who types looks at the page. The first page, for which PDFium
// must start, is not waited for.
func (h *header) count() {
	page := h.view.Clauses.Preview
	if h.late = page.View.Pages() > 0 && page.Busy(); !h.late {
		h.counter.Ask()
	}
}

// drawn counts what waited for the page.
func (h *header) drawn() {
	if h.late {
		h.count()
	}
}

func (h *header) countJob() task.Job {
	snap := h.view.draft.Snapshot()
	var count tally
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) error {
			open, _, err := h.view.window.desk.Studio.Review(ctx, snap)
			count = tallyOf(snap, open)
			return err
		},
		Done: func(err error) {
			if h.view.closed {
				return
			}
			h.view.window.desk.Fail(err)
			h.show(snap, count)
		},
	}
}

func tallyOf(snap policy.Snapshot, open []policy.Finding) tally {
	var t tally
	t.errors, t.warnings = review.Count(open)
	shown := snap.Shown()
	t.clauses, t.words = clauses.Visible(shown), clauses.Words(shown)
	t.percent = map[string]int{}
	for _, lang := range snap.Policy.TargetLang {
		t.percent[lang] = int(100 * translate.ProgressOf(snap, lang).Approved())
	}
	return t
}

func (h *header) show(snap policy.Snapshot, t tally) {
	d := h.view.window.desk
	h.errors.Set(d.Loc.N("header.errors", t.errors), widgets.KindError)
	h.warnings.Set(d.Loc.N("header.warnings", t.warnings), widgets.KindWarning)
	widgets.SetVisible(h.errors, t.errors > 0)
	widgets.SetVisible(h.warnings, t.warnings > 0)
	text := vocabulary.LanguageName(snap.Policy.SourceLang)
	if len(snap.Policy.TargetLang) > 0 {
		text = strings.ToUpper(snap.Policy.SourceLang)
	}
	for _, lang := range snap.Policy.TargetLang {
		text += " · " + d.T("header.progress", i18n.Data{"Language": strings.ToUpper(lang), "Percent": t.percent[lang]})
	}
	h.progress.SetText(text)
	h.view.window.status.counts(t.clauses, t.words)
}

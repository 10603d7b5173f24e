package ui

import (
	"context"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/draft"
	uilibrary "clausedesk/app/ui/library"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// ShowLibrary shows the clauses and services there are to choose from. The
// open policy stays open behind it.
func (w *Window) ShowLibrary() {
	if w.Library == nil {
		w.Library = w.newLibrary()
	} else {
		w.Library.Reload() // policies that use it came or went
	}
	w.aside(w.Library.Object())
	w.Library.Shown()
}

func (w *Window) newLibrary() *uilibrary.Screen {
	return uilibrary.New(w.desk, uilibrary.Actions{Open: w.Open, Accept: w.acceptUpdates})
}

// keepLibrary remembers what is being edited in the library, and whether it is
// what the window shows. What it returns brings that back once the window is
// built anew; there is no library then while nothing is being edited.
func (w *Window) keepLibrary() (back func()) {
	was := w.Library
	w.Library = nil
	if was == nil || !was.Unsaved() {
		return func() {}
	}
	shown := len(w.center.Objects) == 1 && w.center.Objects[0] == was.Object()
	return func() {
		w.Library = w.newLibrary()
		w.Library.Resume(was, shown)
		if shown {
			w.aside(w.Library.Object())
		}
	}
}

// ShowUpdates shows what newer clauses of the library offer a policy, or with
// no identifier every policy.
func (w *Window) ShowUpdates(only policy.ID) {
	w.ShowLibrary()
	w.Library.ShowUpdates(only)
}

// aside shows something in the place of the open policy.
func (w *Window) aside(object fyne.CanvasObject) {
	w.desk.Window.Canvas().Unfocus()
	w.center.Objects = []fyne.CanvasObject{object}
	w.center.Refresh()
	w.Side.SetCurrent("")
}

// back shows the open policy again; false when none is open or it is what
// the window shows.
func (w *Window) back() bool {
	if w.Policy == nil || w.seesPolicy() {
		return false
	}
	w.center.Objects = []fyne.CanvasObject{w.Policy.object}
	w.center.Refresh()
	w.Side.SetCurrent(w.Policy.id())
	w.Policy.selected(w.Policy.tab())
	return true
}

// seesPolicy reports whether the window shows the open policy.
func (w *Window) seesPolicy() bool {
	return w.Policy != nil && len(w.center.Objects) == 1 && w.center.Objects[0] == w.Policy.object
}

// showClient shows a client that has no policy yet.
func (w *Window) showClient(id policy.ID, name string) {
	w.aside(widgets.NewPanel(widgets.ColorPaper, widgets.Insets{}, widgets.NewEmptyState(name,
		w.desk.T("clients.no_policy"), widgets.PrimaryButton(w.desk.T("clients.add_policy"), func() { w.AddPolicy(id) }))))
}

// acceptUpdates brings updates into policies. The open policy is read again:
// what could be undone in it is not any more.
func (w *Window) acceptUpdates(choices []studio.Choice, done func()) {
	for _, choice := range choices {
		if !w.settled(choice.Policy) {
			return
		}
	}
	open := policy.ID("")
	if w.draft != nil {
		open = w.draft.Snapshot().Policy.ID
	}
	var snap policy.Snapshot
	w.desk.Long(w.desk.T("library.accepting"), func(ctx context.Context, _ task.Report) error {
		err := w.desk.Studio.AcceptUpdates(ctx, choices)
		if err == nil && open != "" {
			snap, err = w.desk.Studio.Snapshot(ctx, open)
		}
		return err
	}, func() {
		for _, choice := range choices {
			if choice.Policy == open {
				w.renew(snap)
				break
			}
		}
		done()
	})
}

// settled reports whether a policy can be changed behind its draft, and says
// why not: an edit that is not on the disk would be lost, or undo the change.
func (w *Window) settled(id policy.ID) bool {
	for _, d := range []*draft.Draft{w.draft, w.left[id]} {
		if d == nil || d.Snapshot().Policy.ID != id || d.Clean() {
			continue
		}
		if _, _, err := d.Saving(); err != nil {
			w.desk.Fail(err)
		} else {
			w.desk.Say(w.desk.T("library.still_saving"))
		}
		return false
	}
	if w.draft != nil && w.draft.Snapshot().Policy.ID == id && w.book != nil && w.book.Dirty() {
		w.desk.Say(w.desk.T("library.still_saving"))
		return false
	}
	return true
}

// renew makes what is on the disk the open policy, at the tab where it was.
func (w *Window) renew(snap policy.Snapshot) {
	tab := w.Policy.tab()
	w.Policy.close()
	w.draft = w.opened(snap)
	w.Policy = newPolicyView(w, w.draft)
	w.Policy.Tabs.Select(tab)
	w.status.saving(w.draft)
}

// opened makes a draft of a snapshot that was just read.
func (w *Window) opened(snap policy.Snapshot) *draft.Draft {
	d := draft.Open(w.desk.Studio, w.desk.Runner, w.desk.Now, snap)
	d.Listen(func(draft.Change) { w.draftChanged(d) })
	return d
}

// notice says in the header that the library has updates for the policy. It is
// not there while there are none.
type notice struct {
	link  *widgets.Link
	view  *policyView
	count task.Repeater
}

func newNotice(v *policyView) *notice {
	n := &notice{view: v}
	n.link = widgets.NewLink("", func() { v.window.ShowUpdates(v.id()) })
	n.link.Accent = true
	n.link.Hide()
	n.count = task.Repeater{Runner: v.window.desk.Runner, Make: n.countJob}
	n.count.Ask()
	return n
}

func (n *notice) countJob() task.Job {
	id := n.view.id()
	var offers []studio.Offer
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			offers, err = n.view.window.desk.Studio.Offers(ctx, id)
			return err
		},
		Done: func(err error) {
			if err != nil || n.view.closed {
				return // a notice that cannot be counted is not shown; the Library says why
			}
			n.link.SetText(n.view.window.desk.Loc.N("header.updates", len(offers)))
			widgets.SetVisible(n.link, len(offers) > 0)
		},
	}
}

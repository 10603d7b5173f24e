package ui

import (
	"context"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// RestoreVersion asks whether to put a version back into the draft, and says
// what else it had otherwise.
func (w *Window) RestoreVersion(number int) {
	if !w.allSaved() {
		return
	}
	snap := w.draft.Snapshot()
	var plan studio.Restored
	w.desk.Do(func(ctx context.Context) (err error) {
		plan, err = w.desk.Studio.PlanRestore(ctx, snap, number)
		return err
	}, func() { w.askRestore(snap.Policy.ID, plan) })
}

func (w *Window) askRestore(id policy.ID, plan studio.Restored) {
	d, data := w.desk, i18n.Data{"Number": plan.Number}
	rest := widgets.NewCheck(d.T("versions.restore_rest"), nil)
	form := d.NewForm(d.T("versions.restore_title", data), d.T("versions.restore_do"), func() {
		if w.draft != nil && w.draft.Snapshot().Policy.ID == id {
			w.restore(plan, rest.Checked)
		}
	})
	what := "versions.restore_what"
	if !plan.Exact {
		what = "versions.restore_texts"
	}
	form.Put(widgets.NewPassage(d.T(what)))
	if !plan.Rest.Empty() {
		form.Put(rest)
		form.Put(widgets.NewSoftPassage(strings.Join(explain.RestNames(d.Loc, plan.Rest), " · ") + "\n" + d.T("versions.restore_rest_hint")))
	}
	form.Show()
}

// restore makes the draft the version: one step to undo. What is no clause is
// written past the draft, when that was asked for.
func (w *Window) restore(plan studio.Restored, rest bool) {
	w.draft.EditWith(plan.Tree, plan.Units, "")
	if rest {
		w.changePolicy(plan.Rest.PutBack)
	}
	w.Policy.Tabs.Select(tabClauses)
	w.desk.Offer(w.desk.T("versions.restore_done", i18n.Data{"Number": plan.Number}), w.desk.T("action.undo"), func() { w.draft.Undo() })
}

package ui

import (
	"context"
	"errors"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/publish"
	"clausedesk/i18n"
)

// Publish opens the way to a version of the open policy, where it was left.
func (w *Window) Publish() {
	if w.draft == nil {
		return
	}
	if !w.draft.Clean() {
		w.desk.Say(w.desk.T("publish.saving"))
		return
	}
	id := w.draft.Snapshot().Policy.ID
	if w.publishing[id] == nil {
		w.publishing[id] = publish.Start(w.desk.Studio.Today())
	}
	w.planPublish(id, publish.NoProblem)
}

// planPublish reads what publishing would freeze now, and shows it.
func (w *Window) planPublish(id policy.ID, problem publish.Problem) {
	snap := w.draft.Snapshot()
	var plan studio.PublishPlan
	w.desk.Do(func(ctx context.Context) (err error) {
		plan, err = w.desk.Studio.PlanPublish(ctx, snap)
		return err
	}, func() {
		m := w.publishing[id]
		if m == nil || w.draft == nil || w.draft.Snapshot().Policy.ID != id {
			return
		}
		m.Renew(snap, plan, explain.ProposedNote(w.desk.Loc, plan))
		w.showPublish(m, problem)
	})
}

func (w *Window) showPublish(m *publish.Model, problem publish.Problem) {
	w.Wizard = publish.New(w.desk, m, publish.Actions{
		GoTo: w.leavePublishFor, Dismiss: w.dismissToPublish, Leave: w.leavePublish, Publish: w.publish,
	})
	w.aside(w.Wizard.Object())
	w.Wizard.Tell(problem)
	w.Wizard.Shown()
}

// seesPublish reports whether the wizard is what the window shows.
func (w *Window) seesPublish() bool {
	return w.Wizard != nil && len(w.center.Objects) == 1 && w.center.Objects[0] == w.Wizard.Object()
}

// publishTakes lets a key mean what it does in the wizard.
func (w *Window) publishTakes(command string) bool { return w.seesPublish() && w.Wizard.Take(command) }

// leavePublish shows the policy again; what was decided is kept.
func (w *Window) leavePublish() {
	w.back()
	w.desk.Offer(w.desk.T("wizard.waits"), w.desk.T("wizard.resume"), w.Publish)
}

// leavePublishFor shows where a finding stands.
func (w *Window) leavePublishFor(f policy.Finding) {
	w.leavePublish()
	w.Policy.goTo(f)
}

func (w *Window) dismissToPublish(reason, by string, findings []policy.Finding) {
	w.changeOpen(func(ctx context.Context, id policy.ID) error {
		return w.desk.Studio.Dismiss(ctx, id, reason, by, findings...)
	}, func() { w.planPublish(w.draft.Snapshot().Policy.ID, publish.NoProblem) })
}

func (w *Window) publish(req studio.PublishRequest) {
	if !w.draft.Clean() {
		w.desk.Say(w.desk.T("publish.saving"))
		return
	}
	var version policy.Version
	w.desk.Runner.Go(w.job(func(ctx context.Context) (err error) {
		version, err = w.desk.Studio.Publish(ctx, req)
		return err
	}, func(err error) {
		var open *studio.OpenFindingsError
		m := w.publishing[req.Policy]
		switch {
		case errors.As(err, &open) && m != nil:
			m.Found(open.Findings)
			w.showPublish(m, m.Go(publish.StepFreeze))
		case err != nil:
			w.desk.Fail(err)
		default:
			w.published(version)
		}
	}))
}

// published shows the new version.
func (w *Window) published(version policy.Version) {
	delete(w.publishing, version.PolicyID)
	w.back()
	w.Policy.Tabs.Select(tabVersions)
	w.desk.Say(w.desk.T("publish.done", i18n.Data{
		"Number": version.Number, "Date": explain.Day(w.desk.Loc, version.Effective),
	}))
}

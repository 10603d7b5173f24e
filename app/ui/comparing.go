package ui

import (
	"context"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/ui/compare"
)

// CompareVersions shows what changed from one text of the open policy to
// another: by number, 0 for the draft.
func (w *Window) CompareVersions(before, after int) {
	if w.draft == nil {
		return
	}
	if !w.draft.Clean() {
		w.desk.Say(w.desk.T("publish.saving"))
		return
	}
	snap := w.draft.Snapshot()
	id := snap.Policy.ID
	var versions []policy.Version
	w.desk.Do(func(ctx context.Context) (err error) {
		versions, err = w.desk.Studio.Store.Versions(ctx, id)
		return err
	}, func() {
		if w.draft == nil || w.draft.Snapshot().Policy.ID != id {
			return
		}
		m := &compare.Model{
			Policy: id, Before: studio.Source{Policy: id, Version: before}, After: studio.Source{Policy: id, Version: after}, OnlyChanges: true,
		}
		for _, version := range versions {
			m.Add(version.Number)
		}
		w.Compare = compare.New(w.desk, snap, m, func() { w.back() })
		w.aside(w.Compare.Object())
		w.Compare.Shown()
	})
}

// compareLast shows what changed in the draft since the last version.
func (w *Window) compareLast() {
	if last := w.Policy.Versions.Last(); last > 0 {
		w.CompareVersions(last, 0)
	}
}

func lacksVersion(w *Window) string {
	if w.Policy.Versions.Last() == 0 {
		return "command.needs_published"
	}
	return ""
}

// seesCompare reports whether changes are what the window shows.
func (w *Window) seesCompare() bool {
	return w.Compare != nil && len(w.center.Objects) == 1 && w.center.Objects[0] == w.Compare.Object()
}

// compareTakes lets a key mean what it does among changes.
func (w *Window) compareTakes(command string) bool { return w.seesCompare() && w.Compare.Take(command) }

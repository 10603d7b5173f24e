package draft

import (
	"context"

	"clausedesk/app/policy"
	"clausedesk/app/task"
)

// save asks for everything that is not on the disk to be written. One write
// runs at a time; what is typed meanwhile goes into the next.
func (d *Draft) save() {
	d.dirty, d.saving = true, Saving
	d.saver.Ask()
	d.emit(Change{Saving: true})
}

// Retry saves again after a failure.
func (d *Draft) Retry() { d.save() }

func (d *Draft) saveJob() task.Job {
	id, tree := d.snap.Policy.ID, d.snap.Policy.Clauses
	units, taken := map[policy.ID][]policy.Unit{}, map[policy.ID]bool{}
	for clause := range d.touched {
		// The translations of a clause that is gone wait for its return.
		if policy.Find(tree, clause) != nil {
			units[clause] = d.unitsOf(clause)
			taken[clause] = true
			delete(d.touched, clause)
		}
	}
	d.dirty = false
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) error { return d.lib.SaveDraft(ctx, id, tree, units) },
		Done: func(err error) { d.saved(err, taken) },
	}
}

func (d *Draft) saved(err error, taken map[policy.ID]bool) {
	d.failure = err
	switch {
	case err != nil:
		d.dirty, d.saving = true, Failed
		for clause := range taken {
			d.touched[clause] = true
		}
	case !d.dirty:
		d.saving, d.savedAt = Saved, d.now()
	}
	d.emit(Change{Saving: true})
}

// Clean reports whether everything is on the disk.
func (d *Draft) Clean() bool { return d.saving == Saved && !d.saver.Running() }

// Package answers is how the forms of a policy are filled in: the book of what
// its client and itself answered, the field for each kind of answer, and the
// table of a register with its form. The Facts tab and the clauses share it.
//
// It stores nothing: the book hands what changed to the use cases, in the
// background, and shows it in the draft at once.
package answers

import (
	"context"
	"reflect"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/app/ui/draft"
)

// Book holds the answers of the open policy and its client.
type Book struct {
	desk       *desk.Desk
	draft      *draft.Draft
	saving     func(done bool, err error)
	saver      task.Repeater
	dirty      pending // not on the disk, and not on its way there
	taken      pending // on its way to the disk
	overriding map[policy.FactKey]bool
	owning     map[string]bool // registers of the policy that nobody answered yet
	listeners  map[int]func()
	next       int
	seen       [2]policy.Answers // what the listeners know
	library    *library.Library
}

// NewBook opens the answers of a draft. Saving is told when answers are being
// saved and when they are on the disk, or why they are not.
func NewBook(d *desk.Desk, open *draft.Draft, saving func(done bool, err error)) *Book {
	b := &Book{
		desk: d, draft: open, saving: saving, dirty: newPending(), taken: newPending(),
		overriding: map[policy.FactKey]bool{}, owning: map[string]bool{}, listeners: map[int]func(){},
	}
	b.saver = task.Repeater{Runner: d.Runner, Make: b.saveJob}
	b.seen[0], b.seen[1] = b.sides()
	open.Listen(b.changed)
	return b
}

// Of reports whether the book is that of a draft.
func (b *Book) Of(open *draft.Draft) bool { return b.draft == open }

// Snapshot is the open policy as it is now. The caller must not change it.
func (b *Book) Snapshot() policy.Snapshot { return b.draft.Snapshot() }

// sides returns what the client answered and what the policy did.
func (b *Book) sides() (client, own policy.Answers) {
	snap := b.draft.Snapshot()
	return policy.Answers{Facts: snap.Client.Facts, Registers: snap.Client.Registers},
		policy.Answers{Facts: snap.Policy.Facts, Registers: snap.Policy.Registers}
}

// Fact returns an answer, and whether the policy gives its own in place of
// the client's.
func (b *Book) Fact(key policy.FactKey) (value string, overrides bool) {
	client, own := b.sides()
	switch {
	case policy.OfPolicy(key):
		return own.Facts[key], false
	case b.overrides(key):
		return own.Facts[key], true
	}
	return client.Facts[key], false
}

// overrides remembers too that a policy's own answer was emptied just now: it
// is not the client's again while it is being typed.
func (b *Book) overrides(key policy.FactKey) bool {
	_, own := b.sides()
	return !policy.OfPolicy(key) && (own.Facts[key] != "" || b.overriding[key.Base()])
}

// SetFact stores an answer where it belongs: with the policy if it is a
// policy's or the policy has its own, with the client otherwise.
func (b *Book) SetFact(key policy.FactKey, value string) {
	if was, _ := b.Fact(key); was == value {
		return
	}
	made := newPending()
	switch {
	case b.overrides(key):
		b.overriding[key.Base()] = true
		made.policy.facts[key] = value
	case policy.OfPolicy(key):
		made.policy.facts[key] = value
	default:
		made.client.facts[key] = value
	}
	b.make(made)
}

// Override lets the policy give an answer of its own, which begins as the
// client's, or takes the client's again.
func (b *Book) Override(key policy.FactKey, own bool) {
	if policy.OfPolicy(key) || own == b.overrides(key) {
		return
	}
	b.overriding[key.Base()] = own
	made := newPending()
	made.policy.facts[key] = ""
	if own {
		client, _ := b.sides()
		made.policy.facts[key] = client.Facts[key]
	}
	b.make(made)
}

// make shows a change at once and saves it in the background.
func (b *Book) make(made pending) {
	b.dirty = b.dirty.with(made)
	b.show(made)
	b.dirty.follow(b.draft.Snapshot())
	b.saving(false, nil)
	b.saver.Ask()
}

func (b *Book) show(made pending) {
	client, own := b.sides()
	b.draft.SetAnswers(made.client.over(client), made.policy.over(own), made.brought(), b.desk.Writer())
}

// keep saves translations of answers that were written elsewhere, with the
// answers they are part of.
func (b *Book) keep(units []policy.Unit) {
	made := newPending()
	made.take(b.draft.Snapshot(), units)
	b.dirty = b.dirty.with(made)
	b.saving(false, nil)
	b.saver.Ask()
}

// Listen tells f of every change of an answer, until stop is called.
func (b *Book) Listen(f func()) (stop func()) {
	id := b.next
	b.next++
	b.listeners[id] = f
	return func() { delete(b.listeners, id) }
}

// changed hears of the draft. What was just read from the library may lack
// answers that are still on their way there.
func (b *Book) changed(c draft.Change) {
	if len(c.Answers) > 0 {
		b.keep(c.Answers)
	}
	if waiting := b.taken.with(b.dirty); c.Reloaded && !waiting.empty() {
		b.show(waiting) // comes back here
		return
	}
	if !c.Clauses && len(c.Answers) == 0 {
		return
	}
	client, own := b.sides()
	if reflect.DeepEqual(b.seen, [2]policy.Answers{client, own}) {
		return
	}
	b.seen = [2]policy.Answers{client, own}
	b.tell()
}

func (b *Book) tell() {
	for id := range b.next {
		if f := b.listeners[id]; f != nil {
			f()
		}
	}
}

func (b *Book) saveJob() task.Job {
	b.taken, b.dirty = b.dirty, newPending()
	taken := b.taken
	change := studio.AnswersChange{
		Policy: b.Snapshot().Policy.ID, Units: taken.brought(), By: b.desk.Writer(),
		Change: func(client, own policy.Answers) (policy.Answers, policy.Answers) {
			return taken.client.over(client), taken.policy.over(own)
		},
	}
	return task.Job{
		Work: func(ctx context.Context, _ task.Report) error { return b.desk.Studio.ChangeAnswers(ctx, change) },
		Done: func(err error) {
			b.taken = newPending()
			if err != nil {
				b.dirty = taken.with(b.dirty)
			}
			b.saving(b.dirty.empty(), err)
		},
	}
}

// Dirty reports whether answers are not on the disk.
func (b *Book) Dirty() bool { return !b.dirty.empty() || b.saver.Running() }

// Retry saves again after a failure.
func (b *Book) Retry() { b.saver.Ask() }

// nameFor is what the client is called in the window, as its likely legal name;
// as its trade name once the legal name is another one.
func (b *Book) nameFor(key policy.FactKey) string {
	name := b.Snapshot().Client.Name
	legal, _ := b.Fact("client.legal_name")
	if key == "client.trade_name" && (legal == "" || legal == name) {
		return ""
	}
	return name
}

// Library hands on the clauses and services there are to choose from, read
// once.
func (b *Book) Library(got func(*library.Library)) {
	if b.library != nil {
		got(b.library)
		return
	}
	var lib *library.Library
	b.desk.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			lib, err = b.desk.Studio.Library(ctx)
			return err
		},
		Done: func(err error) {
			if err != nil {
				b.desk.Fail(err)
				return
			}
			b.library = lib
			got(lib)
		},
	})
}

// Package task runs long work away from the UI goroutine, with progress and
// cancel, and hands results back through a dispatcher that is injected: the
// window passes fyne.Do, a test passes a queue it drains itself.
//
// It knows no domain and no Fyne.
package task

import (
	"context"
	"sync"
)

// Progress is how far work is. Total is 0 while it is unknown.
type Progress struct {
	Done, Total int
}

// Report tells progress; it may be called from any goroutine.
type Report func(Progress)

// Dispatch runs f on the goroutine that owns the screen.
type Dispatch func(f func())

// Runner starts work and counts what is under way.
type Runner struct {
	// OnIdle, when set, runs on the screen's goroutine whenever the last job
	// under way is done.
	OnIdle func()

	dispatch Dispatch
	mu       sync.Mutex
	busy     int
}

// NewRunner returns a runner that hands results to dispatch.
func NewRunner(dispatch Dispatch) *Runner {
	return &Runner{dispatch: dispatch}
}

// Job is one piece of long work. Work runs on a goroutine of its own and
// touches no widget; Progress and Done run on the screen's goroutine, Done
// exactly once, with ctx.Err() after a cancel that stopped the work.
type Job struct {
	Work     func(ctx context.Context, report Report) error
	Progress Report
	Done     func(error)
}

// Go starts a job and returns its cancel function.
func (r *Runner) Go(job Job) (cancel func()) {
	ctx, stop := context.WithCancel(context.Background())
	r.add(1)
	go func() {
		defer stop()
		err := job.Work(ctx, r.reporter(job.Progress))
		r.dispatch(func() {
			if job.Done != nil {
				job.Done(err)
			}
			if r.add(-1) == 0 && r.OnIdle != nil {
				r.OnIdle()
			}
		})
	}()
	return stop
}

func (r *Runner) reporter(progress Report) Report {
	if progress == nil {
		return func(Progress) {}
	}
	return func(p Progress) { r.dispatch(func() { progress(p) }) }
}

func (r *Runner) add(n int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.busy += n
	return r.busy
}

// Busy reports how many jobs are not done yet.
func (r *Runner) Busy() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.busy
}

// Latest lets only the newest of several overlapping computations be applied:
// a screen takes a ticket before it starts one and drops the answer when the
// ticket is no longer current.
type Latest struct {
	mu  sync.Mutex
	gen uint64
}

// Ticket makes every earlier ticket stale and returns a check for this one.
func (l *Latest) Ticket() (current func() bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.gen++
	mine := l.gen
	return func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		return l.gen == mine
	}
}

// Repeater keeps one kind of job from running twice at a time: asked again
// while one runs, it runs once more afterwards, with what is true by then.
// All its methods belong to the screen's goroutine.
type Repeater struct {
	Runner *Runner
	// Make takes what the job needs (a snapshot) on the screen's goroutine.
	Make func() Job

	running, again bool
	cancel         func() // of the job that runs
}

// Ask runs the job now, or once more after the one that runs.
func (r *Repeater) Ask() {
	if r.running {
		r.again = true
		return
	}
	r.running = true
	job := r.Make()
	done := job.Done
	job.Done = func(err error) {
		r.running = false
		if done != nil {
			done(err)
		}
		if r.again {
			r.again = false
			r.Ask()
		}
	}
	r.cancel = r.Runner.Go(job)
}

// Restart is Ask for who has no use for what is under way: the job that runs is
// cancelled. Whoever asks all the time, as typing does, must let one end now and
// then.
func (r *Repeater) Restart() {
	if r.running {
		r.cancel()
	}
	r.Ask()
}

// Running reports whether a job runs or waits.
func (r *Repeater) Running() bool { return r.running || r.again }

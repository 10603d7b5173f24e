package task

import (
	"context"
	"errors"
	"testing"
)

// queue is a dispatcher that the test drains on its own goroutine.
type queue chan func()

func (q queue) dispatch(f func()) { q <- f }

func TestResultsArriveOnTheScreensGoroutine(t *testing.T) {
	q := make(queue, 8)
	r := NewRunner(q.dispatch)
	var seen []int
	var finished error = errors.New("not yet")
	r.Go(Job{
		Work: func(_ context.Context, report Report) error {
			report(Progress{Done: 1, Total: 2})
			report(Progress{Done: 2, Total: 2})
			return nil
		},
		Progress: func(p Progress) { seen = append(seen, p.Done) },
		Done:     func(err error) { finished = err },
	})
	for i := 0; i < 3; i++ {
		if i < 3 && r.Busy() != 1 {
			t.Fatal("the job must count as busy until its Done ran")
		}
		(<-q)()
	}
	if finished != nil || len(seen) != 2 || seen[1] != 2 || r.Busy() != 0 {
		t.Fatalf("finished %v, progress %v, busy %d", finished, seen, r.Busy())
	}
}

func TestCancelStopsTheWork(t *testing.T) {
	q := make(queue, 1)
	r := NewRunner(q.dispatch)
	var got error
	cancel := r.Go(Job{
		Work: func(ctx context.Context, _ Report) error {
			<-ctx.Done()
			return ctx.Err()
		},
		Done: func(err error) { got = err },
	})
	cancel()
	(<-q)()
	if !errors.Is(got, context.Canceled) {
		t.Fatalf("got %v, want a cancel", got)
	}
}

func TestOnlyTheLatestTicketIsCurrent(t *testing.T) {
	var l Latest
	first := l.Ticket()
	second := l.Ticket()
	if first() || !second() {
		t.Fatal("the first ticket must be stale and the second current")
	}
}

// What is restarted ends at once and runs again with what is true by then.
func TestARepeaterIsRestarted(t *testing.T) {
	q := make(queue, 8)
	input, made, errs := 0, []int{}, []error{}
	r := &Repeater{Runner: NewRunner(q.dispatch)}
	r.Make = func() Job {
		now := input
		made = append(made, now)
		return Job{
			Work: func(ctx context.Context, _ Report) error {
				if now == 1 {
					<-ctx.Done()
				}
				return ctx.Err()
			},
			Done: func(err error) { errs = append(errs, err) },
		}
	}
	for input = 1; input <= 3; input++ {
		r.Restart()
	}
	for r.Running() {
		(<-q)()
	}
	if len(made) != 2 || made[0] != 1 || made[1] != 4 || !errors.Is(errs[0], context.Canceled) || errs[1] != nil {
		t.Fatalf("made with %v, ended with %v", made, errs)
	}
}

func TestARepeaterRunsOnceMoreWithTheLatest(t *testing.T) {
	q := make(queue, 8)
	input, made, finished := 0, []int{}, 0
	r := &Repeater{Runner: NewRunner(q.dispatch)}
	r.Make = func() Job {
		made = append(made, input)
		return Job{
			Work: func(context.Context, Report) error { return nil },
			Done: func(error) { finished++ },
		}
	}
	for input = 1; input <= 5; input++ {
		r.Ask()
	}
	for r.Running() {
		(<-q)()
	}
	if len(made) != 2 || made[0] != 1 || made[1] != 6 || finished != 2 {
		t.Fatalf("made with %v, finished %d; want one run with 1 and one with the latest", made, finished)
	}
}

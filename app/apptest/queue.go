package apptest

import (
	"sync"
	"time"

	"clausedesk/app/task"
)

// Queue is the screen's goroutine of a test: whatever is handed to Dispatch,
// from any goroutine, runs in that order where the test calls Drain.
type Queue struct {
	mu     sync.Mutex
	more   *sync.Cond
	waits  []func()
	runner *task.Runner
	spent  time.Duration
}

// NewQueue returns an empty queue with the runner that hands its results to it.
func NewQueue() *Queue {
	q := &Queue{}
	q.more = sync.NewCond(&q.mu)
	q.runner = task.NewRunner(q.Dispatch)
	return q
}

// Runner returns the runner whose results the queue takes.
func (q *Queue) Runner() *task.Runner { return q.runner }

// Dispatch puts f at the end of the queue. It never blocks.
func (q *Queue) Dispatch(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waits = append(q.waits, f)
	q.more.Signal()
}

// Drain runs what waits, and what comes of it, until no work is under way and
// nothing waits any more. It blocks while work runs elsewhere.
func (q *Queue) Drain() {
	for {
		f, ok := q.next()
		if !ok {
			return
		}
		began := time.Now()
		f()
		q.spent += time.Since(began)
	}
}

// Spent returns how long what was drained kept the screen's goroutine, without
// the time it waited for work elsewhere.
func (q *Queue) Spent() time.Duration { return q.spent }

// next waits for the next entry; false when none can come.
func (q *Queue) next() (func(), bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waits) == 0 {
		if q.runner.Busy() == 0 {
			return nil, false
		}
		q.more.Wait()
	}
	f := q.waits[0]
	q.waits = q.waits[1:]
	return f, true
}

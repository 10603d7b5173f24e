package apptest

import (
	"sync"
	"time"
)

// Day is the day on which every test takes place.
var Day = time.Date(2026, time.November, 21, 9, 30, 0, 0, time.UTC)

// Clock stands still until a test steps it. It is safe for concurrent use.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	alarms []alarm
}

// alarm is what waits for the clock.
type alarm struct {
	at time.Time
	f  func()
}

// NewClock returns a clock that shows Day.
func NewClock() *Clock { return &Clock{now: Day} }

// Now returns what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// After runs f on the goroutine that steps the clock to that time.
func (c *Clock) After(wait time.Duration, f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.alarms = append(c.alarms, alarm{c.now.Add(wait), f})
}

// Step moves the clock on and runs what waited for it.
func (c *Clock) Step(by time.Duration) {
	c.mu.Lock()
	c.now = c.now.Add(by)
	var due, later []alarm
	for _, a := range c.alarms {
		if a.at.After(c.now) {
			later = append(later, a)
		} else {
			due = append(due, a)
		}
	}
	c.alarms = later
	c.mu.Unlock()
	for _, a := range due {
		a.f()
	}
}

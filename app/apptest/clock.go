package apptest

import (
	"sync"
	"time"
)

// Day is the day on which every test takes place.
var Day = time.Date(2026, time.November, 21, 9, 30, 0, 0, time.UTC)

// Clock stands still until a test steps it. It is safe for concurrent use.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock that shows Day.
func NewClock() *Clock { return &Clock{now: Day} }

// Now returns what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Step moves the clock on.
func (c *Clock) Step(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

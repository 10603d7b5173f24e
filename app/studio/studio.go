// Package studio holds the use cases that need more than one part of the
// program: import, edit with translations carried over, publish, export,
// sign, verify, the sample and the tour.
//
// Each does its work in one transaction and emits events after the commit.
// Events carry identifiers only; who listens reads again.
package studio

import (
	"sync"
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// Studio runs the use cases over one open library.
type Studio struct {
	Store *store.Store
	now   func() time.Time

	mu        sync.Mutex
	listeners []func(Event)

	glossaries   glossaryCache
	dictionaries dictionaries
	wordings     wordings
}

// New returns the use cases over an open library. Now is the clock.
func New(st *store.Store, now func() time.Time) *Studio {
	return &Studio{Store: st, now: now}
}

// EventKind says what changed.
type EventKind int

// The kinds of event.
const (
	ClientsChanged EventKind = iota
	PolicyChanged
	VersionsChanged
	IdentitiesChanged
	LibraryChanged
	GlossaryChanged
	DeliveriesChanged
)

// Event names what changed in the library.
type Event struct {
	Kind   EventKind
	Policy policy.ID
}

// Listen registers a listener. It is called on the goroutine that did the work.
func (s *Studio) Listen(f func(Event)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners = append(s.listeners, f)
}

func (s *Studio) emit(events ...Event) {
	s.mu.Lock()
	listeners := append([]func(Event){}, s.listeners...)
	s.mu.Unlock()
	for _, event := range events {
		for _, f := range listeners {
			f(event)
		}
	}
}

// Today returns the day of the clock in its own time zone, yyyy-mm-dd.
func (s *Studio) Today() string { return s.now().Format(time.DateOnly) }

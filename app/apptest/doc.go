// Package apptest is what tests of the window stand on: a library in a
// temporary file, a clock that stands still until a test steps it, factories
// for clients, policies and identities, and a driver that works the window as
// a person does, with keys first and the mouse where there is no key.
//
// Nothing here sleeps or polls. Long work hands its results to a queue that
// the test goroutine drains, so that a test sees the same order of events
// every time.
//
// It owns no assertions about a single screen; those belong beside the screen.
package apptest

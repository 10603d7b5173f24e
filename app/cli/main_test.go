package cli_test

import (
	"context"
	"os"
	"testing"
	"time"

	"clausedesk/app/cli"

	"github.com/rogpeppe/go-internal/testscript"
)

// The surroundings of the program under test, which main.go takes from the
// system: its library, and the clock.
const (
	envLibrary = "CLAUSEDESK_TEST_LIBRARY"
	envNow     = "CLAUSEDESK_TEST_NOW"
)

// testDay is when the program runs unless a test says otherwise.
const testDay = "2026-11-21T10:00:00Z"

// TestMain makes this binary the program itself where it is called by its
// name, and the program with a place to stop where it is called "stopping".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"clausedesk": func() { os.Exit(program(clock)) },
		"stopping":   func() { os.Exit(program(stoppingClock())) },
		"holding":    hold,
	})
}

func program(now func() time.Time) int {
	return cli.Run(context.Background(), os.Args[1:], cli.Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		Now: now, Version: "1.2.3-test", Library: os.Getenv(envLibrary),
	})
}

// clock stands still, in the time zone of the process.
func clock() time.Time {
	day := os.Getenv(envNow)
	if day == "" {
		day = testDay
	}
	at, err := time.Parse(time.RFC3339, day)
	if err != nil {
		panic(err)
	}
	return at.In(time.Local)
}

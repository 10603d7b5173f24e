package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"clausedesk/app"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// windowChild names, in the environment, what a copy of the test binary shows
// instead of running tests: "empty", or the path of a library.
const windowChild = "CLAUSEDESK_SHOW_WINDOW"

// TestMain lets the benchmark start itself again as a program with a window,
// which must own the first goroutine.
func TestMain(m *testing.M) {
	switch shown := os.Getenv(windowChild); shown {
	case "":
		os.Exit(m.Run())
	case "empty":
		app.RunEmpty(leave)
	default:
		a, err := app.Open(context.Background(), app.Config{Library: shown, Getenv: os.Getenv})
		if err != nil {
			panic(err)
		}
		a.OnShown(leave)
		a.Run()
	}
}

func leave() { os.Exit(0) }

// BenchmarkWindowShown measures a whole process from its start to its drawn
// window, on a library of the sample studio, and reports the ratio to a
// process that shows an empty Fyne window. It needs a display.
func BenchmarkWindowShown(b *testing.B) {
	if !app.HasDisplay(os.Getenv) {
		b.Skip("needs a display")
	}
	library := sampleLibrary(b)
	var empty, full time.Duration
	for b.Loop() {
		empty += show(b, "empty")
		full += show(b, library)
	}
	b.ReportMetric(float64(full.Milliseconds())/float64(b.N), "ms/window")
	b.ReportMetric(float64(empty.Milliseconds())/float64(b.N), "ms/empty")
	b.ReportMetric(float64(full)/float64(empty), "ratio")
}

func sampleLibrary(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "sample.clausedesk")
	st, err := store.Open(context.Background(), path, store.Options{Program: "command"})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := studio.New(st, time.Now).AddSample(context.Background()); err != nil {
		b.Fatal(err)
	}
	if err := st.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

func show(b *testing.B, what string) time.Duration {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), windowChild+"="+what)
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", what, err, out)
	}
	return time.Since(start)
}

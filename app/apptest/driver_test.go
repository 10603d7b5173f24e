package apptest

import (
	"context"
	"testing"

	"clausedesk/app/task"

	"fyne.io/fyne/v2"
)

func TestDrainRunsWhatComesOfTheWork(t *testing.T) {
	q := NewQueue()
	var seen []string
	q.Runner().Go(task.Job{
		Work: func(context.Context, task.Report) error { return nil },
		Done: func(error) {
			seen = append(seen, "first")
			q.Runner().Go(task.Job{
				Work: func(context.Context, task.Report) error {
					q.Dispatch(func() { seen = append(seen, "event") })
					return nil
				},
				Done: func(error) { seen = append(seen, "second") },
			})
		},
	})
	q.Drain()
	if got := len(seen); got != 3 || seen[0] != "first" || seen[1] != "event" || seen[2] != "second" {
		t.Fatalf("ran %v", seen)
	}
	if q.Runner().Busy() != 0 {
		t.Fatal("busy after Drain")
	}
}

func TestTheDriverOpensTheSampleStudio(t *testing.T) {
	d, sample := OpenSample(t, Options{})
	if len(sample) != 3 {
		t.Fatalf("%d policies in the sample", len(sample))
	}
	for _, text := range []string{"Harbour Studio", d.Text("tab.clauses"), d.Text("clients.settings")} {
		if !d.SeesText(text) {
			t.Errorf("no %q on the screen: %q", text, d.Texts())
		}
	}
	if d.SeesText("a text that is nowhere") {
		t.Error("a text is seen that is nowhere")
	}
	d.Shortcut(Ctrl, fyne.KeyK)
	if !d.SeesText(d.Text("command.clauses")) {
		t.Errorf("Ctrl+K shows no commands: %q", d.Texts())
	}
}

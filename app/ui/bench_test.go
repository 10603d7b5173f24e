package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// A keystroke in a clause must not take longer than 1.5 times one in a bare
// entry of the same text. The bodies are a usual clause and one as long as
// three printed pages, in a policy of forty clauses.
var bodies = map[string]string{
	"usual": strings.Repeat("We keep your order for as long as the law asks us to, and then delete it. ", 6),
	"long":  strings.Repeat("We keep your order for as long as the law asks us to, and then delete it.\n\n", 120),
}

// BenchmarkKeystroke types a letter and takes it back. "key-ns" is how long
// one key itself holds the screen, "then-ns" what comes of both later on the
// same goroutine: the saved state, the counts, the page.
func BenchmarkKeystroke(b *testing.B) {
	for name, body := range bodies {
		b.Run(name+"/clause", func(b *testing.B) {
			d := openLong(b, body)
			area := d.Window.Policy.Clauses.Body
			d.Canvas().Focus(area)
			d.Idle()
			before := d.Queue.Spent()
			var keys []time.Duration
			for b.Loop() {
				keys = append(keys, press(area))
				b.StopTimer()
				d.Idle()
				b.StartTimer()
			}
			b.ReportMetric(middle(keys), "key-ns")
			b.ReportMetric(float64((d.Queue.Spent()-before).Nanoseconds())/float64(len(keys)), "then-ns")
		})
		b.Run(name+"/entry", func(b *testing.B) {
			d := openLong(b, body)
			entry := widget.NewMultiLineEntry()
			entry.Wrapping = fyne.TextWrapWord
			entry.SetText(body)
			w := test.NewTempWindow(b, entry)
			w.Resize(d.Window.Policy.Clauses.Body.Size())
			w.Canvas().Focus(entry)
			var keys []time.Duration
			for b.Loop() {
				keys = append(keys, press(entry))
			}
			b.ReportMetric(middle(keys), "key-ns")
		})
	}
}

// press types a letter, takes it back and returns how long one key took.
func press(o fyne.Focusable) time.Duration {
	began := time.Now()
	o.TypedRune('x')
	o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	return time.Since(began) / 2
}

// middle is the median: one key in many waits for work beside it.
func middle(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Nanoseconds())
}

// openLong opens a policy of forty clauses whose first has that body.
func openLong(b *testing.B, body string) *apptest.Driver {
	b.Helper()
	l := apptest.NewLibrary(b)
	tree := []policy.Clause{policy.NewClause("The first", body)}
	for range 39 {
		tree = append(tree, policy.NewClause("Another clause", bodies["usual"]))
	}
	l.Policy(b, l.Client(b, "Lumen").ID, "Privacy policy", tree...)
	d := apptest.Open(b, l, apptest.Options{})
	if d.Window.Policy.Clauses.Body.Text != strings.TrimRight(body, "\n") && d.Window.Policy.Clauses.Body.Text != body {
		b.Fatal("the form shows another clause")
	}
	return d
}

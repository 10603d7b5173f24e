package ui_test

import (
	"fmt"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// openDesk opens the translator's desk at the first of four hundred segments,
// all translated, with matches and terms beside it.
func openDesk(b *testing.B) *apptest.Driver {
	b.Helper()
	l := apptest.NewLibrary(b)
	var tree []policy.Clause
	var units []policy.Unit
	for i := range 200 {
		clause := policy.NewClause(fmt.Sprintf("Heading %d", i), fmt.Sprintf("We keep your personal data for %d days, and delete them then.", i+1))
		tree = append(tree, clause)
		for pos, source := range []string{clause.Heading, clause.Body} {
			units = append(units, policy.Unit{
				ClauseID: clause.ID, Lang: "nl", Pos: pos, Source: source, State: policy.Approved, Via: policy.ViaTyped,
				Target: []string{fmt.Sprintf("Kop %d", i), fmt.Sprintf("Wij bewaren uw persoonsgegevens %d dagen en wissen ze dan.", i+1)}[pos],
			})
		}
	}
	p := l.Policy(b, l.Client(b, "Lumen").ID, "Privacy policy", tree...)
	check(b, l.Studio.SaveUnits(b.Context(), p.ID, units))
	d := apptest.Open(b, l, apptest.Options{})
	d.Shortcut(apptest.Ctrl, fyne.Key3)
	d.Idle()
	d.Window.Policy.Translate.Grid.Select(1)
	d.Idle()
	return d
}

// BenchmarkDeskKeystroke types a letter into a translation and takes it back,
// beside a bare entry of the same text, and searches the segments by a letter.
// The names of the figures are those of BenchmarkKeystroke.
func BenchmarkDeskKeystroke(b *testing.B) {
	b.Run("desk", func(b *testing.B) {
		d := openDesk(b)
		editor := d.Focused()
		before := d.Queue.Spent()
		var keys []time.Duration
		for b.Loop() {
			keys = append(keys, press(editor))
			b.StopTimer()
			d.Idle()
			b.StartTimer()
		}
		b.ReportMetric(middle(keys), "key-ns")
		b.ReportMetric(float64((d.Queue.Spent()-before).Nanoseconds())/float64(len(keys)), "then-ns")
	})
	b.Run("entry", func(b *testing.B) {
		d := openDesk(b)
		entry := widget.NewMultiLineEntry()
		entry.Wrapping = fyne.TextWrapWord
		entry.SetText(d.Window.Policy.Translate.Grid.Editor().Text)
		w := test.NewTempWindow(b, entry)
		w.Resize(fyne.NewSize(400, 200))
		w.Canvas().Focus(entry)
		var keys []time.Duration
		for b.Loop() {
			keys = append(keys, press(entry))
		}
		b.ReportMetric(middle(keys), "key-ns")
	})
	b.Run("search", func(b *testing.B) {
		d := openDesk(b)
		d.Window.Policy.Translate.Search()
		var keys []time.Duration
		for b.Loop() {
			keys = append(keys, press(d.Focused()))
		}
		b.ReportMetric(middle(keys), "key-ns")
	})
}

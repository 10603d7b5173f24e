package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/pdf/raster"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"

	"fyne.io/fyne/v2"
)

// watched notes when the last picture was made.
type watched struct {
	desk.Rasterizer
	mu   sync.Mutex
	last time.Time
	pdf  []byte
}

func (w *watched) Draw(ctx context.Context, data []byte, wants []raster.Want) (raster.Drawn, error) {
	out, err := w.Rasterizer.Draw(ctx, data, wants)
	if err == nil {
		w.mu.Lock()
		if !bytes.Equal(w.pdf, data) { // what is drawn later of the same text is beside it
			w.last, w.pdf = time.Now(), data
		}
		w.mu.Unlock()
	}
	return out, err
}

// twentyPages opens a policy of twenty pages with the real page beside it.
func twentyPages(b *testing.B) (*apptest.Driver, *watched) {
	b.Helper()
	l := apptest.NewLibrary(b)
	var tree []policy.Clause
	for i := range 54 {
		tree = append(tree, policy.NewClause(fmt.Sprintf("Clause %d", i+1), bodies["usual"]+"\n\n- "+bodies["usual"][:150]+"\n- Letters\n\n"+bodies["usual"]))
	}
	l.Policy(b, l.Client(b, "Lumen").ID, "Privacy policy", tree...)
	d := apptest.Open(b, l, apptest.Options{Real: true})
	w := &watched{Rasterizer: d.Desk.Raster}
	d.Desk.Raster = w
	return d, w
}

// BenchmarkPreview types letters into a policy of twenty pages. "picture-ns" is
// how long after a key the page in view is drawn as it now reads, in the middle;
// "burst-ns" the same for the last of ten letters typed at once. "bare" is the
// work that cannot be left out: the text laid out, and one page of it drawn.
func BenchmarkPreview(b *testing.B) {
	b.Run("window", func(b *testing.B) {
		d, w := twentyPages(b)
		area := d.Window.Policy.Clauses.Body
		d.Canvas().Focus(area)
		d.Type("x")
		var single, burst []time.Duration
		for b.Loop() {
			for _, letters := range []int{1, 10} {
				d.Clock.Step(time.Second)
				var began time.Time
				for range letters {
					began = time.Now()
					area.TypedRune('x')
				}
				d.Idle()
				if took := w.last.Sub(began); letters == 1 {
					single = append(single, took)
				} else {
					burst = append(burst, took)
				}
			}
			for range 11 {
				area.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
			d.Idle()
		}
		b.ReportMetric(middle(single), "picture-ns")
		b.ReportMetric(middle(burst), "burst-ns")
		b.ReportMetric(float64(d.Window.Policy.Clauses.Preview.View.Pages()), "pages")
	})
	b.Run("bare", func(b *testing.B) {
		d, w := twentyPages(b)
		snap := d.OnDisk(b, mustFirst(b, d))
		var all []time.Duration
		for b.Loop() {
			began := time.Now()
			snap.Policy.Clauses[0].Body = strings.Repeat("x", len(all)%7) + bodies["usual"]
			var out bytes.Buffer
			_, err := pdf.Write(context.Background(), &out, pdf.Input{Text: markup.Resolve(snap, "en", markup.Issue{}).Text, Draft: true})
			check(b, err)
			_, err = w.Rasterizer.Draw(context.Background(), out.Bytes(), []raster.Want{{Page: 0, Width: 450}})
			check(b, err)
			all = append(all, time.Since(began))
		}
		b.ReportMetric(middle(all), "picture-ns")
	})
}

func mustFirst(b *testing.B, d *apptest.Driver) policy.ID {
	b.Helper()
	rows, err := d.Store.PolicyRows(context.Background(), "")
	check(b, err)
	return rows[0].ID
}

package ui_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/pdf/raster"
	"clausedesk/app/policy"
	"clausedesk/app/ui/desk"

	"fyne.io/fyne/v2"
)

// counted notes which pages are drawn, and how wide.
type counted struct {
	desk.Rasterizer
	mu    sync.Mutex
	wants []raster.Want
}

func (c *counted) Draw(ctx context.Context, pdf []byte, wants []raster.Want) (raster.Drawn, error) {
	c.mu.Lock()
	c.wants = append(c.wants, wants...)
	c.mu.Unlock()
	return c.Rasterizer.Draw(ctx, pdf, wants)
}

func (c *counted) taken() []raster.Want {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := c.wants
	c.wants = nil
	return out
}

// Of a long policy a key draws the pages that are looked at and their
// neighbours, in the pixels they take, whatever the zoom; another page is drawn
// when it is looked at.
func TestOnlyWhatIsLookedAtIsDrawn(t *testing.T) {
	l := apptest.NewLibrary(t)
	tree := []policy.Clause{policy.NewClause("The first", "We keep little.")}
	for range 39 {
		tree = append(tree, policy.NewClause("Another clause", strings.Repeat("We keep your order for as long as the law asks. ", 40)))
	}
	p := l.Policy(t, l.Client(t, "Lumen").ID, "Privacy policy", tree...)
	j := &journey{t, apptest.Open(t, l, apptest.Options{}), p.ID}
	view := j.Window.Policy.Clauses.Preview.View
	if view.Pages() < 15 {
		t.Fatalf("%d pages", view.Pages())
	}
	seen := &counted{Rasterizer: j.Desk.Raster}
	j.Desk.Raster = seen
	j.Canvas().Focus(j.Window.Policy.Clauses.Body)
	j.Clock.Step(time.Minute)
	j.Type("x")
	widths := map[int]bool{}
	for _, want := range seen.taken() {
		if want.Page > 3 {
			t.Errorf("page %d was drawn", want.Page)
		}
		widths[want.Width] = true
	}
	if len(widths) != 1 || !widths[view.InView()[0].Pixels] {
		t.Errorf("drawn %v pixels wide, shown %d", widths, view.InView()[0].Pixels)
	}
	view.ScrollTo(9, 0)
	j.Idle()
	if wants := seen.taken(); len(wants) == 0 || wants[0].Page != 9 {
		t.Errorf("looked at page 9, drawn %v", wants)
	}
	view.SetZoom(2)
	j.Idle()
	if wants := seen.taken(); len(wants) == 0 || wants[0].Width != view.InView()[0].Pixels || wants[0].Width < 1100 {
		t.Errorf("at zoom 2 drawn %v", wants)
	}
}

// Letters typed faster than the page is drawn end in the page of the last one,
// and nothing says that drawing failed.
func TestTypingOvertakesTheDrawing(t *testing.T) {
	j := begin(t)
	j.choose(responsible)
	heading := j.Window.Policy.Clauses.Heading
	j.Canvas().Focus(heading)
	heading.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	for _, r := range " of all of it, every day" {
		heading.TypedRune(r)
	}
	j.Idle()
	j.seeNot(j.Text("preview.failed"))
	if got := j.page(); !strings.Contains(got, responsible+" of all of it, every day") {
		t.Fatalf("the page reads %q", got)
	}
}

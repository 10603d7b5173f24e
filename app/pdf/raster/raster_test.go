package raster_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"clausedesk/app/pdf"
	"clausedesk/app/pdf/raster"
	"clausedesk/app/policy"
)

// cacheDir is shared by the tests: compiling PDFium takes seconds.
var cacheDir = filepath.Join(os.TempDir(), "clausedesk-test-pdfium")

func document(tb testing.TB, bodies ...string) []byte {
	tb.Helper()
	in := pdf.Input{Text: policy.Text{Lang: "en", Title: "Policy", Client: "Client"}, Version: 1, Created: time.Unix(1e9, 0)}
	for i, body := range bodies {
		in.Text.Clauses = append(in.Text.Clauses, policy.TextClause{ID: policy.ID(rune('a' + i)), Heading: "Heading", Body: body})
	}
	var out bytes.Buffer
	if _, err := pdf.Write(context.Background(), &out, in); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func open(tb testing.TB) *raster.Rasterizer {
	tb.Helper()
	r := raster.New(cacheDir)
	tb.Cleanup(func() {
		if err := r.Close(); err != nil {
			tb.Error(err)
		}
	})
	return r
}

// inked counts the pixels darker than mid grey.
func inked(picture image.Image) int {
	n := 0
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x++ {
			if color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y < 128 {
				n++
			}
		}
	}
	return n
}

func TestPagesAreDrawn(t *testing.T) {
	r := open(t)
	short, err := r.Pages(context.Background(), document(t, "A line."), 72)
	if err != nil {
		t.Fatal(err)
	}
	if len(short) != 1 || short[0].Bounds().Size() != image.Pt(595, 842) {
		t.Fatalf("%d pages of %v, want one A4 page of 595×842", len(short), short[0].Bounds())
	}
	more, err := r.Pages(context.Background(), document(t, "A line.\n\n"+string(bytes.Repeat([]byte("many more words "), 60))), 72)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := inked(short[0]), inked(more[0]); a == 0 || b < 2*a {
		t.Errorf("ink of a short and a long text: %d and %d", a, b)
	}
}

func TestEveryPageHasAPicture(t *testing.T) {
	body := string(bytes.Repeat([]byte("A paragraph of some length, to fill a page.\n\n"), 100))
	pictures, err := open(t).Pages(context.Background(), document(t, body), 40.5)
	if err != nil || len(pictures) < 3 {
		t.Fatalf("%d pages, %v", len(pictures), err)
	}
	for i, picture := range pictures {
		if inked(picture) == 0 {
			t.Errorf("page %d is empty", i+1)
		}
	}
}

func TestRefusals(t *testing.T) {
	r := open(t)
	if _, err := r.Pages(context.Background(), []byte("no pdf"), 72); !errors.Is(err, raster.ErrUnreadable) {
		t.Errorf("no PDF: %v", err)
	}
	if _, err := r.Pages(context.Background(), nil, 72); !errors.Is(err, raster.ErrUnreadable) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := r.Pages(context.Background(), document(t, "x"), 1e5); !errors.Is(err, raster.ErrTooLarge) {
		t.Errorf("huge: %v", err)
	}
	if _, err := r.Pages(context.Background(), document(t, "x"), -1); err == nil {
		t.Error("negative resolution accepted")
	}
	if _, err := r.Pages(context.Background(), document(t, "x"), 72); err != nil {
		t.Errorf("a good document after bad ones: %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := open(t).Pages(ctx, document(t, "x"), 72); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before it began: %v", err)
	}
}

// counted is a context that ends itself after it was asked n times.
type counted struct {
	context.Context
	mu   sync.Mutex
	left int
}

func (c *counted) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancelBetweenPages(t *testing.T) {
	body := string(bytes.Repeat([]byte("A paragraph of some length, to fill a page.\n\n"), 200))
	ctx := &counted{Context: context.Background(), left: 3}
	if _, err := open(t).Pages(ctx, document(t, body), 72); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled between pages: %v", err)
	}
}

func TestConcurrentUse(t *testing.T) {
	r := open(t)
	pdf := document(t, "A line.")
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if pictures, err := r.Pages(context.Background(), pdf, 72); err != nil || len(pictures) != 1 {
				t.Errorf("%d pages, %v", len(pictures), err)
			}
		})
	}
	wait.Wait()
}

func TestClosed(t *testing.T) {
	r := raster.New(cacheDir)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Pages(context.Background(), document(t, "x"), 72); !errors.Is(err, raster.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

func TestCacheFolderIsOptional(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles PDFium in memory, which takes seconds")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := raster.New(filepath.Join(file, "below"))
	defer r.Close()
	if _, err := r.Pages(context.Background(), document(t, "x"), 72); err != nil {
		t.Errorf("with a cache folder that cannot be made: %v", err)
	}
}

func BenchmarkPage(b *testing.B) {
	r := open(b)
	pdf := document(b, string(bytes.Repeat([]byte("A paragraph of some length, to fill a page.\n\n"), 25)))
	if _, err := r.Pages(context.Background(), pdf, 120); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		pictures, err := r.Pages(context.Background(), pdf, 120)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(pictures)), "pages/op")
	}
}

func BenchmarkStart(b *testing.B) {
	pdf := document(b, "x")
	for b.Loop() {
		r := raster.New(cacheDir)
		if _, err := r.Pages(context.Background(), pdf, 72); err != nil {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

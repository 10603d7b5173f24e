package apptest

import (
	"context"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"clausedesk/app/pdf/raster"
	"clausedesk/app/sign/pdffile"
	"clausedesk/app/ui/desk"
)

// Pages is the rasterizer of a test. It keeps the bytes it was given last, so
// that a test reads what is drawn, and draws one blank page for each page of
// the PDF: PDFium in WebAssembly takes seconds to start and a tenth of a second
// for each keystroke, which no journey about text needs. With
// CLAUSEDESK_RASTER=1, and where pictures are taken, it draws the real pages.
type Pages struct {
	real desk.Rasterizer // nil draws blank pages

	mu   sync.Mutex
	last []byte
}

func newPages(t testing.TB, real bool) *Pages {
	if !real && os.Getenv("CLAUSEDESK_RASTER") != "1" {
		return &Pages{}
	}
	r := raster.New(os.Getenv("CLAUSEDESK_RASTER_CACHE"))
	t.Cleanup(func() { check(t, r.Close()) })
	return &Pages{real: r}
}

// Draw returns the sizes of all pages and pictures of those that are wanted.
func (p *Pages) Draw(ctx context.Context, pdf []byte, wants []raster.Want) (raster.Drawn, error) {
	p.mu.Lock()
	p.last = append([]byte(nil), pdf...)
	p.mu.Unlock()
	if p.real != nil {
		return p.real.Draw(ctx, pdf, wants)
	}
	file, err := pdffile.Open(pdf)
	if err != nil {
		return raster.Drawn{}, err
	}
	pages, err := file.Pages()
	if err != nil {
		return raster.Drawn{}, err
	}
	out := raster.Drawn{Pictures: map[int]image.Image{}}
	for range pages {
		out.Sizes = append(out.Sizes, raster.Size{Width: a4Width, Height: a4Height})
	}
	for _, want := range wants {
		if want.Page < len(pages) {
			height := want.Width * a4Height / a4Width
			out.Pictures[want.Page] = blank{image.NewUniform(color.White), image.Rect(0, 0, want.Width, height)}
		}
	}
	return out, nil
}

// The size of A4 in points.
const a4Width, a4Height = 595, 842

// blank is a picture of one colour that ends somewhere.
type blank struct {
	*image.Uniform
	bounds image.Rectangle
}

func (b blank) Bounds() image.Rectangle { return b.bounds }

// Last returns the PDF drawn last.
func (p *Pages) Last() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last
}

// PDFText returns the text of a PDF in the order it was written, as another
// program reads it, with every run of white space as one space. The test is
// skipped where pdftotext is not installed, unless CLAUSEDESK_REQUIRE_TOOLS=1.
func PDFText(t testing.TB, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("CLAUSEDESK_REQUIRE_TOOLS") == "1" {
			t.Fatal("pdftotext is required and not installed")
		}
		t.Skip("pdftotext is not installed")
	}
	path := filepath.Join(t.TempDir(), "page.pdf")
	check(t, os.WriteFile(path, pdf, 0o600))
	out, err := exec.Command(tool, "-raw", "-enc", "UTF-8", path, "-").Output()
	check(t, err)
	return strings.Join(strings.Fields(string(out)), " ")
}

// Package raster owns page pictures: it turns the bytes of a PDF into images
// with PDFium, compiled to WebAssembly and run inside the process with no
// access to the disk or the network. It does not make PDFs and does not know
// what they say.
package raster

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// Errors that callers tell apart.
var (
	ErrClosed     = errors.New("the rasterizer is closed")
	ErrUnreadable = errors.New("not a PDF that can be shown")
	ErrTooLarge   = errors.New("the page is too large to show")
)

// workers bounds how many documents are drawn at once; each takes some 20 MB.
// Each has a WebAssembly runtime of its own, because two modules of one wazero
// runtime race for what the runtime remembers of a function's type.
const workers = 2

// maxPixels is the largest picture made of a page.
const maxPixels = 64 << 20

// Rasterizer makes pictures of pages. It is safe for concurrent use. PDFium
// starts with the first picture, which takes seconds once per cache folder
// and a fraction of a second after that.
type Rasterizer struct {
	cacheDir string

	// free holds the workers that draw nothing now; one that never started, or
	// failed to start, is nil.
	free chan pdfium.Pool

	mu     sync.Mutex
	cache  wazero.CompilationCache
	closed bool
}

// New returns a Rasterizer that keeps compiled code in cacheDir, which is
// made when needed; an empty cacheDir keeps it in memory only.
func New(cacheDir string) *Rasterizer {
	r := &Rasterizer{cacheDir: cacheDir, free: make(chan pdfium.Pool, workers)}
	for range workers {
		r.free <- nil
	}
	return r
}

// Pages returns a picture of every page, at a resolution in dots per inch.
// Cancelling ctx ends the work between pages.
func (r *Rasterizer) Pages(ctx context.Context, pdf []byte, dpi float64) ([]image.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(pdf) == 0 {
		return nil, fmt.Errorf("draw pages: %w: it is empty", ErrUnreadable)
	}
	if !(dpi > 0) || math.IsInf(dpi, 0) {
		return nil, fmt.Errorf("draw pages: resolution %v is not positive", dpi)
	}
	var pool pdfium.Pool
	select {
	case pool = <-r.free:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for PDFium: %w", ctx.Err())
	}
	defer func() { r.free <- pool }()
	if pool == nil {
		started, err := r.start()
		if err != nil {
			return nil, fmt.Errorf("start PDFium: %w", err)
		}
		pool = started
	}
	worker, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("wait for PDFium: %w", errors.Join(ctx.Err(), err))
	}
	pictures, err := draw(ctx, worker, pdf, dpi)
	if err != nil {
		_ = worker.Kill() // a worker that failed is not used again
		return nil, fmt.Errorf("draw pages: %w", err)
	}
	if err := worker.Close(); err != nil {
		return nil, fmt.Errorf("release PDFium: %w", err)
	}
	return pictures, nil
}

// Close ends PDFium and frees its memory. It waits for nothing: close after
// the last call of Pages has returned.
func (r *Rasterizer) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	var errs []error
	for range len(r.free) {
		pool := <-r.free
		if pool != nil {
			errs = append(errs, pool.Close())
		}
		r.free <- nil
	}
	if r.cache != nil {
		errs = append(errs, r.cache.Close(context.Background()))
		r.cache = nil
	}
	return errors.Join(errs...)
}

// start makes a worker with a runtime of its own; all share the compiled code.
func (r *Rasterizer) start() (pdfium.Pool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, ErrClosed
	}
	if r.cache == nil {
		r.cache = r.openCache()
	}
	return webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: 1, MaxTotal: 1, ReuseWorkers: true,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(r.cache),
	})
}

// openCache opens the folder of compiled code. Where that is not possible,
// as on a read-only disk, the work is done anew in memory.
func (r *Rasterizer) openCache() wazero.CompilationCache {
	if r.cacheDir == "" || os.MkdirAll(r.cacheDir, 0o700) != nil {
		return wazero.NewCompilationCache()
	}
	cache, err := wazero.NewCompilationCacheWithDir(r.cacheDir)
	if err != nil {
		return wazero.NewCompilationCache()
	}
	return cache
}

// draw makes the pictures. A trap inside PDFium is an unreadable file.
func draw(ctx context.Context, worker pdfium.Pdfium, pdf []byte, dpi float64) (pictures []image.Image, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			pictures, err = nil, fmt.Errorf("%w: %v", ErrUnreadable, fault)
		}
	}()
	opened, err := worker.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	defer worker.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document})
	count, err := worker.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	for i := range count.PageCount {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		picture, err := drawPage(worker, opened.Document, i, dpi)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		pictures = append(pictures, picture)
	}
	return pictures, nil
}

func drawPage(worker pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int, dpi float64) (image.Image, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	size, err := worker.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return nil, err
	}
	width, height := math.Round(size.Width*dpi/72), math.Round(size.Height*dpi/72)
	if width*height > maxPixels {
		return nil, ErrTooLarge
	}
	drawn, err := worker.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: page, Width: max(1, int(width)), Height: max(1, int(height)), RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, err
	}
	defer drawn.Cleanup()
	return copied(drawn.Result.Image), nil
}

// copied takes a picture out of PDFium's memory.
func copied(from *image.RGBA) *image.RGBA {
	to := *from
	to.Pix = append([]uint8(nil), from.Pix...)
	return &to
}

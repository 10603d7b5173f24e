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

// Want asks for a picture of one page, counted from 0, that many pixels wide.
type Want struct {
	Page, Width int
}

// Size is that of a page, in points.
type Size struct{ Width, Height float64 }

// Drawn is a document of which some pages were drawn.
type Drawn struct {
	Sizes    []Size              // of every page
	Pictures map[int]image.Image // by page
}

// Draw returns the sizes of all pages and pictures of those that are wanted; a
// page that is not there is left out. Cancelling ctx ends the work between
// pages.
func (r *Rasterizer) Draw(ctx context.Context, pdf []byte, wants []Want) (Drawn, error) {
	var out Drawn
	err := r.with(ctx, pdf, func(d document) (err error) {
		out, err = d.draw(ctx, wants)
		return err
	})
	if err != nil {
		return Drawn{}, err
	}
	return out, nil
}

// Pages returns a picture of every page, at a resolution in dots per inch.
// Cancelling ctx ends the work between pages.
func (r *Rasterizer) Pages(ctx context.Context, pdf []byte, dpi float64) ([]image.Image, error) {
	if !(dpi > 0) || math.IsInf(dpi, 0) {
		return nil, fmt.Errorf("draw pages: resolution %v is not positive", dpi)
	}
	var pictures []image.Image
	err := r.with(ctx, pdf, func(d document) error {
		sizes, err := d.sizes()
		if err != nil {
			return err
		}
		for i, size := range sizes {
			if err := ctx.Err(); err != nil {
				return err
			}
			picture, err := d.page(i, size, size.Width*dpi/72)
			if err != nil {
				return err
			}
			pictures = append(pictures, picture)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return pictures, nil
}

// with opens a PDF in a worker that is free.
func (r *Rasterizer) with(ctx context.Context, pdf []byte, do func(document) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(pdf) == 0 {
		return fmt.Errorf("draw pages: %w: it is empty", ErrUnreadable)
	}
	var pool pdfium.Pool
	select {
	case pool = <-r.free:
	case <-ctx.Done():
		return fmt.Errorf("wait for PDFium: %w", ctx.Err())
	}
	defer func() { r.free <- pool }()
	if pool == nil {
		started, err := r.start()
		if err != nil {
			return fmt.Errorf("start PDFium: %w", err)
		}
		pool = started
	}
	worker, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("wait for PDFium: %w", errors.Join(ctx.Err(), err))
	}
	if err := opened(worker, pdf, do); err != nil {
		if ctx.Err() != nil { // between pages: nothing is wrong with the worker
			_ = worker.Close()
			return err
		}
		_ = worker.Kill() // a worker that failed is not used again
		return fmt.Errorf("draw pages: %w", err)
	}
	if err := worker.Close(); err != nil {
		return fmt.Errorf("release PDFium: %w", err)
	}
	return nil
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

// document is a PDF that a worker holds open.
type document struct {
	worker pdfium.Pdfium
	ref    references.FPDF_DOCUMENT
}

// opened opens a PDF for something. A trap inside PDFium is an unreadable file.
func opened(worker pdfium.Pdfium, pdf []byte, do func(document) error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", ErrUnreadable, fault)
		}
	}()
	doc, err := worker.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	defer worker.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc.Document})
	return do(document{worker, doc.Document})
}

func (d document) sizes() ([]Size, error) {
	count, err := d.worker.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	out := make([]Size, count.PageCount)
	for i := range out {
		size, err := d.worker.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.ref, Index: i})
		if err != nil {
			return nil, fmt.Errorf("%w: page %d: %w", ErrUnreadable, i+1, err)
		}
		out[i] = Size{size.Width, size.Height}
	}
	return out, nil
}

func (d document) draw(ctx context.Context, wants []Want) (Drawn, error) {
	sizes, err := d.sizes()
	if err != nil {
		return Drawn{}, err
	}
	out := Drawn{Sizes: sizes, Pictures: map[int]image.Image{}}
	for _, want := range wants {
		if err := ctx.Err(); err != nil {
			return Drawn{}, err
		}
		if want.Page < 0 || want.Page >= len(sizes) {
			continue
		}
		if out.Pictures[want.Page], err = d.page(want.Page, sizes[want.Page], float64(want.Width)); err != nil {
			return Drawn{}, err
		}
	}
	return out, nil
}

func (d document) page(index int, size Size, pixels float64) (image.Image, error) {
	width := math.Max(1, math.Round(pixels))
	height := math.Max(1, math.Round(size.Height*pixels/size.Width))
	if width*height > maxPixels {
		return nil, fmt.Errorf("page %d: %w", index+1, ErrTooLarge)
	}
	drawn, err := d.worker.RenderPageInPixels(&requests.RenderPageInPixels{
		Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: index}},
		Width: int(width), Height: int(height), RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", index+1, err)
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

// Package pagetext reads the text that the pages of a tagged PDF show, in the
// order of its structure tree and with the places where it cannot be read. It
// owns content streams, marked content and the way from codes to characters
// (ISO 32000-1, 9.10); it does not look at pictures of text, and it does not
// judge signatures (sign does).
package pagetext

import (
	"errors"

	"clausedesk/app/sign/pdffile"
)

// ErrUnreadable means a PDF without a structure tree, or with text whose
// characters it does not tell.
var ErrUnreadable = errors.New("the pages cannot be read as text")

// Piece is the text of one element of the structure: a heading, a paragraph, a
// cell. Contents tells that it belongs to the table of contents.
type Piece struct {
	Text     string
	Contents bool
}

// Pieces returns the text of a tagged PDF in reading order. What is marked as
// an artifact, such as running feet, is left out.
//
// Errors wrap ErrUnreadable and those of pdffile.
func Pieces(f *pdffile.File) ([]Piece, error) {
	catalog, err := f.Catalog()
	if err != nil {
		return nil, err
	}
	root, err := f.Dict(catalog.Get("StructTreeRoot"))
	if err != nil {
		return nil, errors.Join(ErrUnreadable, err)
	}
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	r := &reader{file: f, pages: map[pdffile.Ref]map[int]string{}, seen: map[pdffile.Ref]bool{}}
	for _, page := range pages {
		text, err := readPage(f, page)
		if err != nil {
			return nil, err
		}
		r.pages[page.Ref] = text
	}
	if err := r.kids(root.Get("K"), place{}); err != nil {
		return nil, err
	}
	return r.pieces, nil
}

const (
	maxDepth  = 64
	maxPieces = 1 << 18
)

// reader walks the structure tree.
type reader struct {
	file   *pdffile.File
	pages  map[pdffile.Ref]map[int]string // text by page and marked content
	seen   map[pdffile.Ref]bool
	pieces []Piece
}

// place is where in the tree the reader is.
type place struct {
	page     pdffile.Ref
	contents bool
	depth    int
	open     bool // inside an element whose text is one piece
}

// blocks are the elements that hold other blocks; every other one is one piece.
var blocks = map[pdffile.Name]bool{
	"Document": true, "Part": true, "Sect": true, "Div": true, "Art": true, "NonStruct": true, "L": true, "LI": true,
	"Table": true, "TR": true, "THead": true, "TBody": true, "TFoot": true, "TOC": true, "TOCI": true, "BlockQuote": true,
	"LBody": true, "TD": true, "TH": true, "Aside": true,
}

func (r *reader) kids(o pdffile.Object, at place) error {
	if at.depth > maxDepth || len(r.pieces) > maxPieces {
		return pdffile.ErrTooComplex
	}
	switch k := o.(type) {
	case pdffile.Array:
		for _, kid := range k {
			if err := r.kids(kid, at); err != nil {
				return err
			}
		}
	case pdffile.Int:
		r.say(r.pages[at.page][int(k)], at)
	case pdffile.Ref:
		return r.reference(k, at)
	case pdffile.Dict:
		return r.dict(k, at)
	}
	return nil
}

func (r *reader) reference(ref pdffile.Ref, at place) error {
	if r.seen[ref] {
		return pdffile.ErrMalformed
	}
	r.seen[ref] = true
	o, err := r.file.Get(ref)
	if err != nil {
		return err
	}
	switch o := o.(type) {
	case pdffile.Array:
		return r.kids(o, at)
	case pdffile.Dict:
		return r.dict(o, at)
	}
	return nil
}

// dict reads marked content with its page, or an element.
func (r *reader) dict(d pdffile.Dict, at place) error {
	if page, ok := d.Get("Pg").(pdffile.Ref); ok {
		at.page = page
	}
	if id, ok := d.Get("MCID").(pdffile.Int); ok {
		r.say(r.pages[at.page][int(id)], at)
		return nil
	}
	kind, ok := d.Get("S").(pdffile.Name)
	if !ok {
		return nil // a link to an annotation
	}
	at.contents = at.contents || kind == "TOC"
	at.depth++
	if !at.open && !blocks[kind] {
		r.pieces = append(r.pieces, Piece{Contents: at.contents})
		at.open = true
	}
	return r.kids(d.Get("K"), at)
}

// say adds text to the piece at hand.
func (r *reader) say(text string, at place) {
	if text == "" {
		return
	}
	if !at.open || len(r.pieces) == 0 {
		r.pieces = append(r.pieces, Piece{text, at.contents})
		return
	}
	r.pieces[len(r.pieces)-1].Text += text
}

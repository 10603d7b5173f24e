// Package pdf owns the printed form of a policy: it lays a text out on A4
// pages and writes them as a PDF. It is pure: the same input gives the same
// bytes in every process, place and time zone.
//
// It breaks lines and pages itself and uses gofpdf to write the file. It does
// not sign (sign does), does not read clause text (markup does) and does not
// touch the disk: callers stage and rename.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"clausedesk/app/policy"
)

// Input is what a document is made from.
type Input struct {
	Text      policy.Text
	Beside    *policy.Text // the same in another language, for an edition in two columns
	Prevails  string       // the language that decides between two, empty when none is named
	Version   int          // not shown for a draft
	Effective string       // yyyy-mm-dd, empty when there is none
	SHA256    string       // of the version's canonical form, hex; only in the metadata
	Content   []byte       // the version's canonical form, to be attached; none for a draft
	Created   time.Time    // stands in the file as its dates; the zero time means 1970
	Draft     bool         // marks the document as a draft
	Look      Look
	Code      string // to scan, below the text, such as the SHA-256 of a file; none when empty

	edition string // in place of a version, of what is none
}

// Box is a rectangle on a page (counted from 1), in points, with its origin
// at the bottom left of the page.
type Box struct {
	Page       int
	X, Y, W, H float64
}

// Place is where part of a clause stands on a page (counted from 1): the
// distances from the top of the page as fractions of its height.
type Place struct {
	Page        int
	Top, Bottom float64
}

// Result says what was written.
type Result struct {
	Pages     int
	Signature Box // room left for the visible signature, on the last page
	Counter   Box // room beside it, for a countersignature
	Clauses   map[policy.ID][]Place
}

// ErrInternal is returned when the writer itself failed on a text. It is a
// fault of this package, never of the text.
var ErrInternal = errors.New("the document could not be laid out")

// Write lays the text out and writes the document to w. Nothing is written
// when it fails: an *UncoveredError names the characters that no font can
// show; otherwise the error is that of ctx or of w.
func Write(ctx context.Context, w io.Writer, in Input) (result Result, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			result, err = Result{}, fmt.Errorf("%w: %v", ErrInternal, fault)
		}
	}()
	made, err := layOut(ctx, in)
	if missing := (*UncoveredError)(nil); errors.As(err, &missing) {
		return Result{}, missing
	}
	if err != nil {
		return Result{}, fmt.Errorf("lay out the document: %w", err)
	}
	data, err := paint(ctx, in, made.pages)
	if err != nil {
		return Result{}, fmt.Errorf("paint the document: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return Result{}, fmt.Errorf("write the document: %w", err)
	}
	return resultOf(in, made), nil
}

// laid is a document that is laid out, and the clauses that its rows are of.
type laid struct {
	pages   []page
	clauses []policy.ID
}

// layOut makes the pages of an edition in one language or in two. It returns
// an *UncoveredError for characters that no font can show.
func layOut(ctx context.Context, in Input) (laid, error) {
	if in.Beside != nil {
		return layOutBoth(ctx, in)
	}
	clauses := parse(in.Text)
	if missing := uncovered(in.Text, clauses); len(missing) > 0 {
		return laid{}, &UncoveredError{Missing: missing}
	}
	pages, err := compose(ctx, in, clauses)
	made := laid{pages: pages}
	for _, clause := range in.Text.Clauses {
		made.clauses = append(made.clauses, clause.ID)
	}
	return made, err
}

// resultOf finds the places of the clauses and the signature on the pages.
func resultOf(in Input, made laid) Result {
	d := designOf(in)
	result := Result{Pages: len(made.pages), Clauses: map[policy.ID][]Place{}}
	for i, p := range made.pages {
		for _, at := range p.rows {
			if at.row.signature {
				result.Signature = Box{
					Page: i + 1, X: d.measure(in).left, Y: d.paperHeight - at.top - signatureHeight,
					W: signatureWidth, H: signatureHeight,
				}
				result.Counter = counterBox(result.Signature, d.measure(in))
			}
			if at.row.clause >= 0 {
				result.place(made.clauses[at.row.clause], i+1, at, d.paperHeight)
			}
		}
	}
	return result
}

func (r *Result) place(id policy.ID, page int, at placed, height float64) {
	top, bottom := at.top/height, (at.top+at.row.height)/height
	places := r.Clauses[id]
	if last := len(places) - 1; last >= 0 && places[last].Page == page {
		places[last].Bottom = max(places[last].Bottom, bottom)
		return
	}
	r.Clauses[id] = append(places, Place{Page: page, Top: top, Bottom: bottom})
}

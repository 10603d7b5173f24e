package studio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"clausedesk/app/letterhead"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
)

// Errors of the look of documents.
var (
	ErrPaper = errors.New("this size of paper is not known")
	ErrPrint = errors.New("this kind of print is not known")
)

// Letterhead returns what a client, or the studio without one, has set.
func (s *Studio) Letterhead(ctx context.Context, client policy.ID) (policy.Letterhead, error) {
	h, err := s.Store.Letterhead(ctx, client)
	if err != nil {
		return policy.Letterhead{}, fmt.Errorf("read letterhead: %w", err)
	}
	return h, nil
}

// SetLetterhead saves it and returns it as it was saved: a colour that could
// not be read on white is made dark enough. Errors are those of package
// letterhead, ErrPaper, ErrPrint and store.ErrNotFound.
func (s *Studio) SetLetterhead(ctx context.Context, client policy.ID, h policy.Letterhead) (policy.Letterhead, error) {
	h, err := checkedLetterhead(h)
	if err == nil {
		err = s.Store.SetLetterhead(ctx, client, h)
	}
	if err != nil {
		return policy.Letterhead{}, fmt.Errorf("save letterhead: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return h, nil
}

func checkedLetterhead(h policy.Letterhead) (policy.Letterhead, error) {
	var lines []string
	for _, line := range h.Lines {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	h.Lines = lines
	if len(lines) > policy.MostLines {
		return h, letterhead.ErrLines
	}
	if h.Color != "" {
		c, err := letterhead.ParseColor(h.Color)
		if err != nil {
			return h, err
		}
		h.Color = c.Readable().String()
	}
	return h, checkedPrint(h.Paper, h.Print)
}

func checkedPrint(paper, print string) error {
	switch paper {
	case "", policy.PaperA4, policy.PaperLetter:
	default:
		return fmt.Errorf("%q: %w", paper, ErrPaper)
	}
	switch print {
	case "", policy.PrintNormal, policy.PrintLarge:
	default:
		return fmt.Errorf("%q: %w", print, ErrPrint)
	}
	return nil
}

// mostLogo is one byte more than the largest logo: what is longer is refused
// without being read.
const mostLogo = 4<<20 + 1

// ReadLogo reads a PNG, JPEG or SVG file. Errors are *FileError and those of
// package letterhead.
func ReadLogo(path string) (policy.Logo, error) {
	file, err := os.Open(path)
	if err != nil {
		return policy.Logo{}, &FileError{path, err}
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, mostLogo))
	if err != nil {
		return policy.Logo{}, &FileError{path, err}
	}
	logo, err := letterhead.Read(data)
	if err != nil {
		return policy.Logo{}, &FileError{path, err}
	}
	return logo, nil
}

// look is how the documents of a policy look, unless a request says otherwise.
func (s *Studio) look(ctx context.Context, id policy.ID, req ExportRequest) (pdf.Look, error) {
	p, err := s.Store.Policy(ctx, id)
	if err != nil {
		return pdf.Look{}, err
	}
	h, err := s.Store.LetterheadOf(ctx, p.ClientID)
	if err != nil {
		return pdf.Look{}, err
	}
	if req.Paper != "" {
		h.Paper = req.Paper
	}
	if req.Print != "" {
		h.Print = req.Print
	}
	return pdf.LookOf(h), checkedPrint(h.Paper, h.Print)
}

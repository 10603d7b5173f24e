package pdffile

import (
	"errors"
	"fmt"
)

var (
	// ErrMalformed is the cause of every structural error.
	ErrMalformed = errors.New("malformed PDF")
	// ErrTooComplex means that a limit on size, depth or work was passed.
	ErrTooComplex = errors.New("PDF passes a safety limit")
	// ErrUnsupported means a structure that is legal but not read here, such
	// as filters other than Flate.
	ErrUnsupported = errors.New("PDF structure not supported")
)

func malformed(pos int, what string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrMalformed, what, pos)
}

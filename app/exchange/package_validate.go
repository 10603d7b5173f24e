package exchange

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"slices"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"clausedesk/app/exchange/xliff"
)

// Validation says what a translator's file is, and what is wrong with it.
type Validation struct {
	Format   PackageFormat // empty where it is neither XLIFF nor PO
	Version  string        // of XLIFF
	Units    int
	Problems []xliff.Problem // in the order of lines
	Cut      bool            // there are more problems
}

// ValidatePackage judges XLIFF 2.0 to 2.2, XLIFF 1.2 or PO of any program by
// its standard. It reads as a stream: how large the file is does not matter.
// What is wrong with the file is in the result; an error says that it could not
// be read, or that ctx is done.
func ValidatePackage(ctx context.Context, r io.Reader) (Validation, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, _ := in.Peek(1 << 12)
	var out Validation
	var err error
	if looksLikeXML(head) {
		var report xliff.Report
		report, err = xliff.Validate(ctx, in)
		out = Validation{
			Format: XLIFF, Version: report.Version, Units: report.Units, Problems: report.Problems, Cut: report.Cut,
		}
		if report.Version == "1.2" {
			out.Format = XLIFF12
		}
		if report.Version == "" {
			out.Format = ""
		}
	} else {
		out.Format = PO
		err = validatePO(ctx, withoutMark(in, head), &out)
	}
	slices.SortStableFunc(out.Problems, func(a, b xliff.Problem) int { return a.Line - b.Line })
	return out, err
}

// looksLikeXML says whether the first character of a text is an angle bracket.
func looksLikeXML(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	head = bytes.ReplaceAll(head, []byte{0}, nil) // UTF-16
	head = bytes.TrimPrefix(bytes.TrimPrefix(head, []byte("\xff\xfe")), []byte("\xfe\xff"))
	return bytes.HasPrefix(bytes.TrimSpace(head), []byte("<"))
}

// withoutMark reads UTF-16 as UTF-8, and leaves a byte order mark out.
func withoutMark(in *bufio.Reader, head []byte) *bufio.Reader {
	order := unicode.BigEndian
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = in.Discard(3)
		return in
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		order = unicode.LittleEndian
	case !bytes.HasPrefix(head, []byte("\xfe\xff")):
		return in
	}
	return bufio.NewReader(transform.NewReader(in, unicode.UTF16(order, unicode.UseBOM).NewDecoder()))
}

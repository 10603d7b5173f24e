package pdf

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"clausedesk/app/markup"

	"github.com/jung-kurt/gofpdf"
)

// thirtyPages repeats the long sample until it fills thirty pages.
func thirtyPages(b *testing.B) Input {
	b.Helper()
	in := sample(b, "en", "Title")
	clauses := in.Text.Clauses
	for {
		_, result := written(b, in)
		if result.Pages >= 30 {
			return in
		}
		in.Text.Clauses = append(in.Text.Clauses, clauses...)
	}
}

func BenchmarkThirtyPages(b *testing.B) {
	in := thirtyPages(b)
	var size int
	for b.Loop() {
		var out bytes.Buffer
		result, err := Write(context.Background(), &out, in)
		if err != nil {
			b.Fatal(err)
		}
		size = out.Len()
		b.ReportMetric(float64(result.Pages), "pages")
	}
	b.ReportMetric(float64(size), "bytes")
}

// BenchmarkPlainMultiCell is what the other is measured against: gofpdf alone
// writing the same text in one font.
func BenchmarkPlainMultiCell(b *testing.B) {
	in := thirtyPages(b)
	var text strings.Builder
	for _, clause := range in.Text.Clauses {
		text.WriteString(clause.Heading + "\n" + markup.Plain(markup.Parse(clause.Body)) + "\n")
	}
	for b.Loop() {
		doc := gofpdf.New("P", "pt", "A4", "")
		for _, id := range []faceID{serif, serif + bold, sans, sans + bold} {
			doc.AddUTF8FontFromBytes(faceNames[id], "", faceOf(id).data)
		}
		doc.AddPage()
		doc.SetFont(faceNames[serif], "", 10.5)
		doc.MultiCell(plain.single.width, 15, text.String(), "", "L", false)
		if err := doc.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(doc.PageCount()), "pages")
	}
}

package sign

import (
	"crypto/x509"
	"testing"

	"clausedesk/app/sign/pdffile"
)

func open(tb testing.TB, pdf []byte) *pdffile.File {
	tb.Helper()
	f, err := pdffile.Open(pdf)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

func pagesOf(tb testing.TB, f *pdffile.File) []pdffile.Page {
	tb.Helper()
	pages, err := f.Pages()
	if err != nil {
		tb.Fatal(err)
	}
	return pages
}

func array(tb testing.TB, f *pdffile.File, o pdffile.Object) pdffile.Array {
	tb.Helper()
	a, err := f.Array(o)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func poolOf(ids ...*Identity) *x509.CertPool {
	pool := x509.NewCertPool()
	for _, id := range ids {
		pool.AddCert(id.Certificate)
	}
	return pool
}

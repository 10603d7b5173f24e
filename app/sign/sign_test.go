package sign

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"clausedesk/app/sign/pdffile"
)

func TestSignThenVerify(t *testing.T) {
	for _, algorithm := range []string{RSA3072, P256} {
		t.Run(algorithm, func(t *testing.T) {
			in := samplePDF(t, 3)
			out := mustSign(t, in, testIdentity(t, algorithm, signerNameInTests), visible(t))
			if !bytes.HasPrefix(out, in) {
				t.Fatal("the input is not a prefix of the signed file")
			}
			r := verifyAt(out)
			if r.Result != Intact || len(r.Signatures) != 1 {
				t.Fatalf("%+v", r)
			}
			s := r.Signatures[0]
			if s.Signer != signerNameInTests || !s.Time.Equal(signedAt) || s.TimeSource != TimeClaimed ||
				s.Integrity != IntegrityIntact || !s.CoversWholeFile || s.Trust != TrustSelfSigned ||
				s.Level != LevelBB || s.DocMDP != 2 || len(s.Problems) != 0 {
				t.Errorf("%+v", s)
			}
			want := PolicyInfo{Title: "Privacy & cookies", Client: "Molen B.V.", Version: "4", Language: "nl", SHA256: "ab12"}
			if r.Policy == nil || *r.Policy != want {
				t.Errorf("policy %+v", r.Policy)
			}
		})
	}
}

func TestSignIsDeterministic(t *testing.T) {
	for _, algorithm := range []string{RSA3072, P256} {
		in, id := samplePDF(t, 2), testIdentity(t, algorithm, signerNameInTests)
		if !bytes.Equal(mustSign(t, in, id, visible(t)), mustSign(t, in, id, visible(t))) {
			t.Errorf("%s: two runs differ", algorithm)
		}
	}
}

func TestSecondSignatureKeepsTheFirst(t *testing.T) {
	once := mustSign(t, samplePDF(t, 2), testIdentity(t, RSA3072, signerNameInTests), visible(t))
	opts := visible(t)
	opts.Page, opts.Rect, opts.Lang = 1, Rect{310, 60, 550, 130}, "sq"
	twice := mustSign(t, once, testIdentity(t, P256, "Second"), opts)
	r := verifyAt(twice)
	if r.Result != Intact || len(r.Signatures) != 2 {
		t.Fatalf("%+v", r)
	}
	first, second := r.Signatures[0], r.Signatures[1]
	if first.CoversWholeFile || first.Integrity != IntegrityIntact || first.DocMDP != 2 {
		t.Errorf("first: %+v", first)
	}
	if len(first.Problems) != 1 || first.Problems[0] != ProblemLaterAppearance {
		t.Errorf("first: a later drawing was not noticed: %v", first.Problems)
	}
	if !second.CoversWholeFile || second.Integrity != IntegrityIntact || second.DocMDP != 0 || second.Signer != "Second" {
		t.Errorf("second: %+v", second)
	}
}

func TestSignKeepsLinksAndSetsCatalog(t *testing.T) {
	in := samplePDF(t, 2)
	out := mustSign(t, in, testIdentity(t, P256, signerNameInTests), visible(t))
	before, after := open(t, in), open(t, out)
	was, now := pagesOf(t, before), pagesOf(t, after)
	old, list := array(t, before, was[1].Dict.Get("Annots")), array(t, after, now[1].Dict.Get("Annots"))
	if len(old) != 2 || len(list) != 3 || !pdffile.Equal(old, list[:2]) {
		t.Errorf("links: %v became %v", old, list)
	}
	if !pdffile.Equal(was[0].Dict, now[0].Dict) {
		t.Error("the first page changed")
	}
	catalog, err := after.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if lang, _ := catalog.Get("Lang").(pdffile.String); string(lang.Data) != "nl" {
		t.Errorf("Lang is %q", lang.Data)
	}
	form, err := after.Dict(catalog.Get("AcroForm"))
	if err != nil || form.Get("SigFlags") != pdffile.Object(pdffile.Int(3)) {
		t.Errorf("form %v, %v", form, err)
	}
}

func TestSignInvisible(t *testing.T) {
	out := mustSign(t, samplePDF(t, 1), testIdentity(t, P256, signerNameInTests), SignOptions{Time: signedAt, NoCertify: true})
	r := verifyAt(out)
	if r.Result != Intact || r.Signatures[0].DocMDP != 0 {
		t.Errorf("%+v", r)
	}
}

func TestSignRefuses(t *testing.T) {
	id := testIdentity(t, P256, signerNameInTests)
	good := samplePDF(t, 1)
	locked := bytes.Replace(mustSign(t, good, id, visible(t)), []byte("/P 2"), []byte("/P 1"), 1)
	p := gofpdf.New("P", "pt", "A4", "")
	p.SetProtection(gofpdf.CnProtectPrint, "user", "owner")
	p.AddPage()
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		in   []byte
		opts SignOptions
		want error
	}{
		"empty":          {in: nil, want: ErrUnreadable},
		"no PDF":         {in: []byte("hello"), want: ErrUnreadable},
		"cut":            {in: good[:len(good)-40], want: ErrUnreadable},
		"encrypted":      {in: output(t, p), want: ErrEncrypted},
		"locked":         {in: locked, want: ErrLocked},
		"page 2 of 1":    {in: good, opts: SignOptions{Page: 2}, want: ErrPage},
		"bad appearance": {in: good, opts: SignOptions{Appearance: []byte("x")}, want: ErrAppearance},
		"two pages":      {in: good, opts: SignOptions{Appearance: samplePDF(t, 2)}, want: ErrAppearance},
		"cancelled":      {ctx: cancelled, in: good, want: context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			if c.ctx == nil {
				c.ctx = context.Background()
			}
			out, err := Sign(c.ctx, c.in, id, c.opts)
			if !errors.Is(err, c.want) || out != nil {
				t.Errorf("got %d bytes, %v; want %v", len(out), err, c.want)
			}
		})
	}
}

func TestTrust(t *testing.T) {
	id := testIdentity(t, P256, signerNameInTests)
	pdf := mustSign(t, samplePDF(t, 1), id, visible(t))
	roots := poolOf(id)
	for name, c := range map[string]struct {
		opts VerifyOptions
		want Trust
	}{
		"not in roots":   {VerifyOptions{Now: signedAt}, TrustSelfSigned},
		"in roots":       {VerifyOptions{Now: signedAt, Roots: roots}, TrustTrusted},
		"years later":    {VerifyOptions{Now: signedAt.AddDate(6, 0, 0), Roots: roots}, TrustExpired},
		"before its day": {VerifyOptions{Now: signedAt.AddDate(0, 0, -1), Roots: roots}, TrustExpired},
	} {
		r := Verify(pdf, c.opts)
		if r.Result != Intact || r.Signatures[0].Trust != c.want {
			t.Errorf("%s: %s, %s", name, r.Result, r.Signatures[0].Trust)
		}
	}
	opts := visible(t)
	opts.Time, opts.AcceptExpired = signedAt.AddDate(0, -1, 0), true
	r := verifyAt(mustSign(t, samplePDF(t, 1), id, opts))
	if s := r.Signatures[0]; s.Trust != TrustExpired || s.Problems[0] != ProblemClaimedTime {
		t.Errorf("claimed before the certificate: %+v", s)
	}
}

func TestDates(t *testing.T) {
	for _, zone := range []int{0, 3600, -34200, 20700} {
		in := time.Date(2026, 2, 3, 4, 5, 6, 0, time.FixedZone("", zone))
		if got := parseDate(string(pdfDate(in).Data)); !got.Equal(in) {
			t.Errorf("%v came back as %v", in, got)
		}
	}
	for _, bad := range []string{"", "D:2026", "20260203040506", "D:20261303040506Z", "D:20260203040506*01'00'"} {
		if !parseDate(bad).IsZero() {
			t.Errorf("%q was taken for a date", bad)
		}
	}
}

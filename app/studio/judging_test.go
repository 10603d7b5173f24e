package studio_test

import (
	"bytes"
	"crypto/x509"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
)

// TestPagesSayWhatThePolicySays: every file of the sample studio, in all its
// languages and in two at once, shows the text that it carries.
func TestPagesSayWhatThePolicySays(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	result, err := d.Tour(d.ctx, dir, func(studio.TourStep) {})
	ok(t, err)
	for _, path := range result.Files {
		data, err := os.ReadFile(path)
		ok(t, err)
		report := studio.VerifyBytes(data, d.now)
		judged, err := d.Judge(d.ctx, data, report)
		ok(t, err)
		if judged.Pages.State != studio.PagesSame || judged.Match == nil || !judged.Sought {
			t.Errorf("%s: %+v", filepath.Base(path), judged)
		}
	}
}

// TestPagesThatSayOtherwise carry the policy of a version and show another
// text, which somebody may even have signed.
func TestPagesThatSayOtherwise(t *testing.T) {
	d := newDesk(t)
	version := d.publish(d.notice(), "2026-12-01")
	content, err := version.Content()
	ok(t, err)
	text, _ := content.TextIn("nl")
	write := func(change func(*policy.Text), carried []byte, hash string) []byte {
		shown := text
		shown.Clauses = append([]policy.TextClause{}, text.Clauses...)
		change(&shown)
		var out bytes.Buffer
		_, err := pdf.Write(d.ctx, &out, pdf.Input{Text: shown, Version: 1, SHA256: hash, Content: carried, Created: d.now})
		ok(t, err)
		return out.Bytes()
	}
	judge := func(data []byte) studio.Judgement {
		report := sign.Report{Policy: &sign.PolicyInfo{Language: "nl", SHA256: version.SHA256}}
		j, err := d.Judge(d.ctx, data, report)
		ok(t, err)
		return j
	}
	last := len(text.Clauses) - 1
	for name, c := range map[string]struct {
		change  func(*policy.Text)
		carried []byte
		want    studio.PagesState
	}{
		"unchanged":         {func(*policy.Text) {}, version.Canonical, studio.PagesSame},
		"a word less":       {func(x *policy.Text) { x.Clauses[last].Body = cutWord(x.Clauses[last].Body) }, version.Canonical, studio.PagesDiffer},
		"another word":      {func(x *policy.Text) { x.Clauses[0].Body = "Anders. " + cutWord(x.Clauses[0].Body) }, version.Canonical, studio.PagesDiffer},
		"a clause less":     {func(x *policy.Text) { x.Clauses = x.Clauses[:last] }, version.Canonical, studio.PagesDiffer},
		"order changed":     {func(x *policy.Text) { x.Clauses[0], x.Clauses[last] = x.Clauses[last], x.Clauses[0] }, version.Canonical, studio.PagesDiffer},
		"another policy in": {func(*policy.Text) {}, bytes.Replace(version.Canonical, []byte("Kweekwerk"), []byte("Zweefwerk"), 1), studio.PagesAltered},
		"none in":           {func(*policy.Text) {}, nil, ""},
	} {
		got := judge(write(c.change, c.carried, version.SHA256))
		if got.Pages.State != c.want || got.Match == nil {
			t.Errorf("%s: %+v", name, got)
		}
		if (got.Pages.State == studio.PagesDiffer) != (got.Pages.Words != "") {
			t.Errorf("%s: words %q", name, got.Pages.Words)
		}
	}
	unknown := judge(write(func(*policy.Text) {}, version.Canonical, strings.Repeat("0", 64)))
	if unknown.Pages.State != studio.PagesAltered {
		t.Errorf("another hash: %+v", unknown)
	}
}

// cutWord takes the last word away.
func cutWord(body string) string {
	return strings.TrimRight(body[:strings.LastIndexByte(body, ' ')], ",;") + "."
}

// TestTrustedCertificates: a signer is trusted once the studio says so, in its
// library alone, and the report to print is a PDF.
func TestTrustedCertificates(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Ada Lind", Algorithm: sign.P256, Passphrase: passphrase})
	ok(t, err)
	var out bytes.Buffer
	_, err = d.Export(d.ctx, studio.ExportRequest{
		Policy: id, Version: 1, Format: studio.PDF, Signature: studio.Signature{Identity: "Ada Lind", Passphrase: passphrase},
	}, &out)
	ok(t, err)
	before, err := d.Verify(d.ctx, out.Bytes())
	ok(t, err)
	cert := before.Signatures[0].Certificate
	ok(t, d.TrustCertificate(d.ctx, cert))
	ok(t, d.TrustCertificate(d.ctx, cert)) // twice is once
	after, err := d.Verify(d.ctx, out.Bytes())
	ok(t, err)
	if before.Signatures[0].Trust != sign.TrustSelfSigned || after.Signatures[0].Trust != sign.TrustTrusted {
		t.Errorf("%s, then %s", before.Signatures[0].Trust, after.Signatures[0].Trust)
	}
	if r := studio.VerifyBytes(out.Bytes(), d.now); r.Signatures[0].Trust != sign.TrustSelfSigned {
		t.Errorf("without the library: %s", r.Signatures[0].Trust)
	}
	if err := studio.Trust(x509.NewCertPool(), []byte("no PEM")); !errors.Is(err, studio.ErrNoCertificate) {
		t.Error(err)
	}
	var printed bytes.Buffer
	parts := []studio.ReportPart{{Lines: []string{"| signed | *and* unchanged"}}, {Heading: "Signed by Ada", Lines: []string{"1. line"}}}
	ok(t, studio.WriteReport(d.ctx, &printed, "en", "Verification report", d.now, parts))
	if !bytes.HasPrefix(printed.Bytes(), []byte("%PDF-")) {
		t.Error("no PDF")
	}
}

package studio_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"clausedesk/app/exchange"
	"clausedesk/app/pdf/enclosed"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
)

// document is the PDF of the first version of a policy, signed if that is asked.
func (d *desk) document(id policy.ID, signed bool) []byte {
	d.t.Helper()
	req := studio.ExportRequest{Policy: id, Version: 1, Format: studio.PDF}
	if signed {
		_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Ada", Algorithm: sign.P256, Passphrase: passphrase})
		ok(d.t, err)
		req.Identity, req.Passphrase = "Ada", passphrase
	}
	return d.export(req)
}

// A PDF opens as the policy it was made from, in another library too: the same
// text in every language, the same answers.
func TestAPDFOpensAsAPolicy(t *testing.T) {
	from := newDesk(t)
	id := from.notice()
	from.publish(id, "2026-12-01")
	document := from.document(id, false)
	want, _, err := enclosed.Policy(document)
	ok(t, err)

	to := newDesk(t)
	results, err := to.Import(to.ctx, studio.ImportRequest{Files: []studio.File{{Name: "a.pdf", Data: document}}}, noProgress)
	ok(t, err)
	if len(results) != 1 || results[0].Client != want.Client || len(results[0].Warnings) > 0 {
		t.Fatalf("results %+v", results)
	}
	for _, text := range want.Texts {
		again := to.export(studio.ExportRequest{Policy: results[0].Policy, Lang: text.Lang, Format: studio.Plain})
		var then bytes.Buffer
		ok(t, exchange.WriteText(&then, text))
		if string(again) != then.String() {
			t.Errorf("%s reads\n%s\nin the PDF it is\n%s", text.Lang, again, then.String())
		}
	}
	for key, value := range want.Facts {
		if got := to.snapshot(results[0].Policy).Facts()[key]; got != value {
			t.Errorf("%s is %q, was %q", key, got, value)
		}
	}
}

// A PDF that was changed, in what is inside or in what is signed, is refused
// and named; nothing is imported.
func TestAChangedPDFIsRefused(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	plain := d.document(id, false)
	otherHash := bytes.Replace(plain, []byte("<clausedesk:sha256>"), []byte("<clausedesk:sha256>0"), 1)
	otherHash = bytes.Replace(otherHash, []byte("</clausedesk:sha256>"), []byte("</clausedesk:sha25>"), 1)
	signed := d.document(id, true)
	title := bytes.Index(signed, []byte("/Title ("))
	signed[title+len("/Title (")] ^= 1
	for name, document := range map[string][]byte{"another hash": otherHash, "a change under a signature": signed} {
		d.unchanged(func() {
			_, err := d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{{Name: filepath.Join("x", name), Data: document}}}, noProgress)
			wantError(t, err, enclosed.ErrAltered)
		})
	}
}

// A draft has nothing inside that could be opened.
func TestADraftCarriesNoPolicy(t *testing.T) {
	d := newDesk(t)
	var out bytes.Buffer
	_, err := d.Export(d.ctx, studio.ExportRequest{Policy: d.notice(), Format: studio.PDF}, &out)
	ok(t, err)
	_, err = d.Import(d.ctx, studio.ImportRequest{Files: []studio.File{{Name: "draft.pdf", Data: out.Bytes()}}}, noProgress)
	wantError(t, err, exchange.ErrNotText)
}

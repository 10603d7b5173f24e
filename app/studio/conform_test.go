package studio_test

import (
	"testing"

	"clausedesk/app/pdf/conform"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
)

// A document keeps to PDF/A-3 and PDF/UA-1 when it is signed too, in one
// language or two, with a place for another signature and on other paper: the
// fields have their elements, their words and their appearance.
func TestASignedDocumentConforms(t *testing.T) {
	d := newDesk(t)
	id := d.notice()
	d.publish(id, "2026-12-01")
	_, err := d.NewIdentity(d.ctx, studio.IdentityRequest{Name: "Zoë Ada", Algorithm: sign.P256, Passphrase: passphrase})
	ok(t, err)
	signature := studio.Signature{Identity: "Zoë Ada", Passphrase: passphrase}
	for name, req := range map[string]studio.ExportRequest{
		"signed":        {Signature: signature},
		"in Dutch":      {Signature: signature, Lang: "nl"},
		"two languages": {Signature: signature, Lang: "nl", Beside: "en"},
		"countersigned": {Signature: signature, Countersign: true},
		"letter":        {Signature: signature, Paper: "letter", Print: "large"},
		"unsigned":      {},
	} {
		req.Policy, req.Version, req.Format = id, 1, studio.PDF
		failures, err := conform.Check(d.export(req))
		ok(t, err)
		for _, failure := range failures {
			t.Errorf("%s: %s", name, failure)
		}
	}
}

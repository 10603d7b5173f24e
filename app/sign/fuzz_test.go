package sign

import (
	"testing"

	"clausedesk/app/sign/cms"
)

// FuzzVerify must never panic, hang, or call an unknown file intact.
func FuzzVerify(f *testing.F) {
	v := newVictim(f)
	f.Add(v.pdf)
	f.Add(samplePDF(f, 1))
	f.Add([]byte("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"))
	known := string(v.pdf)
	f.Fuzz(func(t *testing.T, pdf []byte) {
		if r := verifyAt(pdf); r.Result == Intact && string(pdf) != known && r.Signatures[0].Signer != signerNameInTests {
			t.Fatalf("%+v", r)
		}
	})
}

// FuzzCMS must never panic.
func FuzzCMS(f *testing.F) {
	der, err := testIdentity(f, P256, signerNameInTests).signer().Sign(make([]byte, 32))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(der)
	f.Fuzz(func(_ *testing.T, der []byte) {
		if sd, err := cms.Parse(der); err == nil {
			_ = sd.Check(make([]byte, 32))
		}
	})
}

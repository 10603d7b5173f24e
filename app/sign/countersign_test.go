package sign

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/sign/cms"
)

// withPlace signs and leaves a place for the client.
func withPlace(t *testing.T, d *signingDesk, level Level) []byte {
	t.Helper()
	opts := d.options(t, level)
	opts.Empty = &EmptyField{
		Name: "Client", Tooltip: "Signature of Molen B.V.", Rect: Rect{320, 60, 540, 130}, Appearance: sampleAppearance(t),
	}
	return mustSign(t, samplePDF(t, 2), d.id, opts)
}

// TestCountersign: the place left empty is filled here, at every level, and
// both signatures stand.
func TestCountersign(t *testing.T) {
	d := newDesk(t, "p256")
	client := d.Issue("Client", testKey(t, "p384"), nil)
	other, err := NewIdentityFrom(client.Key, client.Certificate, d.Chain())
	if err != nil {
		t.Fatal(err)
	}
	for _, level := range allLevels {
		t.Run(string(level), func(t *testing.T) {
			pdf := withPlace(t, d, level)
			fields, err := Fields(pdf)
			if err != nil || !slices.ContainsFunc(fields, func(f FieldInfo) bool {
				return f == FieldInfo{"Client", false, 2, Rect{320, 60, 540, 130}}
			}) {
				t.Fatalf("%+v %v", fields, err)
			}
			if r := d.verify(pdf); r.Result != Intact || r.Signatures[0].DocMDP != 2 {
				t.Fatalf("%+v", r)
			}
			opts := d.options(t, level)
			opts.Field = "Client"
			both := mustSign(t, pdf, other, opts)
			r := d.verify(both)
			named := func(s Signature) bool { return s.Signer == "Client" && s.Level == level && s.Field == "Client" }
			if r.Result != Intact || !slices.ContainsFunc(r.Signatures, named) || r.Signatures[0].Level != level {
				t.Errorf("%+v", r)
			}
			dir := t.TempDir()
			writeFile(t, dir, "signed.pdf", both)
			checkQPDF(t, dir, "signed")
			if out, _ := run(t, dir, "pdfsig", "-nocert", "signed.pdf"); strings.Count(out, "Signature is Valid.") < 2 {
				t.Error(out)
			}
			if _, err := Sign(context.Background(), both, other, opts); !errors.Is(err, ErrField) {
				t.Errorf("signed twice: %v", err)
			}
		})
	}
}

// TestOthersFillThePlace has mutool, as another program, sign in the place that
// was left for the client.
func TestOthersFillThePlace(t *testing.T) {
	d := newDesk(t, "p256")
	dir := t.TempDir()
	p12, err := testIdentity(t, RSA3072, "Client").seal("long enough", 1)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir, "id.p12", p12)
	pdf := withPlace(t, d, LevelBT)
	writeFile(t, dir, "signed.pdf", pdf)
	fields, err := signatureFields(open(t, pdf))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(fields, func(f sigField) bool { return f.name == "Client" })
	out := mustRun(t, dir, "mutool", "sign", "-s", "id.p12", "-P", "long enough", "-o", "both.pdf", "signed.pdf",
		fmt.Sprint(fields[at].ref.Num))
	both := readFile(t, dir, "both.pdf")
	r := d.verify(both)
	if len(r.Signatures) != 2 || r.Signatures[0].Integrity != IntegrityIntact || r.Signatures[1].Field != "Client" {
		t.Errorf("%s %+v", out, r)
	}
	// Its signature names SHA-1, which no later timestamp makes any better.
	var level *LevelError
	if _, err := d.extend(both, LevelBLTA); !errors.As(err, &level) || !errors.Is(err, cms.ErrWeakDigest) {
		t.Error(err)
	}
}

// TestExtendElsewhere brings a signature made by OpenSSL to every level.
func TestExtendElsewhere(t *testing.T) {
	d := newDesk(t, "p256")
	dir := t.TempDir()
	key, err := x509.MarshalPKCS8PrivateKey(testKey(t, "p256"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir, "one.key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))
	writeFile(t, dir, "one.pem", (&Identity{Certificate: d.id.Certificate}).PEM())
	writeFile(t, dir, "chain.pem", (&Identity{Certificate: d.Issuing.Certificate}).PEM())
	base := mustSign(t, samplePDF(t, 1), testIdentity(t, RSA3072, signerNameInTests), visible(t))
	pdf := withCMS(t, base, func(content []byte) []byte {
		writeFile(t, dir, "content", content)
		mustRun(t, dir, "openssl", "cms", "-sign", "-binary", "-cades", "-nosmimecap", "-in", "content", "-outform", "DER",
			"-out", "sig.der", "-signer", "one.pem", "-inkey", "one.key", "-certfile", "chain.pem")
		return readFile(t, dir, "sig.der")
	})
	for _, level := range allLevels[1:] {
		out, err := d.extend(pdf, level)
		if err != nil {
			t.Fatal(err)
		}
		r := d.verify(out)
		if s := r.Signatures[0]; r.Result != Intact || s.Trust != TrustTrusted || s.TimeSource != TimeTimestamp {
			t.Errorf("%s: %+v", level, r)
		}
		judgedByOthers(t, d, out, map[Level]int{LevelBT: 2, LevelBLT: 2, LevelBLTA: 3}[level])
	}
}

// TestLockedField: what the field locks is taken over into the signature.
func TestLockedField(t *testing.T) {
	d := newDesk(t, "p256")
	pdf := withPlace(t, d, LevelBB)
	locked := strings.Replace(string(pdf), "/TU (Signature of Molen B.V.)", "/Lock <</Action /All>>       ", 1)
	opts := d.options(t, LevelBB)
	opts.Field = "Client"
	out, err := Sign(context.Background(), []byte(locked), d.id, opts)
	if err != nil || !strings.Contains(string(out), "/FieldMDP") {
		t.Error(err)
	}
	seed := strings.Replace(string(pdf), "/TU (Signature of Molen B.V.)", "/SV <</Ff 1>>                ", 1)
	if _, err := Sign(context.Background(), []byte(seed), d.id, opts); !errors.Is(err, ErrField) {
		t.Error(err)
	}
}

// TestPlaceNameTaken: a place may not have the name of another field.
func TestPlaceNameTaken(t *testing.T) {
	d := newDesk(t, "p256")
	opts := d.options(t, LevelBB)
	opts.Empty = &EmptyField{Name: "Client", Rect: Rect{320, 60, 540, 130}}
	if _, err := Sign(context.Background(), withPlace(t, d, LevelBB), d.id, opts); !errors.Is(err, ErrField) {
		t.Error(err)
	}
}

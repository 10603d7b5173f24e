package sign

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"io"
	"math/big"
	"slices"
	"strings"
	"testing"
)

// TestIterationBombs asks for more rounds than anybody waits for, in each of
// the places where a PKCS#12 file can.
func TestIterationBombs(t *testing.T) {
	id := testIdentity(t, P256, signerNameInTests)
	const pass = "long enough"
	sealed, err := id.seal(pass, 600_001)
	if err != nil {
		t.Fatal(err)
	}
	was := []byte{2, 3, 0x09, 0x27, 0xC1}
	var at []int
	for i := 0; ; i++ {
		n := bytes.Index(sealed[i:], was)
		if n < 0 {
			break
		}
		i += n
		at = append(at, i)
	}
	if len(at) != 3 {
		t.Fatalf("iterations stand in %d places", len(at))
	}
	for _, i := range at {
		bomb := slices.Clone(sealed)
		copy(bomb[i:], []byte{2, 3, 0x7F, 0xFF, 0xFF}) // 8 million and twice 600 thousand
		if n := effort(bomb); n != 0x7FFFFF+2*600_001 {
			t.Errorf("at %d: effort %d", i, n)
		}
	}
	all := bytes.ReplaceAll(sealed, was, []byte{2, 3, 0x7F, 0xFF, 0xFF})
	if _, err := Open(all, pass); !errors.Is(err, ErrEffort) || !errors.Is(err, ErrNotPKCS12) {
		t.Errorf("%v", err)
	}
	quick, err := id.seal(pass, 1)
	if err != nil {
		t.Fatal(err)
	}
	if effort(quick) != 3 {
		t.Errorf("effort %d", effort(quick))
	}
	for _, wrong := range []string{"", "long enougj", "long enough "} {
		if _, err := Open(quick, wrong); !errors.Is(err, ErrWrongPassphrase) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// TestIterationBombsOfOpenSSL does so with the older schemes.
func TestIterationBombsOfOpenSSL(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, dir, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
		"-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=X", "-days", "30")
	for _, args := range []string{"", "-legacy", "-keypbe PBE-SHA1-3DES -certpbe NONE", "-keypbe NONE -certpbe NONE"} {
		base := []string{"pkcs12", "-export", "-in", "c.pem", "-inkey", "k.pem", "-passout", "pass:long enough", "-out", "o.p12", "-iter", "3000"}
		mustRun(t, dir, "openssl", append(base, strings.Fields(args)...)...)
		p12 := readFile(t, dir, "o.p12")
		if _, err := Open(p12, "long enough"); err != nil {
			t.Fatalf("%q: %v", args, err)
		}
		count := bytes.Count(p12, []byte{2, 2, 0x0B, 0xB8})
		if got := effort(p12); count == 0 || got != 3000*count {
			t.Errorf("%q: %d rounds in %d places", args, got, count)
		}
		mustRun(t, dir, "openssl", append(base, append(strings.Fields(args), "-nomac")...)...)
		if _, err := Open(readFile(t, dir, "o.p12"), "long enough"); !errors.Is(err, ErrNotPKCS12) {
			t.Errorf("%q without integrity code: %v", args, err)
		}
	}
}

// TestSignerNameIsOneLine: a certificate's name is the attacker's to choose.
func TestSignerNameIsOneLine(t *testing.T) {
	id, err := NewIdentity(t.Context(), Params{Name: "Studio\n  Trusted \x1b[32m\u202Eevil", Algorithm: P256, Now: signedAt})
	if err != nil {
		t.Fatal(err)
	}
	if got := id.Name(); got != "Studio   Trusted  [32m evil" {
		t.Errorf("%q", got)
	}
	info, _ := ParsePolicyInfo([]byte(`<a xmlns:c="` + PolicyNamespace + `"><c:title>A&#10;B&#x202E;C</c:title></a>`))
	if info.Title != "A B C" {
		t.Errorf("%q", info.Title)
	}
}

// TestNotReallySelfSigned: equal subject and issuer prove nothing.
func TestNotReallySelfSigned(t *testing.T) {
	real, other := testIdentity(t, P256, signerNameInTests), testIdentity(t, P256, "Other")
	template := *real.Certificate
	parent := *other.Certificate
	parent.RawSubject, parent.Subject = real.Certificate.RawSubject, real.Certificate.Subject
	der, err := x509.CreateCertificate(rand.Reader, &template, &parent, real.key.Public(), other.key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	id, err := NewIdentityFrom(real.key, cert, nil)
	if err != nil {
		t.Fatal(err)
	}
	pdf := mustSign(t, samplePDF(t, 1), id, SignOptions{Time: signedAt})
	if s := verifyAt(pdf).Signatures[0]; s.Trust != TrustUnknown || s.Integrity != IntegrityIntact {
		t.Errorf("%+v", s)
	}
	r := Verify(pdf, VerifyOptions{Now: signedAt, Roots: poolOf(real)})
	if r.Signatures[0].Trust != TrustUnknown {
		t.Errorf("%+v", r.Signatures[0])
	}
}

// TestForgedValues puts signature values in place that broken arithmetic takes.
func TestForgedValues(t *testing.T) {
	base := mustSign(t, samplePDF(t, 1), testIdentity(t, RSA3072, signerNameInTests), visible(t))
	id := testIdentity(t, P256, signerNameInTests)
	order := id.key.Public().(*ecdsa.PublicKey).Curve.Params().N
	for _, rs := range [][2]*big.Int{
		{big.NewInt(0), big.NewInt(0)},
		{big.NewInt(1), big.NewInt(0)},
		{big.NewInt(0), big.NewInt(1)},
		{order, order},
		{new(big.Int).Neg(order), big.NewInt(1)},
		{big.NewInt(1), order},
		{new(big.Int).Lsh(big.NewInt(1), 4000), big.NewInt(1)},
	} {
		pdf := withCMS(t, base, func(content []byte) []byte {
			s := id.signer()
			s.Key = fixedSigner{id.key, rs}
			h := s.Hash().New()
			h.Write(content)
			der, err := s.Sign(h.Sum(nil))
			if err != nil {
				t.Fatal(err)
			}
			return der
		})
		if r := verifyAt(pdf); r.Result != Altered || !slices.Contains(r.Signatures[0].Problems, ProblemSignatureValue) {
			t.Errorf("%v: %+v", rs, r)
		}
	}
}

// fixedSigner is a key that always gives the same signature.
type fixedSigner struct {
	crypto.Signer
	rs [2]*big.Int
}

func (f fixedSigner) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) {
	return asn1.Marshal(struct{ R, S *big.Int }{f.rs[0], f.rs[1]})
}

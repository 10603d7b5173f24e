package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"testing"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

func selfMade(t *testing.T, key interface{ Public() any }, private any) *x509.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Test"},
		NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1<<33, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

type public struct{ key any }

func (p public) Public() any { return p.key }

func sample(t *testing.T) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := Signer{Key: key, Certificate: selfMade(t, public{&key.PublicKey}, key)}
	der, err := s.Sign(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// indefinite writes constructed values with indefinite lengths, down to depth.
func indefinite(t *testing.T, der []byte, depth int) []byte {
	t.Helper()
	in := cryptobyte.String(der)
	var out []byte
	for !in.Empty() {
		var whole, content cryptobyte.String
		var tag cbasn1.Tag
		if !in.ReadAnyASN1Element(&whole, &tag) {
			t.Fatal("no DER")
		}
		if whole[0]&0x20 == 0 || depth == 0 {
			out = append(out, whole...)
			continue
		}
		copied := whole
		copied.ReadAnyASN1(&content, &tag)
		out = append(append(out, whole[0], 0x80), indefinite(t, content, depth-1)...)
		out = append(out, 0, 0)
	}
	return out
}

// TestToDER: a signature in BER is the same as in DER, and what is cut or
// goes on for ever is none.
func TestToDER(t *testing.T) {
	der := sample(t)
	for depth := range 12 {
		ber := indefinite(t, der, depth)
		got, taken, ok := ToDER(append(bytes.Clone(ber), 0, 0, 0, 9))
		if !ok || taken != len(ber) || !bytes.Equal(got, der) {
			t.Fatalf("depth %d: %t, %d of %d", depth, ok, taken, len(ber))
		}
		for n := range ber {
			if _, _, ok := ToDER(ber[:n]); ok {
				t.Fatalf("depth %d: %d bytes of %d are a whole", depth, n, len(ber))
			}
		}
	}
	for name, c := range map[string]struct{ in, want []byte }{
		"long length":  {[]byte{4, 0x83, 0, 0, 1, 9}, []byte{4, 1, 9}},
		"pieces":       {[]byte{0x24, 0x80, 4, 1, 1, 0x24, 3, 4, 1, 2, 0, 0}, []byte{4, 2, 1, 2}},
		"tag in parts": {[]byte{0x9F, 0x81, 1, 1, 5}, []byte{0x9F, 0x81, 1, 1, 5}},
	} {
		if got, _, ok := ToDER(c.in); !ok || !bytes.Equal(got, c.want) {
			t.Errorf("%s: %x", name, got)
		}
	}
	for name, in := range map[string][]byte{
		"empty": nil, "tag alone": {0x30}, "endless tag": {0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0},
		"primitive without length": {4, 0x80, 0, 0}, "pieces of another kind": {0x24, 3, 2, 1, 1},
		"nested for ever": bytes.Repeat([]byte{0x30, 0x80}, 100), "too long": {4, 0x88, 0xFF, 0, 0, 0, 0, 0, 0, 1, 1},
	} {
		if _, _, ok := ToDER(in); ok {
			t.Errorf("%s was accepted", name)
		}
	}
}

// TestEd25519 signs by hand, as RFC 8419 says.
func TestEd25519(t *testing.T) {
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	digest := sha512.Sum512([]byte("content"))
	s := Signer{Certificate: selfMade(t, public{pub}, key)}
	attrs := s.attributes(digest[:])
	build := func(scheme asn1.ObjectIdentifier, value []byte) []byte {
		var b cryptobyte.Builder
		sequence(&b, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidSignedData)
			b.AddASN1(explicit(0), func(b *cryptobyte.Builder) {
				sequence(b, func(b *cryptobyte.Builder) {
					b.AddASN1Int64(1)
					b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAlgorithm(b, oidSHA512, false) })
					sequence(b, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) })
					b.AddASN1(explicit(0), func(b *cryptobyte.Builder) { b.AddBytes(s.Certificate.Raw) })
					b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
						sequence(b, func(b *cryptobyte.Builder) {
							b.AddASN1Int64(1)
							sequence(b, func(b *cryptobyte.Builder) {
								b.AddBytes(s.Certificate.RawIssuer)
								b.AddASN1BigInt(s.Certificate.SerialNumber)
							})
							addAlgorithm(b, oidSHA512, false)
							b.AddASN1(explicit(0), func(b *cryptobyte.Builder) { addAll(b, attrs) })
							addAlgorithm(b, scheme, false)
							b.AddASN1OctetString(value)
						})
					})
				})
			})
		})
		return b.BytesOrPanic()
	}
	value := ed25519.Sign(key, setOf(attrs))
	for name, c := range map[string]struct {
		scheme asn1.ObjectIdentifier
		value  []byte
		want   error
	}{
		"good":          {oidEd25519, value, nil},
		"another value": {oidEd25519, make([]byte, 64), ErrSignature},
		"other scheme":  {oidRSA, value, ErrAlgorithm},
	} {
		sd, err := Parse(build(c.scheme, c.value))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := sd.Check(digest[:]); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if sd.Algorithm() != "Ed25519" {
			t.Error(sd.Algorithm())
		}
	}
}

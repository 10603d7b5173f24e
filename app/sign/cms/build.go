package cms

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"io"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Signer is a key with its certificate. Chain is enclosed behind the
// certificate, in the order given.
type Signer struct {
	Key         crypto.Signer
	Certificate *x509.Certificate
	Chain       []*x509.Certificate
}

// Hash is the digest that suits the key: SHA-384 for P-384, else SHA-256.
func (s Signer) Hash() crypto.Hash {
	if k, ok := s.Certificate.PublicKey.(*ecdsa.PublicKey); ok && k.Curve.Params().BitSize > 256 {
		return crypto.SHA384
	}
	return crypto.SHA256
}

// Size is an upper bound, in bytes, of what Sign returns, taken from a trial
// with a stand-in signature of the greatest length and, unless token is 0, a
// timestamp token of so many bytes. It does not use the key.
func (s Signer) Size(token int) (int, error) {
	n, err := s.signatureSize()
	if err != nil {
		return 0, err
	}
	digest := make([]byte, s.Hash().Size())
	der, err := s.assemble(s.attributes(digest), make([]byte, n), make([]byte, token))
	return len(der), err
}

func (s Signer) signatureSize() (int, error) {
	switch k := s.Certificate.PublicKey.(type) {
	case *rsa.PublicKey:
		return k.Size(), nil
	case *ecdsa.PublicKey:
		// SEQUENCE of two INTEGERs, each with a possible sign byte.
		return 9 + 2*((k.Curve.Params().BitSize+7)/8), nil
	}
	return 0, ErrAlgorithm
}

// Stamp gives the DER of a timestamp token over a signature value.
type Stamp func(value []byte) ([]byte, error)

// Sign returns the DER of a ContentInfo over the content with the digest,
// which was made with s.Hash(). With RSA and ECDSA keys of the standard
// library equal input gives equal output.
func (s Signer) Sign(digest []byte) ([]byte, error) { return s.SignStamped(digest, nil) }

// SignStamped is Sign with a timestamp over the signature value among the
// unsigned attributes (RFC 3161, appendix A); a nil stamp adds none.
func (s Signer) SignStamped(digest []byte, stamp Stamp) ([]byte, error) {
	attrs := s.attributes(digest)
	h := s.Hash().New()
	h.Write(setOf(attrs))
	sig, err := s.Key.Sign(s.random(), h.Sum(nil), s.Hash())
	if err != nil {
		return nil, fmt.Errorf("sign attributes: %w", err)
	}
	var token []byte
	if stamp != nil {
		if token, err = stamp(sig); err != nil {
			return nil, err
		}
	}
	return s.assemble(attrs, sig, token)
}

// random is nil for software ECDSA keys, which then sign by RFC 6979.
func (s Signer) random() io.Reader {
	if _, ok := s.Key.(*ecdsa.PrivateKey); ok {
		return nil
	}
	return rand.Reader
}

// attributes returns the signed attributes, each in DER, in SET OF order.
func (s Signer) attributes(digest []byte) [][]byte {
	certHash := sha256.Sum256(s.Certificate.Raw)
	attrs := [][]byte{
		attribute(oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) }),
		attribute(oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(digest) }),
		// SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } } with the
		// default SHA-256; PAdES baseline wants no issuerSerial.
		attribute(oidSigningCertV2, func(b *cryptobyte.Builder) {
			sequence(b, func(b *cryptobyte.Builder) {
				sequence(b, func(b *cryptobyte.Builder) {
					sequence(b, func(b *cryptobyte.Builder) { b.AddASN1OctetString(certHash[:]) })
				})
			})
		}),
	}
	slices.SortFunc(attrs, bytes.Compare)
	return attrs
}

func attribute(oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	sequence(&b, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		b.AddASN1(cbasn1.SET, value)
	})
	return b.BytesOrPanic()
}

func sequence(b *cryptobyte.Builder, content func(*cryptobyte.Builder)) {
	b.AddASN1(cbasn1.SEQUENCE, content)
}

func setOf(elements [][]byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAll(b, elements) })
	return b.BytesOrPanic()
}

func addAll(b *cryptobyte.Builder, elements [][]byte) {
	for _, e := range elements {
		b.AddBytes(e)
	}
}

func addAlgorithm(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, null bool) {
	sequence(b, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if null {
			b.AddASN1NULL()
		}
	})
}

func (s Signer) assemble(attrs [][]byte, sig, token []byte) ([]byte, error) {
	digest := digestByHash(s.Hash())
	var b cryptobyte.Builder
	sequence(&b, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(explicit(0), func(b *cryptobyte.Builder) {
			sequence(b, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(1)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAlgorithm(b, digest.oid, false) })
				sequence(b, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) })
				b.AddASN1(explicit(0), func(b *cryptobyte.Builder) { addAll(b, s.certificates()) })
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { s.signerInfo(b, digest, attrs, sig, token) })
			})
		})
	})
	return b.Bytes()
}

// certificates are the enclosed certificates in SET OF order, without
// repetition.
func (s Signer) certificates() [][]byte {
	out := [][]byte{s.Certificate.Raw}
	for _, c := range s.Chain {
		out = append(out, c.Raw)
	}
	slices.SortFunc(out, bytes.Compare)
	return slices.CompactFunc(out, bytes.Equal)
}

func (s Signer) signerInfo(b *cryptobyte.Builder, digest digestAlgorithm, attrs [][]byte, sig, token []byte) {
	sequence(b, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		sequence(b, func(b *cryptobyte.Builder) {
			b.AddBytes(s.Certificate.RawIssuer)
			b.AddASN1BigInt(s.Certificate.SerialNumber)
		})
		addAlgorithm(b, digest.oid, false)
		b.AddASN1(explicit(0), func(b *cryptobyte.Builder) { addAll(b, attrs) })
		if _, ok := s.Certificate.PublicKey.(*rsa.PublicKey); ok {
			addAlgorithm(b, digest.rsa, true)
		} else {
			addAlgorithm(b, digest.ecdsa, false)
		}
		b.AddASN1OctetString(sig)
		if len(token) > 0 {
			b.AddASN1(explicit(1), func(b *cryptobyte.Builder) {
				b.AddBytes(attribute(OIDTimestampToken, func(b *cryptobyte.Builder) { b.AddBytes(token) }))
			})
		}
	})
}

func explicit(n uint8) cbasn1.Tag { return cbasn1.Tag(n).Constructed().ContextSpecific() }

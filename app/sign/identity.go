package sign

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"time"

	"clausedesk/app/sign/cms"
)

// The algorithms of identities made here.
const (
	RSA3072 = "rsa3072"
	P256    = "p256"
)

// Identity is a private key with its certificate. It is safe for use by
// several goroutines.
type Identity struct {
	Certificate *x509.Certificate
	Chain       []*x509.Certificate // issuers, nearest first; empty when self-signed
	key         crypto.Signer
}

// Params describes a self-made identity.
type Params struct {
	Name         string // the person or organisation shown as signer
	Organization string
	Country      string // two letters, optional
	Email        string
	Algorithm    string // RSA3072 or P256; empty is RSA3072
	Years        int    // validity; 0 is 5
	Now          time.Time
}

// NewIdentity makes a key and a self-signed X.509 v3 certificate for it, valid
// from five minutes before p.Now. Key and serial number come from the
// system's random source; Go takes no other.
//
// The extended key usages are document signing (RFC 9336) and e-mail
// protection: the latter because OpenSSL and NSS judge document signatures
// with their S/MIME rules and would otherwise refuse the certificate.
//
// Errors: ErrName, ErrValidity, ErrUnsupportedKey.
func NewIdentity(ctx context.Context, p Params) (*Identity, error) {
	p.Name = strings.TrimSpace(p.Name)
	if p.Name == "" {
		return nil, ErrName
	}
	if p.Years == 0 {
		p.Years = 5
	}
	if p.Years < 1 || p.Years > 30 {
		return nil, ErrValidity
	}
	key, err := newKey(p.Algorithm)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	template, err := certificateTemplate(p)
	if err != nil {
		return nil, err
	}
	if template.SubjectKeyId, err = subjectKeyID(key.Public()); err != nil {
		return nil, err
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("make certificate: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("read back certificate: %w", err)
	}
	return &Identity{Certificate: cert, key: key}, nil
}

func newKey(algorithm string) (crypto.Signer, error) {
	switch algorithm {
	case "", RSA3072:
		return rsa.GenerateKey(rand.Reader, 3072)
	case P256:
		return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	}
	return nil, fmt.Errorf("%w: %q", ErrUnsupportedKey, algorithm)
}

var oidDocumentSigning = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}

func certificateTemplate(p Params) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 158))
	if err != nil {
		return nil, fmt.Errorf("serial number: %w", err)
	}
	from := p.Now.UTC().Add(-5 * time.Minute).Truncate(time.Second)
	t := &x509.Certificate{
		SerialNumber:          serial.Add(serial, big.NewInt(1)),
		Subject:               pkix.Name{CommonName: p.Name},
		NotBefore:             from,
		NotAfter:              from.AddDate(p.Years, 0, 0),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection},
		UnknownExtKeyUsage:    []asn1.ObjectIdentifier{oidDocumentSigning},
		BasicConstraintsValid: true,
	}
	if p.Organization != "" {
		t.Subject.Organization = []string{p.Organization}
	}
	if p.Country != "" {
		t.Subject.Country = []string{p.Country}
	}
	if p.Email != "" {
		t.EmailAddresses = []string{p.Email}
	}
	return t, nil
}

// subjectKeyID is the leftmost 160 bits of the SHA-256 of the public key
// (RFC 7093, section 2, method 1).
func subjectKeyID(pub crypto.PublicKey) ([]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(pub)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsupportedKey, err)
	}
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	if _, err := asn1.Unmarshal(der, &info); err != nil {
		return nil, fmt.Errorf("subject key identifier: %w", err)
	}
	sum := sha256.Sum256(info.Key.Bytes)
	return sum[:20], nil
}

// NewIdentityFrom joins a key held elsewhere (a card, a key store) with its
// certificate. Errors: ErrNoKey when they do not belong together,
// ErrUnsupportedKey, ErrWeakKey.
func NewIdentityFrom(key crypto.Signer, cert *x509.Certificate, chain []*x509.Certificate) (*Identity, error) {
	if err := checkKey(key.Public()); err != nil {
		return nil, err
	}
	if !sameKey(key.Public(), cert.PublicKey) {
		return nil, ErrNoKey
	}
	return &Identity{Certificate: cert, Chain: chain, key: key}, nil
}

func checkKey(pub crypto.PublicKey) error {
	switch k := pub.(type) {
	case *rsa.PublicKey:
		if k.N.BitLen() < cms.MinRSABits {
			return ErrWeakKey
		}
		return nil
	case *ecdsa.PublicKey:
		if k.Curve == elliptic.P256() || k.Curve == elliptic.P384() {
			return nil
		}
	}
	return ErrUnsupportedKey
}

func sameKey(a, b crypto.PublicKey) bool {
	k, ok := a.(interface{ Equal(crypto.PublicKey) bool })
	return ok && k.Equal(b)
}

// Name is the name shown as signer: the common name of the certificate, else
// its organisation, else its whole subject.
func (id *Identity) Name() string { return signerName(id.Certificate) }

func signerName(c *x509.Certificate) string { return plainText(subjectName(c)) }

// SubjectName is what a certificate calls its owner, in plain characters.
func SubjectName(c *x509.Certificate) string { return signerName(c) }

func subjectName(c *x509.Certificate) string {
	if c.Subject.CommonName != "" {
		return c.Subject.CommonName
	}
	if len(c.Subject.Organization) > 0 {
		return c.Subject.Organization[0]
	}
	return c.Subject.String()
}

// Algorithm is RSA3072 or P256 for identities made here, else a similar name.
func (id *Identity) Algorithm() string {
	switch k := id.Certificate.PublicKey.(type) {
	case *rsa.PublicKey:
		return fmt.Sprintf("rsa%d", k.N.BitLen())
	case *ecdsa.PublicKey:
		return fmt.Sprintf("p%d", k.Curve.Params().BitSize)
	}
	return ""
}

// SelfSigned tells whether the certificate vouches only for itself.
func (id *Identity) SelfSigned() bool { return selfSigned(id.Certificate) }

// Fingerprint is the SHA-256 of the certificate in lower-case hex.
func (id *Identity) Fingerprint() string { return Fingerprint(id.Certificate) }

// Fingerprint is the SHA-256 of a certificate in lower-case hex.
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

// PEM is the certificate and its chain, without the key.
func (id *Identity) PEM() []byte {
	out := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: id.Certificate.Raw})
	for _, c := range id.Chain {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return out
}

func (id *Identity) signer() cms.Signer {
	return cms.Signer{Key: id.key, Certificate: id.Certificate, Chain: id.Chain}
}

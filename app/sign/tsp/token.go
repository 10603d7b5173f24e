package tsp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"slices"
	"time"

	"clausedesk/app/sign/cms"
)

// Token is a parsed timestamp token. Nothing in it is verified before Check or
// CheckDigest returned nil.
type Token struct {
	DER      []byte    // the token as it came
	Time     time.Time // genTime, UTC
	Accuracy time.Duration
	Policy   asn1.ObjectIdentifier
	Serial   *big.Int
	Nonce    *big.Int    // nil when the request had none
	Hash     crypto.Hash // of the data
	Imprint  []byte      // the data's digest

	Certificate  *x509.Certificate   // of the authority
	Certificates []*x509.Certificate // all that are enclosed

	signed *cms.SignedData
}

// Parse reads exactly one DER token: a CMS SignedData that encloses a TSTInfo
// and the certificate of its signer.
//
// Errors wrap ErrMalformed, and those of cms.Parse where they say more.
func Parse(der []byte) (*Token, error) {
	signed, err := cms.ParseEnclosed(der, oidTSTInfo)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	t := &Token{
		DER: der, signed: signed,
		Certificate: signed.Signer, Certificates: signed.Certificates,
	}
	if err := t.readInfo(signed.Content); err != nil {
		return nil, err
	}
	return t, nil
}

// Algorithm names key and digest of the token's signature.
func (t *Token) Algorithm() string { return t.signed.Algorithm() }

// Check tells whether this token is for the data and sound in itself: see
// CheckDigest.
func (t *Token) Check(data []byte) error {
	h := t.Hash.New()
	h.Write(data)
	return t.CheckDigest(h.Sum(nil))
}

// CheckDigest tells whether this token is for data with the digest, which was
// made with t.Hash, and sound in itself: the signature holds, a signed
// attribute names the certificate of the authority (RFC 3161, 2.4.2), and that
// certificate is for timestamps alone (RFC 3161, 2.3) and was valid at t.Time.
//
// Errors wrap ErrImprint, ErrSignature or ErrAuthority.
func (t *Token) CheckDigest(digest []byte) error {
	if !bytes.Equal(digest, t.Imprint) {
		return ErrImprint
	}
	if !t.signed.NamesSigner() {
		return fmt.Errorf("%w: certificate not named", ErrSignature)
	}
	h := t.signed.Hash.New()
	h.Write(t.signed.Content)
	if err := t.signed.Check(h.Sum(nil)); err != nil {
		return fmt.Errorf("%w: %w", ErrSignature, err)
	}
	return t.checkAuthority()
}

// checkAuthority wants the one extended key usage timeStamping, critical, and
// a key usage, when there is one, for signatures.
func (t *Token) checkAuthority() error {
	c := t.Certificate
	if len(c.UnknownExtKeyUsage) > 0 || !slices.Equal(c.ExtKeyUsage, []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}) {
		return fmt.Errorf("%w: extended key usage", ErrAuthority)
	}
	critical := slices.ContainsFunc(c.Extensions, func(e pkix.Extension) bool {
		return e.Critical && e.Id.Equal(oidExtKeyUsage)
	})
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if !critical || c.KeyUsage != 0 && c.KeyUsage&signing == 0 {
		return fmt.Errorf("%w: key usage", ErrAuthority)
	}
	if t.Time.Before(c.NotBefore) || t.Time.After(c.NotAfter) {
		return fmt.Errorf("%w: not valid at that time", ErrAuthority)
	}
	return nil
}

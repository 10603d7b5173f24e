package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"fmt"
)

// MinRSABits and MaxRSABits bound the RSA modulus: shorter ones are weak,
// longer ones serve only to keep a reader busy.
const (
	MinRSABits = 2048
	MaxRSABits = 16384
)

// Check verifies the signature: digest is that of the content, made with
// s.Hash. nil means that exactly this content was signed with the key in
// s.Signer and, when SigningCertificate is set, that the signer meant that
// certificate.
//
// Errors wrap ErrDigest, ErrSignature, ErrCertificateMismatch, ErrWeakKey or
// ErrAlgorithm.
func (s *SignedData) Check(digest []byte) error {
	if s.attrs == nil {
		return s.checkValue(nil, digest)
	}
	h := s.Hash.New()
	h.Write(s.attrs)
	if err := s.checkValue(s.attrs, h.Sum(nil)); err != nil {
		return err
	}
	if !bytes.Equal(digest, s.message) {
		return ErrDigest
	}
	return s.checkNamed()
}

// Algorithm names key and digest, such as "RSA-3072 SHA-256".
func (s *SignedData) Algorithm() string {
	switch key := s.Signer.PublicKey.(type) {
	case *rsa.PublicKey:
		if s.schemeIn(oidPSS) {
			return fmt.Sprintf("RSA-PSS-%d %s", key.N.BitLen(), s.digest.name)
		}
		return fmt.Sprintf("RSA-%d %s", key.N.BitLen(), s.digest.name)
	case *ecdsa.PublicKey:
		return fmt.Sprintf("ECDSA %s %s", key.Curve.Params().Name, s.digest.name)
	case ed25519.PublicKey:
		return "Ed25519"
	}
	return s.digest.name
}

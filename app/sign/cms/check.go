package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/asn1"
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
	h := s.Hash.New()
	h.Write(s.attrs)
	if err := s.checkValue(h.Sum(nil)); err != nil {
		return err
	}
	if !bytes.Equal(digest, s.message) {
		return ErrDigest
	}
	if s.SigningCertificate {
		h := s.essAlg.hash.New()
		h.Write(s.Signer.Raw)
		if !bytes.Equal(h.Sum(nil), s.essHash) {
			return ErrCertificateMismatch
		}
	}
	return nil
}

func (s *SignedData) checkValue(digest []byte) error {
	switch key := s.Signer.PublicKey.(type) {
	case *rsa.PublicKey:
		if !s.schemeIn(oidRSA, s.digest.rsa) {
			return ErrAlgorithm
		}
		if key.N.BitLen() < MinRSABits {
			return ErrWeakKey
		}
		if err := rsa.VerifyPKCS1v15(key, s.Hash, digest, s.Value); err != nil {
			return fmt.Errorf("%w: %w", ErrSignature, err)
		}
		return nil
	case *ecdsa.PublicKey:
		if !s.schemeIn(s.digest.ecdsa) {
			return ErrAlgorithm
		}
		if !ecdsa.VerifyASN1(key, digest, s.Value) {
			return ErrSignature
		}
		return nil
	}
	return ErrAlgorithm
}

func (s *SignedData) schemeIn(oids ...asn1.ObjectIdentifier) bool {
	for _, oid := range oids {
		if s.scheme.Equal(oid) {
			return true
		}
	}
	return false
}

// Algorithm names key and digest, such as "RSA-3072 SHA-256".
func (s *SignedData) Algorithm() string {
	switch key := s.Signer.PublicKey.(type) {
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA-%d %s", key.N.BitLen(), s.digest.name)
	case *ecdsa.PublicKey:
		return fmt.Sprintf("ECDSA %s %s", key.Curve.Params().Name, s.digest.name)
	}
	return s.digest.name
}

package cms

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
)

var (
	oidPSS     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidMGF1    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}
	oidEC      = asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}
	oidEd25519 = asn1.ObjectIdentifier{1, 3, 101, 112}
)

// checkValue verifies the signature value over message, the signed attributes
// or, without them, the content itself, of which digest is the digest.
func (s *SignedData) checkValue(message, digest []byte) error {
	switch key := s.Signer.PublicKey.(type) {
	case *rsa.PublicKey:
		return s.checkRSA(key, digest)
	case *ecdsa.PublicKey:
		if !s.schemeIn(s.digest.ecdsa, oidEC) {
			return ErrAlgorithm
		}
		if !ecdsa.VerifyASN1(key, digest, s.Value) {
			return ErrSignature
		}
		return nil
	case ed25519.PublicKey:
		if !s.schemeIn(oidEd25519) || message == nil {
			return ErrAlgorithm
		}
		if !ed25519.Verify(key, message, s.Value) {
			return ErrSignature
		}
		return nil
	}
	return ErrAlgorithm
}

func (s *SignedData) checkRSA(key *rsa.PublicKey, digest []byte) error {
	if key.N.BitLen() < MinRSABits {
		return ErrWeakKey
	}
	var err error
	switch {
	case s.schemeIn(oidRSA, s.digest.rsa):
		err = rsa.VerifyPKCS1v15(key, s.Hash, digest, s.Value)
	case s.schemeIn(oidPSS) && s.pssSalt >= 0:
		err = rsa.VerifyPSS(key, s.Hash, digest, s.Value, &rsa.PSSOptions{SaltLength: s.pssSalt, Hash: s.Hash})
	default:
		return ErrAlgorithm
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSignature, err)
	}
	return nil
}

func (s *SignedData) schemeIn(oids ...asn1.ObjectIdentifier) bool {
	for _, oid := range oids {
		if s.scheme.Equal(oid) {
			return true
		}
	}
	return false
}

// pssSaltLength reads RSASSA-PSS-params (RFC 4055, 3.1) whose digest is the
// signer's and whose mask is MGF1 with that same digest (RFC 4056, 3).
func (s *SignedData) pssSaltLength(params []byte) (int, error) {
	var p struct {
		Hash    pkix.AlgorithmIdentifier `asn1:"explicit,tag:0,optional"`
		Mask    pkix.AlgorithmIdentifier `asn1:"explicit,tag:1,optional"`
		Salt    int                      `asn1:"explicit,tag:2,optional,default:20"`
		Trailer int                      `asn1:"explicit,tag:3,optional,default:1"`
	}
	var mask pkix.AlgorithmIdentifier
	if rest, err := asn1.Unmarshal(params, &p); err != nil || len(rest) > 0 {
		return 0, ErrAlgorithm
	}
	if _, err := asn1.Unmarshal(p.Mask.Parameters.FullBytes, &mask); err != nil || !p.Mask.Algorithm.Equal(oidMGF1) {
		return 0, ErrAlgorithm
	}
	if !p.Hash.Algorithm.Equal(s.digest.oid) || !mask.Algorithm.Equal(s.digest.oid) ||
		p.Trailer != 1 || p.Salt < 0 || p.Salt > 512 {
		return 0, ErrAlgorithm
	}
	return p.Salt, nil
}

// readCertificate parses a certificate; one for RSASSA-PSS alone gets its key,
// which the standard library leaves out.
func readCertificate(raw []byte) (*x509.Certificate, error) {
	c, err := x509.ParseCertificate(raw)
	if err != nil {
		return nil, err
	}
	if c.PublicKey != nil {
		return c, nil
	}
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	if _, err := asn1.Unmarshal(c.RawSubjectPublicKeyInfo, &info); err != nil || !info.Algorithm.Algorithm.Equal(oidPSS) {
		return c, nil
	}
	key, err := x509.ParsePKCS1PublicKey(info.Key.RightAlign())
	if err != nil {
		return nil, errors.Join(ErrMalformed, err)
	}
	c.PublicKey = key
	return c, nil
}

// sameIssuer tells whether an IssuerSerial (RFC 5035, 5) names the
// certificate; one that cannot be read does not.
func sameIssuer(der []byte, c *x509.Certificate) bool {
	var id struct {
		Names  []asn1.RawValue
		Serial asn1.RawValue
	}
	if rest, err := asn1.Unmarshal(der, &id); err != nil || len(rest) > 0 || len(id.Names) != 1 {
		return false
	}
	serial, err := asn1.Marshal(c.SerialNumber)
	if err != nil || !bytes.Equal(serial, id.Serial.FullBytes) {
		return false
	}
	name := id.Names[0]
	return name.Class == asn1.ClassContextSpecific && name.Tag == 4 && bytes.Equal(name.Bytes, c.RawIssuer)
}

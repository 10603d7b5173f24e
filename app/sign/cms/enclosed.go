package cms

import (
	"bytes"
	"crypto/sha1"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// ParseEnclosed reads exactly one DER ContentInfo that encloses content of the
// type, such as a timestamp token. The content is in Content; Check wants its
// digest.
//
// Errors are those of Parse.
func ParseEnclosed(der []byte, contentType asn1.ObjectIdentifier) (*SignedData, error) {
	return parse(der, contentType)
}

func (s *SignedData) detached() bool { return s.contentType.Equal(oidData) }

// encapsulated reads the EncapsulatedContentInfo: data without content, or
// another type with it.
func (s *SignedData) encapsulated(sd *cryptobyte.String) error {
	var encap, content cryptobyte.String
	var contentType asn1.ObjectIdentifier
	if !sd.ReadASN1(&encap, cbasn1.SEQUENCE) || !encap.ReadASN1ObjectIdentifier(&contentType) {
		return bad("content info")
	}
	if !contentType.Equal(s.contentType) {
		return ErrContentType
	}
	if s.detached() {
		if !encap.Empty() {
			return bad("enclosed content")
		}
		return nil
	}
	if !encap.ReadASN1(&content, explicit(0)) || !encap.Empty() ||
		!content.ReadASN1Bytes(&s.Content, cbasn1.OCTET_STRING) || !content.Empty() {
		return bad("no enclosed content")
	}
	return nil
}

// olderSigningCertificate reads the first ESSCertID, whose digest is always
// SHA-1 (RFC 2634, 5.4). Timestamp authorities still write it (RFC 3161,
// 2.4.2); beside a signing-certificate-v2 both must name the signer.
func (s *SignedData) olderSigningCertificate(value cryptobyte.String) error {
	var attr, certs, id cryptobyte.String
	if !value.ReadASN1(&attr, cbasn1.SEQUENCE) || !attr.ReadASN1(&certs, cbasn1.SEQUENCE) ||
		!certs.ReadASN1(&id, cbasn1.SEQUENCE) || !id.ReadASN1Bytes(&s.essSHA1, cbasn1.OCTET_STRING) ||
		len(s.essSHA1) != sha1.Size {
		return bad("signing-certificate")
	}
	return nil
}

// NamesSigner tells whether a signed attribute of either kind names the
// signer's certificate.
func (s *SignedData) NamesSigner() bool { return s.SigningCertificate || s.essSHA1 != nil }

// checkNamed compares the certificate with what the signed attributes name.
func (s *SignedData) checkNamed() error {
	if s.SigningCertificate {
		h := s.essAlg.hash.New()
		h.Write(s.Signer.Raw)
		if !bytes.Equal(h.Sum(nil), s.essHash) || s.essIssuer != nil && !sameIssuer(s.essIssuer, s.Signer) {
			return ErrCertificateMismatch
		}
	}
	if sum := sha1.Sum(s.Signer.Raw); s.essSHA1 != nil && !bytes.Equal(sum[:], s.essSHA1) {
		return ErrCertificateMismatch
	}
	return nil
}

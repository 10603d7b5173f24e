package cms

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"math/big"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

const maxCertificates = 64

// SignedData is a parsed CMS signature. Nothing in it is verified before
// Check returned nil.
type SignedData struct {
	Certificates []*x509.Certificate // all that are enclosed
	Signer       *x509.Certificate
	Hash         crypto.Hash // of the content
	// SigningCertificate tells whether signing-certificate-v2 is present.
	SigningCertificate bool
	// SigningTime tells whether the signing-time attribute is present, which
	// PAdES baseline forbids.
	SigningTime bool
	// Value is the signature value.
	Value []byte
	// Timestamps are the RFC 3161 tokens among the unsigned attributes.
	Timestamps [][]byte
	// Content is what is enclosed; nil when the content is detached.
	Content []byte

	// NoAttributes tells that the signature is over the content itself.
	NoAttributes bool
	// ClaimedTime is the signing-time attribute, zero without one.
	ClaimedTime time.Time
	// CRLs and Responses are revocation data that came along: in the crls
	// field, in adbe-revocationInfoArchival (ISO 32000-2, 12.8.3.3.2) and in
	// revocation-values (EN 319 122-1, A.1.2.2).
	CRLs, Responses [][]byte

	contentType asn1.ObjectIdentifier

	unread    bool // a certificate is enclosed that could not be read
	byKey     bool // the signer is named by the identifier of the key
	digest    digestAlgorithm
	message   []byte // message-digest attribute
	attrs     []byte // signed attributes as SET OF; nil when there are none
	scheme    asn1.ObjectIdentifier
	pssSalt   int // -1 unless scheme is RSASSA-PSS
	essHash   []byte
	essAlg    digestAlgorithm
	essIssuer []byte // IssuerSerial, nil without
	essSHA1   []byte // of the older signing-certificate
}

func bad(what string) error { return fmt.Errorf("%w: %s", ErrMalformed, what) }

// Parse reads exactly one DER ContentInfo with detached content; ToDER makes
// DER of what is written in BER.
//
// Errors wrap ErrMalformed, ErrWeakDigest, ErrContentType or ErrNoSigner.
func Parse(der []byte) (*SignedData, error) { return parse(der, oidData) }

func parse(der []byte, contentType asn1.ObjectIdentifier) (*SignedData, error) {
	in := cryptobyte.String(der)
	var info, content, sd cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1(&info, cbasn1.SEQUENCE) || !in.Empty() ||
		!info.ReadASN1ObjectIdentifier(&oid) || !oid.Equal(oidSignedData) ||
		!info.ReadASN1(&content, explicit(0)) || !info.Empty() ||
		!content.ReadASN1(&sd, cbasn1.SEQUENCE) || !content.Empty() {
		return nil, bad("no SignedData in DER")
	}
	out := &SignedData{contentType: contentType}
	return out, out.parse(sd)
}

func (s *SignedData) parse(sd cryptobyte.String) error {
	var version int
	var digests, infos, info cryptobyte.String
	if !sd.ReadASN1Integer(&version) || version < 1 || version > 5 || !sd.ReadASN1(&digests, cbasn1.SET) {
		return bad("SignedData header")
	}
	if err := s.encapsulated(&sd); err != nil {
		return err
	}
	if err := s.readCertificates(&sd); err != nil {
		return err
	}
	if err := s.readCRLs(&sd); err != nil {
		return err
	}
	if !sd.ReadASN1(&infos, cbasn1.SET) || !sd.Empty() {
		return bad("SignedData tail")
	}
	if !infos.ReadASN1(&info, cbasn1.SEQUENCE) || !infos.Empty() {
		return bad("not exactly one signer")
	}
	infoVersion, err := s.signerInfo(info)
	if err != nil {
		return err
	}
	// RFC 5652, 5.1; signers that name a key by its identifier differ about it.
	if version != infoVersion && !(s.byKey && version <= 3) && version != 3 {
		return bad("version")
	}
	return s.announced(digests)
}

// announced checks that digestAlgorithms names the digest the signer used.
func (s *SignedData) announced(digests cryptobyte.String) error {
	for !digests.Empty() {
		oid, _, err := algorithm(&digests)
		if err != nil {
			return err
		}
		if oid.Equal(s.digest.oid) {
			return nil
		}
	}
	return bad("digest algorithm not announced")
}

func (s *SignedData) readCertificates(sd *cryptobyte.String) error {
	var set cryptobyte.String
	var present bool
	if !sd.ReadOptionalASN1(&set, &present, explicit(0)) {
		return bad("certificates")
	}
	for !set.Empty() {
		var raw cryptobyte.String
		var tag cbasn1.Tag
		if !set.ReadAnyASN1Element(&raw, &tag) || len(s.Certificates) >= maxCertificates {
			return bad("certificates")
		}
		if tag != cbasn1.SEQUENCE {
			continue // an attribute certificate
		}
		c, err := readCertificate(raw)
		if err != nil {
			s.unread = true
			continue
		}
		if k, ok := c.PublicKey.(*rsa.PublicKey); ok && k.N.BitLen() > MaxRSABits {
			return ErrAlgorithm
		}
		s.Certificates = append(s.Certificates, c)
	}
	return nil
}

func (s *SignedData) signerInfo(info cryptobyte.String) (version int, err error) {
	if !info.ReadASN1Integer(&version) || version != 1 && version != 3 {
		return 0, bad("signer version")
	}
	if err := s.findSigner(&info); err != nil {
		return 0, err
	}
	return version, s.signerValue(info)
}

// signerValue reads what stands behind the name of the signer.
func (s *SignedData) signerValue(info cryptobyte.String) error {
	oid, _, err := algorithm(&info)
	if err != nil {
		return err
	}
	known := false
	if s.digest, known = digestByOID(oid); !known {
		return ErrWeakDigest
	}
	s.Hash = s.digest.hash
	var attrs cryptobyte.String
	var present bool
	if !info.ReadOptionalASN1(&attrs, &present, explicit(0)) || !present && !s.detached() {
		return bad("no signed attributes")
	}
	s.NoAttributes = !present
	if present {
		if err := s.signedAttributes(attrs); err != nil {
			return err
		}
	}
	if err := s.signatureScheme(&info); err != nil {
		return err
	}
	if !info.ReadASN1Bytes(&s.Value, cbasn1.OCTET_STRING) {
		return bad("no signature value")
	}
	return s.unsignedAttributes(info)
}

// signatureScheme reads the signature algorithm, whose parameters count for
// RSASSA-PSS only.
func (s *SignedData) signatureScheme(info *cryptobyte.String) error {
	var alg cryptobyte.String
	s.pssSalt = -1
	if !info.ReadASN1(&alg, cbasn1.SEQUENCE) || !alg.ReadASN1ObjectIdentifier(&s.scheme) {
		return bad("signature algorithm")
	}
	if s.scheme.Equal(oidPSS) {
		salt, err := s.pssSaltLength(alg)
		if err != nil {
			return err
		}
		s.pssSalt = salt
		return nil
	}
	var none cryptobyte.String
	if !alg.Empty() && (!alg.ReadASN1(&none, cbasn1.NULL) || !none.Empty() || !alg.Empty()) {
		return ErrAlgorithm
	}
	return nil
}

// algorithm reads an AlgorithmIdentifier whose parameters are absent or NULL.
func algorithm(in *cryptobyte.String) (oid asn1.ObjectIdentifier, null bool, err error) {
	var alg cryptobyte.String
	if !in.ReadASN1(&alg, cbasn1.SEQUENCE) || !alg.ReadASN1ObjectIdentifier(&oid) {
		return nil, false, bad("algorithm")
	}
	if alg.Empty() {
		return oid, false, nil
	}
	var none cryptobyte.String
	if !alg.ReadASN1(&none, cbasn1.NULL) || !none.Empty() || !alg.Empty() {
		return oid, false, ErrAlgorithm
	}
	return oid, true, nil
}

// findSigner reads the SignerIdentifier and takes the one certificate it names.
func (s *SignedData) findSigner(info *cryptobyte.String) error {
	var match func(*x509.Certificate) bool
	var id, issuer, keyID cryptobyte.String
	serial := new(big.Int)
	switch {
	case info.PeekASN1Tag(cbasn1.SEQUENCE) && info.ReadASN1(&id, cbasn1.SEQUENCE):
		if !id.ReadASN1Element(&issuer, cbasn1.SEQUENCE) || !id.ReadASN1Integer(serial) || !id.Empty() {
			return bad("issuer and serial number")
		}
		match = func(c *x509.Certificate) bool {
			return bytes.Equal(c.RawIssuer, issuer) && c.SerialNumber.Cmp(serial) == 0
		}
	case info.ReadASN1(&keyID, cbasn1.Tag(0).ContextSpecific()):
		s.byKey = true
		match = func(c *x509.Certificate) bool {
			return len(keyID) > 0 && bytes.Equal(c.SubjectKeyId, keyID)
		}
	default:
		return bad("signer identifier")
	}
	return s.choose(match)
}

// choose takes the only certificate that matches as the signer's.
func (s *SignedData) choose(match func(*x509.Certificate) bool) error {
	for _, c := range s.Certificates {
		if !match(c) {
			continue
		}
		if s.Signer != nil && !s.Signer.Equal(c) {
			return bad("two certificates for one signer")
		}
		s.Signer = c
	}
	switch {
	case s.Signer == nil && s.unread:
		return ErrAlgorithm // its key is of a kind that cannot be read
	case s.Signer == nil:
		return ErrNoSigner
	}
	return nil
}

func (s *SignedData) signedAttributes(attrs cryptobyte.String) error {
	var set cryptobyte.Builder
	set.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { b.AddBytes(attrs) })
	s.attrs = set.BytesOrPanic()
	var seen []string
	for !attrs.Empty() {
		oid, value, err := oneAttribute(&attrs)
		if err != nil {
			return err
		}
		if slices.Contains(seen, oid.String()) {
			return bad("repeated attribute")
		}
		seen = append(seen, oid.String())
		if err := s.signedAttribute(oid, value); err != nil {
			return err
		}
	}
	if !slices.Contains(seen, oidContentType.String()) {
		return ErrContentType
	}
	if s.message == nil {
		return bad("no message digest")
	}
	return nil
}

// oneAttribute reads an Attribute with exactly one value.
func oneAttribute(attrs *cryptobyte.String) (asn1.ObjectIdentifier, cryptobyte.String, error) {
	var attr, values, value cryptobyte.String
	var oid asn1.ObjectIdentifier
	var tag cbasn1.Tag
	if !attrs.ReadASN1(&attr, cbasn1.SEQUENCE) || !attr.ReadASN1ObjectIdentifier(&oid) ||
		!attr.ReadASN1(&values, cbasn1.SET) || !attr.Empty() ||
		!values.ReadAnyASN1Element(&value, &tag) || !values.Empty() {
		return nil, nil, bad("attribute")
	}
	return oid, value, nil
}

func (s *SignedData) signedAttribute(oid asn1.ObjectIdentifier, value cryptobyte.String) error {
	switch {
	case oid.Equal(oidContentType):
		var t asn1.ObjectIdentifier
		if !value.ReadASN1ObjectIdentifier(&t) || !t.Equal(s.contentType) {
			return ErrContentType
		}
	case oid.Equal(oidMessageDigest):
		if !value.ReadASN1Bytes(&s.message, cbasn1.OCTET_STRING) || len(s.message) != s.Hash.Size() {
			return bad("message digest")
		}
	case oid.Equal(oidSigningTime):
		s.SigningTime = true
		s.ClaimedTime = readTime(value)
	case oid.Equal(oidAdobeRevocation):
		s.adobeRevocation(value)
	case oid.Equal(oidSigningCertV2):
		return s.signingCertificate(value)
	case oid.Equal(oidSigningCert):
		return s.olderSigningCertificate(value)
	}
	return nil
}

// signingCertificate reads the first ESSCertIDv2, the one that names the
// signer (RFC 5035, section 3).
func (s *SignedData) signingCertificate(value cryptobyte.String) error {
	var attr, certs, id cryptobyte.String
	if !value.ReadASN1(&attr, cbasn1.SEQUENCE) || !attr.ReadASN1(&certs, cbasn1.SEQUENCE) ||
		!certs.ReadASN1(&id, cbasn1.SEQUENCE) {
		return bad("signing-certificate-v2")
	}
	s.essAlg = digestAlgorithms[0]
	if id.PeekASN1Tag(cbasn1.SEQUENCE) {
		oid, _, err := algorithm(&id)
		if err != nil {
			return err
		}
		known := false
		if s.essAlg, known = digestByOID(oid); !known {
			return ErrWeakDigest
		}
	}
	if !id.ReadASN1Bytes(&s.essHash, cbasn1.OCTET_STRING) {
		return bad("signing-certificate-v2")
	}
	if !id.Empty() {
		var issuer cryptobyte.String
		if !id.ReadASN1Element(&issuer, cbasn1.SEQUENCE) || !id.Empty() {
			return bad("signing-certificate-v2")
		}
		s.essIssuer = issuer
	}
	s.SigningCertificate = true
	return nil
}

func (s *SignedData) unsignedAttributes(info cryptobyte.String) error {
	if info.Empty() {
		return nil
	}
	var attrs cryptobyte.String
	if !info.ReadASN1(&attrs, explicit(1)) || !info.Empty() {
		return bad("unsigned attributes")
	}
	for !attrs.Empty() {
		var attr, values cryptobyte.String
		var oid asn1.ObjectIdentifier
		if !attrs.ReadASN1(&attr, cbasn1.SEQUENCE) || !attr.ReadASN1ObjectIdentifier(&oid) ||
			!attr.ReadASN1(&values, cbasn1.SET) || !attr.Empty() {
			return bad("unsigned attribute")
		}
		s.unsignedAttribute(oid, values)
	}
	return nil
}

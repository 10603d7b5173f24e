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

	digest  digestAlgorithm
	message []byte // message-digest attribute
	attrs   []byte // signed attributes as SET OF
	scheme  asn1.ObjectIdentifier
	essHash []byte
	essAlg  digestAlgorithm
}

func bad(what string) error { return fmt.Errorf("%w: %s", ErrMalformed, what) }

// Parse reads exactly one DER ContentInfo with detached content.
//
// Errors wrap ErrMalformed, ErrWeakDigest, ErrContentType or ErrNoSigner.
func Parse(der []byte) (*SignedData, error) {
	in := cryptobyte.String(der)
	var info, content, sd cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !in.ReadASN1(&info, cbasn1.SEQUENCE) || !in.Empty() ||
		!info.ReadASN1ObjectIdentifier(&oid) || !oid.Equal(oidSignedData) ||
		!info.ReadASN1(&content, explicit(0)) || !info.Empty() ||
		!content.ReadASN1(&sd, cbasn1.SEQUENCE) || !content.Empty() {
		return nil, bad("no SignedData in DER")
	}
	out := &SignedData{}
	return out, out.parse(sd)
}

func (s *SignedData) parse(sd cryptobyte.String) error {
	var version int
	var digests, infos, info cryptobyte.String
	if !sd.ReadASN1Integer(&version) || version != 1 && version != 3 || !sd.ReadASN1(&digests, cbasn1.SET) {
		return bad("SignedData header")
	}
	if err := detachedData(&sd); err != nil {
		return err
	}
	if err := s.readCertificates(&sd); err != nil {
		return err
	}
	if !sd.SkipOptionalASN1(explicit(1)) || !sd.ReadASN1(&infos, cbasn1.SET) || !sd.Empty() {
		return bad("SignedData tail")
	}
	if !infos.ReadASN1(&info, cbasn1.SEQUENCE) || !infos.Empty() {
		return bad("not exactly one signer")
	}
	infoVersion, err := s.signerInfo(info)
	if err != nil {
		return err
	}
	// RFC 5652, 5.1: version 3 exactly when a signer is named by key id.
	if version != infoVersion {
		return bad("version")
	}
	return s.announced(digests)
}

// detachedData reads an EncapsulatedContentInfo of type data without content.
func detachedData(sd *cryptobyte.String) error {
	var encap cryptobyte.String
	var contentType asn1.ObjectIdentifier
	if !sd.ReadASN1(&encap, cbasn1.SEQUENCE) || !encap.ReadASN1ObjectIdentifier(&contentType) {
		return bad("content info")
	}
	if !contentType.Equal(oidData) {
		return ErrContentType
	}
	if !encap.Empty() {
		return bad("enclosed content")
	}
	return nil
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
		if !set.ReadASN1Element(&raw, cbasn1.SEQUENCE) || len(s.Certificates) >= maxCertificates {
			return bad("certificates")
		}
		c, err := x509.ParseCertificate(raw)
		if err != nil {
			return bad("certificate: " + err.Error())
		}
		if k, ok := c.PublicKey.(*rsa.PublicKey); ok && k.N.BitLen() > MaxRSABits {
			return ErrAlgorithm
		}
		s.Certificates = append(s.Certificates, c)
	}
	return nil
}

func (s *SignedData) signerInfo(info cryptobyte.String) (version int, err error) {
	if !info.ReadASN1Integer(&version) {
		return 0, bad("signer version")
	}
	if err := s.findSigner(&info, version); err != nil {
		return 0, err
	}
	oid, _, err := algorithm(&info)
	if err != nil {
		return 0, err
	}
	known := false
	if s.digest, known = digestByOID(oid); !known {
		return 0, ErrWeakDigest
	}
	s.Hash = s.digest.hash
	var attrs cryptobyte.String
	if !info.ReadASN1(&attrs, explicit(0)) {
		return 0, bad("no signed attributes")
	}
	if err := s.signedAttributes(attrs); err != nil {
		return 0, err
	}
	var null bool
	if s.scheme, null, err = algorithm(&info); err != nil {
		return 0, err
	}
	if isECDSA(s.scheme) && null {
		return 0, bad("parameters of ECDSA")
	}
	if !info.ReadASN1Bytes(&s.Value, cbasn1.OCTET_STRING) {
		return 0, bad("no signature value")
	}
	return version, s.unsignedAttributes(info)
}

func isECDSA(oid asn1.ObjectIdentifier) bool {
	return oid.Equal(oidECDSASHA256) || oid.Equal(oidECDSASHA384) || oid.Equal(oidECDSASHA512)
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
func (s *SignedData) findSigner(info *cryptobyte.String, version int) error {
	var match func(*x509.Certificate) bool
	var id, issuer, keyID cryptobyte.String
	serial := new(big.Int)
	switch {
	case version == 1 && info.ReadASN1(&id, cbasn1.SEQUENCE):
		if !id.ReadASN1Element(&issuer, cbasn1.SEQUENCE) || !id.ReadASN1Integer(serial) || !id.Empty() {
			return bad("issuer and serial number")
		}
		match = func(c *x509.Certificate) bool {
			return bytes.Equal(c.RawIssuer, issuer) && c.SerialNumber.Cmp(serial) == 0
		}
	case version == 3 && info.ReadASN1(&keyID, cbasn1.Tag(0).ContextSpecific()):
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
		if s.Signer != nil {
			return bad("two certificates for one signer")
		}
		s.Signer = c
	}
	if s.Signer == nil {
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
		if !value.ReadASN1ObjectIdentifier(&t) || !t.Equal(oidData) {
			return ErrContentType
		}
	case oid.Equal(oidMessageDigest):
		if !value.ReadASN1Bytes(&s.message, cbasn1.OCTET_STRING) || len(s.message) != s.Hash.Size() {
			return bad("message digest")
		}
	case oid.Equal(oidSigningTime):
		s.SigningTime = true
	case oid.Equal(oidSigningCertV2):
		return s.signingCertificate(value)
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
		if oid.Equal(OIDTimestampToken) && len(s.Timestamps) < 8 {
			s.Timestamps = append(s.Timestamps, values)
		}
	}
	return nil
}

package revocation

import (
	"bytes"
	"crypto"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"slices"
	"time"

	_ "crypto/sha256" // the digests that CertID may name
	_ "crypto/sha512"
)

var schemes = []struct {
	oid       asn1.ObjectIdentifier
	algorithm x509.SignatureAlgorithm
}{
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}, x509.SHA256WithRSA},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}, x509.SHA384WithRSA},
	{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}, x509.SHA512WithRSA},
	{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}, x509.ECDSAWithSHA256},
	{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}, x509.ECDSAWithSHA384},
	{asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}, x509.ECDSAWithSHA512},
}

var certIDHashes = []struct {
	oid  asn1.ObjectIdentifier
	hash crypto.Hash
}{
	{asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}, crypto.SHA1}, // names only, signs nothing
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}, crypto.SHA256},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, crypto.SHA384},
	{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}, crypto.SHA512},
}

var oidNoCheck = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 5}

// publicKeyBits is the content of the subjectPublicKey, over which RFC 6960
// takes its key hashes.
func publicKeyBits(c *x509.Certificate) []byte {
	var info struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}
	if _, err := asn1.Unmarshal(c.RawSubjectPublicKeyInfo, &info); err != nil {
		return nil
	}
	return info.Key.RightAlign()
}

// about tells whether the answer is about the certificate: issuer's name,
// issuer's key and serial number all agree.
func (s *single) about(cert, issuer *x509.Certificate) bool {
	for _, h := range certIDHashes {
		if !h.oid.Equal(s.hash) {
			continue
		}
		name, key := h.hash.New(), h.hash.New()
		name.Write(cert.RawIssuer)
		key.Write(publicKeyBits(issuer))
		return bytes.Equal(name.Sum(nil), s.nameHash) && bytes.Equal(key.Sum(nil), s.keyHash) &&
			s.serial.Cmp(cert.SerialNumber) == 0
	}
	return false
}

// signer finds who signed the response and may: the issuer itself, or a
// certificate that the issuer made for OCSP (RFC 6960, 4.2.2.2).
func (r *Response) signer(issuer *x509.Certificate) (*x509.Certificate, error) {
	why := fmt.Errorf("%w: responder's certificate missing", ErrSigner)
	for _, c := range append([]*x509.Certificate{issuer}, r.Certificates...) {
		if !r.named(c) {
			continue
		}
		if why = r.signedBy(c, issuer); why == nil {
			return c, nil
		}
	}
	return nil, why
}

func (r *Response) signedBy(c, issuer *x509.Certificate) error {
	if !c.Equal(issuer) {
		if err := delegated(c, issuer, r.ProducedAt); err != nil {
			return err
		}
	}
	return r.checkValue(c)
}

func (r *Response) named(c *x509.Certificate) bool {
	if r.byName != nil {
		return bytes.Equal(r.byName, c.RawSubject)
	}
	sum := sha1.Sum(publicKeyBits(c))
	return bytes.Equal(r.byKey, sum[:])
}

func (r *Response) checkValue(c *x509.Certificate) error {
	for _, s := range schemes {
		if !s.oid.Equal(r.scheme) {
			continue
		}
		if err := c.CheckSignature(s.algorithm, r.tbs, r.value); err != nil {
			return fmt.Errorf("%w: %w", ErrSigner, err)
		}
		return nil
	}
	return fmt.Errorf("%w: signature algorithm %s", ErrUnsupported, r.scheme)
}

func delegated(c, issuer *x509.Certificate, at time.Time) error {
	if !bytes.Equal(c.RawIssuer, issuer.RawSubject) || c.CheckSignatureFrom(issuer) != nil {
		return fmt.Errorf("%w: responder's certificate is not the issuer's", ErrSigner)
	}
	if !slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning) {
		return fmt.Errorf("%w: responder's certificate is not for OCSP", ErrSigner)
	}
	if !validAt(c, at) {
		return fmt.Errorf("%w: responder's certificate was not valid", ErrSigner)
	}
	return nil
}

func noCheck(c *x509.Certificate) bool {
	return slices.ContainsFunc(c.Extensions, func(e pkix.Extension) bool { return e.Id.Equal(oidNoCheck) })
}

func validAt(c *x509.Certificate, t time.Time) bool {
	return !t.Before(c.NotBefore) && !t.After(c.NotAfter)
}

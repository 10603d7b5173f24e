package revocation

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var (
	oidDelta             = asn1.ObjectIdentifier{2, 5, 29, 27}
	oidDistributionPoint = asn1.ObjectIdentifier{2, 5, 29, 28}
)

// ParseCRL reads exactly one DER CRL.
func ParseCRL(der []byte) (*x509.RevocationList, error) {
	list, err := x509.ParseRevocationList(der)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if !bytes.Equal(list.Raw, der) {
		return nil, bad("bytes behind the CRL")
	}
	return list, nil
}

// usable tells whether the CRL speaks for the whole of what is asked: signed by
// the issuer itself, complete, and of the part the certificate belongs to
// (RFC 5280, 5.2.5 and 6.3.3).
func usable(list *x509.RevocationList, q Question) error {
	if err := list.CheckSignatureFrom(q.Issuer); err != nil {
		return fmt.Errorf("%w: %w", ErrSigner, err)
	}
	if !validAt(q.Issuer, list.ThisUpdate) {
		return fmt.Errorf("%w: issuer's certificate was not valid", ErrSigner)
	}
	for _, e := range list.Extensions {
		switch {
		case e.Id.Equal(oidDelta):
			return fmt.Errorf("%w: delta CRL", ErrUnsupported)
		case e.Id.Equal(oidDistributionPoint):
			if err := inPart(e.Value, q.Certificate); err != nil {
				return err
			}
		case e.Critical:
			return fmt.Errorf("%w: critical extension %s", ErrUnsupported, e.Id)
		}
	}
	return nil
}

// inPart reads an IssuingDistributionPoint and tells whether the CRL covers the
// certificate for every reason. A part named otherwise than by an address that
// the certificate names too is refused.
func inPart(der cryptobyte.String, c *x509.Certificate) error {
	var in, point, some cryptobyte.String
	var named, reasons bool
	var users, authorities, indirect, attributes bool
	if !der.ReadASN1(&in, cbasn1.SEQUENCE) || !der.Empty() ||
		!in.ReadOptionalASN1(&point, &named, explicit(0)) ||
		!readFlag(&in, &users, 1) || !readFlag(&in, &authorities, 2) ||
		!in.ReadOptionalASN1(&some, &reasons, cbasn1.Tag(3).ContextSpecific()) ||
		!readFlag(&in, &indirect, 4) || !readFlag(&in, &attributes, 5) || !in.Empty() {
		return bad("issuing distribution point")
	}
	switch {
	case indirect, reasons, attributes:
		return fmt.Errorf("%w: indirect or partial CRL", ErrUnsupported)
	case users && c.IsCA, authorities && !c.IsCA:
		return fmt.Errorf("%w: CRL for other certificates", ErrUnsupported)
	case named && !samePoint(point, c):
		return fmt.Errorf("%w: CRL of another part", ErrUnsupported)
	}
	return nil
}

func readFlag(in *cryptobyte.String, out *bool, n uint8) bool {
	var content cryptobyte.String
	var present bool
	if !in.ReadOptionalASN1(&content, &present, cbasn1.Tag(n).ContextSpecific()) {
		return false
	}
	*out = present && bytes.Equal(content, []byte{0xFF})
	return true
}

// samePoint tells whether a DistributionPointName has an address that is also
// one of the certificate's.
func samePoint(point cryptobyte.String, c *x509.Certificate) bool {
	var full cryptobyte.String
	if !point.ReadASN1(&full, explicit(0)) {
		return false
	}
	for !full.Empty() {
		var name cryptobyte.String
		var tag cbasn1.Tag
		if !full.ReadAnyASN1(&name, &tag) {
			return false
		}
		if tag == cbasn1.Tag(6).ContextSpecific() && slices.Contains(c.CRLDistributionPoints, string(name)) {
			return true
		}
	}
	return false
}

// judgeCRL gives the answer of a CRL.
func judgeCRL(list *x509.RevocationList, q Question) (Status, error) {
	if !bytes.Equal(list.RawIssuer, q.Certificate.RawIssuer) {
		return Status{}, ErrNoEvidence
	}
	if err := usable(list, q); err != nil {
		return Status{}, err
	}
	s := Status{State: Good, Issued: list.ThisUpdate, Next: list.NextUpdate, Responder: q.Issuer}
	for _, e := range list.RevokedCertificateEntries {
		if slices.ContainsFunc(e.Extensions, strangeEntry) {
			return Status{}, fmt.Errorf("%w: critical extension of an entry", ErrUnsupported)
		}
		if e.SerialNumber.Cmp(q.Certificate.SerialNumber) == 0 {
			s.State, s.At, s.Reason = Revoked, e.RevocationTime, e.ReasonCode
		}
	}
	return s, nil
}

package cms

import (
	"encoding/asn1"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

const (
	maxEvidence   = 128 // pieces of revocation data in one signature
	maxTimestamps = 16
)

// readCRLs reads the crls field: CRLs, and OCSP responses as RFC 5940 puts
// them. Other formats are passed over.
func (s *SignedData) readCRLs(sd *cryptobyte.String) error {
	var set cryptobyte.String
	var present bool
	if !sd.ReadOptionalASN1(&set, &present, explicit(1)) {
		return bad("crls")
	}
	for !set.Empty() {
		var raw cryptobyte.String
		var tag cbasn1.Tag
		if !set.ReadAnyASN1Element(&raw, &tag) {
			return bad("crls")
		}
		switch {
		case tag == cbasn1.SEQUENCE:
			s.addCRL(raw)
		case tag == explicit(1):
			var other, value cryptobyte.String
			var oid asn1.ObjectIdentifier
			if raw.ReadASN1(&other, tag) && other.ReadASN1ObjectIdentifier(&oid) && oid.Equal(oidOtherOCSP) &&
				other.ReadASN1Element(&value, cbasn1.SEQUENCE) {
				s.addResponse(value)
			}
		}
	}
	return nil
}

func (s *SignedData) addCRL(der []byte) {
	if len(s.CRLs) < maxEvidence {
		s.CRLs = append(s.CRLs, der)
	}
}

func (s *SignedData) addResponse(der []byte) {
	if len(s.Responses) < maxEvidence {
		s.Responses = append(s.Responses, der)
	}
}

// unsignedAttribute keeps timestamps and revocation data.
func (s *SignedData) unsignedAttribute(oid asn1.ObjectIdentifier, values cryptobyte.String) {
	switch {
	case oid.Equal(OIDTimestampToken):
		for !values.Empty() && len(s.Timestamps) < maxTimestamps {
			var token cryptobyte.String
			var tag cbasn1.Tag
			if !values.ReadAnyASN1Element(&token, &tag) {
				return
			}
			s.Timestamps = append(s.Timestamps, token)
		}
	case oid.Equal(oidRevocationValues):
		var value cryptobyte.String
		if values.ReadASN1(&value, cbasn1.SEQUENCE) {
			s.revocationLists(value, false)
		}
	}
}

// adobeRevocation reads a RevocationInfoArchival. What cannot be read in it is
// passed over: it is evidence, and none is worse than less.
func (s *SignedData) adobeRevocation(value cryptobyte.String) {
	var in cryptobyte.String
	if value.ReadASN1(&in, cbasn1.SEQUENCE) {
		s.revocationLists(in, true)
	}
}

// revocationLists reads [0] CRLs and [1] OCSP responses: whole ones for Adobe,
// BasicOCSPResponses for CAdES.
func (s *SignedData) revocationLists(in cryptobyte.String, whole bool) {
	for n := uint8(0); n < 2; n++ {
		var list, seq cryptobyte.String
		var present bool
		if !in.ReadOptionalASN1(&list, &present, explicit(n)) {
			return
		}
		if !present || !list.ReadASN1(&seq, cbasn1.SEQUENCE) {
			continue
		}
		for !seq.Empty() {
			var one cryptobyte.String
			if !seq.ReadASN1Element(&one, cbasn1.SEQUENCE) {
				break
			}
			switch {
			case n == 0:
				s.addCRL(one)
			case whole:
				s.addResponse(one)
			default:
				s.addResponse(successful(one))
			}
		}
	}
}

var oidBasicOCSP = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}

// successful puts a BasicOCSPResponse into the OCSPResponse it came from.
func successful(basic []byte) []byte {
	var b cryptobyte.Builder
	sequence(&b, func(b *cryptobyte.Builder) {
		b.AddASN1Enum(0)
		b.AddASN1(explicit(0), func(b *cryptobyte.Builder) {
			sequence(b, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidBasicOCSP)
				b.AddASN1OctetString(basic)
			})
		})
	})
	return b.BytesOrPanic()
}

// readTime reads a Time (RFC 5652, 11.3); zero when it is none.
func readTime(value cryptobyte.String) time.Time {
	var t time.Time
	if value.PeekASN1Tag(cbasn1.UTCTime) {
		if value.ReadASN1UTCTime(&t) {
			return t
		}
		return time.Time{}
	}
	if value.ReadASN1GeneralizedTime(&t) {
		return t
	}
	return time.Time{}
}

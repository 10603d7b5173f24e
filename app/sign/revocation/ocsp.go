package revocation

import (
	"crypto/x509"
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Response is a parsed OCSP response (RFC 6960, 4.2.1). Nothing in it is
// verified before Judge used it.
type Response struct {
	Raw          []byte // as it came: an OCSPResponse
	ProducedAt   time.Time
	Certificates []*x509.Certificate // enclosed
	Nonce        []byte              // value of the extension; nil without

	answers []single
	byName  []byte // DER of the responder's name, or
	byKey   []byte // SHA-1 of its public key
	tbs     []byte
	scheme  asn1.ObjectIdentifier
	value   []byte
}

// single is the answer about one certificate.
type single struct {
	hash               asn1.ObjectIdentifier
	nameHash, keyHash  []byte
	serial             *big.Int
	state              State
	revokedAt          time.Time
	reason             int
	issued, next       time.Time
	unknownAndCritical bool
}

const (
	maxAnswers      = 4096
	maxCertificates = 64
)

var (
	oidBasic = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}
	oidNonce = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 2}
)

func bad(what string) error { return fmt.Errorf("%w: %s", ErrMalformed, what) }

func explicit(n uint8) cbasn1.Tag { return cbasn1.Tag(n).Constructed().ContextSpecific() }

// ParseOCSP reads exactly one DER OCSPResponse of the basic kind. An answer
// without status "successful" is ErrNoAnswer; else errors wrap ErrMalformed.
func ParseOCSP(der []byte) (*Response, error) {
	in := cryptobyte.String(der)
	var outer, holder, content cryptobyte.String
	var status int
	var oid asn1.ObjectIdentifier
	var basic []byte
	if !in.ReadASN1(&outer, cbasn1.SEQUENCE) || !in.Empty() || !outer.ReadASN1Enum(&status) {
		return nil, bad("no OCSP response")
	}
	if status != 0 {
		return nil, fmt.Errorf("%w: status %d", ErrNoAnswer, status)
	}
	if !outer.ReadASN1(&holder, explicit(0)) || !outer.Empty() ||
		!holder.ReadASN1(&content, cbasn1.SEQUENCE) || !holder.Empty() ||
		!content.ReadASN1ObjectIdentifier(&oid) || !oid.Equal(oidBasic) ||
		!content.ReadASN1Bytes(&basic, cbasn1.OCTET_STRING) || !content.Empty() {
		return nil, bad("OCSP response of another kind")
	}
	r := &Response{Raw: der}
	return r, r.readBasic(basic)
}

func (r *Response) readBasic(der cryptobyte.String) error {
	var in, tbs, scheme, certs, list cryptobyte.String
	var value asn1.BitString
	var present bool
	if !der.ReadASN1(&in, cbasn1.SEQUENCE) || !der.Empty() ||
		!in.ReadASN1Element(&tbs, cbasn1.SEQUENCE) ||
		!in.ReadASN1(&scheme, cbasn1.SEQUENCE) || !scheme.ReadASN1ObjectIdentifier(&r.scheme) ||
		!in.ReadASN1BitString(&value) ||
		!in.ReadOptionalASN1(&certs, &present, explicit(0)) || !in.Empty() {
		return bad("BasicOCSPResponse")
	}
	r.tbs, r.value = tbs, value.RightAlign()
	if present && (!certs.ReadASN1(&list, cbasn1.SEQUENCE) || !certs.Empty()) {
		return bad("certificates")
	}
	if err := r.readCertificates(list); err != nil {
		return err
	}
	return r.readData(tbs)
}

func (r *Response) readCertificates(list cryptobyte.String) error {
	for !list.Empty() {
		var raw cryptobyte.String
		if !list.ReadASN1Element(&raw, cbasn1.SEQUENCE) || len(r.Certificates) >= maxCertificates {
			return bad("certificates")
		}
		c, err := x509.ParseCertificate(raw)
		if err != nil {
			return bad("certificate: " + err.Error())
		}
		r.Certificates = append(r.Certificates, c)
	}
	return nil
}

// readData reads ResponseData.
func (r *Response) readData(tbs cryptobyte.String) error {
	var in, answers, extensions cryptobyte.String
	var present bool
	if !tbs.ReadASN1(&in, cbasn1.SEQUENCE) || !in.SkipOptionalASN1(explicit(0)) {
		return bad("ResponseData")
	}
	if err := r.readResponder(&in); err != nil {
		return err
	}
	if !in.ReadASN1GeneralizedTime(&r.ProducedAt) || !in.ReadASN1(&answers, cbasn1.SEQUENCE) ||
		!in.ReadOptionalASN1(&extensions, &present, explicit(1)) || !in.Empty() {
		return bad("ResponseData")
	}
	for !answers.Empty() {
		var one cryptobyte.String
		if !answers.ReadASN1(&one, cbasn1.SEQUENCE) || len(r.answers) >= maxAnswers {
			return bad("answers")
		}
		s, err := readSingle(one)
		if err != nil {
			return err
		}
		r.answers = append(r.answers, s)
	}
	if !present {
		return nil
	}
	critical, err := eachExtension(extensions, func(oid asn1.ObjectIdentifier, value []byte) bool {
		if oid.Equal(oidNonce) {
			r.Nonce = value
		}
		return oid.Equal(oidNonce)
	})
	if err == nil && critical {
		err = bad("critical extension")
	}
	return err
}

func (r *Response) readResponder(in *cryptobyte.String) error {
	var id, name cryptobyte.String
	switch {
	case in.PeekASN1Tag(explicit(1)):
		if in.ReadASN1(&id, explicit(1)) && id.ReadASN1Element(&name, cbasn1.SEQUENCE) && id.Empty() {
			r.byName = name
			return nil
		}
	case in.PeekASN1Tag(explicit(2)):
		if in.ReadASN1(&id, explicit(2)) && id.ReadASN1Bytes(&r.byKey, cbasn1.OCTET_STRING) && id.Empty() {
			return nil
		}
	}
	return bad("responder")
}

// readSingle reads a SingleResponse.
func readSingle(in cryptobyte.String) (single, error) {
	s := single{serial: new(big.Int)}
	var id, alg, next, extensions cryptobyte.String
	if !in.ReadASN1(&id, cbasn1.SEQUENCE) || !id.ReadASN1(&alg, cbasn1.SEQUENCE) ||
		!alg.ReadASN1ObjectIdentifier(&s.hash) ||
		!id.ReadASN1Bytes(&s.nameHash, cbasn1.OCTET_STRING) || !id.ReadASN1Bytes(&s.keyHash, cbasn1.OCTET_STRING) ||
		!id.ReadASN1Integer(s.serial) || !id.Empty() {
		return s, bad("CertID")
	}
	if !s.readState(&in) {
		return s, bad("status")
	}
	var hasNext, hasExtensions bool
	if !in.ReadASN1GeneralizedTime(&s.issued) || !in.ReadOptionalASN1(&next, &hasNext, explicit(0)) ||
		hasNext && (!next.ReadASN1GeneralizedTime(&s.next) || !next.Empty()) ||
		!in.ReadOptionalASN1(&extensions, &hasExtensions, explicit(1)) || !in.Empty() {
		return s, bad("answer")
	}
	if !hasExtensions {
		return s, nil
	}
	var err error
	s.unknownAndCritical, err = eachExtension(extensions, func(asn1.ObjectIdentifier, []byte) bool { return false })
	return s, err
}

// readState reads CertStatus: good [0], revoked [1] or unknown [2].
func (s *single) readState(in *cryptobyte.String) bool {
	var content cryptobyte.String
	switch {
	case in.PeekASN1Tag(cbasn1.Tag(0).ContextSpecific()):
		s.state = Good
		return in.ReadASN1(&content, cbasn1.Tag(0).ContextSpecific()) && content.Empty()
	case in.PeekASN1Tag(cbasn1.Tag(2).ContextSpecific()):
		return in.ReadASN1(&content, cbasn1.Tag(2).ContextSpecific()) && content.Empty()
	}
	s.state = Revoked
	var reason cryptobyte.String
	var present bool
	return in.ReadASN1(&content, explicit(1)) && content.ReadASN1GeneralizedTime(&s.revokedAt) &&
		content.ReadOptionalASN1(&reason, &present, explicit(0)) && content.Empty() &&
		(!present || reason.ReadASN1Enum(&s.reason) && reason.Empty())
}

// eachExtension hands every extension to known, which tells whether it
// understands it, and reports whether one is critical and not understood. in
// holds one Extensions.
func eachExtension(in cryptobyte.String, known func(asn1.ObjectIdentifier, []byte) bool) (bool, error) {
	var list cryptobyte.String
	if !in.ReadASN1(&list, cbasn1.SEQUENCE) || !in.Empty() {
		return false, bad("extensions")
	}
	strange := false
	for !list.Empty() {
		var one cryptobyte.String
		var oid asn1.ObjectIdentifier
		var critical bool
		var value []byte
		if !list.ReadASN1(&one, cbasn1.SEQUENCE) || !one.ReadASN1ObjectIdentifier(&oid) ||
			!one.ReadOptionalASN1Boolean(&critical, cbasn1.BOOLEAN, false) ||
			!one.ReadASN1Bytes(&value, cbasn1.OCTET_STRING) || !one.Empty() {
			return false, bad("extension")
		}
		if !known(oid, value) && critical {
			strange = true
		}
	}
	return strange, nil
}

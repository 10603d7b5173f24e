package revocation

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"time"
)

var oidReason = asn1.ObjectIdentifier{2, 5, 29, 21}

// strangeEntry is a critical extension of a CRL entry other than the reason.
func strangeEntry(e pkix.Extension) bool { return e.Critical && !e.Id.Equal(oidReason) }

// Judge says what the evidence tells about the certificate at the time. A
// revocation in any sound piece counts over every other piece. With Unknown
// comes the reason why, of the piece that came nearest to an answer.
//
// Errors wrap ErrNoEvidence, ErrSigner, ErrTooOld, ErrTooEarly, ErrUnsupported
// or ErrNoAnswer; they are nil unless the state is Unknown.
func Judge(q Question, e Evidence) (Status, error) {
	if q.Now.IsZero() {
		q.Now = time.Now()
	}
	var best Status
	why := ErrNoEvidence
	take := func(s Status, err error) {
		if err == nil {
			s, err = s.at(q)
		}
		switch {
		case err != nil:
			if why == ErrNoEvidence {
				why = err
			}
		case best.State == Unknown, s.State == Revoked && best.State != Revoked:
			best = s
		case !s.At.IsZero() && best.At.IsZero():
			best = s
		}
	}
	for _, r := range e.Responses {
		take(judgeOCSP(r, q, e.CRLs))
	}
	for _, list := range e.CRLs {
		take(judgeCRL(list, q))
	}
	if best.State == Unknown {
		return Status{}, why
	}
	return best, nil
}

// at brings a sound answer to the time asked about.
func (s Status) at(q Question) (Status, error) {
	if s.Issued.After(q.Now.Add(skew)) {
		return Status{}, ErrTooEarly
	}
	if s.State == Revoked {
		if s.At.After(q.At) {
			s.State = Good
		}
		return s, nil
	}
	// An authority may forget certificates that have expired.
	if s.Issued.After(q.Certificate.NotAfter) {
		return Status{}, fmt.Errorf("%w: from after the certificate expired", ErrNoAnswer)
	}
	// Without a next time the answer speaks for its own moment alone.
	until := s.Next
	if until.IsZero() {
		until = s.Issued
	}
	if until.Add(skew).Before(q.At) {
		return Status{}, ErrTooOld
	}
	return s, nil
}

// judgeOCSP gives the answer of a response. A responder's certificate without
// id-pkix-ocsp-nocheck must itself be good by a CRL (RFC 6960, 4.2.2.2.1).
func judgeOCSP(r *Response, q Question, lists []*x509.RevocationList) (Status, error) {
	for i := range r.answers {
		answer := &r.answers[i]
		if !answer.about(q.Certificate, q.Issuer) {
			continue
		}
		if answer.unknownAndCritical {
			return Status{}, fmt.Errorf("%w: critical extension", ErrUnsupported)
		}
		if answer.state == Unknown {
			return Status{}, ErrNoAnswer
		}
		responder, err := r.signer(q.Issuer)
		if err != nil {
			return Status{}, err
		}
		if err := r.responderGood(responder, q, lists); err != nil {
			return Status{}, err
		}
		return Status{
			State: answer.state, At: answer.revokedAt, Reason: answer.reason,
			Issued: answer.issued, Next: answer.next, OCSP: true, Responder: responder,
		}, nil
	}
	return Status{}, ErrNoEvidence
}

func (r *Response) responderGood(c *x509.Certificate, q Question, lists []*x509.RevocationList) error {
	if c.Equal(q.Issuer) {
		if !validAt(c, r.ProducedAt) {
			return fmt.Errorf("%w: issuer's certificate was not valid", ErrSigner)
		}
		return nil
	}
	if noCheck(c) {
		return nil
	}
	about := Question{Certificate: c, Issuer: q.Issuer, At: r.ProducedAt, Now: q.Now}
	if s, err := Judge(about, Evidence{CRLs: lists}); err != nil || s.State != Good {
		return fmt.Errorf("%w: responder's certificate could not be checked", ErrSigner)
	}
	return nil
}

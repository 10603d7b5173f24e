// Package revocation reads and judges what certification authorities say about
// revoked certificates: OCSP responses (RFC 6960) and CRLs (RFC 5280), and asks
// for them. It owns whether an answer is sound, by whom and for when it was
// given; which certificates are asked about, and which roots are trusted, is
// decided by its caller. It opens no connection: an Asker does.
package revocation

import (
	"crypto/x509"
	"errors"
	"time"
)

var (
	// ErrMalformed means an answer that cannot be read.
	ErrMalformed = errors.New("malformed revocation data")
	// ErrNoAnswer means that the authority answered that it does not answer.
	ErrNoAnswer = errors.New("no answer about the certificate")
	// ErrNoEvidence means that nothing given says anything about the
	// certificate.
	ErrNoEvidence = errors.New("no revocation data for the certificate")
	// ErrSigner means an answer signed by somebody who may not.
	ErrSigner = errors.New("revocation data not signed by the authority")
	// ErrTooOld and ErrTooEarly mean an answer that does not cover the time
	// asked about.
	ErrTooOld   = errors.New("revocation data too old")
	ErrTooEarly = errors.New("revocation data from the future")
	// ErrUnsupported means an indirect, partial or delta CRL, or a digest that
	// is no longer accepted.
	ErrUnsupported = errors.New("kind of revocation data not supported")
	// ErrNoAddress means a certificate that names no place to ask.
	ErrNoAddress = errors.New("certificate names no address for revocation")
	// ErrUnreachable means that no place that was asked gave usable data.
	ErrUnreachable = errors.New("revocation data could not be fetched")
)

// State is what is known about a certificate at a time.
type State int

// The states. Unknown is never better than Revoked.
const (
	Unknown State = iota
	Good
	Revoked
)

// Status is the answer of Judge.
type Status struct {
	State State
	// At and Reason are those of a revocation (RFC 5280, 5.3.1), also of one
	// that came later than the time asked about, with which State is Good.
	At     time.Time
	Reason int
	// Issued and Next are the window of the answer; Next may be zero.
	Issued, Next time.Time
	// OCSP tells whether a response, else a CRL, gave the answer; Responder is
	// the certificate that signed it.
	OCSP      bool
	Responder *x509.Certificate
}

// Question is about a certificate at a time.
type Question struct {
	Certificate, Issuer *x509.Certificate
	// At is when the certificate was used. An answer counts when it is given
	// for At or later: it then knows of what happened before.
	At time.Time
	// Now is when the answers are known to have existed, such as the time of a
	// timestamp over them, or the present. An answer from after Now is
	// refused. The zero time is the clock.
	Now time.Time
}

// Evidence is what may answer.
type Evidence struct {
	Responses []*Response
	CRLs      []*x509.RevocationList
}

// skew is how far clocks may differ.
const skew = 5 * time.Minute

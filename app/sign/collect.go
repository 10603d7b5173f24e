package sign

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"clausedesk/app/sign/revocation"
)

// collector finds what a document security store must hold, so that every
// certificate in a file can be judged without asking anybody.
type collector struct {
	ctx      context.Context
	services *Services
	now      time.Time
	store    *store
	known    []*x509.Certificate // wherever they came from
	entry    *vriEntry           // of the seal under way
}

func (c *collector) know(certificates []*x509.Certificate) {
	for _, cert := range certificates {
		if !slices.ContainsFunc(c.known, cert.Equal) {
			c.known = append(c.known, cert)
		}
	}
}

// collect proves every seal: the signer's chain at the time that is proven for
// it, and the chain of each timestamp at the time of the next one over it, the
// newest one's today.
func (c *collector) collect(seals []seal) error {
	c.know(c.store.certificates())
	for _, s := range seals {
		if s.cms != nil {
			c.know(s.cms.Certificates)
		} else {
			c.know(s.token.Certificates)
		}
		for _, t := range s.stamps() {
			c.know(t.Certificates)
		}
	}
	for _, s := range seals {
		c.entry = c.store.entry(vriKey(s.contents))
		at, proven := provenTime(seals, s)
		if !proven {
			at = c.now
		}
		if s.token != nil {
			if err := c.prove(s.token.Certificate, later(at, s.token.Time), !proven); err != nil {
				return err
			}
			continue
		}
		if err := c.prove(s.cms.Signer, at, false); err != nil {
			return err
		}
		for _, t := range s.stamps() {
			covered, ok := documentTime(seals, s)
			if !ok {
				covered = c.now
			}
			if err := c.prove(t.Certificate, later(covered, t.Time), !ok); err != nil {
				return err
			}
		}
	}
	return nil
}

// documentTime is when the first later timestamp over the document was given.
func documentTime(seals []seal, s seal) (time.Time, bool) {
	s.cms = nil // its own stamps do not cover themselves
	return provenTime(seals, s)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// vriKey is the name of a signature in the store: the SHA-1 of its value as it
// stands in Contents (ISO 32000-2, 12.8.4.4). It names and secures nothing.
func vriKey(contents []byte) string {
	sum := sha1.Sum(contents)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// prove puts a chain into the store, with what shows that none of it was
// revoked at the time. A newest timestamp must still be valid.
func (c *collector) prove(cert *x509.Certificate, at time.Time, newest bool) error {
	if newest && at.After(cert.NotAfter) {
		return &LevelError{Level: LevelBLT, Subject: nameOf(cert.Subject), Err: ErrTooLate}
	}
	for range maxChain {
		c.entry.certs.add(c.store.certs.put(cert.Raw))
		if selfSigned(cert) {
			return nil
		}
		issuer, err := c.issuerOf(cert)
		if err == nil {
			err = c.clear(revocation.Question{Certificate: cert, Issuer: issuer, At: at, Now: later(c.now, at)})
		}
		if err != nil {
			return c.about(cert, err)
		}
		cert = issuer
	}
	return c.about(cert, ErrChain)
}

func (c *collector) about(cert *x509.Certificate, err error) error {
	if c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	return &LevelError{Level: LevelBLT, Subject: plainText(nameOf(cert.Subject)), Err: err}
}

func (c *collector) issuerOf(cert *x509.Certificate) (*x509.Certificate, error) {
	if i := issuerOf(cert, c.known); i >= 0 {
		return c.known[i], nil
	}
	issuer, err := c.services.issuer(c.ctx, cert)
	if err != nil {
		return nil, err
	}
	c.know([]*x509.Certificate{issuer})
	return issuer, nil
}

// clear takes the evidence that is in the store already, else asks.
func (c *collector) clear(q revocation.Question) error {
	evidence := c.store.evidence()
	status, err := revocation.Judge(q, evidence)
	if status.State == revocation.Unknown {
		if evidence, err = c.services.ask(c.ctx, q); err == nil {
			status, err = revocation.Judge(q, evidence)
		} else if errors.Is(err, ErrMayNotAsk) && len(q.Certificate.OCSPServer)+len(q.Certificate.CRLDistributionPoints) == 0 {
			err = revocation.ErrNoAddress
		}
	}
	switch {
	case err != nil:
		return err
	case status.State == revocation.Revoked:
		return fmt.Errorf("%w since %s", ErrRevoked, status.At.UTC().Format(time.DateOnly))
	}
	c.keep(q, evidence, status)
	return nil
}

// keep stores the pieces of evidence that speak about the certificate, and
// those about who gave them.
func (c *collector) keep(q revocation.Question, e revocation.Evidence, status revocation.Status) {
	for _, r := range e.Responses {
		one := revocation.Evidence{Responses: []*revocation.Response{r}, CRLs: e.CRLs}
		if s, err := revocation.Judge(q, one); err == nil && s.OCSP {
			c.entry.ocsps.add(c.store.ocsps.put(r.Raw))
			c.know(r.Certificates)
		}
	}
	for _, list := range e.CRLs {
		if bytes.Equal(list.RawIssuer, q.Issuer.RawSubject) {
			c.entry.crls.add(c.store.crls.put(list.Raw))
		}
	}
	if status.Responder != nil {
		c.entry.certs.add(c.store.certs.put(status.Responder.Raw))
	}
}

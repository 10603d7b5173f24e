package sign

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"time"

	"clausedesk/app/sign/revocation"
	"clausedesk/app/sign/tsp"
)

func selfSigned(c *x509.Certificate) bool {
	return bytes.Equal(c.RawSubject, c.RawIssuer) &&
		c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil
}

func validAt(c *x509.Certificate, t time.Time) bool {
	return !t.Before(c.NotBefore) && !t.After(c.NotAfter)
}

// nameOf is what a name is called by.
func nameOf(n pkix.Name) string {
	if n.CommonName != "" {
		return n.CommonName
	}
	if len(n.Organization) > 0 {
		return n.Organization[0]
	}
	return n.String()
}

// judgeTrust judges certificates, from the newest signature to the oldest: a
// timestamp over the document proves that everything in it existed before, so
// it decides at what time the certificates of what it covers must have been
// valid (EN 319 102-1, 5.6.2.4: past signature validation).
func (v *verifier) judgeTrust() {
	v.evidence = v.collectEvidence()
	for i := len(v.judged) - 1; i >= 0; i-- {
		c := v.judged[i]
		if c.sig.Certificate == nil {
			continue
		}
		if c.sig.Kind == KindTimestamp {
			c.trustTimestamp()
		} else {
			c.trustSignature()
		}
	}
}

// proven is the earliest time at which the signed bytes of a revision are known
// to have existed, by later timestamps over the document that are trusted.
func (v *verifier) proven(end int) (time.Time, bool) {
	at, ok := v.opts.Now, false
	for _, c := range v.judged {
		if c.stamps() && c.sig.end > end && c.sig.Trust == TrustTrusted && c.sig.Time.Before(at) {
			at, ok = c.sig.Time, true
		}
	}
	return at, ok
}

// stamps tells whether this is a timestamp over the document that holds.
func (c *checker) stamps() bool {
	return c.sig.Kind == KindTimestamp && c.sig.Integrity == IntegrityIntact && !c.future(c.sig.Time)
}

// future tells whether a time lies ahead of the clock by more than clocks
// differ.
func (c *checker) future(t time.Time) bool { return t.After(c.opts.Now.Add(maxSkew)) }

const maxSkew = 5 * time.Minute

func (c *checker) trustTimestamp() {
	if c.sig.Integrity != IntegrityIntact {
		return
	}
	if c.future(c.sig.Time) {
		c.note(ProblemDocumentTimestamp)
		return
	}
	at, _ := c.proven(c.sig.end)
	c.judge(at)
	if c.sig.Trust != TrustTrusted {
		c.note(ProblemTimestampUnknown)
	}
}

// trustSignature judges the signer's certificate at the time that is proven,
// else now. The time that the signer wrote proves nothing; one outside the
// validity of the certificate counts as expired too.
func (c *checker) trustSignature() {
	if c.sig.Integrity == IntegrityIntact {
		c.readTimestamps()
	}
	at := c.opts.Now
	trusted := c.sig.Timestamp != nil && c.sig.Timestamp.Trust == TrustTrusted
	if trusted {
		at = c.sig.Timestamp.Time
	}
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if usage := c.sig.Certificate.KeyUsage; usage != 0 && usage&signing == 0 {
		c.note(ProblemKeyUsage)
		return
	}
	c.judge(at)
	if t := c.sig.Claimed; !t.IsZero() && !validAt(c.sig.Certificate, t) {
		c.note(ProblemClaimedTime)
		if !trusted && c.sig.Trust != TrustRevoked {
			c.sig.Trust = TrustExpired
		}
	}
	c.raiseLevel()
}

// readTimestamps takes the earliest timestamp that holds, one of a trusted
// authority before any other.
func (c *checker) readTimestamps() {
	var best *Timestamp
	take := func(t Timestamp) {
		better := best == nil || t.Trust == TrustTrusted && best.Trust != TrustTrusted ||
			(t.Trust == TrustTrusted) == (best.Trust == TrustTrusted) && t.Time.Before(best.Time)
		if better {
			best = &t
		}
	}
	at, _ := c.proven(c.sig.end)
	for _, der := range c.cms.Timestamps {
		token, err := tsp.Parse(der)
		if err == nil {
			err = token.Check(c.cms.Value)
		}
		if err != nil || c.future(token.Time) {
			c.note(ProblemTimestamp)
			continue
		}
		c.evidence.add(token.Certificates)
		c.authorities = append(c.authorities, token)
		trust, _, _ := c.judgeAt(token.Certificate, at)
		take(Timestamp{Time: token.Time, Authority: signerName(token.Certificate), Trust: trust})
	}
	for _, later := range c.judged {
		if later.stamps() && later.sig.end > c.sig.end {
			take(Timestamp{Time: later.sig.Time, Authority: later.sig.Signer, Trust: later.sig.Trust, Document: true})
		}
	}
	if best == nil {
		return
	}
	c.sig.Timestamp, c.sig.Time, c.sig.TimeSource = best, best.Time, TimeTimestamp
	if best.Trust != TrustTrusted {
		c.note(ProblemTimestampUnknown)
	}
}

func (c *checker) judge(at time.Time) {
	var chain []*x509.Certificate
	c.sig.Trust, c.sig.Revocation, chain = c.judgeAt(c.sig.Certificate, at)
	for _, link := range chain {
		c.sig.Chain = append(c.sig.Chain, plainText(nameOf(link.Subject)))
	}
	if c.sig.Trust == TrustTrusted && c.sig.Revocation == revocationUnknown {
		c.note(ProblemRevocationUnknown)
	}
}

// What Signature.Revocation says.
const (
	revocationGood    = "good"
	revocationRevoked = "revoked"
	revocationUnknown = "unknown"
)

// judgeAt says what a certificate was worth at a time, what the file shows
// about its revocation, and by what chain.
func (v *verifier) judgeAt(cert *x509.Certificate, at time.Time) (Trust, string, []*x509.Certificate) {
	key := worthKey{string(cert.Raw), at}
	if w, ok := v.worths[key]; ok && w.of == len(v.evidence.certificates) {
		return w.trust, w.state, w.chain
	}
	trust, state, chain := v.worthAt(cert, at)
	if v.worths == nil {
		v.worths = map[worthKey]worth{}
	}
	v.worths[key] = worth{trust, state, chain, len(v.evidence.certificates)}
	return trust, state, chain
}

// worth is an answer of judgeAt, by as many certificates as there were; the
// same authority stamps many signatures.
type worth struct {
	trust Trust
	state string
	chain []*x509.Certificate
	of    int
}

type worthKey struct {
	certificate string
	at          time.Time
}

func (v *verifier) worthAt(cert *x509.Certificate, at time.Time) (Trust, string, []*x509.Certificate) {
	chain, trusted := v.chain(cert, at)
	state := v.revocation(chain, at)
	switch {
	case state == revocationRevoked:
		return TrustRevoked, state, chain
	case !validAt(cert, at):
		return TrustExpired, state, chain
	case trusted:
		return TrustTrusted, state, chain
	case selfSigned(cert):
		return TrustSelfSigned, state, chain
	}
	return TrustUnknown, state, chain
}

// chain leads from the certificate to a root of the caller, if it can, else as
// far up as certificates are at hand.
func (v *verifier) chain(cert *x509.Certificate, at time.Time) ([]*x509.Certificate, bool) {
	if v.opts.Roots != nil {
		between := x509.NewCertPool()
		for _, c := range v.evidence.certificates {
			between.AddCert(c)
		}
		chains, err := cert.Verify(x509.VerifyOptions{
			Roots: v.opts.Roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
		})
		if err == nil && len(chains) > 0 {
			return chains[0], true
		}
	}
	return v.evidence.path(cert), false
}

// revocation says what the evidence shows about every certificate of a chain
// but its root; nothing is to be said about a root alone.
func (v *verifier) revocation(chain []*x509.Certificate, at time.Time) string {
	state := revocationGood
	if len(chain) > 0 && !selfSigned(chain[len(chain)-1]) {
		state = revocationUnknown // the chain does not end
	}
	if len(chain) == 1 && state == revocationGood {
		return ""
	}
	for i := 0; i+1 < len(chain); i++ {
		s, _ := revocation.Judge(revocation.Question{
			Certificate: chain[i], Issuer: chain[i+1], At: at, Now: v.opts.Now,
		}, v.evidence.Evidence)
		switch s.State {
		case revocation.Revoked:
			return revocationRevoked
		case revocation.Unknown:
			state = revocationUnknown
		}
	}
	return state
}

// raiseLevel lifts B-B as far as what the file holds shows (EN 319 142-1, 6.3):
// B-T for a timestamp that holds, B-LT for a store in which nothing is missing
// to judge signer and authorities, B-LTA for a timestamp over that store.
func (c *checker) raiseLevel() {
	if c.sig.Level != LevelBB || c.sig.Timestamp == nil {
		return
	}
	c.sig.Level = LevelBT
	if !c.evidence.store || !c.materialIn(c.evidence) {
		return
	}
	c.sig.Level = LevelBLT
	for _, later := range c.judged {
		if !later.stamps() || later.sig.end <= c.sig.end {
			continue
		}
		covered := later.covered()
		if covered.store && c.materialIn(covered) {
			c.sig.Level = LevelBLTA
			return
		}
	}
}

// covered is the evidence that a timestamp over the document covers.
func (c *checker) covered() *evidence {
	if c.store == nil {
		c.store = c.evidenceOf(c.revision)
	}
	return c.store
}

// materialIn tells whether there is all that it takes to judge the signer, and
// the authorities that stamped the signature, at those times.
func (c *checker) materialIn(e *evidence) bool {
	if !e.completeFor(c.sig.Certificate, c.sig.Timestamp.Time, c.opts.Now) {
		return false
	}
	for _, token := range c.authorities {
		if !e.completeFor(token.Certificate, token.Time, c.opts.Now) {
			return false
		}
	}
	return true
}

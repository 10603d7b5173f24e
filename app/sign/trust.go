package sign

import (
	"bytes"
	"crypto/x509"
	"time"
)

func selfSigned(c *x509.Certificate) bool {
	return bytes.Equal(c.RawSubject, c.RawIssuer) &&
		c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil
}

// checkCertificate judges trust. The claimed time proves nothing, so the
// certificate must be valid now; a claimed time outside its validity counts as
// expired too.
func (c *checker) checkCertificate() bool {
	cert := c.sig.Certificate
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if cert.KeyUsage != 0 && cert.KeyUsage&signing == 0 {
		c.note(ProblemKeyUsage)
		return true
	}
	if t := c.sig.Time; !t.IsZero() && !validAt(cert, t) {
		c.note(ProblemClaimedTime)
		c.sig.Trust = TrustExpired
		return true
	}
	if !validAt(cert, c.opts.Now) {
		c.sig.Trust = TrustExpired
		return true
	}
	switch {
	case c.trusted(cert):
		c.sig.Trust = TrustTrusted
	case selfSigned(cert):
		c.sig.Trust = TrustSelfSigned
	}
	return true
}

func validAt(c *x509.Certificate, t time.Time) bool {
	return !t.Before(c.NotBefore) && !t.After(c.NotAfter)
}

func (c *checker) trusted(cert *x509.Certificate) bool {
	if c.opts.Roots == nil {
		return false
	}
	between := x509.NewCertPool()
	for _, other := range c.cms.Certificates {
		between.AddCert(other)
	}
	_, err := cert.Verify(x509.VerifyOptions{
		Roots: c.opts.Roots, Intermediates: between, CurrentTime: c.opts.Now,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	return err == nil
}

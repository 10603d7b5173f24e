// Package authority is, for tests, the other side of a signature: a
// certification authority with a root, an OCSP responder and CRLs, and a
// timestamp authority (RFC 3161), all on an address of this machine. It shares
// no code with app/sign, so that each judges the other, and it can be made to
// misbehave.
package authority

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Pair is a certificate with its key.
type Pair struct {
	Certificate *x509.Certificate
	Key         crypto.Signer
}

// World is one set of authorities. Its clock stands still at Now.
type World struct {
	Now                             time.Time
	Root, Issuing, Stamp, Responder Pair
	URL                             string // of the server, without a slash

	mu      sync.Mutex
	serial  int64
	revoked map[string]x509.RevocationListEntry
	instead map[string]http.HandlerFunc
	asked   map[string]int
	tokens  int64

	// Token may change what a timestamp says before it is signed.
	Token func(*TSTInfo)
	// Unnamed leaves out of tokens which certificate signed them.
	Unnamed bool
	// NoAddresses makes certificates that name no place to ask.
	NoAddresses bool

	fatal func(...any)
}

// New makes the authorities at a time and starts their server, which stops
// with the test.
func New(tb testing.TB, now time.Time) *World {
	tb.Helper()
	w := &World{
		Now: now.UTC().Truncate(time.Second), revoked: map[string]x509.RevocationListEntry{},
		instead: map[string]http.HandlerFunc{}, asked: map[string]int{}, fatal: tb.Fatal,
	}
	server := httptest.NewServer(http.HandlerFunc(w.serve))
	tb.Cleanup(server.Close)
	w.URL = server.URL
	w.Root = w.make(Pair{}, w.ca("Test Root"), nil)
	w.Issuing = w.make(w.Root, w.ca("Test Issuing CA"), nil)
	w.RenewStamp()
	responder := w.leaf("Test OCSP")
	responder.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning}
	responder.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 5}, Value: []byte{5, 0}}}
	responder.NotBefore, responder.NotAfter = w.Now.AddDate(-4, 0, 0), w.Now.AddDate(14, 0, 0) // for the machine's clock
	responder.OCSPServer, responder.CRLDistributionPoints = nil, nil
	w.Responder = w.make(w.Issuing, responder, nil)
	return w
}

// RenewStamp gives the timestamp authority a new key and certificate, three
// years long from Now.
func (w *World) RenewStamp() {
	stamp := w.leaf("Test Timestamps")
	stamp.ExtraExtensions = []pkix.Extension{keyPurpose(asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}, true)}
	w.Stamp = w.make(w.Issuing, stamp, nil)
}

func keyPurpose(oid asn1.ObjectIdentifier, critical bool) pkix.Extension {
	value, _ := asn1.Marshal([]asn1.ObjectIdentifier{oid})
	return pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: critical, Value: value}
}

func (w *World) ca(name string) *x509.Certificate {
	t := w.leaf(name)
	t.IsCA, t.KeyUsage = true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign|x509.KeyUsageDigitalSignature
	t.NotBefore, t.NotAfter = w.Now.AddDate(-5, 0, 0), w.Now.AddDate(25, 0, 0)
	if name == "Test Root" {
		t.CRLDistributionPoints = nil
	} else {
		t.CRLDistributionPoints = []string{w.URL + "/root.crl"}
		t.IssuingCertificateURL = []string{w.URL + "/root.cer"}
	}
	t.OCSPServer = nil
	return t
}

func (w *World) leaf(name string) *x509.Certificate {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.serial++
	t := &x509.Certificate{
		SerialNumber: big.NewInt(0x1000 + w.serial), Subject: pkix.Name{CommonName: name, Organization: []string{"Test"}},
		NotBefore: w.Now.AddDate(0, -1, 0), NotAfter: w.Now.AddDate(3, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
	}
	if !w.NoAddresses {
		t.OCSPServer = []string{w.URL + "/ocsp"}
		t.CRLDistributionPoints = []string{w.URL + "/issuing.crl"}
		t.IssuingCertificateURL = []string{w.URL + "/issuing.cer"}
	}
	return t
}

// make signs a certificate by an issuer, itself when there is none, over a new
// key when none is given.
func (w *World) make(issuer Pair, t *x509.Certificate, key crypto.Signer) Pair {
	var err error
	if key == nil {
		if key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
			w.fatal(err)
		}
	}
	by, parent := key, t
	if issuer.Key != nil {
		by, parent = issuer.Key, issuer.Certificate
	}
	der, err := x509.CreateCertificate(rand.Reader, t, parent, key.Public(), by)
	if err != nil {
		w.fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		w.fatal(err)
	}
	return Pair{cert, key}
}

// Issue makes a certificate for signatures over a key; change may alter it
// before it is signed.
func (w *World) Issue(name string, key crypto.Signer, change func(*x509.Certificate)) Pair {
	t := w.leaf(name)
	t.KeyUsage |= x509.KeyUsageContentCommitment
	t.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}
	if change != nil {
		change(t)
	}
	return w.make(w.Issuing, t, key)
}

// Chain is what a signer encloses: the issuing authority and the root.
func (w *World) Chain() []*x509.Certificate {
	return []*x509.Certificate{w.Issuing.Certificate, w.Root.Certificate}
}

// Roots trusts the root of this world.
func (w *World) Roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(w.Root.Certificate)
	return pool
}

// Revoke has a certificate revoked from a time on.
func (w *World) Revoke(c *x509.Certificate, at time.Time, reason int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.revoked[c.SerialNumber.String()] = x509.RevocationListEntry{
		SerialNumber: c.SerialNumber, RevocationTime: at.UTC().Truncate(time.Second), ReasonCode: reason,
	}
}

// Instead lets another handler answer at a path, such as "/tsa"; nil ends it.
func (w *World) Instead(path string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.instead[path] = h
}

// Asked is how often a path was asked.
func (w *World) Asked(path string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked[path]
}

// StampURL is where timestamps are given.
func (w *World) StampURL() string { return w.URL + "/tsa" }

package revocation_test

import (
	"context"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"math/big"
	"net/http"
	"testing"
	"time"

	"clausedesk/app/apptest/authority"
	"clausedesk/app/sign/online"
	"clausedesk/app/sign/revocation"

	"golang.org/x/crypto/ocsp"
)

var now = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// scene is a world with one certificate to ask about.
type scene struct {
	*authority.World
	leaf authority.Pair
	q    revocation.Question
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{World: authority.New(t, now)}
	s.leaf = s.Issue("Ada", nil, nil)
	s.q = revocation.Question{Certificate: s.leaf.Certificate, Issuer: s.Issuing.Certificate, At: now, Now: now}
	return s
}

func (s *scene) ocsp(t *testing.T, by authority.Pair, change func(*ocsp.Response)) revocation.Evidence {
	t.Helper()
	r, err := revocation.ParseOCSP(s.OCSP(s.leaf.Certificate.SerialNumber, by, change))
	if err != nil {
		t.Fatal(err)
	}
	return revocation.Evidence{Responses: []*revocation.Response{r}}
}

func (s *scene) crl(t *testing.T, by authority.Pair, change func(*x509.RevocationList)) revocation.Evidence {
	t.Helper()
	list, err := revocation.ParseCRL(s.CRL(by, change))
	if err != nil {
		t.Fatal(err)
	}
	return revocation.Evidence{CRLs: []*x509.RevocationList{list}}
}

func TestGoodAndRevoked(t *testing.T) {
	for name, from := range map[string]func(*scene) revocation.Evidence{
		"ocsp by delegate":  func(s *scene) revocation.Evidence { return s.ocsp(t, s.Responder, nil) },
		"ocsp by authority": func(s *scene) revocation.Evidence { return s.ocsp(t, s.Issuing, nil) },
		"crl":               func(s *scene) revocation.Evidence { return s.crl(t, s.Issuing, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			evidence := func() revocation.Evidence { return from(s) }
			clear := evidence()
			if got, err := revocation.Judge(s.q, clear); got.State != revocation.Good || err != nil {
				t.Errorf("%+v %v", got, err)
			}
			s.Revoke(s.leaf.Certificate, now.Add(-time.Hour), 1)
			revoked := evidence()
			got, err := revocation.Judge(s.q, revoked)
			if got.State != revocation.Revoked || err != nil || !got.At.Equal(now.Add(-time.Hour)) || got.Reason != 1 {
				t.Errorf("%+v %v", got, err)
			}
			both := revocation.Evidence{
				Responses: append(clear.Responses, revoked.Responses...), CRLs: append(clear.CRLs, revoked.CRLs...),
			}
			if got, _ := revocation.Judge(s.q, both); got.State != revocation.Revoked {
				t.Errorf("an older answer hides the revocation: %+v", got)
			}
			before := s.q
			before.At = now.Add(-2 * time.Hour)
			if got, _ := revocation.Judge(before, revoked); got.State != revocation.Good || got.At.IsZero() {
				t.Errorf("before the revocation: %+v", got)
			}
		})
	}
}

// unsound is evidence that answers nothing, and why.
var unsound = map[string]struct {
	make func(*testing.T, *scene) revocation.Evidence
	want error
}{
	"nothing": {func(*testing.T, *scene) revocation.Evidence { return revocation.Evidence{} }, revocation.ErrNoEvidence},
	"other certificate": {func(t *testing.T, s *scene) revocation.Evidence {
		s.leaf = s.Issue("Bob", nil, nil)
		return s.ocsp(t, s.Responder, nil)
	}, revocation.ErrNoEvidence},
	"unknown": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Responder, func(r *ocsp.Response) { r.Status = ocsp.Unknown })
	}, revocation.ErrNoAnswer},
	"old ocsp": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Responder, func(r *ocsp.Response) { r.ThisUpdate, r.NextUpdate = now.AddDate(0, 0, -9), now.AddDate(0, 0, -2) })
	}, revocation.ErrTooOld},
	"ocsp of the past without an end": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Responder, func(r *ocsp.Response) { r.ThisUpdate, r.NextUpdate = now.Add(-time.Hour), time.Time{} })
	}, revocation.ErrTooOld},
	"ocsp of tomorrow": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Responder, func(r *ocsp.Response) { r.ThisUpdate, r.NextUpdate = now.AddDate(0, 0, 1), now.AddDate(0, 0, 2) })
	}, revocation.ErrTooEarly},
	"responder not for ocsp": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Issue("Mallory", nil, nil), nil)
	}, revocation.ErrSigner},
	"responder not for ocsp that need not be checked": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Issue("Mallory", nil, func(c *x509.Certificate) {
			c.NotAfter = now.AddDate(14, 0, 0)
			c.ExtraExtensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1, 5}, Value: []byte{5, 0}}}
		}), nil)
	}, revocation.ErrSigner},
	"about a namesake's certificate": {func(t *testing.T, s *scene) revocation.Evidence {
		other := authority.New(t, now)
		other.Responder = s.Responder
		r, err := revocation.ParseOCSP(other.OCSP(s.leaf.Certificate.SerialNumber, s.Responder, nil))
		if err != nil {
			t.Fatal(err)
		}
		return revocation.Evidence{Responses: []*revocation.Response{r}}
	}, revocation.ErrNoEvidence},
	"responder that must be checked": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Issue("OCSP", nil, forOCSP), nil)
	}, revocation.ErrSigner},
	"responder of another authority": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, authority.New(t, now).Responder, nil)
	}, revocation.ErrSigner},
	"weak digest": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.ocsp(t, s.Responder, func(r *ocsp.Response) { r.SignatureAlgorithm = x509.ECDSAWithSHA1 })
	}, revocation.ErrUnsupported},
	"old list": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, s.Issuing, func(l *x509.RevocationList) {
			l.ThisUpdate, l.NextUpdate = now.AddDate(0, 0, -9), now.AddDate(0, 0, -2)
		})
	}, revocation.ErrTooOld},
	"list of another authority": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, s.Root, nil)
	}, revocation.ErrNoEvidence},
	"list by a namesake": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, authority.New(t, now).Issuing, nil)
	}, revocation.ErrSigner},
	"delta list": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, s.Issuing, extension(asn1.ObjectIdentifier{2, 5, 29, 27}, 1))
	}, revocation.ErrUnsupported},
	"indirect list": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, s.Issuing, extension(oidPoint, struct {
			Indirect bool `asn1:"tag:4"`
		}{true}))
	}, revocation.ErrUnsupported},
	"list for some reasons": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, s.Issuing, extension(oidPoint, struct {
			Reasons asn1.BitString `asn1:"tag:3"`
		}{asn1.BitString{Bytes: []byte{0x40}, BitLength: 2}}))
	}, revocation.ErrUnsupported},
	"list of authorities": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, s.Issuing, extension(oidPoint, struct {
			CAs bool `asn1:"tag:2"`
		}{true}))
	}, revocation.ErrUnsupported},
	"list of another part": {func(t *testing.T, s *scene) revocation.Evidence {
		return s.crl(t, s.Issuing, part("http://example.org/part7.crl"))
	}, revocation.ErrUnsupported},
}

// TestUnsoundEvidence: each of these answers nothing.
func TestUnsoundEvidence(t *testing.T) {
	for name, c := range unsound {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			evidence := c.make(t, s)
			if got, err := revocation.Judge(s.q, evidence); got.State != revocation.Unknown || !errors.Is(err, c.want) {
				t.Errorf("%+v %v, want %v", got, err, c.want)
			}
		})
	}
}

var oidPoint = asn1.ObjectIdentifier{2, 5, 29, 28}

func forOCSP(c *x509.Certificate) {
	c.ExtKeyUsage, c.NotAfter = []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning}, now.AddDate(14, 0, 0)
}

func extension(oid asn1.ObjectIdentifier, value any) func(*x509.RevocationList) {
	return func(l *x509.RevocationList) {
		der, err := asn1.Marshal(value)
		if err != nil {
			panic(err)
		}
		l.ExtraExtensions = []pkix.Extension{{Id: oid, Critical: true, Value: der}}
	}
}

// part makes the list one of several, known by an address.
func part(address string) func(*x509.RevocationList) {
	uri := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 6, Bytes: []byte(address)}
	der, _ := asn1.Marshal(uri)
	full := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: der}
	der, _ = asn1.Marshal(full)
	return extension(oidPoint, struct{ Name asn1.RawValue }{
		asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: der},
	})
}

// TestListOfItsOwnPart: a part that the certificate names itself counts.
func TestListOfItsOwnPart(t *testing.T) {
	s := newScene(t)
	evidence := s.crl(t, s.Issuing, part(s.URL+"/issuing.crl"))
	if got, err := revocation.Judge(s.q, evidence); got.State != revocation.Good {
		t.Errorf("%+v %v", got, err)
	}
}

// TestCheckedResponder: a responder without id-pkix-ocsp-nocheck counts when a
// list clears it, and not when one revokes it.
func TestCheckedResponder(t *testing.T) {
	s := newScene(t)
	by := s.Issue("OCSP", nil, forOCSP)
	evidence := s.ocsp(t, by, nil)
	evidence.CRLs = s.crl(t, s.Issuing, nil).CRLs
	if got, err := revocation.Judge(s.q, evidence); got.State != revocation.Good || !got.OCSP {
		t.Errorf("%+v %v", got, err)
	}
	s.Revoke(by.Certificate, now.AddDate(-1, 0, 0), 1) // responses bear the time of the machine
	evidence.CRLs = s.crl(t, s.Issuing, nil).CRLs
	if got, _ := revocation.Judge(s.q, evidence); got.OCSP {
		t.Errorf("a revoked responder answers: %+v", got)
	}
}

// TestExpiredCertificates may be forgotten by their authority: nothing from
// after their end clears them.
func TestExpiredCertificates(t *testing.T) {
	s := newScene(t)
	s.leaf = s.Issue("Old", nil, func(c *x509.Certificate) { c.NotAfter = now.AddDate(0, 0, -3) })
	s.q.Certificate, s.q.At = s.leaf.Certificate, now.AddDate(0, 0, -4)
	for _, e := range []revocation.Evidence{s.crl(t, s.Issuing, nil), s.ocsp(t, s.Responder, nil)} {
		if got, err := revocation.Judge(s.q, e); got.State != revocation.Unknown || !errors.Is(err, revocation.ErrNoAnswer) {
			t.Errorf("%+v %v", got, err)
		}
	}
}

func TestClient(t *testing.T) {
	s := newScene(t)
	c := revocation.Client{Asker: &online.Client{}}
	e, err := c.Evidence(context.Background(), s.q)
	if err != nil || len(e.Responses) != 1 || len(e.CRLs) != 0 {
		t.Fatalf("%+v %v", e, err)
	}
	s.Instead("/ocsp", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	if e, err = c.Evidence(context.Background(), s.q); err != nil || len(e.CRLs) != 1 {
		t.Errorf("the list is not asked for: %+v %v", e, err)
	}
	s.Instead("/issuing.crl", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("gone")) }) //nolint:errcheck // a test
	if _, err = c.Evidence(context.Background(), s.q); !errors.Is(err, revocation.ErrUnreachable) {
		t.Error(err)
	}
	s.NoAddresses = true
	s.q.Certificate = s.Issue("Eve", nil, nil).Certificate
	if _, err = c.Evidence(context.Background(), s.q); !errors.Is(err, revocation.ErrNoAddress) {
		t.Error(err)
	}
	issuer, err := c.Issuer(context.Background(), s.leaf.Certificate)
	if err != nil || !issuer.Equal(s.Issuing.Certificate) {
		t.Error(err)
	}
}

// TestAnswerToSomebodyElse: the responder's answer about another serial number
// is not taken for one about this certificate.
func TestAnswerToSomebodyElse(t *testing.T) {
	s := newScene(t)
	s.Instead("/ocsp", func(w http.ResponseWriter, _ *http.Request) {
		w.Write(s.OCSP(big.NewInt(99), s.Responder, nil)) //nolint:errcheck // a test
	})
	s.Instead("/issuing.crl", http.NotFound)
	c := revocation.Client{Asker: &online.Client{}}
	if _, err := c.Evidence(context.Background(), s.q); !errors.Is(err, revocation.ErrNoEvidence) {
		t.Error(err)
	}
}

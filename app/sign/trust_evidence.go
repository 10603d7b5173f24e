package sign

import (
	"bytes"
	"crypto/x509"
	"slices"
	"time"

	"clausedesk/app/sign/pdffile"
	"clausedesk/app/sign/revocation"
)

const (
	maxEvidence = 512 // certificates and answers that are looked at, each
	maxChain    = 12
)

// evidence is what a file brings along to judge certificates by.
type evidence struct {
	certificates []*x509.Certificate
	revocation.Evidence
	store bool // some of it comes from a document security store
	paths map[*x509.Certificate][]*x509.Certificate
}

func (e *evidence) add(certificates []*x509.Certificate) {
	for _, c := range certificates {
		e.paths = nil
		if len(e.certificates) < maxEvidence && !slices.ContainsFunc(e.certificates, c.Equal) {
			e.certificates = append(e.certificates, c)
		}
	}
}

func (e *evidence) addCRL(der []byte) {
	if len(e.CRLs) >= maxEvidence {
		return
	}
	if list, err := revocation.ParseCRL(der); err == nil {
		e.CRLs = append(e.CRLs, list)
	}
}

func (e *evidence) addResponse(der []byte) {
	if len(e.Responses) >= maxEvidence {
		return
	}
	if r, err := revocation.ParseOCSP(der); err == nil {
		e.Responses = append(e.Responses, r)
		e.add(r.Certificates)
	}
}

// collectEvidence takes what the newest state of the file holds, and what came
// along in the signatures.
func (v *verifier) collectEvidence() *evidence { return v.evidenceOf(v.file) }

// evidenceOf is the evidence in a revision together with that in signatures.
// None of it needs to be signed by the document: all of it is signed by those
// who gave it.
func (v *verifier) evidenceOf(f *pdffile.File) *evidence {
	e := &evidence{}
	for _, c := range v.judged {
		if c.cms != nil {
			e.add(c.cms.Certificates)
			for _, der := range c.cms.CRLs {
				e.addCRL(der)
			}
			for _, der := range c.cms.Responses {
				e.addResponse(der)
			}
		}
		if c.token != nil {
			e.add(c.token.Certificates)
		}
		for _, token := range c.authorities {
			e.add(token.Certificates)
		}
	}
	e.readStore(f)
	return e
}

// readStore reads the document security store (ISO 32000-2, 12.8.4.3). What
// cannot be read in it is passed over.
func (e *evidence) readStore(f *pdffile.File) {
	catalog, err := f.Catalog()
	if err != nil || !catalog.Has("DSS") {
		return
	}
	store, err := f.Dict(catalog.Get("DSS"))
	if err != nil {
		return
	}
	e.store = true
	e.readLists(f, store, "Certs", "OCSPs", "CRLs")
	if vri, err := f.Dict(store.Get("VRI")); err == nil {
		for _, entry := range vri[:min(len(vri), maxSignatures)] {
			if one, err := f.Dict(entry.Value); err == nil {
				e.readLists(f, one, "Cert", "OCSP", "CRL")
			}
		}
	}
}

func (e *evidence) readLists(f *pdffile.File, d pdffile.Dict, certs, ocsps, crls pdffile.Name) {
	eachStream(f, d.Get(certs), func(der []byte) {
		if c, err := x509.ParseCertificate(der); err == nil {
			e.add([]*x509.Certificate{c})
		}
	})
	eachStream(f, d.Get(ocsps), e.addResponse)
	eachStream(f, d.Get(crls), e.addCRL)
}

func eachStream(f *pdffile.File, o pdffile.Object, found func([]byte)) {
	list, err := f.Array(o)
	if err != nil {
		return
	}
	for _, item := range list[:min(len(list), maxEvidence)] {
		o, err := f.Resolve(item)
		s, ok := o.(*pdffile.Stream)
		if err != nil || !ok {
			continue
		}
		if data, err := f.Decode(s); err == nil {
			found(data)
		}
	}
}

// path leads from a certificate up through its issuers, as far as they are at
// hand.
func (e *evidence) path(cert *x509.Certificate) []*x509.Certificate {
	if chain := e.paths[cert]; chain != nil {
		return chain
	}
	chain := e.climb(cert)
	if e.paths == nil {
		e.paths = map[*x509.Certificate][]*x509.Certificate{}
	}
	e.paths[cert] = chain
	return chain
}

func (e *evidence) climb(cert *x509.Certificate) []*x509.Certificate {
	chain := []*x509.Certificate{cert}
	for len(chain) < maxChain {
		last := chain[len(chain)-1]
		if bytes.Equal(last.RawIssuer, last.RawSubject) {
			break
		}
		i := slices.IndexFunc(e.certificates, func(c *x509.Certificate) bool {
			return bytes.Equal(c.RawSubject, last.RawIssuer) && last.CheckSignatureFrom(c) == nil
		})
		if i < 0 || slices.ContainsFunc(chain, e.certificates[i].Equal) {
			break
		}
		chain = append(chain, e.certificates[i])
	}
	return chain
}

// completeFor tells whether the chain of a certificate ends at a root and the
// state of every certificate below it, at the time, is known.
func (e *evidence) completeFor(cert *x509.Certificate, at, now time.Time) bool {
	chain := e.path(cert)
	if !selfSigned(chain[len(chain)-1]) {
		return false
	}
	for i := 0; i+1 < len(chain); i++ {
		q := revocation.Question{Certificate: chain[i], Issuer: chain[i+1], At: at, Now: now}
		if s, _ := revocation.Judge(q, e.Evidence); s.State == revocation.Unknown {
			return false
		}
	}
	return true
}

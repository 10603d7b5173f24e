package authority

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"io"
	"math/big"
	"net/http"
	"time"

	"golang.org/x/crypto/ocsp"
)

func (w *World) serve(out http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.asked[r.URL.Path]++
	instead := w.instead[r.URL.Path]
	w.mu.Unlock()
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		http.Error(out, "cannot be read", http.StatusBadRequest)
		return
	}
	if instead != nil {
		instead(out, r)
		return
	}
	var answer []byte
	switch r.URL.Path {
	case "/tsa":
		answer = w.Reply(body)
	case "/ocsp":
		answer = w.answerOCSP(body)
	case "/issuing.crl":
		answer = w.CRL(w.Issuing, nil)
	case "/root.crl":
		answer = w.CRL(w.Root, nil)
	case "/issuing.cer":
		answer = w.Issuing.Certificate.Raw
	case "/root.cer":
		answer = w.Root.Certificate.Raw
	}
	if answer == nil {
		http.NotFound(out, r)
		return
	}
	out.Write(answer) //nolint:errcheck // the asker may have gone
}

// CRL is the list of an authority; change may alter it before it is signed.
func (w *World) CRL(by Pair, change func(*x509.RevocationList)) []byte {
	w.mu.Lock()
	list := &x509.RevocationList{
		Number: big.NewInt(7), ThisUpdate: w.Now.Add(-time.Hour), NextUpdate: w.Now.AddDate(0, 0, 7),
	}
	for _, entry := range w.revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, entry)
	}
	w.mu.Unlock()
	if change != nil {
		change(list)
	}
	der, err := x509.CreateRevocationList(rand.Reader, list, by.Certificate, by.Key)
	if err != nil {
		w.fatal(err)
	}
	return der
}

func (w *World) answerOCSP(body []byte) []byte {
	req, err := ocsp.ParseRequest(body)
	if err != nil {
		return ocsp.MalformedRequestErrorResponse
	}
	return w.OCSP(req.SerialNumber, w.Responder, nil)
}

// OCSP is the answer about a certificate of the issuing authority, signed by a
// responder; change may alter it before it is signed.
func (w *World) OCSP(serial *big.Int, by Pair, change func(*ocsp.Response)) []byte {
	answer := ocsp.Response{
		Status: ocsp.Good, SerialNumber: serial, ThisUpdate: w.Now.Add(-time.Minute), NextUpdate: w.Now.Add(24 * time.Hour),
	}
	w.mu.Lock()
	if entry, ok := w.revoked[serial.String()]; ok {
		answer.Status, answer.RevokedAt, answer.RevocationReason = ocsp.Revoked, entry.RevocationTime, entry.ReasonCode
	}
	w.mu.Unlock()
	if !bytes.Equal(by.Certificate.Raw, w.Issuing.Certificate.Raw) {
		answer.Certificate = by.Certificate
	}
	if change != nil {
		change(&answer)
	}
	der, err := ocsp.CreateResponse(w.Issuing.Certificate, by.Certificate, answer, by.Key)
	if err != nil {
		w.fatal(err)
	}
	return der
}

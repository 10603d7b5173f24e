package revocation

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Asker carries requests to addresses and brings the whole answers.
type Asker interface {
	Post(ctx context.Context, address, contentType string, body []byte) ([]byte, error)
	Get(ctx context.Context, address string) ([]byte, error)
}

// Client asks the places that a certificate names.
type Client struct{ Asker Asker }

// maxPlaces is how many addresses of a certificate are tried.
const maxPlaces = 4

// Evidence asks about the certificate of the question, by OCSP first, and
// returns what answers it: one response, or one CRL, and the CRL about a
// responder that wants one. The evidence was judged and holds.
//
// Errors: ErrNoAddress, or ErrUnreachable with the cause of the first place.
func (c Client) Evidence(ctx context.Context, q Question) (Evidence, error) {
	if len(q.Certificate.OCSPServer) == 0 && len(q.Certificate.CRLDistributionPoints) == 0 {
		return Evidence{}, ErrNoAddress
	}
	var first error
	for _, address := range head(q.Certificate.OCSPServer) {
		e, err := c.askOCSP(ctx, address, q)
		if err == nil {
			return e, nil
		}
		first = cmpErr(first, err)
	}
	for _, address := range head(q.Certificate.CRLDistributionPoints) {
		e, err := c.askCRL(ctx, address, q)
		if err == nil {
			return e, nil
		}
		first = cmpErr(first, err)
	}
	if err := ctx.Err(); err != nil {
		return Evidence{}, err
	}
	return Evidence{}, fmt.Errorf("%w: %w", ErrUnreachable, first)
}

func head(places []string) []string { return places[:min(len(places), maxPlaces)] }

func cmpErr(first, err error) error {
	if first != nil {
		return first
	}
	return err
}

func (c Client) askOCSP(ctx context.Context, address string, q Question) (Evidence, error) {
	nonce := make([]byte, 16)
	if _, err := rand.Read(nonce); err != nil {
		return Evidence{}, fmt.Errorf("nonce: %w", err)
	}
	der, err := c.Asker.Post(ctx, address, "application/ocsp-request", request(q, nonce))
	if err != nil {
		return Evidence{}, err
	}
	r, err := ParseOCSP(der)
	if err != nil {
		return Evidence{}, err
	}
	// Responders may leave the nonce out; one that is not ours is an old answer.
	var sent cryptobyte.Builder
	sent.AddASN1OctetString(nonce)
	if r.Nonce != nil && !bytes.Equal(r.Nonce, sent.BytesOrPanic()) {
		return Evidence{}, fmt.Errorf("%w: answer to another request", ErrNoAnswer)
	}
	e := Evidence{Responses: []*Response{r}}
	if responder := r.wantsCRL(q.Issuer); responder != nil {
		about := q
		about.Certificate = responder
		for _, place := range head(responder.CRLDistributionPoints) {
			if list, err := c.fetchCRL(ctx, place); err == nil {
				e.CRLs = append(e.CRLs, list)
			}
		}
	}
	_, err = Judge(q, e)
	return e, err
}

// wantsCRL is the delegated responder when it must itself be checked, else nil.
func (r *Response) wantsCRL(issuer *x509.Certificate) *x509.Certificate {
	responder, err := r.signer(issuer)
	if err != nil || responder.Equal(issuer) || noCheck(responder) {
		return nil
	}
	return responder
}

func (c Client) askCRL(ctx context.Context, address string, q Question) (Evidence, error) {
	list, err := c.fetchCRL(ctx, address)
	if err != nil {
		return Evidence{}, err
	}
	e := Evidence{CRLs: []*x509.RevocationList{list}}
	_, err = Judge(q, e)
	return e, err
}

func (c Client) fetchCRL(ctx context.Context, address string) (*x509.RevocationList, error) {
	der, err := c.Asker.Get(ctx, address)
	if err != nil {
		return nil, err
	}
	return ParseCRL(fromPEM(der, "X509 CRL"))
}

// fromPEM accepts text where the standard wants DER.
func fromPEM(data []byte, kind string) []byte {
	if block, _ := pem.Decode(data); block != nil && block.Type == kind {
		return block.Bytes
	}
	return data
}

// ErrNoIssuer means that the issuer's certificate is not where it was said to
// be.
var ErrNoIssuer = errors.New("issuer's certificate could not be fetched")

// Issuer fetches the certificate that signed c from where c says it lies. The
// error wraps ErrNoIssuer.
func (c Client) Issuer(ctx context.Context, cert *x509.Certificate) (*x509.Certificate, error) {
	why := ErrNoAddress
	for _, address := range head(cert.IssuingCertificateURL) {
		data, err := c.Asker.Get(ctx, address)
		if err != nil {
			why = err
			continue
		}
		issuer, err := x509.ParseCertificate(fromPEM(data, "CERTIFICATE"))
		if err == nil {
			err = cert.CheckSignatureFrom(issuer)
		}
		if err == nil {
			return issuer, nil
		}
		why = err
	}
	return nil, fmt.Errorf("%w: %w", ErrNoIssuer, why)
}

// request is an OCSPRequest about one certificate (RFC 6960, 4.1). CertID uses
// SHA-1, the one digest that every responder knows (RFC 5019, 2.1.1); it names
// the issuer and secures nothing.
func request(q Question, nonce []byte) []byte {
	name, key := sha1.Sum(q.Certificate.RawIssuer), sha1.Sum(publicKeyBits(q.Issuer))
	seq := func(b *cryptobyte.Builder, f func(*cryptobyte.Builder)) { b.AddASN1(cbasn1.SEQUENCE, f) }
	certID := func(b *cryptobyte.Builder) {
		seq(b, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26})
			b.AddASN1NULL()
		})
		b.AddASN1OctetString(name[:])
		b.AddASN1OctetString(key[:])
		b.AddASN1BigInt(q.Certificate.SerialNumber)
	}
	extension := func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidNonce)
		b.AddASN1(cbasn1.OCTET_STRING, func(b *cryptobyte.Builder) { b.AddASN1OctetString(nonce) })
	}
	var b cryptobyte.Builder
	seq(&b, func(b *cryptobyte.Builder) { // OCSPRequest
		seq(b, func(b *cryptobyte.Builder) { // TBSRequest
			seq(b, func(b *cryptobyte.Builder) { // requestList
				seq(b, func(b *cryptobyte.Builder) { seq(b, certID) })
			})
			b.AddASN1(explicit(2), func(b *cryptobyte.Builder) {
				seq(b, func(b *cryptobyte.Builder) { seq(b, extension) })
			})
		})
	})
	return b.BytesOrPanic()
}

package tsp

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"encoding/asn1"
	"fmt"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Poster carries a request to an address and brings the whole answer.
type Poster interface {
	Post(ctx context.Context, address, contentType string, body []byte) ([]byte, error)
}

// Client asks one authority for timestamps over HTTP (RFC 3161, 3.4).
type Client struct {
	Address string
	Poster  Poster
	Policy  asn1.ObjectIdentifier // wanted of the authority; nil for its own
}

const queryType = "application/timestamp-query"

// Stamp asks for a token over data with the digest, which was made with h, and
// checks it: it is for this digest, answers this request, and is sound in
// itself (Token.CheckDigest).
//
// Errors wrap ErrRefused, ErrReply, those of Parse and CheckDigest, and the
// Poster's.
func (c Client) Stamp(ctx context.Context, h crypto.Hash, digest []byte) (*Token, error) {
	nonce, err := newNonce()
	if err != nil {
		return nil, err
	}
	query, err := c.query(h, digest, nonce)
	if err != nil {
		return nil, err
	}
	reply, err := c.Poster.Post(ctx, c.Address, queryType, query)
	if err != nil {
		return nil, fmt.Errorf("timestamp: %w", err)
	}
	token, err := ParseReply(reply)
	if err != nil {
		return nil, fmt.Errorf("timestamp: %w", err)
	}
	if err := c.fits(token, digest, nonce); err != nil {
		return nil, fmt.Errorf("timestamp: %w", err)
	}
	return token, nil
}

// newNonce is a random number that always takes eight bytes, so that tokens of
// one authority have nearly one length.
func newNonce() (*big.Int, error) {
	b := make([]byte, 8)
	if _, err := rand.Read(b); err != nil {
		return nil, fmt.Errorf("nonce: %w", err)
	}
	b[0] = b[0]&0x3F | 0x40
	return new(big.Int).SetBytes(b), nil
}

// query is a TimeStampReq that wants the authority's certificate.
func (c Client) query(h crypto.Hash, digest []byte, nonce *big.Int) ([]byte, error) {
	var b cryptobyte.Builder
	for _, known := range hashes {
		if known.hash != h || len(digest) != h.Size() {
			continue
		}
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(known.oid)
					b.AddASN1NULL()
				})
				b.AddASN1OctetString(digest)
			})
			if c.Policy != nil {
				b.AddASN1ObjectIdentifier(c.Policy)
			}
			b.AddASN1BigInt(nonce)
			b.AddASN1Boolean(true)
		})
		return b.Bytes()
	}
	return nil, bad("digest of the data is not accepted")
}

// ParseReply reads a TimeStampResp and the token in it (RFC 3161, 2.4.2). A
// status other than granted is ErrRefused, with what the authority says.
func ParseReply(der []byte) (*Token, error) {
	in := cryptobyte.String(der)
	var reply, status cryptobyte.String
	var code int
	if !in.ReadASN1(&reply, cbasn1.SEQUENCE) || !in.Empty() ||
		!reply.ReadASN1(&status, cbasn1.SEQUENCE) || !status.ReadASN1Integer(&code) {
		return nil, bad("no reply of a timestamp authority")
	}
	if code != 0 && code != 1 {
		return nil, fmt.Errorf("%w: %s", ErrRefused, reason(code, status))
	}
	if reply.Empty() {
		return nil, bad("reply without a token")
	}
	return Parse(reply)
}

// reason is what the authority says about a refusal: its words, as far as they
// are printable, else the status.
func reason(code int, status cryptobyte.String) string {
	var list, words cryptobyte.String
	if status.ReadASN1(&list, cbasn1.SEQUENCE) && list.ReadASN1(&words, cbasn1.UTF8String) && len(words) > 0 {
		return fmt.Sprintf("%.200q", string(words))
	}
	return fmt.Sprintf("status %d", code)
}

func (c Client) fits(t *Token, digest []byte, nonce *big.Int) error {
	if t.Nonce == nil || t.Nonce.Cmp(nonce) != 0 {
		return fmt.Errorf("%w: nonce", ErrReply)
	}
	if c.Policy != nil && !t.Policy.Equal(c.Policy) {
		return fmt.Errorf("%w: policy", ErrReply)
	}
	if !bytes.Equal(t.Imprint, digest) {
		return fmt.Errorf("%w: %w", ErrReply, ErrImprint)
	}
	return t.CheckDigest(digest)
}

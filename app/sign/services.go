package sign

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"sync"

	"clausedesk/app/sign/revocation"
	"clausedesk/app/sign/tsp"
)

// Stamper gives timestamp tokens over digests. It has checked what it gives.
type Stamper interface {
	Stamp(ctx context.Context, h crypto.Hash, digest []byte) (*tsp.Token, error)
}

// Revoker finds out about certificates: whether they are revoked, and who
// issued them.
type Revoker interface {
	Evidence(ctx context.Context, q revocation.Question) (revocation.Evidence, error)
	Issuer(ctx context.Context, c *x509.Certificate) (*x509.Certificate, error)
}

// Services are the authorities that the levels above B-B need. One value may
// serve a whole batch, on several goroutines: it remembers how large tokens
// are and what was found out about certificates. A nil *Services has none.
type Services struct {
	stamper Stamper
	revoker Revoker

	mu       sync.Mutex
	sizes    map[crypto.Hash]int
	evidence map[string]revocation.Evidence
}

// NewServices joins authorities; nil means that there is none, or that it may
// not be asked.
func NewServices(stamper Stamper, revoker Revoker) *Services {
	return &Services{
		stamper: stamper, revoker: revoker,
		sizes: map[crypto.Hash]int{}, evidence: map[string]revocation.Evidence{},
	}
}

// Why a level cannot be had. They come inside a LevelError.
var (
	// ErrNoAuthority means that no timestamp authority is configured.
	ErrNoAuthority = errors.New("no timestamp authority is configured")
	// ErrMayNotAsk means that certificates may not be asked about, and nothing
	// at hand answers.
	ErrMayNotAsk = errors.New("revocation may not be asked for")
	// ErrChain means that an issuer's certificate is missing.
	ErrChain = errors.New("certificate of an issuer is missing")
	// ErrRevoked means that a certificate is revoked.
	ErrRevoked = errors.New("certificate is revoked")
	// ErrTooLate means that the last timestamp's certificate has expired.
	ErrTooLate = errors.New("certificate of the last timestamp has expired")
)

// LevelError says that a level cannot be had, and no file was made.
type LevelError struct {
	Level   Level
	Subject string // of the certificate it is about; empty when about none
	Err     error
}

func (e *LevelError) Error() string {
	if e.Subject != "" {
		return fmt.Sprintf("level %s cannot be had: %s: %v", e.Level, e.Subject, e.Err)
	}
	return fmt.Sprintf("level %s cannot be had: %v", e.Level, e.Err)
}

func (e *LevelError) Unwrap() error { return e.Err }

// varying is by how much tokens of one authority differ in length: serial
// number, fraction of a second, and the two numbers of an ECDSA signature.
const varying = 48

// room is how many bytes a token takes. The first time it asks for one over a
// random digest; what comes later is at most a little longer, or makes grow
// correct it.
func (s *Services) room(ctx context.Context, h crypto.Hash) (int, error) {
	if s == nil || s.stamper == nil {
		return 0, ErrNoAuthority
	}
	s.mu.Lock()
	size := s.sizes[h]
	s.mu.Unlock()
	if size > 0 {
		return size, nil
	}
	digest := make([]byte, h.Size())
	if _, err := rand.Read(digest); err != nil {
		return 0, fmt.Errorf("trial timestamp: %w", err)
	}
	der, err := s.stamp(ctx, h, digest)
	return len(der) + varying, err
}

// stamp returns the DER of a token and remembers its size.
func (s *Services) stamp(ctx context.Context, h crypto.Hash, digest []byte) ([]byte, error) {
	if s == nil || s.stamper == nil {
		return nil, ErrNoAuthority
	}
	token, err := s.stamper.Stamp(ctx, h, digest)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sizes[h] = max(s.sizes[h], len(token.DER)+varying)
	return token.DER, nil
}

// ask finds evidence about the certificate of a question: what an earlier file
// of the batch needed, else from its authority.
func (s *Services) ask(ctx context.Context, q revocation.Question) (revocation.Evidence, error) {
	if s == nil || s.revoker == nil {
		return revocation.Evidence{}, ErrMayNotAsk
	}
	key := string(q.Certificate.Raw)
	s.mu.Lock()
	known := s.evidence[key]
	s.mu.Unlock()
	if status, err := revocation.Judge(q, known); err == nil && status.State == revocation.Good {
		return known, nil
	}
	found, err := s.revoker.Evidence(ctx, q)
	if err != nil {
		return found, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.evidence[key] = found
	return found, nil
}

func (s *Services) issuer(ctx context.Context, c *x509.Certificate) (*x509.Certificate, error) {
	if s == nil || s.revoker == nil {
		return nil, ErrChain
	}
	issuer, err := s.revoker.Issuer(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrChain, err)
	}
	return issuer, nil
}

package studio

import (
	"context"
	"fmt"
	"strings"

	"clausedesk/app/sign"
	"clausedesk/app/store"
)

// IdentityRequest describes a self-made identity. Name is both the name in
// the library and the signer that readers show.
type IdentityRequest struct {
	Name         string
	Organization string
	Email        string
	Algorithm    string // sign.RSA3072 or sign.P256
	Passphrase   string
}

// NewIdentity makes a key with a self-signed certificate and keeps it in the
// library, encrypted with the passphrase.
func (s *Studio) NewIdentity(ctx context.Context, req IdentityRequest) (store.Identity, error) {
	if err := sign.CheckPassphrase(req.Passphrase); err != nil {
		return store.Identity{}, fmt.Errorf("new identity: %w", err)
	}
	identity, err := sign.NewIdentity(ctx, sign.Params{
		Name: req.Name, Organization: req.Organization, Email: req.Email,
		Algorithm: req.Algorithm, Now: s.now(),
	})
	if err != nil {
		return store.Identity{}, fmt.Errorf("new identity: %w", err)
	}
	return s.keepIdentity(ctx, req.Name, identity, req.Passphrase)
}

// ImportIdentity keeps an identity from a PKCS#12 file in the library, sealed
// anew with the same passphrase. An empty name takes the certificate's.
func (s *Studio) ImportIdentity(ctx context.Context, name string, p12 []byte, passphrase string) (store.Identity, error) {
	if err := sign.CheckPassphrase(passphrase); err != nil {
		return store.Identity{}, fmt.Errorf("import identity: %w", err)
	}
	identity, err := sign.Open(p12, passphrase)
	if err != nil {
		return store.Identity{}, fmt.Errorf("import identity: %w", err)
	}
	if strings.TrimSpace(name) == "" {
		name = identity.Name()
	}
	return s.keepIdentity(ctx, name, identity, passphrase)
}

func (s *Studio) keepIdentity(ctx context.Context, name string, identity *sign.Identity, passphrase string) (store.Identity, error) {
	sealed, err := identity.Seal(passphrase)
	if err != nil {
		return store.Identity{}, fmt.Errorf("seal identity: %w", err)
	}
	kept := store.Identity{
		Name: strings.TrimSpace(name), Subject: identity.Certificate.Subject.String(),
		Algorithm: identity.Algorithm(), Fingerprint: identity.Fingerprint(),
		NotBefore: identity.Certificate.NotBefore, NotAfter: identity.Certificate.NotAfter,
		Certificate: string(identity.PEM()), Sealed: sealed,
	}
	if err := s.Store.AddIdentity(ctx, kept); err != nil {
		return store.Identity{}, fmt.Errorf("keep identity: %w", err)
	}
	s.emit(Event{Kind: IdentitiesChanged})
	return kept, nil
}

// OpenIdentity unseals an identity of the library.
func (s *Studio) OpenIdentity(ctx context.Context, name, passphrase string) (*sign.Identity, error) {
	kept, err := s.Store.Identity(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("identity %q: %w", name, err)
	}
	identity, err := sign.Open(kept.Sealed, passphrase)
	if err != nil {
		return nil, fmt.Errorf("identity %q: %w", name, err)
	}
	return identity, nil
}

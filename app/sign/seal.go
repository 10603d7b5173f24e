package sign

import (
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"

	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

// SealIterations is the number of PBKDF2-HMAC-SHA-256 rounds for key and
// certificates and of PKCS#12 rounds for the integrity code. All are equally
// high, since each of them lets an attacker try passphrases.
const SealIterations = 600_000

// Seal encrypts the identity with a passphrase as PKCS#12 (PBES2, AES-256-CBC,
// HMAC-SHA-256), which OpenSSL 1.1.1 and newer, NSS and Windows read too.
//
// Errors: those of CheckPassphrase; ErrUnsupportedKey for a key that does not
// leave its device.
func (id *Identity) Seal(passphrase string) ([]byte, error) {
	return id.seal(passphrase, SealIterations)
}

func (id *Identity) seal(passphrase string, iterations int) ([]byte, error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	if _, err := x509.MarshalPKCS8PrivateKey(id.key); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsupportedKey, err)
	}
	out, err := pkcs12.Modern2023.WithIterations(iterations).Encode(id.key, id.Certificate, id.Chain, passphrase)
	if err != nil {
		return nil, fmt.Errorf("seal identity: %w", err)
	}
	return out, nil
}

// Open reads an identity from PKCS#12, sealed here or made by other software
// (OpenSSL with modern or -legacy encryption). The key must be RSA of at least
// 2048 bits or ECDSA on P-256 or P-384.
//
// Errors: ErrWrongPassphrase, ErrNoKey, ErrUnsupportedKey, ErrWeakKey,
// ErrNotPKCS12, ErrEffort.
func Open(p12 []byte, passphrase string) (*Identity, error) {
	if effort(p12) > MaxIterations {
		return nil, ErrEffort
	}
	private, cert, others, err := pkcs12.DecodeChain(p12, passphrase)
	if err != nil {
		return nil, openError(err)
	}
	key, ok := private.(crypto.Signer)
	if !ok {
		return nil, ErrUnsupportedKey
	}
	if err := checkKey(key.Public()); err != nil {
		return nil, err
	}
	certs := append([]*x509.Certificate{cert}, others...)
	for i, c := range certs {
		if sameKey(key.Public(), c.PublicKey) {
			rest := append(certs[:i:i], certs[i+1:]...)
			return &Identity{Certificate: c, Chain: orderChain(c, rest), key: key}, nil
		}
	}
	return nil, ErrNoKey
}

// openError gives the decoder's errors their kind. For a missing key or
// certificate it offers no other sign than its text.
func openError(err error) error {
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption):
		return ErrWrongPassphrase
	case err.Error() == "pkcs12: private key missing", err.Error() == "pkcs12: certificate missing":
		return ErrNoKey
	}
	return fmt.Errorf("%w: %w", ErrNotPKCS12, err)
}

// orderChain puts the issuers of leaf in order, nearest first, and keeps the
// certificates that do not belong to that line behind them.
func orderChain(leaf *x509.Certificate, rest []*x509.Certificate) []*x509.Certificate {
	var out []*x509.Certificate
	for current := leaf; ; {
		i := issuerOf(current, rest)
		if i < 0 {
			return append(out, rest...)
		}
		current = rest[i]
		out = append(out, current)
		rest = append(rest[:i:i], rest[i+1:]...)
	}
}

func issuerOf(c *x509.Certificate, among []*x509.Certificate) int {
	for i, other := range among {
		if string(other.RawSubject) == string(c.RawIssuer) && c.CheckSignatureFrom(other) == nil {
			return i
		}
	}
	return -1
}

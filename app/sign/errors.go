package sign

import (
	"errors"
	"fmt"
)

var (
	// ErrWrongPassphrase means that the passphrase does not open the file.
	ErrWrongPassphrase = errors.New("wrong passphrase")
	// ErrNoKey means a PKCS#12 file without a private key, or without the
	// certificate that belongs to it.
	ErrNoKey = errors.New("no private key with its certificate")
	// ErrUnsupportedKey means a key that is neither RSA nor ECDSA on P-256 or
	// P-384.
	ErrUnsupportedKey = errors.New("key type not supported")
	// ErrWeakKey means RSA under 2048 bits.
	ErrWeakKey = errors.New("key too short")
	// ErrNotPKCS12 means bytes that are no readable PKCS#12 file.
	ErrNotPKCS12 = errors.New("not a readable PKCS#12 file")
	// ErrEffort means a PKCS#12 file that asks for more than MaxIterations; it
	// is also an ErrNotPKCS12.
	ErrEffort = fmt.Errorf("%w: too many iterations", ErrNotPKCS12)
	// ErrPassphraseEmpty, ErrPassphraseShort and ErrPassphraseCharacters say
	// why a new passphrase is refused.
	ErrPassphraseEmpty      = errors.New("passphrase is empty")
	ErrPassphraseShort      = errors.New("passphrase has fewer than 8 characters")
	ErrPassphraseCharacters = errors.New("passphrase has characters PKCS#12 cannot hold")
	// ErrName means an identity without a name to show.
	ErrName = errors.New("identity without a name")
	// ErrValidity means a validity that is not between 1 and 30 years.
	ErrValidity = errors.New("validity out of range")

	// ErrUnreadable means a file that is no PDF or is damaged; it wraps the
	// structural cause.
	ErrUnreadable = errors.New("PDF cannot be read")
	// ErrEncrypted means a PDF protected with a password.
	ErrEncrypted = errors.New("PDF is encrypted")
	// ErrLocked means a PDF certified so that nothing may change any more
	// (DocMDP P=1).
	ErrLocked = errors.New("PDF is certified against any change")
	// ErrField means that the signature field asked for is not there, is signed
	// already, or wants a kind of signature that is not made here.
	ErrField = errors.New("signature field cannot be filled")
	// ErrExpired and ErrNotYetValid mean a certificate that is not valid at the
	// time of signing.
	ErrExpired     = errors.New("certificate has expired")
	ErrNotYetValid = errors.New("certificate is not valid yet")
	// ErrLevel means a level that is none of PAdES baseline.
	ErrLevel = errors.New("no level of PAdES baseline")
	// ErrUnsigned means a file without a signature, where one is needed.
	ErrUnsigned = errors.New("PDF is not signed")
	// ErrPage means that the page asked for does not exist.
	ErrPage = errors.New("no such page")
	// ErrAppearance means that the appearance is not a readable one-page PDF.
	ErrAppearance = errors.New("signature appearance cannot be read")
)

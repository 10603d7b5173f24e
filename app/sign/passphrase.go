package sign

import "unicode/utf8"

// MinPassphrase is the fewest characters a new passphrase may have.
const MinPassphrase = 8

// CheckPassphrase tells whether a passphrase may seal an identity: nil, or
// ErrPassphraseEmpty, ErrPassphraseShort or ErrPassphraseCharacters (PKCS#12
// holds passphrases in UTF-16 without surrogates, so no emoji).
func CheckPassphrase(passphrase string) error {
	if passphrase == "" {
		return ErrPassphraseEmpty
	}
	if !utf8.ValidString(passphrase) {
		return ErrPassphraseCharacters
	}
	for _, r := range passphrase {
		if r > 0xFFFF || r == 0 {
			return ErrPassphraseCharacters
		}
	}
	if utf8.RuneCountInString(passphrase) < MinPassphrase {
		return ErrPassphraseShort
	}
	return nil
}

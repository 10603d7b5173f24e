package policy

import (
	"crypto/rand"
	"encoding/base32"
	"strings"
)

// ID names a client, a policy or a clause for ever. It is never reused.
type ID string

// idBytes gives 80 random bits: no collision to fear in a library of millions.
const idBytes = 10

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns a fresh random identifier of 16 lower-case characters
// (Crockford's alphabet: no i, l, o or u that a person could misread).
func NewID() ID {
	var raw [idBytes]byte
	if _, err := rand.Read(raw[:]); err != nil {
		panic("policy: the system's random source failed: " + err.Error())
	}
	return ID(idEncoding.EncodeToString(raw[:]))
}

// ValidID reports whether text has the shape of an identifier.
func ValidID(text string) bool {
	if len(text) != idEncoding.EncodedLen(idBytes) {
		return false
	}
	return strings.Trim(text, "0123456789abcdefghjkmnpqrstvwxyz") == ""
}

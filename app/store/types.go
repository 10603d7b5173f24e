package store

import (
	"time"

	"clausedesk/app/policy"
)

// PolicyRow is a policy as lists show it.
type PolicyRow struct {
	ID              policy.ID
	ClientID        policy.ID
	ClientName      string
	Title           string // in the source language
	SourceLang      string
	Languages       []string // source first
	ClauseCount     int
	LatestVersion   int    // 0 before the first
	LatestEffective string // yyyy-mm-dd, of LatestVersion
	Changed         time.Time
}

// NextVersion is what the next version of a policy must carry.
type NextVersion struct {
	Number   int
	Previous string // SHA-256 of the version before, hex; empty for the first
}

// File is one exported file of a version.
type File struct {
	PolicyID policy.ID
	Number   int
	Lang     string
	Kind     string // "pdf", "md", "json"
	SHA256   string // hex
	Bytes    int64
	SignedBy string    // fingerprint of the signing certificate, empty when unsigned
	Created  time.Time // set when it is added
	Path     string
}

// Identity is a key and certificate that signs. The private key exists only
// inside Sealed, encrypted with a passphrase.
type Identity struct {
	Name        string
	Subject     string
	Algorithm   string
	Fingerprint string // SHA-256 of the certificate, hex
	NotBefore   time.Time
	NotAfter    time.Time
	Created     time.Time // set when it is added
	Certificate string    // PEM
	Sealed      []byte    // PKCS#12
}

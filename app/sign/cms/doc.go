// Package cms makes and checks the CMS SignedData (RFC 5652) that a PAdES
// baseline signature holds: one signer, detached content, DER, and exactly the
// signed attributes content-type, message-digest and signing-certificate-v2
// (RFC 5035). It owns the bytes and the mathematics of the signature; whether
// a certificate is to be trusted, and what the signature covers, is decided by
// its caller.
package cms

import (
	"crypto"
	_ "crypto/sha256" // the digests that Algorithm names
	_ "crypto/sha512"
	"encoding/asn1"
	"errors"
)

var (
	// ErrMalformed is the cause of every structural error: BER where DER is
	// wanted, several signers, repeated attributes, trailing bytes.
	ErrMalformed = errors.New("malformed CMS")
	// ErrWeakDigest means MD5, SHA-1 or another digest not accepted.
	ErrWeakDigest = errors.New("digest algorithm not accepted")
	// ErrAlgorithm means a signature algorithm not supported here.
	ErrAlgorithm = errors.New("signature algorithm not supported")
	// ErrWeakKey means RSA under 2048 bits.
	ErrWeakKey = errors.New("key too short")
	// ErrContentType means that the content-type attribute is missing or is
	// not the one wanted.
	ErrContentType = errors.New("wrong content type")
	// ErrNoSigner means that the signer's certificate is not enclosed.
	ErrNoSigner = errors.New("signer certificate missing")
	// ErrCertificateMismatch means that signing-certificate-v2 names another
	// certificate than the one enclosed.
	ErrCertificateMismatch = errors.New("signing-certificate-v2 names another certificate")
	// ErrDigest means that the content is not what was signed.
	ErrDigest = errors.New("content digest differs")
	// ErrSignature means that the signature value is wrong.
	ErrSignature = errors.New("signature value wrong")
)

var (
	oidData          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData    = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningTime   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 5}
	oidSigningCert   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidSigningCertV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}

	oidAdobeRevocation  = asn1.ObjectIdentifier{1, 2, 840, 113583, 1, 1, 8}
	oidRevocationValues = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 24}
	oidOtherOCSP        = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 16, 2}

	// OIDTimestampToken is the unsigned attribute that holds an RFC 3161
	// token over the signature value.
	OIDTimestampToken = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}

	oidSHA256 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}

	oidRSA         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidRSASHA256   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidRSASHA384   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}
	oidRSASHA512   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}
	oidECDSASHA256 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidECDSASHA384 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}
	oidECDSASHA512 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}
)

type digestAlgorithm struct {
	oid   asn1.ObjectIdentifier
	hash  crypto.Hash
	rsa   asn1.ObjectIdentifier
	ecdsa asn1.ObjectIdentifier
	name  string
}

var digestAlgorithms = []digestAlgorithm{
	{oidSHA256, crypto.SHA256, oidRSASHA256, oidECDSASHA256, "SHA-256"},
	{oidSHA384, crypto.SHA384, oidRSASHA384, oidECDSASHA384, "SHA-384"},
	{oidSHA512, crypto.SHA512, oidRSASHA512, oidECDSASHA512, "SHA-512"},
}

func digestByOID(oid asn1.ObjectIdentifier) (digestAlgorithm, bool) {
	for _, d := range digestAlgorithms {
		if d.oid.Equal(oid) {
			return d, true
		}
	}
	return digestAlgorithm{}, false
}

func digestByHash(h crypto.Hash) digestAlgorithm {
	for _, d := range digestAlgorithms {
		if d.hash == h {
			return d
		}
	}
	return digestAlgorithms[0]
}

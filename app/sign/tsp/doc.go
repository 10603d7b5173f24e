// Package tsp asks a timestamp authority for tokens and checks tokens
// (RFC 3161 with RFC 5816). It owns the bytes of request, reply and token, and
// what makes a token sound in itself; whether its authority is to be trusted is
// decided by the caller, as is what the token is put on. It opens no
// connection: a Poster does.
package tsp

import (
	"encoding/asn1"
	"errors"
)

var (
	// ErrMalformed means that the token or reply is no readable one.
	ErrMalformed = errors.New("malformed timestamp")
	// ErrImprint means that the token is for other data.
	ErrImprint = errors.New("timestamp is for other data")
	// ErrAuthority means that the certificate in the token may not sign
	// timestamps, or not at that time.
	ErrAuthority = errors.New("certificate is not for timestamps")
	// ErrSignature means that the token's own signature does not hold; the
	// cause of package cms is wrapped too.
	ErrSignature = errors.New("signature of the timestamp is wrong")
	// ErrRefused means that the authority answered and gave no token.
	ErrRefused = errors.New("timestamp refused by the authority")
	// ErrReply means an answer that does not fit the request.
	ErrReply = errors.New("answer of the timestamp authority does not fit the request")
)

var oidTSTInfo = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}

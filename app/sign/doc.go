// Package sign makes and checks signatures on PDF files. It owns identities
// (a key with its certificate, sealed with a passphrase), the signing of a
// finished PDF as PAdES baseline B-B (EN 319 142-1) in an incremental update,
// and the verification of signed files. It knows bytes and keys only: no
// policies, no database, no screens; what a person reads is worded elsewhere
// from the codes given here.
//
// Verification never takes a repair, a guess or a second opinion for an
// answer: a file whose structure is not exactly understood is not intact.
package sign

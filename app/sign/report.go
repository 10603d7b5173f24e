package sign

import (
	"crypto/x509"
	"time"
)

// Result is the answer about a whole file.
type Result string

// The results. Intact means: every signature verifies, the last one covers
// the file to its last byte, and what was added after each earlier one is
// nothing but further signatures. Unreadable also stands for signatures that
// cannot be judged, such as those with a broken digest algorithm.
const (
	Intact        Result = "intact"
	Altered       Result = "altered"
	PartlyCovered Result = "partly_covered"
	Unsigned      Result = "unsigned"
	Unreadable    Result = "unreadable"
)

// Integrity is the answer about one signature.
type Integrity string

// The states of integrity. Unknown is never better than altered.
const (
	IntegrityIntact  Integrity = "intact"
	IntegrityAltered Integrity = "altered"
	IntegrityUnknown Integrity = "unknown"
)

// Trust says what the certificate is worth; it is apart from integrity.
type Trust string

// The states of trust. Revocation is judged by what the file brings along;
// nothing is looked up.
const (
	TrustTrusted    Trust = "trusted"     // chains to a root the caller gave
	TrustSelfSigned Trust = "self_signed" // vouches only for itself
	TrustUnknown    Trust = "unknown"
	TrustExpired    Trust = "expired" // not valid at the time that counts
	TrustRevoked    Trust = "revoked"
)

// Level is the PAdES baseline level (EN 319 142-1, section 6).
type Level string

// The levels, as far as they are shown by what the file holds: a timestamp or
// revocation data that does not verify does not lift the level.
const (
	LevelBB    Level = "B-B"
	LevelBT    Level = "B-T"
	LevelBLT   Level = "B-LT"
	LevelBLTA  Level = "B-LTA"
	LevelOther Level = "other"
)

// TimeSource says who vouches for the time.
type TimeSource string

// The sources of time: the signer's own clock, or a timestamp authority.
const (
	TimeClaimed   TimeSource = "claimed"
	TimeTimestamp TimeSource = "timestamp"
)

// Problem is a code for what was found; its wording is the caller's.
type Problem string

// The problems, on the file or on one signature.
const (
	ProblemStructure          Problem = "structure"            // no strictly readable PDF
	ProblemEncrypted          Problem = "encrypted"            // protected with a password
	ProblemTrailingBytes      Problem = "trailing_bytes"       // bytes behind the last revision
	ProblemTooComplex         Problem = "too_complex"          // passes a safety limit
	ProblemSignatureRemoved   Problem = "signature_removed"    // an earlier revision had one more
	ProblemSignatureTwice     Problem = "signature_duplicated" // two fields share a value or name
	ProblemPerms              Problem = "permissions"          // Perms names no first certification
	ProblemSubFilter          Problem = "subfilter"            // kind of signature not supported
	ProblemByteRange          Problem = "byte_range"           // not [0 a b c] within the file
	ProblemContents           Problem = "contents"             // the gap is not exactly this value
	ProblemPadding            Problem = "padding"              // not zeros behind the CMS
	ProblemRevision           Problem = "revision"             // what is signed is no revision of this file
	ProblemCMS                Problem = "cms"                  // malformed SignedData
	ProblemContentType        Problem = "content_type"
	ProblemDigestAlgorithm    Problem = "digest_algorithm" // MD5, SHA-1 or unknown
	ProblemAlgorithm          Problem = "algorithm"
	ProblemWeakKey            Problem = "weak_key"
	ProblemNoCertificate      Problem = "certificate_missing"
	ProblemCertificateSwapped Problem = "certificate_mismatch"
	ProblemDigest             Problem = "digest"
	ProblemSignatureValue     Problem = "signature_value"
	ProblemChangedLater       Problem = "changed_after_signing"
	ProblemUncovered          Problem = "not_covered_to_end"
	ProblemKeyUsage           Problem = "key_usage" // certificate is not for signing
	ProblemClaimedTime        Problem = "claimed_time_outside_validity"
	ProblemOldSubFilter       Problem = "subfilter_sha1"         // a kind that signs SHA-1
	ProblemTimestamp          Problem = "timestamp_not_verified" // a token that does not hold
	ProblemTimestampUnknown   Problem = "timestamp_authority"    // its authority is not trusted
	ProblemRevocationUnknown  Problem = "revocation_unknown"     // nothing in the file says
	ProblemDocumentTimestamp  Problem = "document_timestamp"     // no timestamp as it should be
	ProblemFilledLater        Problem = "fields_filled_later"    // notice: allowed
	ProblemCommentsLater      Problem = "comments_later"         // notice: allowed
	// ProblemLaterAppearance is a notice: a later signature shows something
	// on a page, which could hide what was signed.
	ProblemLaterAppearance Problem = "later_signature_visible"
)

// Kind tells signatures of people from timestamps over a document.
type Kind string

// The kinds.
const (
	KindSignature Kind = "signature"
	KindTimestamp Kind = "timestamp"
)

// Timestamp is the proof of time of a signature that verified.
type Timestamp struct {
	Time      time.Time `json:"time"`
	Authority string    `json:"authority"` // common name in its certificate
	Trust     Trust     `json:"trust"`
	// Document tells that it is a timestamp over the whole document.
	Document bool `json:"document,omitempty"`
}

// Signature is what was found about one signature.
type Signature struct {
	Kind Kind `json:"kind"`
	// Signer is the common name in the certificate, never the /Name entry.
	Signer     string     `json:"signer"`
	Time       time.Time  `json:"time,omitzero"`
	TimeSource TimeSource `json:"time_source"`
	Integrity  Integrity  `json:"integrity"`
	// CoversWholeFile means to the last byte of the file as it is now.
	CoversWholeFile bool              `json:"covers_whole_file"`
	Trust           Trust             `json:"trust"`
	Level           Level             `json:"level"`
	Certificate     *x509.Certificate `json:"-"`
	Fingerprint     string            `json:"fingerprint,omitempty"` // SHA-256 of the certificate
	Algorithm       string            `json:"algorithm,omitempty"`
	Field           string            `json:"field"`
	DocMDP          int               `json:"docmdp,omitempty"` // 1 to 3 when it certifies
	// Timestamp is the earliest proof of when it existed, nil without one.
	Timestamp *Timestamp `json:"timestamp,omitempty"`
	// Claimed is the time that the signer wrote, whoever vouches for Time.
	Claimed time.Time `json:"claimed_time,omitzero"`
	// Reason and Location are claims of the signer.
	Reason   string `json:"reason,omitempty"`
	Location string `json:"location,omitempty"`
	// Issuer is the common name of who made the certificate. Chain are the
	// names from the certificate up, as far as certificates are at hand.
	Issuer string   `json:"issuer,omitempty"`
	Chain  []string `json:"chain,omitempty"`
	// Revocation says what the file shows about revocation at the time that
	// counts: good, revoked, unknown, or empty where nothing is to be revoked.
	Revocation string `json:"revocation,omitempty"`
	// Changes are what was added or changed in the file behind this signature.
	Changes  []Change  `json:"changes,omitempty"`
	Problems []Problem `json:"problems,omitempty"`

	end int // of the signed revision; 0 when unknown
}

// Report is the answer about one file.
type Report struct {
	Result     Result      `json:"result"`
	Signatures []Signature `json:"signatures"`
	// Policy is what the signed revision says about itself; nil when no
	// signature confirms those bytes.
	Policy   *PolicyInfo `json:"policy,omitempty"`
	Problems []Problem   `json:"problems,omitempty"`
}

// VerifyOptions says whom to trust and what time it is.
type VerifyOptions struct {
	Roots *x509.CertPool // nil trusts nobody
	Now   time.Time      // zero is the clock
}

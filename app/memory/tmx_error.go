package memory

import "fmt"

// TMXError says why a TMX file cannot be read, and where.
type TMXError struct {
	Line   int
	Reason TMXReason
	Detail string
	Err    error
}

// TMXReason is why a file cannot be read.
type TMXReason string

// The reasons.
const (
	TMXNone     TMXReason = "none"     // it is no TMX file
	TMXDamaged  TMXReason = "damaged"  // the XML is; Detail says how
	TMXEntity   TMXReason = "entity"   // it declares entities, or a document type of its own
	TMXEncoding TMXReason = "encoding" // Detail is the encoding
	TMXDeep     TMXReason = "deep"     // elements stand too deep within each other
	TMXLarge    TMXReason = "large"    // one unit is too large
	TMXLanguage TMXReason = "language" // a text does not say its language
)

func (e *TMXError) Error() string {
	text := fmt.Sprintf("TMX, line %d: %s", e.Line, e.Reason)
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// Unwrap returns the cause: what reading the file said, if that failed.
func (e *TMXError) Unwrap() error { return e.Err }

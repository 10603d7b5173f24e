// Package exchange brings policies in from files and writes them out: plain
// text and Markdown in; Markdown, plain text and JSON out.
//
// Import promises that every word of the source is in the result, in its
// order, or in the list of what was left out with the reason; it checks that
// itself and fails rather than lose a word silently. The package stores
// nothing and judges no wording.
package exchange

import (
	"errors"
	"fmt"

	"clausedesk/app/policy"
)

// Limits of what Import takes.
const (
	MaxBytes = 8 << 20 // of a file
	MaxLine  = 1 << 20 // of a line, in bytes of UTF-8
)

// Errors of Decode and Import.
var (
	ErrEmpty       = errors.New("the file holds no text")
	ErrNotText     = errors.New("the file is not text")
	ErrTooLarge    = fmt.Errorf("the file is larger than %d MB", MaxBytes>>20)
	ErrLineTooLong = fmt.Errorf("a line is longer than %d MB", MaxLine>>20)
	ErrWordsLost   = errors.New("the import would lose words")
)

// NotTextError says what a file that is no text seems to be: "pdf", "zip"
// (which docx and odt are), "doc", "rtf", "image", "gzip" or "binary".
type NotTextError struct{ Kind string }

func (e *NotTextError) Error() string { return ErrNotText.Error() + ": " + e.Kind }

// Unwrap makes errors.Is(err, ErrNotText) hold.
func (e *NotTextError) Unwrap() error { return ErrNotText }

// InvalidUTF8Error is returned for text that is UTF-8 save for damaged bytes.
type InvalidUTF8Error struct{ Offset int }

func (e *InvalidUTF8Error) Error() string {
	return fmt.Sprintf("invalid UTF-8 at byte %d", e.Offset)
}

// Imported is a policy as a file gave it.
type Imported struct {
	Title    string
	Language string // BCP 47
	Numbered bool   // the source's headings carried numbers
	Clauses  []policy.Clause
	Facts    policy.Facts
	LeftOut  []LeftOut // in the order of the source
	Warnings []Warning
}

// LeftOut is text of the source that the policy does not hold, and why.
type LeftOut struct {
	Text   string
	Reason string
	at     int // how many words of the source stand before it
}

// Reasons for leaving text out.
const (
	ReasonPageNumber    = "page_number"
	ReasonContents      = "contents"
	ReasonStray         = "stray_character"
	ReasonHeadingNumber = "heading_number" // the outline gives another number
	ReasonListNumber    = "list_number"    // the list gives another number
	ReasonTitleRepeat   = "title_page_repeat"
	ReasonImage         = "image"
)

// Warning is something to look at after an import. Detail is evidence from
// the source, and may be empty.
type Warning struct {
	Code   string
	Detail string
}

// Codes of warnings.
const (
	WarnNoTitle         = "no_title"
	WarnNoDate          = "no_date"
	WarnDateAmbiguous   = "date_ambiguous"
	WarnLanguageUnsure  = "language_unsure"
	WarnLanguageApart   = "language_apart" // of another structure than the source
	WarnObfuscatedEmail = "obfuscated_email"
	WarnEncodingGuessed = "encoding_guessed"
	WarnTooDeep         = "heading_too_deep"
	WarnCode            = "code_as_text"
	WarnHTML            = "html_as_text"
	WarnImage           = "image_left_out"
	WarnMarkupAsText    = "markup_as_text" // the Markdown could not be read safely
)

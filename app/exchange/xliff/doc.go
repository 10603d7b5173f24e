// Package xliff reads XLIFF as it stands, byte for byte, and judges it by the
// standards: 2.0, 2.1 and 2.2 (core, and the modules as far as they are
// certain) and 1.2.
//
// It knows XML and XLIFF and nothing of policies. It fetches nothing and
// expands nothing but the five entities of XML itself: a document type is a
// problem, not something to follow. Files are read as a stream, one unit at a
// time, so that their size does not matter.
package xliff

import "fmt"

// Limits of what is read.
const (
	maxNesting  = 100     // elements within each other
	maxToken    = 8 << 20 // bytes of one tag or text
	maxNodes    = 200_000 // elements and texts of one unit, or of one extension
	maxProblems = 1000    // of one file
)

// Report says what a file is, and what is wrong with it.
type Report struct {
	Version  string // "2.1"; empty where the file does not say
	Units    int
	Problems []Problem
	Cut      bool // there are more problems
}

// Problem is one breach of the standard.
type Problem struct {
	Line      int // from 1
	Reason    Reason
	Element   string
	Attribute string
	Value     string // what stands there, or what should
}

func (p Problem) String() string {
	return fmt.Sprintf("line %d: %s %s %s %s", p.Line, p.Reason, p.Element, p.Attribute, p.Value)
}

// Reason is a kind of problem.
type Reason string

// Problems of any XML file.
const (
	BrokenXML Reason = "xml" // Value says what
	Doctype   Reason = "doctype"
	TooDeep   Reason = "too_deep"
	TooMuch   Reason = "too_much"
	NotXLIFF  Reason = "not_xliff"
	Version   Reason = "version"
	Namespace Reason = "namespace"
)

// Problems of the shape of elements.
const (
	MissingAttribute Reason = "missing_attribute"
	UnknownAttribute Reason = "unknown_attribute"
	BadValue         Reason = "bad_value"
	Misplaced        Reason = "misplaced"       // Element may not stand in Value
	MissingElement   Reason = "missing_element" // Element needs Value
	StrayText        Reason = "stray_text"
	Repeated         Reason = "repeated" // Element stands once at most in Value
)

// Problems of identifiers and references.
const (
	DuplicateID   Reason = "duplicate_id"
	OtherElement  Reason = "other_element" // the identifier is that of another kind of element in the source
	NoSuch        Reason = "no_such"       // the reference leads nowhere
	BadFragment   Reason = "bad_fragment"
	CopyForbidden Reason = "copy_forbidden"
	CopyWithData  Reason = "copy_with_data"
)

// Problems of texts and languages.
const (
	OtherLanguage    Reason = "other_language"
	NoTargetLanguage Reason = "no_target_language"
	OtherSpace       Reason = "other_space"
	OrderTaken       Reason = "order_taken"
	OrderRange       Reason = "order_range"
)

// Problems of inline codes.
const (
	NoEnd           Reason = "no_end"
	NoStart         Reason = "no_start"
	NotIsolated     Reason = "not_isolated" // says isolated, and its partner stands in the unit
	IDAndStart      Reason = "id_and_start" // an end has either an id or a startRef
	EndDiffers      Reason = "end_differs"
	ReorderNeeds    Reason = "reorder_needs" // canReorder needs Attribute="no"
	ReorderStart    Reason = "reorder_start"
	Reordered       Reason = "reordered"
	CodeDeleted     Reason = "code_deleted"
	SubTypeMismatch Reason = "sub_type"
)

// Problems of combinations.
const (
	NeedsAttribute Reason = "needs_attribute" // Attribute needs Value beside it
	Excludes       Reason = "excludes"        // Attribute and Value exclude each other
	ExactlyOne     Reason = "exactly_one"     // of the attributes in Value
	EmptyAndNoHref Reason = "empty_no_href"
	HrefAndContent Reason = "href_and_content"
	NeedsIsolated  Reason = "needs_isolated"
)

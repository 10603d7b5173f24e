package exchange

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"clausedesk/app/policy"
)

// PackageFormat is a kind of file that translators work in.
type PackageFormat string

// The formats of packages.
const (
	XLIFF   PackageFormat = "xliff"   // XLIFF 2.1; reads 2.0 to 2.2
	XLIFF20 PackageFormat = "xliff20" // XLIFF 2.0, for programs that know no 2.1; reads as XLIFF
	XLIFF12 PackageFormat = "xliff12" // XLIFF 1.2
	PO      PackageFormat = "po"      // GNU gettext
)

// Limits of what ReadPackage takes.
const (
	MaxPackage = 32 << 20  // of a file, in bytes
	maxNodes   = 1_000_000 // elements and texts of an XML file
	maxNesting = 64        // elements within each other
)

// Package is work for a translator: segments of policies, beside their
// translations into one language.
type Package struct {
	Source, Target string // BCP 47
	Made           time.Time
	Files          []PackageFile
}

// PackageFile is the part of a package that belongs to one policy.
type PackageFile struct {
	Policy   policy.ID
	Title    string
	Segments []PackageSegment
}

// PackageSegment is one segment as it leaves. Texts are inline Markdown.
type PackageSegment struct {
	Name           SegmentName
	Base           string // how the translation stands, for who takes it back
	Source, Target string
	State          policy.State
	MadeFrom       string // of a stale translation: the source it was made from
	Notes          []string
	Before, After  string // the sources of its neighbours
	Matches        []PackageMatch
	Terms          []PackageTerm
}

// PackageMatch is what the memory has for a segment. Texts are inline Markdown.
type PackageMatch struct {
	Source, Target string
	Score          int // percent; 101 is in context
	Origin         string
}

// PackageTerm is a term of a segment's source, and how it is to be translated.
type PackageTerm struct {
	Term         string
	Translations []string // preferred ones first
	Forbidden    []string
	Definition   string
}

// meaning is what is said of a term beside its translations.
func (t PackageTerm) meaning() string {
	out := t.Definition
	if len(t.Forbidden) > 0 {
		out = strings.TrimSpace("≠ " + strings.Join(t.Forbidden, ", ") + "\n" + out)
	}
	return out
}

// text is a term in one line, for formats that have no place for terms.
func (t PackageTerm) text() string {
	out := t.Term + " = " + strings.Join(t.Translations, ", ")
	if len(t.Forbidden) > 0 {
		out += " (≠ " + strings.Join(t.Forbidden, ", ") + ")"
	}
	return oneLine(out)
}

// SegmentName names a segment for ever: its clause, its place there, and a
// fingerprint of its source.
type SegmentName struct {
	Policy, Clause policy.ID
	Pos            int
	Source         string
}

// String writes the name in letters, digits, dots, hyphens and underscores,
// which every format allows in an identifier.
func (n SegmentName) String() string {
	return escapeName(n.Policy) + "." + escapeName(n.Clause) + "." + strconv.Itoa(n.Pos) + "." + n.Source
}

func escapeName(id policy.ID) string {
	var out strings.Builder
	for _, b := range []byte(id) {
		if b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' {
			out.WriteByte(b)
		} else {
			fmt.Fprintf(&out, "_%02x", b)
		}
	}
	return out.String()
}

func unescapeName(text string) (policy.ID, bool) {
	var out []byte
	for i := 0; i < len(text); i++ {
		if text[i] != '_' {
			out = append(out, text[i])
			continue
		}
		if i+2 >= len(text) {
			return "", false
		}
		b, err := strconv.ParseUint(text[i+1:i+3], 16, 8)
		if err != nil {
			return "", false
		}
		out = append(out, byte(b))
		i += 2
	}
	return policy.ID(out), len(out) > 0
}

// parseName reads what String wrote.
func parseName(text string) (SegmentName, bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 4 || parts[3] == "" {
		return SegmentName{}, false
	}
	owner, okOwner := unescapeName(parts[0])
	clause, okClause := unescapeName(parts[1])
	pos, err := strconv.Atoi(parts[2])
	return SegmentName{owner, clause, pos, parts[3]}, okOwner && okClause && err == nil && pos >= 0
}

// ReadPackageResult is what a package holds.
type ReadPackageResult struct {
	Format         PackageFormat
	Version        string // of XLIFF
	Source, Target string // BCP 47; the source may be unsaid
	Segments       []ReturnedSegment
}

// ReturnedSegment is one segment as a file has it.
type ReturnedSegment struct {
	ID    string // as the file has it
	Name  SegmentName
	Ours  bool // the identifier is one that this program writes
	Base  string
	State policy.State // what the file says: empty, draft, reviewed or approved
	Line  int

	format         PackageFormat
	source, target content
}

// SaidOf returns what a package in this segment's format says of a state.
func (s ReturnedSegment) SaidOf(state policy.State) policy.State {
	switch s.format {
	case PO:
		return saidByPO(fuzzyIn(state))
	case XLIFF12:
		return saidBy12(states12[state].state, states12[state].approved)
	default:
		return saidBy2(states2[state].state)
	}
}

// Reasons why a file is no package that can be read.
const (
	UnreadKind     = "not_package"
	UnreadXML      = "xml"
	UnreadDoctype  = "doctype"
	UnreadDeep     = "too_deep"
	UnreadLarge    = "too_much"
	UnreadVersion  = "version"
	UnreadLanguage = "no_language"
	UnreadPO       = "po"
	UnreadEncoding = "encoding"
)

// PackageError says in which line a file stops being a package, and why.
type PackageError struct {
	Line   int // from 1; 0 for the whole file
	Reason string
	Detail string
}

func (e *PackageError) Error() string {
	return fmt.Sprintf("line %d: %s %s", e.Line, e.Reason, e.Detail)
}

// WritePackage writes a package.
func WritePackage(w io.Writer, format PackageFormat, p Package) error {
	var out bytes.Buffer
	switch format {
	case XLIFF:
		writeXLIFF2(&out, p, "2.1")
	case XLIFF20:
		writeXLIFF2(&out, p, "2.0")
	case XLIFF12:
		writeXLIFF12(&out, p)
	case PO:
		writePO(&out, p)
	default:
		return fmt.Errorf("write package: no format %q", format)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write package: %w", err)
	}
	return nil
}

// ReadPackage reads XLIFF 2.0 to 2.2, XLIFF 1.2 or PO, also as other programs
// save them. It returns a *PackageError, or the errors of Decode.
func ReadPackage(data []byte) (ReadPackageResult, error) {
	if len(data) > MaxPackage {
		return ReadPackageResult{}, &PackageError{Reason: UnreadLarge}
	}
	if kind := magicKind(data); kind != "" {
		return ReadPackageResult{}, &NotTextError{Kind: kind}
	}
	text, _, err := decode(data)
	if err != nil {
		return ReadPackageResult{}, err
	}
	switch {
	case strings.TrimSpace(text) == "":
		return ReadPackageResult{}, ErrEmpty
	case strings.HasPrefix(strings.TrimSpace(text), "<"):
		return readXLIFF(text)
	}
	return readPO(text)
}

// readXLIFF reads XLIFF of any version there is a reader for.
func readXLIFF(text string) (ReadPackageResult, error) {
	root, err := parseXML(text)
	if err != nil {
		return ReadPackageResult{}, err
	}
	if root.Name != "xliff" {
		return ReadPackageResult{}, &PackageError{Line: root.Line, Reason: UnreadKind}
	}
	switch version := root.Attr("version"); version {
	case "2.0", "2.1", "2.2":
		return readXLIFF2(root)
	case "1.2":
		return readXLIFF12(root)
	default:
		return ReadPackageResult{}, &PackageError{Line: root.Line, Reason: UnreadVersion, Detail: version}
	}
}

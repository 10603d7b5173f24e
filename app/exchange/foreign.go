package exchange

import (
	"fmt"
	"strings"

	"clausedesk/app/policy"
)

// Foreign is a file of translators as it stands, of whatever program.
type Foreign struct {
	Format         PackageFormat
	Version        string // of XLIFF
	Source, Target string // BCP 47; either may be unsaid
	Segments       []ForeignSegment
}

// ForeignSegment is one segment of such a file. Texts are inline Markdown,
// without spaces around them; of PO they are as they stand. A code that means
// something in Markdown is that, any other is a placeholder: {{code.1}}, and
// {{code.1.end}} where it ends.
type ForeignSegment struct {
	Unit   string // identifier of its unit, or what PO has as context
	ID     string // of a segment in a unit that has several
	Line   int
	Source string
	Target string
	State  policy.State // what the file says: empty, draft, reviewed or approved
	Locked bool         // not to be translated, or a plural: Rewrite leaves it
}

// Change is a new translation. An empty state leaves the state.
type Change struct {
	Target string
	State  policy.State
}

// RewriteError says why a change cannot be written.
type RewriteError struct {
	Segment  int
	Line     int
	Reason   string // locked, no_language or codes
	Problems []CodeProblem
}

func (e *RewriteError) Error() string {
	return fmt.Sprintf("line %d: %s %v", e.Line, e.Reason, e.Problems)
}

// Reasons of RewriteError.
const (
	RewriteLocked     = "locked"
	RewriteNoSuch     = "no_such"
	RewriteNoLanguage = "no_language"
	RewriteCodes      = "codes"
)

// spot is a segment, and how its change is written into the text.
type spot struct {
	ForeignSegment
	write func(Change) ([]splice, []CodeProblem)
}

// ReadForeign lists the segments of XLIFF 2.0 to 2.2, XLIFF 1.2 or PO. It
// returns a *PackageError, or the errors of Decode.
func ReadForeign(data []byte) (Foreign, error) {
	f, _, err := openForeign(data)
	if err != nil {
		return Foreign{}, err
	}
	out := f.Foreign
	for _, s := range f.spots {
		out.Segments = append(out.Segments, s.ForeignSegment)
	}
	return out, nil
}

// foreignFile is a file while it is rewritten.
type foreignFile struct {
	Foreign
	text  string
	spots []spot
}

func openForeign(data []byte) (*foreignFile, *coded, error) {
	if len(data) > MaxPackage {
		return nil, nil, &PackageError{Reason: UnreadLarge}
	}
	if kind := magicKind(data); kind != "" {
		return nil, nil, &NotTextError{Kind: kind}
	}
	text, code, err := decodeExact(data)
	if err != nil {
		return nil, nil, err
	}
	f := &foreignFile{text: text}
	switch trimmed := strings.TrimSpace(text); {
	case trimmed == "":
		return nil, nil, ErrEmpty
	case strings.HasPrefix(trimmed, "<"):
		err = f.openXLIFF()
	default:
		err = f.openPO()
	}
	return f, code, err
}

// Rewrite puts translations into a file, by their place in what ReadForeign
// lists, and leaves every other byte as it is. It returns the errors of
// ReadForeign, and a *RewriteError.
func Rewrite(data []byte, changes map[int]Change) ([]byte, error) {
	f, code, err := openForeign(data)
	if err != nil {
		return nil, err
	}
	var splices []splice
	written := 0
	for i, s := range f.spots {
		change, has := changes[i]
		if !has {
			continue
		}
		written++
		if change.Target == s.Target && (change.State == "" || change.State == s.State) {
			continue
		}
		failed := &RewriteError{Segment: i, Line: s.Line}
		switch {
		case s.Locked:
			failed.Reason = RewriteLocked
			return nil, failed
		case f.Target == "" && f.Format == XLIFF:
			failed.Reason = RewriteNoLanguage
			return nil, failed
		}
		made, problems := s.write(change)
		if len(problems) > 0 {
			failed.Reason, failed.Problems = RewriteCodes, problems
			return nil, failed
		}
		splices = append(splices, made...)
	}
	if written < len(changes) {
		return nil, &RewriteError{Segment: len(f.spots), Reason: RewriteNoSuch}
	}
	return code.encode(spliced(f.text, splices))
}

package glossary

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Format is a kind of glossary file.
type Format string

// The formats of glossary files.
const (
	CSV  Format = "csv"  // columns of languages; a comma, semicolon or tab between
	TBX  Format = "tbx"  // ISO 30042 of 2019, TBX-Basic; both versions are read
	TBX2 Format = "tbx2" // ISO 30042 of 2008, which most tools read; for writing
)

// The reasons why a file, or a row of it, cannot be taken.
const (
	ReasonXML        = "xml"         // not well-formed XML
	ReasonDoctype    = "doctype"     // a document type or an entity of its own
	ReasonNotTBX     = "not_tbx"     // other XML
	ReasonEncoding   = "encoding"    // not text in UTF-8 or UTF-16
	ReasonQuote      = "quote"       // a quotation mark that is never closed
	ReasonNoHeader   = "no_header"   // no row says which column is which language
	ReasonTooLarge   = "too_large"   // more than 64 MB
	ReasonNoTerms    = "no_terms"    // a concept without a term
	ReasonEmptyTerm  = "empty_term"  // a term without a letter
	ReasonLongTerm   = "long_term"   // more than 200 characters
	ReasonLanguage   = "language"    // not a language
	ReasonStatus     = "status"      // not a status of terms
	ReasonTwice      = "twice"       // the same term twice in a language
	ReasonColumns    = "columns"     // more cells than the header has columns
	ReasonDuplicate  = "duplicate"   // an identifier that an earlier entry has
	ReasonNoConcepts = "no_concepts" // nothing in the file is a concept
)

// FileError says why a file as a whole cannot be read, and where.
type FileError struct {
	Line   int
	Reason string
	Detail string
}

func (e *FileError) Error() string {
	return "line " + strconv.Itoa(e.Line) + ": " + e.Reason + ": " + e.Detail
}

// Rejected is an entry of a file that is left out.
type Rejected struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
	Text   string `json:"text"` // what stands there
}

// Contents is what a file holds, in its order.
type Contents struct {
	Concepts []Concept
	Rejected []Rejected
}

// ReadOptions say what a file does not say itself.
type ReadOptions struct {
	Source, Target string // the languages of columns without a header
}

// maxFile is how many bytes a glossary file may have.
const maxFile = 64 << 20

// Read reads a file whole. It returns a *FileError when the file as a whole
// makes no sense; entries that cannot be kept are rejected one by one.
func Read(r io.Reader, format Format, opts ReadOptions) (Contents, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return Contents{}, fmt.Errorf("read a glossary: %w", err)
	}
	if len(data) > maxFile {
		return Contents{}, &FileError{Line: 1, Reason: ReasonTooLarge}
	}
	text, ok := decode(data)
	if !ok {
		return Contents{}, &FileError{Line: 1, Reason: ReasonEncoding}
	}
	out, err := readText(text, format, opts)
	if err != nil {
		return Contents{}, err
	}
	if len(out.Concepts)+len(out.Rejected) == 0 {
		return Contents{}, &FileError{Line: 1, Reason: ReasonNoConcepts}
	}
	return out, nil
}

func readText(text string, format Format, opts ReadOptions) (Contents, error) {
	if format == TBX || format == TBX2 {
		return readTBX(text)
	}
	return readCSV(text, opts)
}

// Write writes concepts in their order.
func Write(w io.Writer, format Format, concepts []Concept) error {
	switch format {
	case TBX:
		return writeTBX(w, tbx3, concepts)
	case TBX2:
		return writeTBX(w, tbx2, concepts)
	}
	return writeCSV(w, concepts)
}

// add keeps a concept of a file, or says why not.
func (c *Contents) add(line int, concept Concept) {
	if err := concept.Validate(); err != nil {
		c.reject(line, Reason(err), firstText(concept))
		return
	}
	c.Concepts = append(c.Concepts, concept)
}

func (c *Contents) reject(line int, reason, text string) {
	c.Rejected = append(c.Rejected, Rejected{Line: line, Reason: reason, Text: text})
}

func firstText(concept Concept) string {
	if len(concept.Terms) == 0 {
		return concept.ID
	}
	return concept.Terms[0].Text
}

// Reason names what is wrong with a concept that Validate refuses; "" for other
// errors.
func Reason(err error) string {
	for _, known := range []struct {
		err    error
		reason string
	}{
		{ErrNoTerms, ReasonNoTerms},
		{ErrEmptyTerm, ReasonEmptyTerm},
		{ErrLongTerm, ReasonLongTerm},
		{ErrLanguage, ReasonLanguage},
		{ErrStatus, ReasonStatus},
		{ErrTwice, ReasonTwice},
	} {
		if errors.Is(err, known.err) {
			return known.reason
		}
	}
	return ""
}

// Matcher finds which of the concepts that are here one of a file stands for.
type Matcher struct {
	ids   map[string]int
	terms map[Term]int   // language and text alone
	have  map[int][]Term // by place
}

// NewMatcher makes a matcher of concepts, known by their places.
func NewMatcher(have []Concept) *Matcher {
	m := &Matcher{map[string]int{}, map[Term]int{}, map[int][]Term{}}
	for i, c := range have {
		m.Put(i, c)
	}
	return m
}

// Put adds a concept, or says how one reads now.
func (m *Matcher) Put(place int, c Concept) {
	m.ids[c.ID], m.have[place] = place, c.Terms
	for _, t := range c.Terms {
		key := Term{Lang: t.Lang, Text: t.Text}
		if _, taken := m.terms[key]; !taken {
			m.terms[key] = place
		}
	}
}

// Known reports whether an identifier is in use.
func (m *Matcher) Known(id string) bool {
	_, known := m.ids[id]
	return known
}

// ByID finds the concept with the identifier, if the two share a term: other
// programs number their concepts anew in each file. It returns -1 for none.
func (m *Matcher) ByID(c Concept) int {
	at, known := m.ids[c.ID]
	if known && slices.ContainsFunc(c.Terms, func(t Term) bool { return hasTerm(m.have[at], t) }) {
		return at
	}
	return -1
}

// ByTerm finds the concept that has the first term. It returns -1 for none.
func (m *Matcher) ByTerm(c Concept) int {
	if len(c.Terms) > 0 {
		if at, known := m.terms[Term{Lang: c.Terms[0].Lang, Text: c.Terms[0].Text}]; known {
			return at
		}
	}
	return -1
}

func hasTerm(terms []Term, t Term) bool {
	return slices.ContainsFunc(terms, func(u Term) bool { return t.Lang == u.Lang && t.Text == u.Text })
}

// Update returns a concept with what a file says of it. Terms of languages
// that the file does not have stay, and so does what it leaves empty.
func Update(have, read Concept) Concept {
	out := have
	out.Domain, out.Definition = or(read.Domain, have.Domain), or(read.Definition, have.Definition)
	out.Note, out.Citation = or(read.Note, have.Note), or(read.Citation, have.Citation)
	out.Terms = nil
	terms := slices.Clone(read.Terms)
	for i, term := range terms { // files have no place for this
		at := slices.IndexFunc(have.Terms, func(t Term) bool { return hasTerm([]Term{t}, term) })
		terms[i].CaseSensitive = term.CaseSensitive || at >= 0 && have.Terms[at].CaseSensitive
	}
	for _, term := range have.Terms {
		if !slices.Contains(read.Languages(), term.Lang) || term.Weak {
			out.Terms = append(out.Terms, term)
		}
	}
	out.Terms = inOrder(append(out.Terms, terms...), append(have.Languages(), read.Languages()...))
	return out
}

// inOrder puts the terms of each language together, and the languages in the
// order of langs.
func inOrder(terms []Term, langs []string) []Term {
	out := slices.Clone(terms)
	slices.SortStableFunc(out, func(a, b Term) int {
		if at, bt := slices.Index(langs, a.Lang), slices.Index(langs, b.Lang); at != bt {
			return at - bt
		}
		return weakLast(a) - weakLast(b)
	})
	return out
}

func weakLast(t Term) int {
	if t.Weak {
		return 1
	}
	return 0
}

func or(text, other string) string {
	if text != "" {
		return text
	}
	return other
}

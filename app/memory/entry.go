// Package memory owns what the translation memory knows: entries, how alike a
// text is to one, what of an entry's numbers, dates, names and placeholders can
// be put in anew, which terms an entry is found by, and TMX files.
//
// It is pure: the entries stand in app/store, which asks here by which terms to
// look them up and how good a match is.
package memory

import (
	"strings"
	"time"

	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// Entry is a text and its translation, both inline Markdown in canonical form.
// Before and After are the sources of the neighbouring segments. Client, Policy
// and Clause are empty for what came from a file; Origin names the file then,
// and the client and policy otherwise.
type Entry struct {
	ID             int64
	From, To       string // language tags, as they came
	Source, Target string
	Client         policy.ID
	Policy, Clause policy.ID
	Before, After  string
	Origin, By     string
	Changed        time.Time
}

// NoEntry is the ID of a match that is no entry of the memory as it stands: put
// together of several, or from elsewhere.
const NoEntry int64 = -1

// Match is an entry that fits a text.
type Match struct {
	Entry
	Score       int              // percent; Exact and InContext are more than alike
	Adapted     string           // the target with what differs put in
	Substituted bool             // Adapted is not Target
	Diff        []translate.Span // from the entry's source to the text asked for
}

// Scores that are more than likeness.
const (
	InContext = 101 // the text and both its neighbours are the entry's
	Exact     = 100 // the text is the entry's, to the letter
	mostAlike = 99
)

// Bounds of a query.
const (
	DefaultLimit     = 10
	MaxLimit         = 50
	DefaultThreshold = 60
	MinThreshold     = 30
)

// Query is a text in search of its translation.
type Query struct {
	From, To      string
	Source        string
	Before, After string
	Client        policy.ID
	Names         Names // what the client of the text is called
	Limit         int
	Threshold     int // the least score, percent
}

// Bounded returns the query with its limit and threshold within bounds; zero is
// the default.
func (q Query) Bounded() Query {
	if q.Limit <= 0 {
		q.Limit = DefaultLimit
	}
	if q.Threshold <= 0 {
		q.Threshold = DefaultThreshold
	}
	q.Limit = min(q.Limit, MaxLimit)
	q.Threshold = min(max(q.Threshold, MinThreshold), InContext)
	return q
}

// Names are what a client is called, by role: the same place in two lists is
// the same kind of name. Empty ones stand for none.
type Names []string

// NamesOf returns the names a client's facts hold.
func NamesOf(facts policy.Facts) Names {
	return Names{facts["client.legal_name"], facts["client.trade_name"]}
}

// Base returns the language of a tag without its region: entries of a language
// serve all its regions.
func Base(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(base)
}

// inContext reports whether the neighbours of the text are those of the entry.
// A text without any has no context.
func inContext(q Query, e Entry) bool {
	return q.Before+q.After != "" && q.Before == e.Before && q.After == e.After
}

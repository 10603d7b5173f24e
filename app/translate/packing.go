package translate

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// fingerprintBytes of a SHA-256 tell the texts of a clause apart.
const fingerprintBytes = 6

// Fingerprint names a text of a segment. Texts that differ in nothing but the
// way their Markdown is written have the same.
func Fingerprint(text string) string {
	sum := sha256.Sum256([]byte(Canonical(text)))
	return hex.EncodeToString(sum[:fingerprintBytes])
}

// Canonical returns a text of a segment as the program writes it.
func Canonical(text string) string { return markup.WriteInline(markup.ParseInline(text)) }

// Base says how the translation of a row stands: what a package takes along,
// so that a change made here meanwhile is seen when it comes back.
func Base(row Row) string { return Fingerprint(row.Target) + "-" + string(row.State) }

// SplitBase returns the two halves of a Base, or false for what is none.
func SplitBase(base string) (target string, state policy.State, ok bool) {
	target, name, ok := strings.Cut(base, "-")
	return target, policy.State(name), ok && target != "" && name != ""
}

// ForPackage lists the rows that go to a translator: those in one of the
// states, or all, of what the document shows.
func ForPackage(rows []Row, states []policy.State) []Row {
	var out []Row
	for _, row := range rows {
		if !row.Hidden && (len(states) == 0 || slices.Contains(states, row.State)) {
			out = append(out, row)
		}
	}
	return out
}

// Places finds the rows of a policy by what a package calls them.
type Places map[policy.ID][]namedRow

type namedRow struct {
	Row
	source string // its fingerprint
}

// NewPlaces indexes the rows of one policy and language.
func NewPlaces(rows []Row) Places {
	out := Places{}
	for _, row := range rows {
		out[row.ClauseID] = append(out[row.ClauseID], namedRow{row, Fingerprint(row.Source)})
	}
	return out
}

// Find returns the row a segment stands for now. A segment that moved within
// its clause is found by its text where that occurs once; otherwise the row in
// its place is what became of it. False says that nothing is left of it.
func (p Places) Find(clause policy.ID, pos int, source string) (Row, bool) {
	var inPlace, alike []Row
	for _, row := range p[clause] {
		if row.Pos == pos {
			inPlace = append(inPlace, row.Row)
		}
		if row.source != source {
			continue
		}
		if row.Pos == pos {
			return row.Row, true
		}
		alike = append(alike, row.Row)
	}
	switch {
	case len(alike) == 1:
		return alike[0], true
	case len(inPlace) == 1:
		return inPlace[0], true
	}
	return Row{}, false
}

// Returned is a translation that comes back in a package. State is what the
// file says of it, Before what it said when it left: empty, draft, reviewed or
// approved.
type Returned struct {
	Source string // fingerprint of the source it was made from
	Base   string // Base of the row when it left; empty where the file lost it
	Target string
	State  policy.State
	Before policy.State
}

// Outcome is what becomes of a returned translation.
type Outcome string

// The outcomes.
const (
	Applied       Outcome = "applied"
	Unchanged     Outcome = "unchanged"
	SourceChanged Outcome = "source_changed" // the source reads differently now
	TargetChanged Outcome = "target_changed" // somebody translated or approved it here meanwhile
)

// Receive decides what becomes of a translation that comes back for a row in
// lang. The unit is set where the outcome is Applied. A package changes what
// the translator changed and nothing else: it takes no approval back, and it
// overwrites neither a translation nor a state that came about here since.
// Without a translation in the file the one here stays: some programs save none
// where the translator did nothing.
func Receive(row Row, lang string, back Returned) (policy.Unit, Outcome) {
	target := Canonical(back.Target)
	left, _, known := SplitBase(back.Base)
	same := target == Canonical(row.Target)
	switch {
	case target == "", known && left == Fingerprint(target) && rank(back.State) <= rank(back.Before):
		return policy.Unit{}, Unchanged
	case back.Source != Fingerprint(row.Source):
		return policy.Unit{}, unlessSame(same, SourceChanged)
	case changedHere(row, back, same):
		return policy.Unit{}, unlessSame(same, TargetChanged)
	case same && row.State != policy.Stale && rank(back.State) <= rank(row.State):
		return policy.Unit{}, Unchanged
	case same && back.State == "":
		return policy.Unit{}, Unchanged // nobody said that a stale translation still holds
	}
	unit := row.unit(lang)
	unit.Source, unit.State = row.Source, back.State
	if !same {
		unit = policy.Unit{
			ClauseID: row.ClauseID, Lang: lang, Pos: row.Pos,
			Source: row.Source, Target: target, State: back.State, Via: policy.ViaPackage,
		}
	}
	if unit.State == "" {
		unit.State = policy.Draft
	}
	return unit, Applied
}

func unlessSame(same bool, outcome Outcome) Outcome {
	if same {
		return Unchanged
	}
	return outcome
}

// changedHere reports that a row is not as it was when it left. Where the file
// lost how it was, any other translation counts as made since.
func changedHere(row Row, back Returned, same bool) bool {
	if _, _, known := SplitBase(back.Base); !known {
		return row.Target != "" && !same
	}
	return back.Base != Base(row)
}

func rank(state policy.State) int {
	return slices.Index([]policy.State{policy.Draft, policy.Reviewed, policy.Approved}, state)
}

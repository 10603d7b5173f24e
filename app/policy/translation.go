package policy

import "time"

// State is how far a translated segment is.
type State string

// The states of a segment, in order. Stale is never stored: it is what a
// segment is when its source moved after the translation was made.
const (
	Untranslated State = "untranslated"
	Draft        State = "draft"
	Reviewed     State = "reviewed"
	Approved     State = "approved"
	Stale        State = "stale"
)

// Via says how a translation came to be.
type Via string

// The ways. Empty is one that is not known: from before they were kept.
const (
	ViaTyped         Via = "typed"
	ViaCopied        Via = "copied" // the source, to work on
	ViaMemory        Via = "memory" // a match that was accepted
	ViaPretranslated Via = "pretranslated"
	ViaPackage       Via = "package"
	ViaLibrary       Via = "library"
	ViaReplaced      Via = "replaced" // search and replace
)

// Unit is the translation of one segment of a clause into one language.
//
// Pos is the segment's place in its clause; Detached units belong to
// segments that are gone and come back when their source does (an undo).
// Source is the text this translation was made from, so that what moved
// since can be shown. By wrote the target, StateBy put it in its state, and
// Reason is why it was said to hold for a source that had moved.
type Unit struct {
	ClauseID ID     `json:"clause_id"`
	Lang     string `json:"lang"`
	Pos      int    `json:"pos"`
	Source   string `json:"source"`
	Target   string `json:"target"`
	State    State  `json:"state"`
	By       string `json:"by,omitempty"`
	Via      Via    `json:"via,omitempty"`
	StateBy  string `json:"state_by,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

// UnitEvent is one step in the history of a translation: what it became, who
// did it and when, and what it was before; or a comment, which changes nothing.
type UnitEvent struct {
	Unit
	At           time.Time `json:"at"`
	BeforeSource string    `json:"before_source,omitempty"`
	BeforeTarget string    `json:"before_target,omitempty"`
	BeforeState  State     `json:"before_state,omitempty"`
	Comment      string    `json:"comment,omitempty"`
	CommentBy    string    `json:"comment_by,omitempty"`
}

// Detached is the Pos of a unit whose segment no longer exists.
const Detached = -1

// StateFor returns the state to show for this unit when the segment's source
// now reads current.
func (u Unit) StateFor(current string) State {
	switch {
	case u.Target == "":
		return Untranslated
	case u.Source != current:
		return Stale
	case u.State == "":
		return Draft
	}
	return u.State
}

// Snapshot is everything that decides how a policy reads: taken in one
// transaction, then used without the database.
type Snapshot struct {
	Studio Studio
	Client Client
	Policy Policy
	Units  []Unit
	Look   Letterhead // of the client, and the studio's where it has none

	Dismissals []Dismissal // of its findings
}

// Facts returns the client's facts with the policy's own laid on top.
func (s Snapshot) Facts() Facts { return s.Client.Facts.Merge(s.Policy.Facts) }

// Answers returns the client's answers with the policy's own laid on top.
func (s Snapshot) Answers() Answers {
	return Answers{Facts: s.Facts(), Registers: s.Client.Registers.Merge(s.Policy.Registers)}
}

// Shown returns the clause tree with the clauses marked absent whose condition
// does not hold: numbered as the document is.
func (s Snapshot) Shown() []Clause { return Shown(s.Policy.Clauses, s.Answers()) }

// UnitsOf returns the units of a language by clause, then by position.
// Detached units are left out.
func (s Snapshot) UnitsOf(lang string) map[ID]map[int]Unit {
	out := map[ID]map[int]Unit{}
	for _, unit := range s.Units {
		if unit.Lang != lang || unit.Pos == Detached {
			continue
		}
		if out[unit.ClauseID] == nil {
			out[unit.ClauseID] = map[int]Unit{}
		}
		out[unit.ClauseID][unit.Pos] = unit
	}
	return out
}

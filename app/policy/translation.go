package policy

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

// Unit is the translation of one segment of a clause into one language.
//
// Pos is the segment's place in its clause; Detached units belong to
// segments that are gone and come back when their source does (an undo).
// Source is the text this translation was made from, so that what moved
// since can be shown.
type Unit struct {
	ClauseID ID     `json:"clause_id"`
	Lang     string `json:"lang"`
	Pos      int    `json:"pos"`
	Source   string `json:"source"`
	Target   string `json:"target"`
	State    State  `json:"state"`
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

package translate

import (
	"fmt"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// MismatchError is returned for two documents that are not parallel. It names
// the first place where they differ.
type MismatchError struct {
	ClauseID policy.ID // the clause of the source document; empty at the top level
	Heading  string    // its heading
	What     string    // "clauses", "segments" or "kind of segment"
	Pos      int       // of the segment, for its kind
	Source   string    // what the source has there: a number or a kind
	Target   string    // what the target has there
}

func (e *MismatchError) Error() string {
	return fmt.Sprintf("the documents differ at clause %q (%s), position %d: %s %s in the source, %s in the translation",
		e.Heading, e.ClauseID, e.Pos, e.What, e.Source, e.Target)
}

// Align pairs two parallel documents of one structure, clause by clause and
// segment by segment, and returns approved units in lang for the clauses of
// source. It returns a *MismatchError when the structures differ.
func Align(source, target []policy.Clause, lang string) ([]policy.Unit, error) {
	return alignLevel(nil, source, target, lang, policy.Clause{})
}

func alignLevel(out []policy.Unit, source, target []policy.Clause, lang string, parent policy.Clause) ([]policy.Unit, error) {
	if len(source) != len(target) {
		return nil, differ(parent, "clauses", 0, len(source), len(target))
	}
	for i := range source {
		units, err := alignClause(source[i], target[i], lang)
		if err != nil {
			return nil, err
		}
		out, err = alignLevel(append(out, units...), source[i].Children, target[i].Children, lang, source[i])
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func alignClause(source, target policy.Clause, lang string) ([]policy.Unit, error) {
	from := markup.Segments(source.Heading, source.Body)
	to := markup.Segments(target.Heading, target.Body)
	for i := range min(len(from), len(to)) {
		if from[i].Kind != to[i].Kind {
			return nil, differ(source, "kind of segment", i, from[i].Kind, to[i].Kind)
		}
	}
	if len(from) != len(to) {
		return nil, differ(source, "segments", min(len(from), len(to)), len(from), len(to))
	}
	units := make([]policy.Unit, len(from))
	for i := range from {
		units[i] = policy.Unit{
			ClauseID: source.ID, Lang: lang, Pos: i,
			Source: from[i].Source, Target: to[i].Source, State: policy.Approved,
		}
	}
	return units, nil
}

func differ(at policy.Clause, what string, pos int, source, target any) error {
	return &MismatchError{
		ClauseID: at.ID, Heading: at.Heading, What: what, Pos: pos,
		Source: fmt.Sprint(source), Target: fmt.Sprint(target),
	}
}

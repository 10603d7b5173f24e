package policy

import (
	"encoding/json"
	"fmt"
)

// Manuscript is what a version was made from: the policy as it was edited, with
// placeholders, conditions, hidden clauses and every translation that has a
// place. It is frozen beside the version, so that the version can be put back
// into the draft, and is handed to nobody: files of a version carry Content,
// which holds the answers too.
type Manuscript struct {
	Titles     map[string]string `json:"titles"`
	SourceLang string            `json:"source_lang"`
	TargetLang []string          `json:"target_langs,omitempty"`
	Numbered   bool              `json:"numbered"`
	Clauses    []Clause          `json:"clauses"`
	Units      []Unit            `json:"units,omitempty"`
}

// ManuscriptOf returns the manuscript of a policy as it is.
func ManuscriptOf(s Snapshot) Manuscript {
	p := s.Policy
	m := Manuscript{
		Titles: p.Titles, SourceLang: p.SourceLang, TargetLang: p.TargetLang, Numbered: p.Numbered, Clauses: p.Clauses,
	}
	for _, unit := range s.Units {
		placed := unit.OfAnswer() || Find(p.Clauses, unit.ClauseID) != nil
		if placed && unit.Pos != Detached && unit.Target != "" {
			m.Units = append(m.Units, unit)
		}
	}
	return m
}

// Canonical returns the bytes a manuscript is hashed and stored as, in the form
// of Content.Canonical.
func (m Manuscript) Canonical() ([]byte, error) { return canonical("a manuscript", m) }

// ReadManuscript decodes the manuscript of a version after checking it against
// the hash in the version's content; ErrVersionDamaged when it does not match.
func ReadManuscript(c Content, data []byte) (Manuscript, error) {
	var m Manuscript
	if c.Manuscript == "" || HashOf(data) != c.Manuscript {
		return m, fmt.Errorf("manuscript: %w", ErrVersionDamaged)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("manuscript: %w: %w", ErrVersionDamaged, err)
	}
	return m, nil
}

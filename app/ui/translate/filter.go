package translate

import (
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
)

// Problems are what the checks found, by segment.
type Problems map[Place][]quality.Problem

// Show says which segments a translator wants to see.
type Show string

// What can be shown. A state shows the segments in it.
const (
	ShowAll      Show = "all"
	ShowWork     Show = "work"     // not approved
	ShowProblems Show = "problems" // the checks found something
	ShowOwn      Show = "own"      // the client's own: not from the clause library
	ShowAnswers  Show = "answers"  // answers in own words
)

// shows lists the choices in the order they are offered.
var shows = []Show{
	ShowAll, ShowWork, Show(policy.Untranslated), Show(policy.Stale), Show(policy.Draft), Show(policy.Reviewed),
	Show(policy.Approved), ShowProblems, ShowOwn, ShowAnswers,
}

// Filter says which rows to show: of one kind, and with a text in source or
// target, whatever its case and accents. The zero Filter shows all.
type Filter struct {
	Show Show
	Text string
}

func (f Filter) shows(row translate.Row, problems []quality.Problem) bool {
	return f.kind(row, problems) && (f.Text == "" || contains(row.Source, f.Text) || contains(row.Target, f.Text))
}

func (f Filter) kind(row translate.Row, problems []quality.Problem) bool {
	switch f.Show {
	case "", ShowAll:
		return true
	case ShowWork:
		return row.State != policy.Approved
	case ShowProblems:
		return len(problems) > 0
	case ShowOwn:
		return row.Via != policy.ViaLibrary
	case ShowAnswers:
		return row.OfAnswer()
	}
	return row.State == policy.State(f.Show)
}

func contains(text, part string) bool {
	return strings.Contains(studio.Fold(text), studio.Fold(strings.TrimSpace(part)))
}

// SetProblems takes what the checks found in all segments. The filter follows.
func (m *Model) SetProblems(p Problems) {
	m.problems = p
	if m.filter.Show == ShowProblems {
		m.show()
	}
}

// SetProblemsAt takes what the checks found in one segment.
func (m *Model) SetProblemsAt(at Place, found []quality.Problem) {
	if m.problems == nil {
		m.problems = Problems{}
	}
	if len(found) == 0 {
		delete(m.problems, at)
		return
	}
	m.problems[at] = found
}

// ProblemsAt lists what the checks found in a segment.
func (m *Model) ProblemsAt(at Place) []quality.Problem { return m.problems[at] }

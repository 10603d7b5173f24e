package translate

import (
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Row is one segment beside its translation.
type Row struct {
	ClauseID     policy.ID
	ClauseNumber string // "4.2", empty without a heading or when hidden
	Pos          int
	Kind         markup.SegmentKind
	Source       string
	Target       string
	MadeFrom     string       // the source the target was made from; empty without a target
	State        policy.State // as shown: Stale when MadeFrom is no longer the source
	Kept         policy.State // the state the unit keeps beneath Stale
	By           string       // who wrote the target
	Via          policy.Via
	StateBy      string // who reviewed or approved it
	Reason       string // why it was said to hold when its source moved
	Hidden       bool   // left out of every output: the clause is hidden, below one, or its condition does not hold; no clause shows the answer
	Answer       AnswerPlace
}

// Rows lists the segments of a policy beside their translations into lang, in
// reading order, hidden clauses included, and then its answers in words of their
// own, also those that no clause shows.
func Rows(snap policy.Snapshot, lang string) []Row {
	units := snap.UnitsOf(lang)
	hidden := map[policy.ID]bool{}
	var out []Row
	for _, placed := range policy.Flatten(snap.Shown()) {
		hidden[placed.ID] = placed.Hidden || hidden[placed.Parent]
		for _, segment := range markup.Segments(placed.Heading, placed.Body) {
			row := newRow(segment, units[placed.ID][segment.Pos])
			row.ClauseID, row.ClauseNumber = placed.ID, placed.Number
			row.Hidden = hidden[placed.ID] || placed.Absent
			out = append(out, row)
		}
	}
	return append(out, answerRows(snap, units, lang)...)
}

func newRow(segment markup.Segment, unit policy.Unit) Row {
	row := Row{
		Pos: segment.Pos, Kind: segment.Kind, Source: segment.Source,
		Target: unit.Target, State: unit.StateFor(segment.Source), Kept: unit.State,
		By: unit.By, Via: unit.Via, StateBy: unit.StateBy, Reason: unit.Reason,
	}
	if unit.Target != "" {
		row.MadeFrom = unit.Source
	}
	return row
}

// Count is a number of segments and of the words in their sources.
type Count struct {
	Segments int `json:"segments"`
	Words    int `json:"words"`
}

// Progress is how far a policy is in one language. Hidden clauses are left
// out: they are in no output.
type Progress struct {
	Lang    string                 `json:"lang"`
	Total   Count                  `json:"total"`
	ByState map[policy.State]Count `json:"by_state"` // states without a segment are absent
}

// ProgressOf counts the segments of a policy in a language by state.
func ProgressOf(snap policy.Snapshot, lang string) Progress {
	p := Progress{Lang: lang, ByState: map[policy.State]Count{}}
	for _, row := range Rows(snap, lang) {
		if row.Hidden {
			continue
		}
		words := len(markup.Words(markup.PlainInline(markup.ParseInline(row.Source))))
		p.Total = p.Total.plus(words)
		p.ByState[row.State] = p.ByState[row.State].plus(words)
	}
	return p
}

func (c Count) plus(words int) Count {
	return Count{Segments: c.Segments + 1, Words: c.Words + words}
}

// Approved returns the share of words whose translation is approved, 0 to 1.
// It is 1 when there is nothing to translate.
func (p Progress) Approved() float64 {
	if p.Total.Words == 0 {
		return 1
	}
	return float64(p.ByState[policy.Approved].Words) / float64(p.Total.Words)
}

package policy

import (
	"strconv"
	"strings"
	"time"
)

// Severity ranks a finding.
type Severity string

// The severities, gravest first.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityAdvice  Severity = "advice"
)

// Finding is what a check says about a policy. Evidence is the text or fact
// it rests on; wording for people lives in the i18n catalogue under the rule.
// Of a translation, Segment is the segment's place in its clause counted from
// 1, and Basis names source and target.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	ClauseID ID       `json:"clause_id,omitempty"`
	Fact     FactKey  `json:"fact,omitempty"`
	Lang     string   `json:"lang,omitempty"`
	Citation string   `json:"citation,omitempty"`
	Evidence string   `json:"evidence,omitempty"`
	Expected string   `json:"expected,omitempty"`
	Segment  int      `json:"segment,omitempty"`
	Basis    string   `json:"basis,omitempty"`
}

// Key names a finding for as long as nothing that it rests on changes.
func (f Finding) Key() string {
	return strings.Join([]string{
		f.Rule, string(f.ClauseID), string(f.Fact), f.Lang, strconv.Itoa(f.Segment), f.Basis, f.Evidence,
	}, "\x1f")
}

// Dismissal is a finding that somebody decided to leave as it is.
type Dismissal struct {
	Finding Finding   `json:"finding"`
	Reason  string    `json:"reason"`
	By      string    `json:"by,omitempty"`
	At      time.Time `json:"at"` // UTC
}

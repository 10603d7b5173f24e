// Package publish is the way from a draft to a version, in four steps: what the
// checks found, which languages, from which day and with which note, and what
// will be frozen.
//
// It publishes nothing itself: what was decided is handed to who opened it. What
// was typed outlives the screen, so that one can leave to mend a finding.
package publish

import (
	"slices"
	"strings"
	"time"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// Step is one of the four.
type Step string

// The steps, in order.
const (
	StepFindings  Step = "findings"
	StepLanguages Step = "languages"
	StepDay       Step = "day"
	StepFreeze    Step = "freeze"
)

// Steps lists them.
var Steps = []Step{StepFindings, StepLanguages, StepDay, StepFreeze}

// Problem is why a step cannot be left for the next one.
type Problem string

// The problems.
const (
	NoProblem  Problem = ""
	NoReason   Problem = "reason"
	NoLanguage Problem = "language"
	BadDay     Problem = "day"
	EarlierDay Problem = "earlier"
)

// Model is what was decided so far about publishing one policy.
type Model struct {
	Snap      policy.Snapshot
	Plan      studio.PublishPlan
	Step      Step
	Reason    string
	Languages []string // ticked
	Day       string   // yyyy-mm-dd, or whatever was typed
	Note      string

	proposed string // the note, as it was proposed
	further  []policy.Finding
}

// Start begins with a draft: every language, from today.
func Start(today string) *Model { return &Model{Step: StepFindings, Day: today} }

// Renew takes over how the draft is now. The note that was proposed follows it
// until somebody changes it; languages that are new are ticked.
func (m *Model) Renew(snap policy.Snapshot, plan studio.PublishPlan, note string) {
	known := m.Snap.Policy.Languages()
	langs := []string{}
	for _, lang := range snap.Policy.Languages() {
		if slices.Contains(m.Languages, lang) || m.Snap.Policy.ID == "" || !slices.Contains(known, lang) {
			langs = append(langs, lang)
		}
	}
	if m.Note == m.proposed {
		m.Note = note
	}
	m.Snap, m.Plan, m.Languages, m.proposed, m.further = snap, plan, langs, note, nil
}

// Proposed says that the note is the one that was proposed.
func (m *Model) Proposed() bool { return m.proposed != "" && m.Note == m.proposed }

// Found adds what only publishing itself could find.
func (m *Model) Found(findings []policy.Finding) {
	for _, f := range findings {
		known := func(o policy.Finding) bool { return o.Key() == f.Key() }
		if f.Severity == policy.SeverityError && !slices.ContainsFunc(m.Plan.Open, known) {
			m.further = append(m.further, f)
		}
	}
}

// Open lists what is open in the languages that are ticked: the errors, and the
// rest.
func (m *Model) Open() (errors, others []check.Group) {
	open := slices.DeleteFunc(slices.Concat(m.Plan.Open, m.further), func(f policy.Finding) bool {
		return f.Lang != "" && !slices.Contains(m.Languages, f.Lang)
	})
	for _, g := range check.Groups(open) {
		if g.Severity == policy.SeverityError {
			errors = append(errors, g)
		} else {
			others = append(others, g)
		}
	}
	return errors, others
}

// Tick takes a language in or leaves it out, in the order of the policy.
func (m *Model) Tick(lang string, on bool) {
	m.Languages = slices.DeleteFunc(m.Snap.Policy.Languages(), func(l string) bool {
		if l == lang {
			return !on
		}
		return !slices.Contains(m.Languages, l)
	})
}

// Problem is what keeps a step from being left, NoProblem for nothing.
func (m *Model) Problem(at Step) Problem {
	switch at {
	case StepFindings:
		if errors, _ := m.Open(); len(errors) > 0 && strings.TrimSpace(m.Reason) == "" {
			return NoReason
		}
	case StepLanguages:
		if len(m.Languages) == 0 {
			return NoLanguage
		}
	case StepDay:
		day := strings.TrimSpace(m.Day)
		if day == "" || !policy.ValidFact(policy.KindDate, day) {
			return BadDay
		}
		if day < m.Plan.Earliest {
			return EarlierDay
		}
	}
	return NoProblem
}

// Go moves to a step, or to the first one before it that has a problem, which
// it returns.
func (m *Model) Go(to Step) Problem {
	for _, step := range Steps {
		if step == to {
			break
		}
		if problem := m.Problem(step); problem != NoProblem {
			m.Step = step
			return problem
		}
	}
	m.Step = to
	return NoProblem
}

// Beside returns the step before (-1) or after (1) this one; false where there
// is none.
func (m *Model) Beside(way int) (Step, bool) {
	at := slices.Index(Steps, m.Step) + way
	if at < 0 || at >= len(Steps) {
		return "", false
	}
	return Steps[at], true
}

// Request is what was decided.
func (m *Model) Request() studio.PublishRequest {
	req := studio.PublishRequest{
		Policy: m.Snap.Policy.ID, Effective: strings.TrimSpace(m.Day), Languages: m.Languages, Note: strings.TrimSpace(m.Note),
	}
	if errors, _ := m.Open(); len(errors) > 0 {
		req.Accept = strings.TrimSpace(m.Reason)
	}
	return req
}

// Days are those one often wants, from today: today, in two weeks, the first of
// next month. None is before the version that stands.
func (m *Model) Days(today string) []string {
	at, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return nil
	}
	days := []string{
		today, at.AddDate(0, 0, 14).Format(time.DateOnly),
		time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly),
	}
	for i, day := range days {
		if day < m.Plan.Earliest {
			days[i] = ""
		}
	}
	return days
}

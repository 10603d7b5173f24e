// Package check turns a snapshot of a policy into findings. Each rule is data
// and one small function; it is pure, returns every finding with its evidence
// and words nothing: texts for people lie in i18n under the rule's name.
package check

import (
	"slices"
	"sort"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
)

// The rules.
const (
	RulePlaceholderMissing = "placeholder_missing" // a known placeholder without a fact
	RulePlaceholderUnknown = "placeholder_unknown" // nothing can ever fill it
	RulePlaceholderRaw     = "placeholder_raw"     // "[date]", "TBD", an obfuscated address
	RuleUnprintable        = "unprintable"         // no font of the document shows it; found by who knows the fonts
	RuleFactMissing        = "fact_missing"        // a required fact is empty
	RuleFactInvalid        = "fact_invalid"        // a fact does not fit its kind
	RuleUntranslated       = "untranslated"        // segments without a translation
	RuleStale              = "stale"               // segments whose source moved
	RuleTitleMissing       = "title_missing"       // the title has no wording in a language
	RuleDateEarlier        = "date_earlier"        // takes effect before the version it follows
	RuleNotApproved        = "not_approved"        // segments still in draft
	RuleReferenceMissing   = "reference_missing"   // "section x" where no visible clause is about x
	RuleConditionInvalid   = "condition_invalid"   // a condition that cannot be read
	RuleAnswerUntranslated = "answer_untranslated" // an answer in own words that a language has none for
	RuleRegisterEmpty      = "register_empty"      // a policy from the library needs records that nobody entered
	RuleRegisterUnanswered = "register_unanswered" // a clause rests on a register being empty that nobody answered
	RuleRecordIncomplete   = "record_incomplete"   // a row of a register lacks a required field
)

// Subject is what the rules look at: a snapshot, the languages to publish and
// the version it would become.
type Subject struct {
	Snapshot  policy.Snapshot
	Languages []string
	Issue     markup.Issue
	Previous  string // effective date of the version before, yyyy-mm-dd; empty for none

	// Knowledge is what is known about the texts of a language; nil for the names
	// in the client's answers and no more.
	Knowledge func(lang string) *quality.Knowledge

	resolved map[string]markup.Resolved // by language, once Prepare was called
}

// Prepare returns the subject with the text of each language resolved once
// for all rules, with what publishing itself will fill in.
func (s Subject) Prepare() Subject {
	s.resolved = map[string]markup.Resolved{}
	for _, lang := range s.Languages {
		s.resolved[lang] = markup.Resolve(s.Snapshot, lang, publishable(s.Issue))
	}
	return s
}

// Resolved returns the policy as it would read in one of the languages.
func (s Subject) Resolved(lang string) markup.Resolved {
	if found, ok := s.resolved[lang]; ok {
		return found
	}
	return markup.Resolve(s.Snapshot, lang, publishable(s.Issue))
}

type rule func(Subject) []policy.Finding

var rules = []rule{
	placeholders, conditions, ownWords, rawPlaceholders, requiredFacts, invalidFacts, typedNone, contradictory, records, emptyRegisters, unansweredRegisters, titles, dateOrder, translations, translated,
}

// Run applies every rule and returns the findings, gravest first, then in
// reading order.
func Run(s Subject) []policy.Finding {
	if s.resolved == nil {
		s = s.Prepare()
	}
	var out []policy.Finding
	for _, r := range rules {
		out = append(out, r(s)...)
	}
	Sort(out)
	return out
}

// Open returns the findings that nobody dismissed, and the dismissals that
// stand for one of the others. A finding that cannot be dismissed stays open.
func Open(findings []policy.Finding, dismissals []policy.Dismissal) ([]policy.Finding, []policy.Dismissal) {
	left := map[string]policy.Dismissal{}
	for _, d := range dismissals {
		left[d.Finding.Key()] = d
	}
	var open []policy.Finding
	var dismissed []policy.Dismissal
	for _, f := range findings {
		d, ok := left[f.Key()]
		if !ok || !Dismissible(f) {
			open = append(open, f)
			continue
		}
		d.Finding = f
		dismissed = append(dismissed, d)
	}
	return open, dismissed
}

// impossible are the rules of errors that no reason mends: what they find is a
// gap on the page, or no page at all.
var impossible = []string{
	RulePlaceholderMissing, RulePlaceholderUnknown, RulePlaceholderRaw, RuleUnprintable, RuleFactMissing, RuleFactInvalid,
	RuleUntranslated, RuleTitleMissing, RuleDateEarlier, RuleReferenceMissing, RuleConditionInvalid, RuleAnswerUntranslated,
	RuleRegisterEmpty, RuleRecordIncomplete,
}

// Dismissible says whether a finding can be left as it is with a reason.
func Dismissible(f policy.Finding) bool {
	return f.Severity != policy.SeverityError || !slices.Contains(impossible, f.Rule)
}

// Sort puts findings in order: gravest first, otherwise as they were.
func Sort(findings []policy.Finding) {
	sort.SliceStable(findings, func(i, j int) bool { return rank(findings[i].Severity) < rank(findings[j].Severity) })
}

// Errors counts the findings that keep a policy from being published without
// a reason.
func Errors(findings []policy.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Severity == policy.SeverityError {
			n++
		}
	}
	return n
}

func rank(s policy.Severity) int {
	switch s {
	case policy.SeverityError:
		return 0
	case policy.SeverityWarning:
		return 1
	}
	return 2
}

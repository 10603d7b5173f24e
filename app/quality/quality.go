// Package quality judges a translation beside its source: one segment at a
// time, the same wording across a policy, and the languages of a policy beside
// one another. It is pure: texts and what is known about them in, problems out,
// each with its rule, its evidence and where it stands. It words nothing for
// people: texts lie in i18n under the rule's name.
//
// Both texts are read into tokens once; what they say is then compared, not how
// they say it: "within 30 days" and "binnen dertig dagen" are the same period.
// Languages it has no words for are compared by what needs none: placeholders,
// marks, addresses and figures.
package quality

import (
	"clausedesk/app/glossary"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// The rules. A name is what stands before a problem in files and dismissals,
// and never changes.
const (
	RulePlaceholder  = "placeholder_differs" // lost, added, altered, or its braces broken
	RuleMarks        = "marks_differ"        // bold, italics, links and line breaks
	RuleAddress      = "address_differs"     // web and e-mail addresses, in the text and behind links
	RuleNumber       = "number_differs"
	RuleDate         = "date_differs"
	RuleTime         = "time_differs"
	RuleDuration     = "duration_differs"
	RuleAmount       = "amount_differs"
	RulePercent      = "percent_differs"
	RuleReference    = "reference_differs" // articles, sections, recitals
	RuleLaw          = "law_differs"
	RuleName         = "name_differs" // the controller, recipients, products
	RuleCountry      = "country_differs"
	RuleShape        = "shape_differs" // blocks, items, rows and cells
	RuleNegation     = "negation_differs"
	RulePunctuation  = "punctuation_differs"
	RuleTypography   = "typography"
	RuleSame         = "same_as_source"
	RuleLanguage     = "wrong_language"
	RuleDoubled      = "word_doubled"
	RuleLength       = "length_differs"
	RuleTerm         = "term_differs" // the glossary says otherwise
	RuleCapital      = "capital_differs"
	RuleSpelling     = "misspelt"
	RuleInconsistent = "inconsistent"    // one source, several translations
	RuleOneForMany   = "one_for_several" // one translation of sources that say different things
)

// Pair is a segment and its translation: inline Markdown in canonical form
// and BCP 47 language tags.
type Pair struct {
	Source, Target string
	From, To       string
	Kind           markup.SegmentKind
}

// Knowledge is what a studio knows beyond the two texts.
type Knowledge struct {
	Glossary *glossary.Glossary     // nil for none
	Names    []string               // legal names, recipients and the like, which stay as they are
	Spelling func(word string) bool // whether a word of the target language is known; nil for no dictionary
}

// Problem is what is wrong with a translation. Evidence is what stands there,
// Expected what should; either may be empty. The ranges are bytes in the plain
// text of each side (markup.PlainInline), empty where there is no place.
type Problem struct {
	Rule                   string
	Severity               policy.Severity
	Evidence, Expected     string
	SourceStart, SourceEnd int
	TargetStart, TargetEnd int
}

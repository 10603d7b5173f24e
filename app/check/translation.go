package check

import (
	"slices"

	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"
)

// translated finds what is wrong with each translation that stands and is shown,
// and where the languages of a policy do not say the same. What is untranslated
// or stale is found as that.
func translated(s Subject) []policy.Finding {
	var out []policy.Finding
	for _, lang := range s.Languages {
		if lang == s.Snapshot.Policy.SourceLang {
			continue
		}
		rows := translate.Rows(s.Snapshot, lang)
		for i, problems := range Remarks(rows, s.Snapshot.Policy.SourceLang, lang, s.knowledge(lang)) {
			for _, problem := range problems {
				out = append(out, TranslationFinding(rows[i], lang, problem))
			}
		}
	}
	return append(out, quality.Parity(s.Snapshot, s.Languages, func(lang string) policy.Text { return s.Resolved(lang).Text })...)
}

// knowledge is what is known about the texts of a language: at least the names
// in the client's answers.
func (s Subject) knowledge(lang string) *quality.Knowledge {
	if s.Knowledge != nil {
		return s.Knowledge(lang)
	}
	return &quality.Knowledge{Names: quality.NamesIn(s.Snapshot.Answers())}
}

// Remarks checks the translations of a policy into lang, each by itself and beside
// the others: what is wrong with each row, in the order of rows.
func Remarks(rows []translate.Row, from, lang string, known *quality.Knowledge) [][]quality.Problem {
	out := make([][]quality.Problem, len(rows))
	var stand []translate.Row
	var places []int
	for i, row := range rows {
		if stands(row) {
			stand, places = append(stand, row), append(places, i)
		}
	}
	consistent := quality.Consistency(stand)
	for k, i := range places {
		out[i] = Remark(rows[i], from, lang, known)
		if own(rows[i], from, lang) {
			out[i] = append(out[i], consistent[k]...)
		}
	}
	return out
}

// Remark checks one translation by itself. Nothing is said of one that is not
// there, not shown or stale, nor of what the clause library words on both sides:
// it is approved with the library, and not this client's work.
func Remark(row translate.Row, from, lang string, known *quality.Knowledge) []quality.Problem {
	if !stands(row) || !own(row, from, lang) {
		return nil
	}
	return quality.Check(pairOf(row, from, lang), known)
}

// stands reports whether a row has a translation that the document shows.
func stands(row translate.Row) bool {
	return !row.Hidden && row.Target != "" && row.State != policy.Stale
}

func own(row translate.Row, from, lang string) bool {
	return row.Via != policy.ViaLibrary && !quality.Approved(pairOf(row, from, lang))
}

func pairOf(row translate.Row, from, lang string) quality.Pair {
	return quality.Pair{Source: row.Source, Target: row.Target, From: from, To: lang, Kind: row.Kind}
}

// TranslationFinding is a problem of one translated segment as a finding: it
// names the segment, and rests on source and target as they read.
func TranslationFinding(row translate.Row, lang string, p quality.Problem) policy.Finding {
	return policy.Finding{
		Rule: p.Rule, Severity: p.Severity, ClauseID: row.ClauseID, Fact: row.Answer.Fact(), Lang: lang, Segment: row.Pos + 1,
		Evidence: p.Evidence, Expected: p.Expected,
		Basis: translate.Fingerprint(row.Source) + "-" + translate.Fingerprint(row.Target),
	}
}

// ofTranslation are the rules about a language as a whole.
var ofTranslation = []string{RuleUntranslated, RuleStale, RuleNotApproved, RuleTitleMissing, RuleAnswerUntranslated}

// OfTranslation reports whether a finding is about a translation: one segment of
// it, how far a language is, or what it does not say as the others do.
func OfTranslation(f policy.Finding) bool {
	return f.Segment > 0 || quality.Means(f.Rule) || slices.Contains(ofTranslation, f.Rule)
}

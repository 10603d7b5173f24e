package check

import (
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"
)

// translated finds what is wrong with each translation that stands and is shown,
// and where the languages of a policy do not say the same. What is untranslated
// or stale is found as that; the library's own wording is left alone, also where
// somebody approved it again or the memory brought it.
func translated(s Subject) []policy.Finding {
	var out []policy.Finding
	for _, lang := range s.Languages {
		if lang == s.Snapshot.Policy.SourceLang {
			continue
		}
		rows := shownRows(translate.Rows(s.Snapshot, lang))
		consistent := quality.Consistency(rows)
		known := s.knowledge(lang)
		for i, row := range rows {
			pair := quality.Pair{Source: row.Source, Target: row.Target, From: s.Snapshot.Policy.SourceLang, To: lang, Kind: row.Kind}
			if row.Via == policy.ViaLibrary || quality.Approved(pair) {
				continue // approved with the library, and not this client's work
			}
			for _, problem := range append(quality.Check(pair, known), consistent[i]...) {
				out = append(out, TranslationFinding(row, lang, problem))
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

func shownRows(rows []translate.Row) []translate.Row {
	var out []translate.Row
	for _, row := range rows {
		if !row.Hidden && row.Target != "" && row.State != policy.Stale {
			out = append(out, row)
		}
	}
	return out
}

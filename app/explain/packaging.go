package explain

import (
	"errors"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/i18n"
)

// packaging words why a translation package was not written or read.
func packaging(loc *i18n.Localizer, err error) string {
	var unread *exchange.PackageError
	var misfit *exchange.RewriteError
	switch {
	case errors.As(err, &misfit):
		return loc.T("error.rewrite", i18n.Data{"Line": misfit.Line})
	case errors.As(err, &unread):
		text := loc.T("error.package_"+unread.Reason, i18n.Data{"Detail": unread.Detail})
		if unread.Line > 0 {
			return loc.T("package.at_line", i18n.Data{"Line": unread.Line, "Problem": text})
		}
		return text
	case errors.Is(err, studio.ErrSources):
		return loc.T("error.several_sources")
	}
	return ""
}

// PackageNotes tells a translator where a segment stands, and of a stale one
// what the source was.
func PackageNotes(loc *i18n.Localizer, row translate.Row, clause string) []string {
	where := strings.TrimSpace(row.ClauseNumber + " " + clause)
	if row.OfAnswer() {
		where = AnswerPlace(loc, row.Answer)
	}
	out := []string{loc.T("package.kind_"+string(row.Kind), i18n.Data{"Clause": where})}
	if row.State == policy.Stale {
		out = append(out, loc.T("package.made_from", i18n.Data{"Source": row.MadeFrom}))
	}
	return out
}

// PackageProblem words why a segment of a package was not taken over.
func PackageProblem(loc *i18n.Localizer, r studio.PackageRejected) string {
	return loc.T("package.problem_"+r.Reason, i18n.Data{"Code": r.Code})
}

// PackageTitle names where a segment of a package stands, empty where nothing is
// known of it.
func PackageTitle(loc *i18n.Localizer, at studio.PackagePlace) string {
	if at.Answer.Key != "" {
		return AnswerPlace(loc, at.Answer)
	}
	return strings.TrimSpace(at.Number + " " + at.Title)
}

// AnswerPlace names an answer that is translated: the question and, in a
// register, the row.
func AnswerPlace(loc *i18n.Localizer, at translate.AnswerPlace) string {
	name := AnswerName(loc, at.Fact())
	if at.Register == "" {
		return name
	}
	return loc.T("answer.row", i18n.Data{"Answer": name, "Row": at.Row})
}

// Places names where a group of findings stands: its clauses, or the answer
// whose translation it is about.
func Places(loc *i18n.Localizer, tree []policy.Clause, g check.Group) []string {
	if g.Segment > 0 && g.Fact != "" {
		return []string{AnswerName(loc, g.Fact)}
	}
	return check.Titles(tree, g.Clauses)
}

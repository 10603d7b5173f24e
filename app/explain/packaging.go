package explain

import (
	"errors"
	"strings"

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

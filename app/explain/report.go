package explain

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"clausedesk/app/sign"
	"clausedesk/i18n"
)

// Report words a verification: one line for the answer, then one block for
// each signature. Integrity and trust are told apart.
func Report(loc *i18n.Localizer, file string, r sign.Report) []string {
	lines := []string{Answer(loc, file, r)}
	if p := r.Policy; p != nil {
		key := "verify.policy"
		if r.Result != sign.Intact {
			key = "verify.policy_signed" // the file as it is now may be another
		}
		lines = append(lines, loc.T(key, i18n.Data{
			"Title": harmless(p.Title), "Client": harmless(p.Client),
			"Version": harmless(p.Version), "Language": LanguageName(loc, harmless(p.Language)),
		}))
	}
	for _, problem := range r.Problems {
		lines = append(lines, "  "+loc.T("problem."+string(problem)))
	}
	for _, s := range r.Signatures {
		lines = append(lines, Signature(loc, s)...)
	}
	return lines
}

// Answer words the result about the whole file.
func Answer(loc *i18n.Localizer, file string, r sign.Report) string {
	if r.Result == sign.Intact && shownLater(r) {
		return loc.T("verify.intact_look", i18n.Data{"File": file})
	}
	return loc.T("verify."+string(r.Result), i18n.Data{"File": file})
}

// shownLater reports that a later signature shows something on a page, which
// could lie over what was signed.
func shownLater(r sign.Report) bool {
	for _, s := range r.Signatures {
		if slices.Contains(s.Problems, sign.ProblemLaterAppearance) {
			return true
		}
	}
	return slices.Contains(r.Problems, sign.ProblemLaterAppearance)
}

// Signature words what was found about one signature.
func Signature(loc *i18n.Localizer, s sign.Signature) []string {
	at := loc.T("verify.no_time")
	if !s.Time.IsZero() {
		at = s.Time.Format("2006-01-02 15:04:05 -07:00")
	}
	lines := []string{
		loc.T("verify.signer", i18n.Data{"Signer": harmless(s.Signer), "Level": s.Level}),
		"  " + loc.T("verify.time_"+string(s.TimeSource), i18n.Data{"Time": at}),
		"  " + loc.T("integrity."+string(s.Integrity)),
		"  " + loc.T("trust."+string(s.Trust)),
	}
	if s.Certificate != nil {
		lines = append(lines, "  "+loc.T("verify.certificate", i18n.Data{
			"Fingerprint": Fingerprint(s.Fingerprint), "Until": s.Certificate.NotAfter.Format(time.DateOnly),
		}))
	}
	for _, problem := range s.Problems {
		lines = append(lines, "  "+loc.T("problem."+string(problem)))
	}
	return lines
}

// Fingerprint groups a hex fingerprint so that people can compare it.
func Fingerprint(hex string) string {
	var groups []string
	for ; len(hex) > 8; hex = hex[8:] {
		groups = append(groups, hex[:8])
	}
	return strings.Join(append(groups, hex), " ")
}

// harmless replaces what could make a text from a stranger's file look like
// lines of the report: line ends, control characters, changes of direction.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

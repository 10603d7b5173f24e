package explain

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"clausedesk/app/sign"
	"clausedesk/i18n"
)

const stampLayout = "2006-01-02 15:04:05 -07:00"

// Report words a verification: one line for the answer, then one block for
// each signature. Integrity and trust are told apart.
func Report(loc *i18n.Localizer, file string, r sign.Report) []string {
	return report(loc, file, r, Signature)
}

// Details words a verification like Report, with everything that was found.
func Details(loc *i18n.Localizer, file string, r sign.Report) []string {
	return report(loc, file, r, func(loc *i18n.Localizer, s sign.Signature) []string {
		return append(Signature(loc, s), SignatureDetails(loc, s)...)
	})
}

func report(loc *i18n.Localizer, file string, r sign.Report, block func(*i18n.Localizer, sign.Signature) []string) []string {
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
		lines = append(lines, block(loc, s)...)
	}
	return lines
}

// Answer words the result about the whole file.
func Answer(loc *i18n.Localizer, file string, r sign.Report) string {
	key := "verify." + string(r.Result)
	switch {
	case r.Result != sign.Intact:
	case noted(r, sign.ProblemFilledLater, sign.ProblemCommentsLater):
		key = "verify.intact_added"
	case noted(r, sign.ProblemLaterAppearance):
		key = "verify.intact_look"
	}
	return loc.T(key, i18n.Data{"File": file})
}

// noted reports that one of the notices was given: about a later signature
// that shows something on a page and could lie over what was signed, or about
// what was filled in later.
func noted(r sign.Report, problems ...sign.Problem) bool {
	found := func(p sign.Problem) bool { return slices.Contains(problems, p) }
	return slices.ContainsFunc(r.Problems, found) || slices.ContainsFunc(r.Signatures, func(s sign.Signature) bool {
		return slices.ContainsFunc(s.Problems, found)
	})
}

// Signature words what was found about one signature.
func Signature(loc *i18n.Localizer, s sign.Signature) []string {
	at := loc.T("verify.no_time")
	if !s.Time.IsZero() {
		at = s.Time.Format(stampLayout)
	}
	head := loc.T("verify.signer", i18n.Data{"Signer": harmless(s.Signer), "Level": s.Level})
	if s.Kind == sign.KindTimestamp {
		head = loc.T("verify.stamped", i18n.Data{"Signer": harmless(s.Signer)})
	}
	lines := []string{
		head,
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
	return append(lines, changes(loc, s, false)...)
}

// SignatureDetails words what else was found about one signature.
func SignatureDetails(loc *i18n.Localizer, s sign.Signature) []string {
	var lines []string
	say := func(key, name, value string) {
		if value != "" {
			lines = append(lines, "  "+loc.T(key, i18n.Data{name: value}))
		}
	}
	say("verify.details_field", "Field", harmless(s.Field))
	say("verify.details_algorithm", "Algorithm", s.Algorithm)
	if s.TimeSource == sign.TimeTimestamp && s.Kind == sign.KindSignature && !s.Claimed.IsZero() {
		say("verify.details_claimed", "Time", s.Claimed.Format(stampLayout))
	}
	if s.Timestamp != nil {
		say("verify.details_authority", "Authority", harmless(s.Timestamp.Authority))
	}
	say("verify.details_reason", "Reason", harmless(s.Reason))
	say("verify.details_location", "Location", harmless(s.Location))
	say("verify.details_chain", "Chain", harmless(strings.Join(s.Chain, " ← ")))
	if s.Revocation != "" {
		lines = append(lines, "  "+loc.T("verify.revocation_"+s.Revocation))
	}
	switch s.DocMDP {
	case 1:
		lines = append(lines, "  "+loc.T("verify.details_docmdp_1"))
	case 2:
		lines = append(lines, "  "+loc.T("verify.details_docmdp_2"))
	case 3:
		lines = append(lines, "  "+loc.T("verify.details_docmdp_3"))
	}
	if s.CoversWholeFile {
		lines = append(lines, "  "+loc.T("verify.details_covers"))
	}
	return append(lines, changes(loc, s, true)...)
}

// changes words what was changed behind a signature: what it allows, or what
// it does not.
func changes(loc *i18n.Localizer, s sign.Signature, allowed bool) []string {
	var lines []string
	for _, c := range s.Changes {
		if c.Allowed == allowed {
			lines = append(lines, "    "+loc.T("change."+string(c.What), i18n.Data{"Page": c.Page, "Name": harmless(c.Name)}))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	head := "verify.details_refused"
	if allowed {
		head = "verify.details_allowed"
	}
	return append([]string{"  " + loc.T(head)}, lines...)
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

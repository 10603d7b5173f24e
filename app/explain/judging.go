package explain

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

// Judgement words what was found about a PDF of Clausedesk beyond its
// signatures; nothing for other files.
func Judgement(loc *i18n.Localizer, j studio.Judgement) []string {
	var lines []string
	switch j.Pages.State {
	case studio.PagesSame:
		lines = append(lines, loc.T("verify.text_same"))
	case studio.PagesDiffer:
		lines = append(lines, loc.T("verify.text_differs", i18n.Data{"Words": harmless(j.Pages.Words)}))
	case studio.PagesAltered:
		lines = append(lines, loc.T("verify.source_altered"))
	}
	switch {
	case j.Match != nil:
		lines = append(lines, loc.T("verify.match_library", i18n.Data{"Title": j.Match.Title, "Version": j.Match.Number}))
	case j.Sought:
		lines = append(lines, loc.T("verify.match_none"))
	}
	return lines
}

// Verified words a verification with what was found about a file of Clausedesk,
// with everything that was found where details are asked for.
func Verified(loc *i18n.Localizer, file string, r sign.Report, j studio.Judgement, details bool) []string {
	lines := Report(loc, file, r)
	if details {
		lines = Details(loc, file, r)
	}
	at := 1
	if r.Policy != nil {
		at = 2 // behind the line that names it
	}
	return slices.Insert(lines, at, Judgement(loc, j)...)
}

// ReportParts words a verification for a page to print: the answer, the file,
// then each signature with all that was found.
func ReportParts(loc *i18n.Localizer, file string, data []byte, made time.Time, r sign.Report, j studio.Judgement) []studio.ReportPart {
	sum := sha256.Sum256(data)
	answer := []string{Answer(loc, file, r)}
	head := report(loc, file, sign.Report{Result: r.Result, Policy: r.Policy, Problems: r.Problems}, Signature)
	answer = append(append(answer, head[1:]...), Judgement(loc, j)...)
	parts := []studio.ReportPart{{Lines: append(answer,
		loc.T("verify.report_hash", i18n.Data{"Hash": Fingerprint(hex.EncodeToString(sum[:]))}),
		loc.T("verify.report_made", i18n.Data{"Time": made.Format(stampLayout)}),
	)}}
	for _, s := range r.Signatures {
		lines := append(Signature(loc, s), SignatureDetails(loc, s)...)
		parts = append(parts, studio.ReportPart{Heading: lines[0], Lines: lines[1:]})
	}
	return append(parts, studio.ReportPart{Lines: []string{loc.T("verify.report_note")}})
}

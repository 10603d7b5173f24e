package explain_test

import (
	"strings"
	"testing"

	"clausedesk/app/explain"
	"clausedesk/app/sign"
	"clausedesk/i18n"
)

// A later signature that shows something could lie over what was signed: the
// answer itself says so, and an intact file without one is told apart.
func TestALaterSignatureOnAPageIsInTheAnswer(t *testing.T) {
	for _, lang := range i18n.Languages() {
		loc := listening(t, lang)
		plain := sign.Report{Result: sign.Intact, Signatures: []sign.Signature{{Signer: "Ada"}}}
		covered := sign.Report{Result: sign.Intact, Signatures: []sign.Signature{
			{Signer: "Ada"}, {Signer: "Eve", Problems: []sign.Problem{sign.ProblemLaterAppearance}},
		}}
		want := loc.T("verify.intact_look", i18n.Data{"File": "a.pdf"})
		if got := explain.Answer(loc, "a.pdf", covered); got != want {
			t.Errorf("%s: %q", lang, got)
		}
		if got := explain.Answer(loc, "a.pdf", plain); got == want {
			t.Errorf("%s: an intact file without one reads %q", lang, got)
		}
	}
}

// What an altered file says it is stands as what was signed, not as what the
// file is now.
func TestThePolicyOfAnAlteredFileIsWhatWasSigned(t *testing.T) {
	loc := listening(t, "en")
	report := sign.Report{Result: sign.Altered, Policy: &sign.PolicyInfo{Title: "Privacy", Client: "Lumen", Version: "2", Language: "nl"}}
	text := strings.Join(explain.Report(loc, "a.pdf", report), "\n")
	if !strings.Contains(text, "What was signed is “Privacy”") || strings.Contains(text, "It is “Privacy”") {
		t.Errorf("reads %q", text)
	}
}

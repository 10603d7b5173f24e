package explain

import (
	"strings"

	"clausedesk/i18n"
)

// citationWords are the words of a citation in the data, which is English, by
// language. British law keeps its English name.
var citationWords = map[string]*strings.Replacer{
	"nl": citing("AVG", "art.", "Richtlijn", "EG", "HvJ EU"),
	"fr": citing("RGPD", "art.", "directive", "CE", "CJUE"),
	"de": citing("DSGVO", "Art.", "Richtlinie", "EG", "EuGH"),
}

const ukGDPR = "UK GDPR"

func citing(gdpr, article, directive, community, court string) *strings.Replacer {
	return strings.NewReplacer(ukGDPR, ukGDPR, "GDPR", gdpr, "Art.", article,
		"Directive", directive, "/EC", "/"+community, "CJEU", court)
}

// Citation writes the citation of a law as people do in the language of the
// program. Files and JSON keep the data's form.
func Citation(loc *i18n.Localizer, text string) string {
	if words := citationWords[loc.Language()]; words != nil {
		return words.Replace(text)
	}
	return text
}

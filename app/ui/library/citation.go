package library

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"clausedesk/i18n"
)

// citationFlaw is what a citation lacks, and in which part of it.
type citationFlaw struct {
	part    string
	law     bool // no law is named
	bracket bool // one is not closed
	article int  // the GDPR has no such article
}

// Text words the flaw.
func (f *citationFlaw) Text(loc *i18n.Localizer) string {
	switch {
	case f.bracket:
		return loc.T("library.citation_bracket", i18n.Data{"Part": f.part})
	case f.article != 0:
		return loc.T("library.citation_article", i18n.Data{"Part": f.part, "Last": lastArticle})
	}
	return loc.T("library.citation_law", i18n.Data{"Part": f.part})
}

// lastArticle is that of the GDPR, and of the UK GDPR before its schedules.
const lastArticle = 99

// spelling replaces a way of writing something by the one of the data.
type spelling struct {
	written *regexp.Regexp
	data    string
}

func spelled(written, data string) spelling { return spelling{regexp.MustCompile(written), data} }

// everywhere are the names that the laws of the Union have in the languages of
// the program, and what stands before them.
var everywhere = []spelling{
	spelled(`\bUK[- ](?:GDPR|AVG|RGPD|DS-?GVO)\b`, "UK GDPR"),
	spelled(`\b(?:AVG|RGPD|DS-?GVO|GDPR)\b`, "GDPR"),
	spelled(`\b(?:of the|van de|du|de la|der) ((?:UK )?GDPR|ePrivacy Directive)`, "$1"),
	spelled(`\b(?:[Rr]ichtlijn|[Dd]irective|Richtlinie|[Dd]irektiva|[Dd]irektif)\b`, "Directive"),
	spelled(`(\d)/(?:EG|CE)\b`, "$1/EC"),
	spelled(`\b(?:HvJ[ -]EU|CJUE|EuGH|CJEU) `, "CJEU "),
}

// inArticles are the ways to write an article with its paragraphs and points.
var inArticles = []spelling{
	spelled(`^(?i:articles?|artikelen|artikels?|artikel|arts?|pasal|nenet|neni)\b\.? ?(\w)`, "Art. $1"),
	spelled(`^(\d[^;]*\bGDPR)$`, "Art. $1"),
	spelled(`(\d|\))[ ,]*(?i:lid|leden|abs|absatz|par|para|paragraph|paragraphe|ayat|paragrafi)\b\.? ?\(?(\d+)\)?`, "$1($2)"),
	spelled(`(\d|\))[ ,]*(?i:onder|sub|lit|buchst|buchstabe|point|points|letter|let|lettre|huruf|pika|shkronja)\b\.? ?\(?([a-z])\b\)?`, "$1($2)"),
	spelled(`(\d|\)) (\([0-9a-z]{1,3}\))`, "$1$2"),
	spelled(`([ ,(])(\d+) ?- ?(\d)`, "$1$2–$3"),
	spelled(`\) ?- ?\(`, ")–("),
	spelled(`^((?:[^;]*[\d)]) )(?:and|en|et|und|dan|dhe|&) (\d)`, "$1, $2"),
	spelled(` ,`, ","),
	spelled(`,(\S)`, ", $1"),
}

var (
	articles = regexp.MustCompile(`^Art\. ([^\s,]+(?:, [^\s,]*\d[^\s,]*)*)(?: (.*))?$`)
	number   = regexp.MustCompile(`(?:^|[ –])(\d+)`)
)

// ReadCitation reads a citation as people write it, in any language of the
// program, into the form of the data: "art. 13 lid 2 onder e AVG" is
// "Art. 13(2)(e) GDPR". Parts are separated by semicolons; spaces that do not
// break are spaces.
func ReadCitation(text string) (string, *citationFlaw) {
	var out []string
	for _, part := range strings.Split(text, ";") {
		part = strings.Join(strings.Fields(part), " ")
		if part == "" {
			continue
		}
		read := rewritten(part, everywhere)
		if asArticle := rewritten(read, inArticles); strings.HasPrefix(asArticle, "Art. ") {
			read = asArticle
		}
		if flaw := flawOf(part, read); flaw != nil {
			return "", flaw
		}
		out = append(out, read)
	}
	return strings.Join(out, "; "), nil
}

// rewritten applies spellings until none applies: two that share a letter are
// not found at once.
func rewritten(text string, by []spelling) string {
	for before := ""; before != text; {
		before = text
		for _, s := range by {
			text = s.written.ReplaceAllString(text, s.data)
		}
	}
	return text
}

func flawOf(part, read string) *citationFlaw {
	if strings.Count(read, "(") != strings.Count(read, ")") {
		return &citationFlaw{part: part, bracket: true}
	}
	if !strings.ContainsFunc(withoutBrackets(read), unicode.IsLetter) {
		return &citationFlaw{part: part, law: true}
	}
	if !strings.HasPrefix(read, "Art. ") {
		return nil
	}
	found := articles.FindStringSubmatch(read)
	if found == nil || strings.TrimSpace(found[2]) == "" {
		return &citationFlaw{part: part, law: true}
	}
	if found[2] == "GDPR" || found[2] == "UK GDPR" {
		for _, of := range number.FindAllStringSubmatch(withoutBrackets(found[1]), -1) {
			if n, err := strconv.Atoi(of[1]); err != nil || n < 1 || n > lastArticle {
				return &citationFlaw{part: part, article: max(n, 1)}
			}
		}
	}
	return nil
}

var bracketed = regexp.MustCompile(`\([^()]*\)`)

func withoutBrackets(text string) string { return bracketed.ReplaceAllString(text, "") }

package markup

import (
	"strings"

	"clausedesk/app/policy"
)

// titleWords is how many words stand for a heading that is missing.
const titleWords = 8

// Title returns the heading of a clause without its marks or, where there is
// none, the first words of its body.
func Title(c policy.Clause) string {
	if c.Heading != "" {
		return PlainInline(ParseInline(c.Heading))
	}
	words := strings.Fields(Plain(Parse(c.Body)))
	if len(words) > titleWords {
		return strings.Join(words[:titleWords], " ") + "…"
	}
	return strings.Join(words, " ")
}

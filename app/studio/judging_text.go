package studio

import (
	"regexp"
	"strings"
	"unicode"

	"clausedesk/app/markup"
	"clausedesk/app/pdf/pagetext"
	"clausedesk/app/policy"
	"clausedesk/app/sign/pdffile"

	"golang.org/x/text/unicode/norm"
)

// pagesSay compares the pages with the frozen text: every paragraph, heading
// and cell of it must be there, in its order, letter by letter and digit by
// digit. What the pages have besides, such as a cover or a letterhead, is not
// the policy's and not judged.
func pagesSay(data []byte, content policy.Content, langs string) Pages {
	f, err := pdffile.Open(data)
	if err != nil {
		return Pages{State: PagesUnread}
	}
	pieces, err := pagetext.Pieces(f)
	if err != nil {
		return Pages{State: PagesUnread}
	}
	var shown strings.Builder
	for _, p := range pieces {
		if !p.Contents {
			shown.WriteString(letters(p.Text))
		}
	}
	state := Pages{State: PagesUnread}
	for lang := range strings.SplitSeq(langs, "+") {
		text, ok := content.TextIn(lang)
		if !ok {
			return Pages{State: PagesDiffer, Words: lang}
		}
		if words := missingFrom(shown.String(), text); words != "" {
			return Pages{State: PagesDiffer, Words: words}
		}
		state.State = PagesSame
	}
	return state
}

// missingFrom returns the first words of the text that the pages do not have
// where they should be; empty when all are there.
func missingFrom(shown string, text policy.Text) string {
	at := 0
	for _, clause := range text.Clauses {
		for _, part := range append([]string{clause.Heading}, paragraphs(clause.Body)...) {
			want := letters(part)
			if want == "" {
				continue
			}
			i := strings.Index(shown[at:], want)
			if i < 0 {
				return firstWords(part)
			}
			at += i + len(want)
		}
	}
	return ""
}

// paragraphs are the texts of a clause that each stand in one piece on a page.
func paragraphs(body string) []string {
	var out []string
	for line := range strings.SplitSeq(markup.Plain(markup.Parse(body)), "\n") {
		out = append(out, strings.Split(listMark.ReplaceAllString(line, ""), " | ")...)
	}
	return out
}

// listMark is what stands in front of an item of a list; pages set it apart.
var listMark = regexp.MustCompile(`^\s*(\d+\.|-)\s`)

// letters is a text without all that a page may set otherwise: spaces, line
// ends, hyphens and marks. Letters and digits stay, composed.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(text))
}

func firstWords(text string) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(len(words), 12)], " ")
}

package exchange

import (
	"bufio"
	_ "embed" // the style sheet
	"fmt"
	"html"
	"io"
	"net/url"
	"strconv"
	"strings"

	"clausedesk/app/bilingual"
	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

//go:embed html.css
var htmlStyle string

// htmlPolicy keeps a page from loading or running anything, also where it is
// changed later by someone else (Content Security Policy Level 3).
const htmlPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

// contentsFrom is the number of headings from which a page has contents.
const contentsFrom = 4

// Page is what an HTML page is made from: a policy in one language, or in two
// beside each other.
type Page struct {
	Text      policy.Text
	Beside    *policy.Text
	Prevails  string // the language that decides between two, empty when none is named
	Version   int
	Effective string // yyyy-mm-dd
	SHA256    string // of the version, hex
	Draft     bool
}

// WriteHTML writes a policy as one HTML page that needs nothing beside it: no
// scripts, no files, no network. The same page gives the same bytes. Text of
// any kind stays text, and of links only those to the web, to mail and
// telephone and within the page are links.
func WriteHTML(w io.Writer, page Page) error {
	p := &htmlPage{Writer: bufio.NewWriter(w), in: page}
	clauses := p.clauses()
	p.anchor(clauses)
	p.head()
	p.front()
	p.contents(clauses)
	p.main(clauses)
	p.foot()
	return flushed(p.Writer, "html")
}

// htmlPage writes one page.
type htmlPage struct {
	*bufio.Writer
	in      Page
	anchors map[policy.ID]string
	names   []string // the anchor of each clause
	inLink  bool
	depth   int       // of the lists, quotations and definitions around
	marks   [2]string // of an item, waiting for its first row
}

// clauses pairs an edition in one language with nothing.
func (p *htmlPage) clauses() []bilingual.Clause {
	second := policy.Text{}
	if p.in.Beside != nil {
		second = *p.in.Beside
	}
	return bilingual.Of(p.in.Text, second).Clauses
}

// texts are the languages of the page.
func (p *htmlPage) texts() []policy.Text {
	if p.in.Beside == nil {
		return []policy.Text{p.in.Text}
	}
	return []policy.Text{p.in.Text, *p.in.Beside}
}

func (p *htmlPage) put(parts ...string) {
	for _, part := range parts {
		_, _ = p.WriteString(part) // bufio keeps the error for Flush
	}
}

// safe is text as it may stand in an element or an attribute: without the
// characters that no HTML may hold (HTML, 13.1.4), the rest escaped.
func safe(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ' || r >= 0x7F && r < 0xA0 || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return html.EscapeString(text)
}

// anchor gives every clause a place to link to: its identifier, unless that
// cannot be one.
func (p *htmlPage) anchor(clauses []bilingual.Clause) {
	p.anchors = map[policy.ID]string{}
	taken := map[string]bool{}
	for i, c := range clauses {
		name := string(c.ID())
		if name == "" || name != safe(name) || strings.ContainsAny(name, " \f\u00a0") || taken[name] {
			name = "clause-" + strconv.Itoa(i+1)
		}
		taken[name] = true
		p.names = append(p.names, name)
		if _, known := p.anchors[c.ID()]; !known {
			p.anchors[c.ID()] = name
		}
	}
}

func (p *htmlPage) head() {
	lang := safe(p.in.Text.Lang)
	p.put("<!DOCTYPE html>\n<html lang=\"", lang, "\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.put("<meta http-equiv=\"Content-Security-Policy\" content=\"", htmlPolicy, "\">\n")
	p.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	p.put("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Clausedesk\">\n")
	var names []string
	for _, t := range p.texts() {
		names = append(names, oneLine(t.Title))
	}
	if client := oneLine(p.in.Text.Client); client != "" {
		names = append(names, client)
	}
	p.put("<title>", safe(strings.Join(names, " – ")), "</title>\n<style>\n", htmlStyle, "</style>\n</head>\n")
	class := ""
	if p.in.Beside != nil {
		class = ` class="both"`
	}
	p.put("<body", class, ">\n")
}

// front is the title block: client, title, in two languages which of them
// decides, and version, date and language.
func (p *htmlPage) front() {
	p.put("<header>\n")
	if client := oneLine(p.in.Text.Client); client != "" {
		p.put("<p class=\"client\">", safe(client), "</p>\n")
	}
	texts := p.texts()
	p.row("h1", "span", "", func(side int) { p.put(safe(oneLine(texts[side].Title))) })
	if len(texts) == 2 {
		p.row("div", "p", "statement", func(side int) {
			words := imprint.In(texts[side].Lang)
			p.put(safe(words.Statement(p.in.Prevails, texts[0].Lang, texts[1].Lang)))
		})
	}
	p.row("div", "p", "details", func(side int) { p.put(safe(strings.Join(p.details(texts[side].Lang), " · "))) })
	p.put("</header>\n")
}

// details are version, date and language in a language of the page.
func (p *htmlPage) details(lang string) []string {
	words := imprint.In(lang)
	parts := []string{words.Draft}
	if !p.in.Draft {
		parts[0] = imprint.Fill(words.Version, "version", strconv.Itoa(p.in.Version))
	}
	if p.in.Effective != "" {
		parts = append(parts, imprint.Fill(words.Effective, "date", vocabulary.FormatValue(policy.KindDate, p.in.Effective, lang)))
	}
	return append(parts, imprint.Language(lang))
}

// contents lists the headings.
func (p *htmlPage) contents(clauses []bilingual.Clause) {
	var headed []int
	for i, c := range clauses {
		if titled(c) {
			headed = append(headed, i)
		}
	}
	if len(headed) < contentsFrom {
		return
	}
	texts := p.texts()
	label := imprint.In(p.in.Text.Lang).Contents
	p.put("<nav aria-label=\"", safe(label), "\">\n")
	p.row("div", "p", "title", func(side int) { p.put(safe(imprint.In(texts[side].Lang).Contents)) })
	p.put("<ul role=\"list\">\n")
	for _, i := range headed {
		c := clauses[i]
		p.put("<li class=\"d", strconv.Itoa(min(max(c.Depth(), 0), 3)), "\">")
		p.row("div", "span", "", func(side int) {
			if plain := markup.PlainInline(c.Headings[side]); c.Sides[side] != nil && plain != "" {
				p.put("<a href=\"", safe((&url.URL{Fragment: p.names[i]}).String()), "\">")
				p.put(safe(numberText(c.Sides[side].Number)), safe(oneLine(plain)), "</a>")
			}
		})
		p.put("</li>\n")
	}
	p.put("</ul>\n</nav>\n")
}

// titled reports whether a clause has a heading in any language.
func titled(c bilingual.Clause) bool {
	return markup.PlainInline(c.Headings[bilingual.First]) != "" || markup.PlainInline(c.Headings[bilingual.Second]) != ""
}

// main writes the clauses, each in a section inside that of the clause above
// it.
func (p *htmlPage) main(clauses []bilingual.Clause) {
	p.put("<main>\n")
	texts := p.texts()
	if len(texts) == 2 {
		p.row("div", "p", "languages", func(side int) { p.put(safe(imprint.Language(texts[side].Lang))) })
	}
	var open []openSection
	closeTo := func(depth int) {
		for len(open) > 0 && open[len(open)-1].depth >= depth {
			p.put("</", open[len(open)-1].tag, ">\n")
			open = open[:len(open)-1]
		}
	}
	for i, c := range clauses {
		closeTo(c.Depth())
		open = append(open, p.clause(c, p.names[i]))
	}
	closeTo(-1 << 31)
	p.put("</main>\n")
}

// openSection is an element whose end is still to come.
type openSection struct {
	tag   string
	depth int
}

// clause writes a clause without its end: what is below it may follow.
func (p *htmlPage) clause(c bilingual.Clause, name string) openSection {
	tag := "section"
	if !titled(c) {
		tag = "div"
	}
	p.put("<", tag, " id=\"", safe(name), "\">\n")
	if titled(c) {
		level := strconv.Itoa(min(max(c.Depth(), 0)+2, 6))
		p.row("h"+level, "span", "", func(side int) {
			if c.Sides[side] == nil {
				return
			}
			if number := numberText(c.Sides[side].Number); number != "" {
				p.put("<span class=\"number\">", safe(strings.TrimSpace(number)), "</span> ")
			}
			p.inlines(c.Headings[side])
		})
	}
	p.blocks(c.Body)
	return openSection{tag, c.Depth()}
}

func (p *htmlPage) foot() {
	parts := []string{oneLine(p.in.Text.Client), oneLine(p.in.Text.Title)}
	for _, t := range p.texts() {
		parts = append(parts, strings.Join(p.details(t.Lang), " · "))
	}
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	p.put("<footer>\n<p>", safe(strings.Join(said, " · ")), "</p>\n")
	if p.in.SHA256 != "" {
		fmt.Fprintf(p, "<p>SHA-256 <code>%s</code></p>\n", safe(p.in.SHA256))
	}
	p.put("</footer>\n</body>\n</html>\n")
}

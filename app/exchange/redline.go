package exchange

import (
	"bufio"
	_ "embed" // the style sheet
	"io"
	"strconv"
	"strings"

	"clausedesk/app/compare"
	"clausedesk/app/imprint"
)

//go:embed redline.css
var redlineStyle string

// WriteRedlineHTML writes what changed between two texts as one HTML page that
// needs nothing beside it. What came stands in ins, what went in del elements:
// without the former and their content the page reads as before, without the
// latter as after. The same changes give the same bytes.
func WriteRedlineHTML(w io.Writer, e compare.Edition) error {
	p := &redlinePage{htmlPage: htmlPage{Writer: bufio.NewWriter(w)}, Edition: e, words: imprint.In(e.Lang)}
	p.head()
	p.front()
	for _, c := range e.Clauses() {
		p.clause(c)
	}
	p.put("</main>\n</body>\n</html>\n")
	return flushed(p.Writer, "html")
}

// redlinePage writes one page of changes.
type redlinePage struct {
	htmlPage
	compare.Edition
	words imprint.Words
}

func (p *redlinePage) head() {
	p.put("<!DOCTYPE html>\n<html lang=\"", safe(p.Lang), "\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.put("<meta http-equiv=\"Content-Security-Policy\" content=\"", htmlPolicy, "\">\n")
	p.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	p.put("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Clausedesk\">\n")
	p.put("<title>", safe(oneLine(p.Title()+" – "+p.Diff.After.Title)), "</title>\n<style>\n", htmlStyle, redlineStyle, "</style>\n</head>\n")
	class := ""
	if p.SideBySide {
		class = ` class="both"`
	}
	p.put("<body", class, ">\n")
}

// front is the title block, the summary and how to read the page.
func (p *redlinePage) front() {
	p.put("<header>\n")
	if client := oneLine(p.Diff.After.Client); client != "" {
		p.put("<p class=\"client\">", safe(client), "</p>\n")
	}
	p.put("<h1>", safe(oneLine(p.Title())), "</h1>\n<p class=\"details\" lang=\"", safe(p.Diff.After.Lang), "\">", safe(oneLine(p.Diff.After.Title)), "</p>\n")
	if was := p.Retitled(); was != "" {
		p.put("<p class=\"details\">", safe(oneLine(was)), "</p>\n")
	}
	p.put("<p class=\"details\">", safe(p.Words()), "</p>\n</header>\n")
	if p.Summary != "" {
		p.put("<section class=\"summary\">\n<p class=\"title\">", safe(p.words.ChangesSummary), "</p>\n<p>", safe(p.Summary), "</p>\n</section>\n")
	}
	p.put("<p class=\"legend\">", safe(p.words.ChangesLegend), ": <ins>", safe(p.words.WordsAdded), "</ins> · <del>", safe(p.words.WordsRemoved), "</del>")
	if p.OnlyChanges {
		p.put(" · ", safe(p.words.ChangesOnly))
	}
	p.put("</p>\n<main lang=\"", safe(p.Diff.After.Lang), "\">\n")
	if p.SideBySide {
		p.put("<div class=\"pair languages\"><p>", safe(p.From), "</p><p>", safe(p.To), "</p></div>\n")
	}
}

func (p *redlinePage) clause(c compare.Clause) {
	p.put("<section class=\"clause ", string(c.Change()), "\">\n")
	if remarks := p.Remarks(c); len(remarks) > 0 {
		p.put("<p class=\"fate\" lang=\"", safe(p.Lang), "\">", safe(strings.Join(remarks, " · ")), "</p>\n")
	}
	for i := 0; i < len(c.Blocks); i++ {
		if c.Blocks[i].Kind != compare.Row {
			p.block(c, c.Blocks[i])
			continue
		}
		end := i + 1
		for end < len(c.Blocks) && c.Blocks[end].Kind == compare.Row && !c.Blocks[end].Header {
			end++
		}
		p.table(c.Blocks[i:end])
		i = end - 1
	}
	p.put("</section>\n")
}

// element names the element of a block and its classes.
func element(c compare.Clause, b compare.Block) (tag, class string) {
	class = string(b.Kind)
	if b.Kind == compare.Heading {
		depth := 0
		if c.After != nil {
			depth = c.After.Depth
		} else {
			depth = c.Before.Depth
		}
		return "h" + strconv.Itoa(min(max(depth, 0), 3)+2), class
	}
	if b.Depth > 0 {
		class += " d" + strconv.Itoa(min(b.Depth, deepest))
	}
	if b.Quoted {
		class += " quoted"
	}
	if b.Change == compare.Moved {
		class += " moved"
	}
	return "p", class
}

// block writes a block in one column, or in two.
func (p *redlinePage) block(c compare.Clause, b compare.Block) {
	tag, class := element(c, b)
	p.remark(b)
	if p.SideBySide {
		p.put("<div class=\"pair ", string(b.Change), "\" style=\"--in:", strconv.Itoa(min(b.Depth, deepest)), "\">")
		p.side(c, b, tag, class, compare.Insert)
		p.side(c, b, tag, class, compare.Delete)
		p.put("</div>\n")
		return
	}
	p.put("<", tag, " class=\"", class, "\"")
	p.mark(strings.TrimSpace(b.Lead()))
	p.put(">")
	p.number(c, b, "")
	p.cell(b, b.Cells[0], "")
	p.put("</", tag, ">\n")
}

// remark says above a block that moved where from or to.
func (p *redlinePage) remark(b compare.Block) {
	if remark := p.Remark(b); remark != "" {
		p.put("<p class=\"fate\" lang=\"", safe(p.Lang), "\">", safe(oneLine(remark)), "</p>\n")
	}
}

func (p *redlinePage) mark(mark string) {
	if mark != "" {
		p.put(" data-mark=\"", safe(mark), "\"")
	}
}

// side writes what a block was, or is, without what only the other one has.
func (p *redlinePage) side(c compare.Clause, b compare.Block, tag, class string, without compare.Op) {
	p.put("<", tag, " class=\"side ", class, "\"")
	missing, mark := b.Came(), b.Marks[0]
	if without == compare.Delete {
		missing, mark = b.Went(), b.Marks[1]
	}
	if !missing {
		p.mark(mark)
	}
	p.put(">")
	if !missing {
		p.number(c, b, without)
		p.cell(b, b.Cells[0], without)
	}
	p.put("</", tag, ">")
}

// number writes the number of a clause before its heading. A number that alone
// is another one is no change.
func (p *redlinePage) number(c compare.Clause, b compare.Block, without compare.Op) {
	place := c.After
	if place == nil || without == compare.Insert && c.Before != nil {
		place = c.Before
	}
	absent := c.Before == nil && without == compare.Insert || c.After == nil && without == compare.Delete
	if b.Kind == compare.Heading && place.Number != "" && !absent {
		p.put("<span class=\"number\">", safe(place.Number), "</span>")
	}
}

// cell writes the words of a block. Those of one that moved stand within an
// element of their own: at its new place all of it came, at the old one went.
func (p *redlinePage) cell(b compare.Block, cell compare.Cell, without compare.Op) {
	around := ""
	switch {
	case b.Change != compare.Moved:
	case b.Gone():
		around = "del"
	default:
		around = "ins"
	}
	if around != "" {
		p.put("<", around, " class=\"all\">")
	}
	for _, span := range cell.Spans {
		switch {
		case span.Op == without:
		case around == "del" || span.Op == compare.Keep:
			p.span(span)
		default:
			p.put("<", string(span.Op), ">")
			p.span(span)
			p.put("</", string(span.Op), ">")
		}
	}
	if around != "" {
		p.put("</", around, ">")
	}
}

// span writes words with the marks around them.
func (p *redlinePage) span(span compare.Span) {
	var closing []string
	if span.Bold() {
		p.put("<strong>")
		closing = append(closing, "</strong>")
	}
	if span.Italic() {
		p.put("<em>")
		closing = append(closing, "</em>")
	}
	if target := p.target(span.URL); target != "" {
		p.put("<a href=\"", safe(target), "\">")
		closing = append(closing, "</a>")
	}
	for i, line := range strings.Split(span.Text, "\n") {
		if i > 0 {
			p.put("<br>")
		}
		p.put(safe(line))
	}
	for i := len(closing) - 1; i >= 0; i-- {
		p.put(closing[i])
	}
}

// table writes rows that follow each other; those with a header above them
// make one table.
func (p *redlinePage) table(rows []compare.Block) {
	for _, side := range p.sides() {
		if p.SideBySide {
			p.put("<p class=\"label\">", safe(map[compare.Op]string{compare.Insert: p.From, compare.Delete: p.To}[side]), "</p>\n")
		}
		p.put("<div class=\"table\"><table>\n")
		for _, row := range rows {
			p.row(row, side)
		}
		p.put("</table></div>\n")
	}
}

// sides are what each column leaves out; one column leaves out nothing.
func (p *redlinePage) sides() []compare.Op {
	if p.SideBySide {
		return []compare.Op{compare.Insert, compare.Delete}
	}
	return []compare.Op{""}
}

func (p *redlinePage) row(row compare.Block, without compare.Op) {
	tag := "td"
	if row.Header {
		tag = "th"
	}
	p.put("<tr class=\"", string(row.Change), "\">")
	for _, cell := range row.Cells {
		if cell.Change == compare.Added && without == compare.Insert || cell.Change == compare.Removed && without == compare.Delete {
			continue
		}
		p.put("<", tag, ">")
		p.cell(row, cell, without)
		p.put("</", tag, ">")
	}
	p.put("</tr>\n")
}

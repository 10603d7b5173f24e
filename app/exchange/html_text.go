package exchange

import (
	"net/url"
	"strconv"
	"strings"

	"clausedesk/app/bilingual"
	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// stackedFrom is the number of columns from which two tables stand one below
// the other also on a wide screen.
const stackedFrom = 4

// row writes one element of a page in one language, and in two a row of two
// cells, each in its language.
func (p *htmlPage) row(tag, cell, class string, fill func(side int)) {
	if p.in.Beside == nil {
		if tag == "div" {
			tag = cell
		}
		p.open(tag, class)
		fill(bilingual.First)
		p.put("</", tag, ">\n")
		return
	}
	p.open(tag, "pair "+p.inset()+" "+class)
	for side, t := range p.texts() {
		p.put("<", cell, " lang=\"", safe(t.Lang), "\"")
		if mark := p.marks[side]; mark != "" {
			p.put(" data-mark=\"", mark, "\"")
		}
		p.put(">")
		fill(side)
		p.put("</", cell, ">")
	}
	p.marks = [2]string{}
	p.put("</", tag, ">\n")
}

func (p *htmlPage) open(tag, class string) {
	p.put("<", tag)
	if names := strings.Fields(class); len(names) > 0 {
		p.put(" class=\"", strings.Join(names, " "), "\"")
	}
	p.put(">")
}

// inset names how far the cells of a row are indented.
func (p *htmlPage) inset() string {
	if p.depth == 0 {
		return ""
	}
	return "in" + strconv.Itoa(min(p.depth, deepest))
}

// deepest is how far cells are indented at most; the style sheet knows as many
// steps.
const deepest = 6

func (p *htmlPage) blocks(pairs []bilingual.Pair) {
	for _, pair := range pairs {
		if pair.Kind != markup.Paragraph {
			p.flushMarks()
		}
		switch pair.Kind {
		case markup.Paragraph:
			p.row("div", "p", "", func(side int) {
				if block := pair.Blocks[side]; block != nil {
					p.inlines(block.Inlines)
				}
			})
		case markup.List:
			p.list(pair)
		case markup.Quote:
			p.quote(pair)
		case markup.Table:
			p.tables(pair)
		case markup.Definitions:
			p.definitions(pair)
		}
	}
}

// flushMarks gives markers that no paragraph took a row of their own.
func (p *htmlPage) flushMarks() {
	if p.marks != [2]string{} {
		p.row("div", "p", "", func(int) {})
	}
}

// list writes a list that both languages share: an item holds what it says in
// either. The first language that has the list says whether it is numbered.
func (p *htmlPage) list(pair bilingual.Pair) {
	block := pair.Blocks[bilingual.First]
	if block == nil {
		block = pair.Blocks[bilingual.Second]
	}
	tag := "ul"
	if block.Ordered {
		tag = "ol"
	}
	p.put("<", tag, " role=\"list\"")
	if block.Ordered && block.Start != 1 {
		p.put(" start=\"", strconv.Itoa(block.Start), "\"")
	}
	p.put(">\n")
	p.depth++
	for _, part := range pair.Parts {
		p.put("<li>")
		p.mark(pair, part)
		p.inside(part)
		p.flushMarks()
		p.put("</li>\n")
	}
	p.depth--
	p.put("</", tag, ">\n")
}

// mark has the next row begin with a bullet or number in either language: a
// list has only one of its own.
func (p *htmlPage) mark(pair bilingual.Pair, part bilingual.Part) {
	if p.in.Beside == nil {
		return
	}
	for side, block := range pair.Blocks {
		switch {
		case !part.Has[side]:
		case block.Ordered:
			p.marks[side] = strconv.Itoa(part.Number[side]) + "."
		default:
			p.marks[side] = "•"
		}
	}
}

func (p *htmlPage) inside(part bilingual.Part) {
	for _, detail := range part.Details {
		p.blocks(detail)
	}
}

func (p *htmlPage) quote(pair bilingual.Pair) {
	p.put("<blockquote>\n")
	p.depth++
	for _, part := range pair.Parts {
		p.inside(part)
	}
	p.depth--
	p.put("</blockquote>\n")
}

func (p *htmlPage) definitions(pair bilingual.Pair) {
	p.put("<dl>\n")
	for _, part := range pair.Parts {
		p.row("dt", "span", "", func(side int) { p.inlines(part.Term[side]) })
		p.depth++
		for _, detail := range part.Details {
			p.put("<dd>\n")
			p.blocks(detail)
			p.put("</dd>\n")
		}
		p.depth--
	}
	p.put("</dl>\n")
}

// tables writes a table, and two side by side while both are narrow.
func (p *htmlPage) tables(pair bilingual.Pair) {
	if p.in.Beside == nil {
		p.table(*pair.Blocks[bilingual.First], "")
		return
	}
	class := "pair"
	for _, block := range pair.Blocks {
		if block != nil && len(block.Header) >= stackedFrom {
			class = "stack"
		}
	}
	p.open("div", class)
	for side, t := range p.texts() {
		p.put("<div lang=\"", safe(t.Lang), "\">\n")
		if block := pair.Blocks[side]; block != nil {
			p.table(*block, imprint.Language(t.Lang))
		}
		p.put("</div>\n")
	}
	p.put("</div>\n")
}

func (p *htmlPage) table(block markup.Block, caption string) {
	p.put("<div class=\"table\"><table>\n")
	if caption != "" {
		p.put("<caption>", safe(caption), "</caption>\n")
	}
	p.put("<thead><tr>")
	for i, cell := range block.Header {
		p.cell("th scope=\"col\"", block.Align, i, cell)
	}
	p.put("</tr></thead>\n<tbody>\n")
	for _, cells := range block.Rows {
		p.put("<tr>")
		for i := range max(len(cells), len(block.Header)) {
			var cell markup.Cell
			if i < len(cells) {
				cell = cells[i]
			}
			p.cell("td", block.Align, i, cell)
		}
		p.put("</tr>\n")
	}
	p.put("</tbody>\n</table></div>\n")
}

func (p *htmlPage) cell(tag string, align []markup.Align, column int, cell markup.Cell) {
	class := ""
	if column < len(align) {
		switch align[column] {
		case markup.AlignRight:
			class = "right"
		case markup.AlignCenter:
			class = "center"
		}
	}
	p.open(tag, class)
	p.inlines(cell)
	name, _, _ := strings.Cut(tag, " ")
	p.put("</", name, ">")
}

func (p *htmlPage) inlines(inlines []markup.Inline) {
	for _, inline := range inlines {
		switch inline.Kind {
		case markup.Text:
			p.put(safe(inline.Text))
		case markup.Placeholder:
			p.put("<span class=\"gap\">{{", safe(inline.Text), "}}</span>")
		case markup.Break:
			p.put("<br>")
		case markup.Emphasis:
			p.marked("em", inline)
		case markup.Strong:
			p.marked("strong", inline)
		case markup.Link:
			p.link(inline)
		}
	}
}

func (p *htmlPage) marked(tag string, inline markup.Inline) {
	p.put("<", tag, ">")
	p.inlines(inline.Children)
	p.put("</", tag, ">")
}

// link writes a link that may be followed; any other stays its text, and so
// does one inside another.
func (p *htmlPage) link(inline markup.Inline) {
	target := p.target(inline.URL)
	if target == "" || p.inLink {
		p.inlines(inline.Children)
		return
	}
	p.inLink = true
	p.put("<a href=\"", safe(target), "\">")
	p.inlines(inline.Children)
	p.put("</a>")
	p.inLink = false
}

// target returns where a link leads: to a clause of the page, to the web, to
// mail or to a telephone; empty when it leads anywhere else.
func (p *htmlPage) target(address string) string {
	address = strings.TrimSpace(address)
	if id, inside := strings.CutPrefix(address, markup.ClauseAnchor); inside {
		if name, known := p.anchors[policy.ID(id)]; known {
			return (&url.URL{Fragment: name}).String()
		}
		return ""
	}
	outward, ok := markup.Outward(address)
	parsed, err := url.Parse(outward)
	if !ok || err != nil || strings.HasPrefix(strings.ToLower(parsed.Scheme), "http") && parsed.Host == "" {
		return ""
	}
	return parsed.String()
}

package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"clausedesk/app/markup"
)

var (
	itemShape       = regexp.MustCompile(`^([-*+•–—◦▪▫·●○‣∙]|o)[ \t\x{a0}]+(\S.*)$`)
	orderedShape    = regexp.MustCompile(`^([1-9]\d{0,2}|0)[.)][ \t\x{a0}]+(\S.*)$`)
	definitionShape = regexp.MustCompile(`^([^\s:.;!?|][^:.;!?|]{0,79}):[ \t\x{a0}]+(\S.*)$`)
	ruleShape       = regexp.MustCompile(`^[\s|:+=-]*--[\s|:+=-]*$`)
	barRule         = regexp.MustCompile(`^(?:[-=_*~] ?){3,}$`)
)

func isItem(text string) bool {
	return itemShape.MatchString(text) && !strings.HasPrefix(text, "o") || orderedShape.MatchString(text)
}

// readPlain finds title, headings and bodies in plain text.
func (im *importer) readPlain() error {
	im.out.LeftOut, im.sections, im.title = nil, nil, ""
	im.dropFurniture()
	im.takeTitle()
	heads := im.findHeadings()
	wrapped := layoutOf(im.lines).wrapped
	current := section{}
	var body []line
	flush := func() {
		current.body = markup.Write(markup.Parse(markup.Write(im.blocksOf(body, wrapped))))
		if current.heading != "" || current.body != "" {
			im.sections = append(im.sections, current)
		}
		body = nil
	}
	for i, l := range im.lines {
		if i%1000 == 0 && im.ctx.Err() != nil {
			return im.ctx.Err()
		}
		head, ok := heads[i]
		if !ok {
			body = append(body, l)
			continue
		}
		flush()
		current = section{depth: head.depth, number: head.number, heading: headingText(head.text), at: l.at}
		if head.rest != "" {
			rest := line{raw: head.rest, text: head.rest, at: l.at + len(markup.Words(head.text))}
			body = append(body, rest)
		}
	}
	flush()
	return nil
}

// part is a paragraph, item or row of a body before blocks are made of them.
type part struct {
	kind    partKind
	text    string
	indent  int
	marker  string
	number  int
	ordered bool
}

type partKind int

const (
	partText partKind = iota
	partItem
	partRow
)

func (im *importer) blocksOf(lines []line, wrapped bool) markup.Doc {
	parts := im.partsOf(lines, wrapped)
	var doc markup.Doc
	for i := 0; i < len(parts); {
		var block []markup.Block
		n := runOf(parts[i:])
		switch {
		case parts[i].kind == partItem:
			block = listBlocks(parts[i : i+n])
		case parts[i].kind == partRow && n >= 2:
			block = []markup.Block{tableBlock(parts[i : i+n])}
		case parts[i].kind == partText && definitionRun(parts[i:i+n]) >= 3:
			n = definitionRun(parts[i : i+n])
			block = []markup.Block{definitionBlock(parts[i : i+n])}
		default:
			n = 1
			block = []markup.Block{paragraph(parts[i].text)}
		}
		doc = append(doc, block...)
		i += n
	}
	return doc
}

// runOf counts the parts of one kind at the start.
func runOf(parts []part) int {
	n := 1
	for n < len(parts) && parts[n].kind == parts[0].kind {
		n++
	}
	return n
}

func (im *importer) partsOf(lines []line, wrapped bool) []part {
	var out []part
	joinable := false // the next line may continue the last part
	for _, l := range lines {
		p := im.partOf(l, out)
		switch {
		case l.blank() || p.kind == partText && barRule.MatchString(l.text):
			joinable = false
		case p.kind == partRow && ruleShape.MatchString(l.text):
		case joinable && p.kind == partText && continues(out[len(out)-1], l, wrapped):
			out[len(out)-1].text += " " + p.text
		default:
			out = append(out, p)
			joinable = p.kind != partRow
		}
	}
	return out
}

// continues reports that a line belongs to the part before it.
func continues(before part, l line, wrapped bool) bool {
	if before.kind == partItem {
		return l.indent > before.indent || wrapped && unicode.IsLower(firstRune(l.text))
	}
	return wrapped
}

func (im *importer) partOf(l line, before []part) part {
	p := part{text: l.text, indent: l.indent}
	if m := orderedShape.FindStringSubmatch(l.text); m != nil {
		p.kind, p.ordered, p.text, p.marker = partItem, true, m[2], "1"
		p.number, _ = strconv.Atoi(m[1])
		return p
	}
	m := itemShape.FindStringSubmatch(l.text)
	if m != nil && m[1] == "o" && (len(before) == 0 || before[len(before)-1].kind != partItem) {
		m = nil
	}
	switch {
	case m != nil && !barRule.MatchString(l.text):
		p.kind, p.marker, p.text = partItem, m[1], m[2]
		if m[1] == "o" {
			im.markers = append(im.markers, LeftOut{Text: "o", at: l.at})
		}
	case len(cellsOf(l.text)) >= 2 || strings.Contains(l.text, "|") && ruleShape.MatchString(l.text):
		p.kind = partRow
	}
	return p
}

func paragraph(text string) markup.Block {
	return markup.Block{Kind: markup.Paragraph, Inlines: inlineText(text)}
}

func inlineText(text string) []markup.Inline {
	return []markup.Inline{{Kind: markup.Text, Text: strings.TrimSpace(text)}}
}

// cellsOf cuts a row at its bars, with or without bars at its ends.
func cellsOf(text string) []string {
	if !strings.Contains(text, "|") {
		return nil
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "|"), "|")
	cells := strings.Split(text, "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

func tableBlock(rows []part) markup.Block {
	table := markup.Block{Kind: markup.Table}
	width := 0
	for _, row := range rows {
		width = max(width, len(cellsOf(row.text)))
	}
	table.Align = make([]markup.Align, width)
	for i, row := range rows {
		cells := make([]markup.Cell, width)
		for j, text := range cellsOf(row.text) {
			if text != "" {
				cells[j] = markup.Cell(inlineText(text))
			}
		}
		if i == 0 {
			table.Header = cells
			continue
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

// definitionRun counts the parts at the start that read "Term: meaning".
func definitionRun(parts []part) int {
	n := 0
	for n < len(parts) {
		m := definitionShape.FindStringSubmatch(parts[n].text)
		if m == nil || len(strings.Fields(m[1])) > maxRunInWords || unicode.IsLower(firstRune(m[1])) {
			break
		}
		n++
	}
	return n
}

func definitionBlock(parts []part) markup.Block {
	block := markup.Block{Kind: markup.Definitions}
	for _, p := range parts {
		m := definitionShape.FindStringSubmatch(p.text)
		block.Defs = append(block.Defs, markup.Definition{
			Term: inlineText(m[1]), Details: [][]markup.Block{{paragraph(m[2])}},
		})
	}
	return block
}

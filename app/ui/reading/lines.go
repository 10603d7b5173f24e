package reading

import (
	"strconv"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/markup"
)

// look is how a letter is set.
type look struct{ bold, italic, soft, chip bool }

// flat is a clause as lines of plain text, with the look of every byte and the
// depth of every line. A line of a list begins with its mark and a tab;
// placeholders keep their braces, so that a comparison takes each as one word.
type flat struct {
	text   strings.Builder
	looks  []look
	depths []int
}

// bullets are the marks of a list, by how deep it is nested.
var bullets = []string{"•", "–", "·"}

// flatten writes a clause out; names words its conditions.
func flatten(names Names, words library.Wording) *flat {
	f := &flat{}
	if strings.TrimSpace(words.Heading) != "" {
		f.line(0, "")
		f.inlines(markup.ParseInline(words.Heading), look{bold: true})
	}
	f.blocks(names, markup.Parse(words.Body), 0, "")
	return f
}

func (f *flat) write(text string, as look) {
	f.text.WriteString(text)
	for range len(text) {
		f.looks = append(f.looks, as)
	}
}

// line begins another line, with the mark of a list or without.
func (f *flat) line(depth int, mark string) {
	if len(f.depths) > 0 {
		f.write("\n", look{})
	}
	f.depths = append(f.depths, depth)
	if mark != "" {
		f.write(mark+"\t", look{})
	}
}

func (f *flat) blocks(names Names, blocks []markup.Block, depth int, mark string) {
	for _, block := range blocks {
		switch block.Kind {
		case markup.Paragraph:
			f.paragraph(names, block.Inlines, depth, mark)
			mark = ""
		case markup.List:
			f.items(names, block, depth+1)
		case markup.Quote:
			for _, item := range block.Items {
				f.blocks(names, item, depth+1, "")
			}
		case markup.Table:
			f.row(block.Header, depth, look{bold: true})
			for _, row := range block.Rows {
				f.row(row, depth, look{})
			}
		case markup.Definitions:
			f.definitions(names, block, depth)
		}
	}
}

func (f *flat) items(names Names, list markup.Block, depth int) {
	for i, item := range list.Items {
		mark := bullets[min(depth, len(bullets))-1]
		if list.Ordered {
			mark = strconv.Itoa(list.Start+i) + "."
		}
		f.blocks(names, item, depth, mark)
	}
}

func (f *flat) definitions(names Names, block markup.Block, depth int) {
	for _, def := range block.Defs {
		f.line(depth, "")
		f.inlines(def.Term, look{bold: true})
		for _, detail := range def.Details {
			f.blocks(names, detail, depth+1, "")
		}
	}
}

// paragraph writes a paragraph; a condition has a line above it.
func (f *flat) paragraph(names Names, inlines []markup.Inline, depth int, mark string) {
	if len(inlines) > 0 && inlines[0].Kind == markup.Placeholder {
		if condition, is := markup.Condition(inlines[0].Text); is {
			f.line(depth, mark)
			f.write(names.When(condition), look{italic: true, soft: true})
			inlines, mark = inlines[1:], ""
		}
	}
	f.line(depth, mark)
	f.inlines(inlines, look{})
}

// cellGap stands between the cells of a row.
const cellGap = "  |  "

func (f *flat) row(cells []markup.Cell, depth int, as look) {
	f.line(depth, "")
	for i, cell := range cells {
		if i > 0 {
			f.write(cellGap, look{soft: true})
		}
		f.inlines(cell, as)
	}
}

// inlines writes what stands within a line. A link has its address behind it
// where the words are not the address, so that a changed one is seen.
func (f *flat) inlines(inlines []markup.Inline, as look) {
	for _, inline := range inlines {
		inner := as
		switch inline.Kind {
		case markup.Text:
			f.write(inline.Text, as)
		case markup.Break:
			f.line(f.depths[len(f.depths)-1], "")
		case markup.Placeholder:
			inner.chip = true
			f.write("{{"+inline.Text+"}}", inner)
		case markup.Strong:
			inner.bold = true
			f.inlines(inline.Children, inner)
		case markup.Emphasis:
			inner.italic = true
			f.inlines(inline.Children, inner)
		case markup.Link:
			f.inlines(inline.Children, as)
			if address := strings.TrimPrefix(inline.URL, "mailto:"); !strings.Contains(address, markup.PlainInline(inline.Children)) {
				f.write(" ("+inline.URL+")", look{soft: true})
			}
		}
	}
}

package pdf

import "clausedesk/app/markup"

// color is red, green and blue, 0 to 255 each.
type color [3]uint8

// The colours of a document on white paper.
var (
	ink      = color{0x1C, 0x20, 0x24}
	soft     = color{0x5E, 0x66, 0x70}
	hairline = color{0xC9, 0xCB, 0xC6}
	strong   = color{0x8A, 0x90, 0x92}
	accent   = color{0x0E, 0x6B, 0x61}
	gap      = color{0x9A, 0x62, 0x00} // a placeholder that was not filled
)

// The area of the visible signature, in points.
const (
	signatureWidth  = 220
	signatureHeight = 64
	signatureGap    = 26
)

// measure is where text stands across the page, in points.
type measure struct{ left, width float64 }

// look is how a run of text is set: face, size in points, colour, where a
// click leads, and the colour of links inside it.
type look struct {
	face  faceID
	size  float64
	color color
	url   string
	links color

	change markup.InlineKind // in a redline: came, went or neither
}

// kind of text: its look and the distance between its baselines.
type style struct {
	look
	leading float64
}

// design is how one document is set: its paper, its styles and its distances,
// all in points.
type design struct {
	paperWidth, paperHeight float64
	bodyTop, bodyBottom     float64
	footerRule, footerBase  float64
	single, both            measure    // the text of an edition in one language, in two
	columns                 [2]measure // of an edition in two languages
	hang                    float64    // the column of the numbers, left of the text
	accent                  color
	look                    Look
	styles
	gaps
}

// styles are the kinds of text of a design.
type styles struct {
	body, client, title, detail, contents, entry, footer style
	address                                              style
	headings                                             [3]style
	column, columnTitle, columnDetail, columnHead        style
	columnHeadings                                       [3]style
	tables                                               []setting // in the order in which they are tried
	besides                                              int       // so many of them serve tables side by side
}

// gaps are the distances of a design.
type gaps struct {
	afterHeading   float64
	afterTitle     float64 // between a heading and one right below it
	beforeHeadings [3]float64
	afterParagraph float64
	afterItem      float64
	indentItem     float64
	indentQuote    float64
	indentDetail   float64
	minMeasure     float64 // nesting stops indenting where the measure would get narrower
	cellAbove      float64
	cellBelow      float64
	minColumn      float64 // tables with narrower columns are set as records
	entryIndent    float64
	entryNumber    float64 // room for "00" at the right end of a line of the contents
}

// Margins, in points. The text keeps 25 mm on either side.
const (
	margin       = 71
	besideMargin = 43
	gutter       = 22
	longestLine  = 41 // times the size of the text: about 80 letters
)

// designOf is the design of a document.
func designOf(in Input) *design {
	d := &design{accent: in.Look.accent(), look: in.Look}
	d.paperWidth, d.paperHeight = in.Look.Paper.size()
	if in.Look.Large && in.Beside != nil { // two columns of large print need the long side
		d.paperWidth, d.paperHeight = d.paperHeight, d.paperWidth
	}
	unit := 1.0
	d.styles = d.ordinary()
	if in.Look.Large {
		unit = largeSize / textSize
		d.styles = d.large()
	}
	d.gaps = gapsIn(unit)
	d.bodyTop, d.bodyBottom = margin, d.paperHeight-54-24*unit
	d.footerRule, d.footerBase = d.paperHeight-40-14*unit, d.paperHeight-40
	d.single = measure{margin, d.paperWidth - 2*margin}
	d.both = measure{besideMargin, d.paperWidth - 2*besideMargin}
	half := (d.both.width - gutter) / 2
	d.columns = [2]measure{{besideMargin, half}, {besideMargin + half + gutter, half}}
	return d
}

// measure is the whole width of the text.
func (d *design) measure(in Input) measure {
	if in.Beside != nil {
		return d.both
	}
	return d.single
}

// Sizes of text, in points. Each step of the scale is the square root of 1.2,
// so that two steps make a minor third.
const (
	textSize  = 10.5
	largeSize = 16.0 // of large print: nothing on its pages is smaller
	step      = 1.0954451150103321
)

// kind makes a style in the colours of the design.
func (d *design) kind(face faceID, size float64, c color, leading float64) style {
	return style{look{face: face, size: size, color: c, links: d.accent}, leading}
}

// ordinary print: the smaller the letters, the more room between lines in
// proportion, and long lines more than short ones.
func (d *design) ordinary() styles {
	const small = textSize / step
	s := styles{
		body:         d.kind(serif, textSize, ink, 15),
		client:       d.kind(sans+bold, textSize, d.accent, 14),
		title:        d.kind(sans+bold, textSize*step*step*step*step*step*step*step*step, ink, 27),
		detail:       d.kind(sans, small, soft, 14),
		contents:     d.kind(sans+bold, textSize, ink, 15),
		entry:        d.kind(sans, small, ink, 15),
		footer:       d.kind(sans, 8, soft, 10),
		address:      d.kind(sans, 8.5, soft, 11.5),
		column:       d.kind(serif, small, ink, 13.5),
		columnTitle:  d.kind(sans+bold, textSize*step*step*step*step*step, ink, 21),
		columnDetail: d.kind(sans, 8.5, soft, 12),
		columnHead:   d.kind(sans+bold, 8, soft, 11),
		headings: [3]style{
			d.kind(sans+bold, textSize*step*step*step, ink, 18), d.kind(sans+bold, textSize*step, ink, 16), d.kind(sans+bold, textSize, ink, 15),
		},
		columnHeadings: [3]style{
			d.kind(sans+bold, textSize*step, ink, 15), d.kind(sans+bold, textSize, ink, 14), d.kind(sans+bold, small, ink, 13.5),
		},
		besides: 2,
	}
	cell, head := d.kind(serif, small, ink, 13), d.kind(sans+bold, 8.5, soft, 12)
	s.tables = []setting{
		{head, cell, 10},
		{denser(head, 0.5), denser(cell, 1), 8},
		{denser(head, 0.5), denser(cell, 1), 6},
		{denser(head, 1), denser(cell, 1.5), 6},
		{denser(head, 1.5), denser(cell, 2), 5},
	}
	return s
}

// large print has no letter smaller than 16 points, and half as much again
// between lines.
func (d *design) large() styles {
	text := func(face faceID, c color) style { return d.kind(face, largeSize, c, 24) }
	s := styles{
		body: text(serif, ink), client: text(sans+bold, d.accent), detail: text(sans, ink), contents: text(sans+bold, ink),
		title: d.kind(sans+bold, largeSize*step*step*step*step*step*step, ink, 34),
		entry: text(sans, ink), address: d.kind(sans, largeSize, ink, 21), footer: d.kind(sans, largeSize, ink, 20),
		column: text(serif, ink), columnTitle: d.kind(sans+bold, largeSize*step*step*step*step, ink, 29),
		columnDetail: text(sans, ink), columnHead: d.kind(sans+bold, largeSize, ink, 20),
		headings:       [3]style{d.kind(sans+bold, largeSize*step*step*step, ink, 27), d.kind(sans+bold, largeSize*step, ink, 25), text(sans+bold, ink)},
		columnHeadings: [3]style{d.kind(sans+bold, largeSize*step*step, ink, 26), d.kind(sans+bold, largeSize*step, ink, 25), text(sans+bold, ink)},
		besides:        1,
	}
	cell, head := d.kind(serif, largeSize, ink, 22), d.kind(sans+bold, largeSize, ink, 22)
	s.tables = []setting{{head, cell, 14}, {head, cell, 9}}
	return s
}

// gapsIn are the distances for ordinary print, times unit.
func gapsIn(unit float64) gaps {
	return gaps{
		afterHeading: 4 * unit, afterTitle: 8 * unit, beforeHeadings: [3]float64{22 * unit, 15 * unit, 12 * unit},
		afterParagraph: 7 * unit, afterItem: 3 * unit,
		indentItem: 15 * unit, indentQuote: 14 * unit, indentDetail: 16 * unit, minMeasure: 120 * unit,
		cellAbove: 4.5 * unit, cellBelow: 5.5 * unit, minColumn: 26 * unit,
		entryIndent: 16 * unit, entryNumber: 26 * unit,
	}
}

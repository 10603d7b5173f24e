package pdf

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

// The page, in points: A4 with 25 mm margins.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	marginX    = 71
	bodyTop    = 71
	bodyBottom = pageHeight - 78
	footerRule = pageHeight - 54
	footerBase = pageHeight - 40
	bodyWidth  = pageWidth - 2*marginX
)

// measure is where text stands across the page, in points.
type measure struct{ left, width float64 }

var single = measure{marginX, bodyWidth}

// The area of the visible signature, in points.
const (
	signatureWidth  = 220
	signatureHeight = 64
	signatureGap    = 26
)

// look is how a run of text is set: face, size in points, colour, and where
// a click leads.
type look struct {
	face  faceID
	size  float64
	color color
	url   string
}

// kind of text: its look and the distance between its baselines.
type style struct {
	look
	leading float64
}

var (
	bodyStyle      = style{look{serif, 10.5, ink, ""}, 15}
	cellStyle      = style{look{serif, 9.5, ink, ""}, 13}
	cellHeadStyle  = style{look{sans, 8.5, soft, ""}, 12}
	clientStyle    = style{look{sans, 10, soft, ""}, 14}
	titleStyle     = style{look{sans + bold, 22, ink, ""}, 28}
	detailStyle    = style{look{sans, 9.5, soft, ""}, 14}
	contentsStyle  = style{look{sans + bold, 10.5, ink, ""}, 15}
	entryStyle     = style{look{sans, 9.5, ink, ""}, 15}
	footerStyle    = style{look{sans, 8, soft, ""}, 10}
	headingStyles  = [...]style{{look{sans + bold, 13, ink, ""}, 18}, {look{sans + bold, 11.5, ink, ""}, 16}, {look{sans + bold, 10.5, ink, ""}, 15}}
	headingBefores = [...]float64{20, 15, 12}
)

// Vertical distances, in points.
const (
	afterHeading   = 4
	afterTitle     = 8 // between a heading and one right below it
	afterParagraph = 7
	afterItem      = 3
	indentItem     = 15
	indentQuote    = 14
	indentDetail   = 16
	minMeasure     = 120 // nesting stops indenting where the measure would get narrower
)

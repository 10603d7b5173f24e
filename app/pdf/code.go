package pdf

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// Sizes of a QR code, in points. A module below codeLeast is too small for a
// telephone held at a sheet of paper.
const (
	codeQuiet = 4   // modules left white around it (ISO/IEC 18004, 9.1)
	codeLeast = 1.1 // about 0.4 mm
)

// code draws text as a QR code at the right end of a field of w by h points and
// returns how much of the width it took: 0 when there is no text or no room.
func (p *painter) code(text string, w, h float64) float64 {
	if text == "" {
		return 0
	}
	made, err := qr.Encode(text, qr.M)
	if err != nil {
		return 0
	}
	module := (h - 2) / float64(made.Size+2*codeQuiet)
	if size := module * float64(made.Size+2*codeQuiet); module < codeLeast || size > w/2 {
		return 0
	}
	left := w - 1 - module*float64(made.Size+codeQuiet)
	top := h - 1 - module*codeQuiet
	p.pdf.SetFillColor(int(ink[0]), int(ink[1]), int(ink[2]))
	p.pdf.RawWriteStr(modules(made, left, top, module))
	return module * float64(made.Size+codeQuiet)
}

// modules are the dark parts as one path, so that no seams show between them.
func modules(c *qr.Code, left, top, size float64) string {
	var out strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			from := x
			for x < c.Size && c.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&out, "%.3f %.3f %.3f %.3f re\n",
					left+float64(from)*size, top-float64(y+1)*size, float64(x-from)*size, size)
			}
		}
	}
	out.WriteString("f\n")
	return out.String()
}

// codeSize is the side of a code below a text, in points: two centimetres and a
// half, which any telephone reads.
const codeSize = 71

// codeGap is above it: on a sheet, the room to write in.
const codeGap = 56

// codeRow is a code below the text, with what it says as its description.
func codeRow(d *design, in Input) *row {
	f := newFlow(d, in.Text.Lang)
	at := &picture{code: in.Code, x: f.left, w: codeSize, h: codeSize, part: f.child("Figure")}
	at.part.alt = in.Code
	r := f.emit(&row{before: codeGap, height: codeSize})
	r.picture = at
	return r
}

// square draws text as a QR code with its upper left corner at x, y from the
// top of the page, size points wide.
func (p *painter) square(text string, x, y, size float64) {
	made, err := qr.Encode(text, qr.M)
	if err != nil {
		p.pdf.SetError(err)
		return
	}
	_, height := p.pdf.GetPageSize()
	p.pdf.SetFillColor(int(ink[0]), int(ink[1]), int(ink[2]))
	p.pdf.RawWriteStr(modules(made, x, height-y, size/float64(made.Size)))
}

package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"clausedesk/app/letterhead"
	"clausedesk/app/policy"

	"github.com/jung-kurt/gofpdf"
)

// Look is how a document is to look. The zero value is A4 in ordinary print
// without a letterhead.
type Look struct {
	Paper Paper
	Large bool        // large print: no letter under 16 points, more room between lines
	Logo  policy.Logo // above the title
	Lines []string    // beside it: address, telephone, register
	Color string      // of links, the client's name and the rule under the title; "#rrggbb", empty for the usual
}

// Paper is a size of paper; the zero value is A4.
type Paper string

// The sizes of paper.
const (
	A4     Paper = ""
	Letter Paper = "letter" // 8.5 by 11 inches
)

// LookOf is the look that a letterhead asks for.
func LookOf(h policy.Letterhead) Look {
	look := Look{Large: h.Print == policy.PrintLarge, Logo: h.Logo, Lines: h.Lines, Color: h.Color}
	if h.Paper == policy.PaperLetter {
		look.Paper = Letter
	}
	return look
}

// size is width and height in points.
func (p Paper) size() (width, height float64) {
	if p == Letter {
		return 612, 792
	}
	return 595.28, 841.89
}

// accent is the colour of a look, dark enough to be read.
func (l Look) accent() color {
	if c, err := letterhead.ParseColor(l.Color); err == nil {
		return color(c.Readable())
	}
	return accent
}

// The box of a logo on the page and what stands around it, in points.
const (
	logoWidth  = 180
	logoHeight = 54
	afterHead  = 30
)

// picture is a logo at its place on a row.
type picture struct {
	logo       policy.Logo
	code       string // in place of a logo: what a QR code says
	x, y, w, h float64
	part       *part
}

// letterhead sets the logo at the left and the lines of the address at the
// right, both from the top of the page.
func (f *flow) letterhead(look Look, client string) {
	lines := look.Lines[:min(len(look.Lines), policy.MostLines)]
	if look.Logo.IsZero() && len(lines) == 0 {
		return
	}
	r := &row{}
	if !look.Logo.IsZero() && look.Logo.Width > 0 && look.Logo.Height > 0 {
		scale := min(logoWidth/float64(look.Logo.Width), logoHeight/float64(look.Logo.Height))
		r.picture = &picture{logo: look.Logo, x: f.left, w: scale * float64(look.Logo.Width), h: scale * float64(look.Logo.Height)}
		r.picture.part = f.child("Figure")
		r.picture.part.alt = client
		r.height = max(r.height, r.picture.h)
	}
	widest := 0.0
	for _, line := range lines {
		widest = max(widest, textWidth(shown(line), f.address.face, f.address.size))
	}
	below := 0.0 // the address stands under a logo that leaves it no room
	if r.picture != nil && r.picture.w+widest+gutter > f.width {
		below, widest = r.height+6, f.width
	}
	r.height = max(r.height, below+float64(len(lines))*f.address.leading)
	for i, line := range lines {
		of := f.child("P")
		for _, l := range breakLines(spellText(shown(line), f.address.look), 1e6) {
			for _, piece := range l.runs {
				piece.x += f.left + f.width - widest
				r.texts = append(r.texts, text{run: piece, y: below + float64(i)*f.address.leading + baseline(f.address), part: of})
			}
		}
	}
	f.emit(r)
	f.need(afterHead)
}

// picture draws a logo: its outlines, or its pixels.
func (p *painter) picture(at *picture, top float64) {
	if at == nil {
		return
	}
	p.begin(at.part)
	if at.code != "" {
		p.square(at.code, at.x, top+at.y, at.w)
		return
	}
	if at.logo.Kind == policy.LogoPixels {
		sum := sha256.Sum256(at.logo.Data)
		name := hex.EncodeToString(sum[:8])
		options := gofpdf.ImageOptions{ImageType: "PNG"}
		p.pdf.RegisterImageOptionsReader(name, options, bytes.NewReader(at.logo.Data))
		p.pdf.ImageOptions(name, at.x, top+at.y, at.w, at.h, false, options, 0, "")
		return
	}
	shapes, err := letterhead.Shapes(at.logo)
	if err != nil {
		p.pdf.SetError(err)
		return
	}
	scale := at.w / float64(at.logo.Width)
	for _, s := range shapes {
		p.shape(s, at.x, top+at.y, scale)
	}
}

func (p *painter) shape(s letterhead.Shape, x, y, scale float64) {
	p.pdf.SetFillColor(int(s.Color[0]), int(s.Color[1]), int(s.Color[2]))
	for _, ring := range s.Rings {
		for i, at := range ring {
			if i == 0 {
				p.pdf.MoveTo(x+at[0]*scale, y+at[1]*scale)
			} else {
				p.pdf.LineTo(x+at[0]*scale, y+at[1]*scale)
			}
		}
		p.pdf.ClosePath()
	}
	if s.EvenOdd {
		p.pdf.DrawPath("f*")
	} else {
		p.pdf.DrawPath("f")
	}
}

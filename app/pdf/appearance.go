package pdf

import (
	"fmt"
	"time"

	"clausedesk/app/imprint"
	"clausedesk/app/vocabulary"

	"clausedesk/app/policy"
)

// SignatureAppearance is what the visible signature of a document says. What
// is empty is left out.
type SignatureAppearance struct {
	Name        string    // the signer
	Signed      time.Time // shown with its zone
	Reason      string    // why, in the language of the document
	Certificate string    // who issued it, or its fingerprint
	Code        string    // shown as a QR code, such as the hash of the version
	Detail      []string  // further small lines
	Lang        string    // of the document, for the words around these
	W, H        float64   // points; the size of Result.Signature when zero
}

// Distances inside the visible signature, in points.
const (
	appearPad   = 6.0
	appearName  = 10.0
	appearLeast = 7.5 // the size of a long name
	appearRest  = 6.2
	appearStep  = 8.1 // from line to line
)

// Appearance draws the visible signature as a one-page PDF of exactly its
// size: a hairline frame, who signed, and the details below, wrapped, as far as
// they fit; at the right the code, if there is room. Characters no font shows become U+FFFD.
func Appearance(a SignatureAppearance) (data []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			data, err = nil, fmt.Errorf("%w: %v", ErrInternal, fault)
		}
	}()
	if a.W <= 0 || a.H <= 0 {
		a.W, a.H = signatureWidth, signatureHeight
	}
	return drawn(a.W, a.H, func(p *painter) {
		p.frame(a.W, a.H)
		p.signer(a, a.W-p.code(a.Code, a.W, a.H))
	})
}

// drawn is a PDF of one page.
func drawn(w, h float64, draw func(*painter)) ([]byte, error) {
	p := newPainter(w, h, time.Time{})
	p.pdf.AddPage()
	draw(p)
	data, err := p.output()
	if err != nil {
		return nil, err
	}
	return p.repaired(data)
}

func (p *painter) frame(w, h float64) {
	p.ink(strong)
	p.pdf.SetLineWidth(0.5)
	p.pdf.Rect(0.5, 0.5, w-1, h-1, "D")
	p.pdf.SetFillColor(int(accent[0]), int(accent[1]), int(accent[2]))
	p.pdf.Rect(0.5, 0.5, 2.5, h-1, "F")
}

// signer writes the name and as many of the small lines as there is room for,
// up to right.
func (p *painter) signer(a SignatureAppearance, right float64) {
	x, y := appearPad+5, appearPad+appearName
	room := right - x - appearPad
	title := imprint.Fill(imprint.In(a.Lang).SignedBy, "name", shown(a.Name))
	p.fitting(title, x, y, room)
	p.small(a.details(), x, y+3.2, room, a.H-4)
}

// fitting writes a name as large as it fits, at last shortened.
func (p *painter) fitting(s string, x, y, room float64) {
	name := look{face: sans + bold, size: appearName, color: ink}
	for name.size > appearLeast && textWidth(s, name.face, name.size) > room {
		name.size -= 0.25
	}
	p.words(shortened(s, room, name), name, x, y, nil)
}

// small writes lines below y, as far as there is room above bottom.
func (p *painter) small(details []string, x, y, room, bottom float64) {
	rest := look{face: sans, size: appearRest, color: soft}
	for _, detail := range details {
		for _, l := range breakLines(spellText(shown(detail), rest), room) {
			if y += appearStep; y > bottom {
				return
			}
			for _, piece := range l.runs {
				piece.x += x
				p.run(piece, y)
			}
		}
	}
}

func (a SignatureAppearance) details() []string {
	var lines []string
	words := imprint.In(a.Lang)
	if !a.Signed.IsZero() {
		day := vocabulary.FormatValue(policy.KindDate, a.Signed.Format(time.DateOnly), a.Lang)
		lines = append(lines, imprint.Fill(words.Date, "date", day+", "+a.Signed.Format("15:04 (UTC-07:00)")))
	}
	if a.Reason != "" {
		lines = append(lines, a.Reason)
	}
	if a.Certificate != "" {
		lines = append(lines, imprint.Fill(words.Certificate, "certificate", a.Certificate))
	}
	return append(lines, a.Detail...)
}

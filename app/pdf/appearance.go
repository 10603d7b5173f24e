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
	Certificate string    // who issued it, or its fingerprint
	Detail      []string  // further small lines
	Lang        string    // of the document, for the words around these
	W, H        float64   // points; the size of Result.Signature when zero
}

// Distances inside the visible signature, in points.
const (
	appearPad  = 6.0
	appearName = 10.0
	appearRest = 6.5
)

// Appearance draws the visible signature as a one-page PDF of exactly its
// size: a hairline frame, who signed, and the details below, wrapped, as far as
// they fit. Characters no font shows become U+FFFD.
func Appearance(a SignatureAppearance) (data []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			data, err = nil, fmt.Errorf("%w: %v", ErrInternal, fault)
		}
	}()
	if a.W <= 0 || a.H <= 0 {
		a.W, a.H = signatureWidth, signatureHeight
	}
	p := newPainter(a.W, a.H, time.Time{})
	p.pdf.AddPage()
	p.frame(a.W, a.H)
	p.signer(a)
	return p.output()
}

func (p *painter) frame(w, h float64) {
	p.ink(strong)
	p.pdf.SetLineWidth(0.5)
	p.pdf.Rect(0.5, 0.5, w-1, h-1, "D")
	p.pdf.SetFillColor(int(accent[0]), int(accent[1]), int(accent[2]))
	p.pdf.Rect(0.5, 0.5, 2.5, h-1, "F")
}

// signer writes the name and as many of the small lines as there is room for.
func (p *painter) signer(a SignatureAppearance) {
	name := look{face: sans + bold, size: appearName, color: ink}
	rest := look{face: sans, size: appearRest, color: soft}
	x, y := appearPad+5, appearPad+appearName
	room := a.W - x - appearPad
	title := imprint.Fill(imprint.In(a.Lang).SignedBy, "name", shown(a.Name))
	p.words(shortened(title, room, name), name, x, y)
	y += 2.5
	var lines []textLine
	for _, detail := range a.details() {
		lines = append(lines, breakLines(spellText(shown(detail), rest), room)...)
	}
	for _, l := range lines {
		if y += appearRest + 2.6; y > a.H-3 {
			return
		}
		for _, piece := range l.runs {
			piece.x += x
			p.text(piece, y)
		}
	}
}

func (a SignatureAppearance) details() []string {
	var lines []string
	words := imprint.In(a.Lang)
	if !a.Signed.IsZero() {
		day := vocabulary.FormatValue(policy.KindDate, a.Signed.Format(time.DateOnly), a.Lang)
		lines = append(lines, imprint.Fill(words.Date, "date", day+", "+a.Signed.Format("15:04:05 (UTC-07:00)")))
	}
	if a.Certificate != "" {
		lines = append(lines, imprint.Fill(words.Certificate, "certificate", a.Certificate))
	}
	return append(lines, a.Detail...)
}

package pdf

import (
	"fmt"

	"clausedesk/app/imprint"
)

// counterGap is the least distance between two places for signatures.
const counterGap = 12.0

// counterBox is the place for a countersignature: as large as the signature where
// the text is wide enough, at the right end of the same line.
func counterBox(signature Box, text measure) Box {
	right := text.left + text.width
	w := min(signature.W, right-signature.X-signature.W-counterGap)
	return Box{Page: signature.Page, X: right - w, Y: signature.Y, W: w, H: signature.H}
}

// CounterPlace draws the empty place in which a client is to sign, as a
// one-page PDF of w by h points: a frame with its label in the language of the
// document.
func CounterPlace(client, lang string, w, h float64) (data []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			data, err = nil, fmt.Errorf("%w: %v", ErrInternal, fault)
		}
	}()
	words := imprint.In(lang)
	label := CounterLabel(client, lang)
	return drawn(w, h, func(p *painter) {
		p.ink(hairline)
		p.pdf.SetLineWidth(0.5)
		p.pdf.Rect(0.5, 0.5, w-1, h-1, "D")
		p.fitting(shown(label), appearPad+2, appearPad+appearName, w-2*appearPad-2)
		p.pdf.Line(appearPad+2, h-appearPad-9, w-appearPad-2, h-appearPad-9)
		p.small([]string{words.AgreedPlace}, appearPad+2, h-appearPad-9, w-2*appearPad-2, h)
	})
}

// CounterLabel is what that place is called.
func CounterLabel(client, lang string) string {
	return imprint.Fill(imprint.In(lang).Agreed, "name", client)
}

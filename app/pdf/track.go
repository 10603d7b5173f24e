package pdf

import "strconv"

// track sets the space after every letter (ISO 32000-1, 9.3.2) of the text that
// follows on the page, in points. A page begins with none.
func (p *painter) track(space float64) {
	if page := p.pdf.PageNo(); page != p.trackedPage {
		p.trackedPage, p.tracked = page, 0
	}
	if space != p.tracked {
		p.pdf.RawWriteStr(strconv.FormatFloat(space, 'f', 4, 64) + " Tc\n")
		p.tracked = space
	}
}

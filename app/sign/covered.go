package sign

import (
	"bytes"
	"math"
	"strconv"

	"clausedesk/app/sign/pdffile"
)

// maxCovered is the part of a page, one in so many, that later signatures may
// take up together. A block with a name and a date needs less; what takes more
// can hide the text that was signed.
const maxCovered = 8

// maxEntered is that part for fields that were there when it was signed.
const maxEntered = 2

// area is that of a rectangle in square units; infinite when it is none.
func area(f *pdffile.File, o pdffile.Object) float64 {
	if o == nil {
		return 0 // nowhere to be seen
	}
	a, err := f.Array(o)
	if err != nil || len(a) != 4 {
		return math.Inf(1)
	}
	var v [4]float64
	var ok bool
	for i, o := range a {
		if v[i], ok = number(o); !ok {
			return math.Inf(1)
		}
	}
	return math.Abs(v[2]-v[0]) * math.Abs(v[3]-v[1])
}

func number(o pdffile.Object) (float64, bool) {
	switch o := o.(type) {
	case pdffile.Int:
		return float64(o), true
	case pdffile.Real:
		v, err := strconv.ParseFloat(string(o), 64)
		return v, err == nil
	}
	return 0, false
}

// pageArea is the area of a page that is shown; 0 when it cannot be told.
func pageArea(f *pdffile.File, p pdffile.Page) float64 {
	shown := area(f, p.Attribute("MediaBox"))
	if crop := p.Attribute("CropBox"); crop != nil {
		shown = min(shown, area(f, crop))
	}
	if math.IsInf(shown, 1) {
		return 0
	}
	return shown
}

// maxTail is how many bytes may stand behind a document before readers, which
// look for its end in the last 1024 bytes, begin to repair it.
const maxTail = 512

// harmlessTail tells whether no reader takes bytes behind the document for a
// part of it.
func harmlessTail(tail []byte) bool {
	if len(tail) > maxTail {
		return false
	}
	for _, word := range []string{"obj", "xref", "trailer", "%PDF"} {
		if bytes.Contains(tail, []byte(word)) {
			return false
		}
	}
	return true
}

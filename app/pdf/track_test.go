package pdf

import (
	"math"
	"regexp"
	"strconv"
	"testing"
)

// What is measured is what is drawn, in the sizes whose letters are set apart
// or closer too: the running line ends at the right edge of the text, and the
// title as far from the left as its letters are wide.
func TestTrackedTextIsAsWideAsMeasured(t *testing.T) {
	in := oneClause("Words.")
	in.Text.Title = "Datenschutzerklärung"
	document, _ := written(t, in)
	boxes := outputOf(t, document, "pdftotext", "-bbox", "FILE", "-")
	for word, want := range map[string]float64{
		in.Text.Title: plain.single.left + textWidth(in.Text.Title, plain.title.face, plain.title.size),
		"1":           plain.single.left + plain.single.width, // “Page 1 of 1”
	} {
		found := regexp.MustCompile(`xMax="([0-9.]+)"[^>]*>`+word+`</word>`).FindAllStringSubmatch(boxes, -1)
		if len(found) == 0 {
			t.Fatalf("%q is not in %s", word, boxes)
		}
		at := 0
		if word == "1" {
			at = len(found) - 1 // the others are the heading's and the version's
		}
		end, err := strconv.ParseFloat(found[at][1], 64)
		if err != nil || math.Abs(end-want) > 0.3 {
			t.Errorf("%q ends at %.2f, measured %.2f (%v)", word, end, want, err)
		}
	}
}

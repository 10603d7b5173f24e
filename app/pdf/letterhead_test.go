package pdf

import (
	"bytes"
	"context"
	"image"
	imagecolor "image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausedesk/app/letterhead"
	"clausedesk/app/policy"
)

// logos are one of outlines and one of pixels.
func logos(t *testing.T) map[string]policy.Logo {
	t.Helper()
	svg, err := os.ReadFile(filepath.Join("..", "letterhead", "testdata", "logo.svg"))
	if err != nil {
		t.Fatal(err)
	}
	picture := image.NewNRGBA(image.Rect(0, 0, 60, 20))
	for i := range 20 {
		picture.Set(i*3, i, imagecolor.NRGBA{R: 200, A: 128})
	}
	var pixels bytes.Buffer
	if err := png.Encode(&pixels, picture); err != nil {
		t.Fatal(err)
	}
	out := map[string]policy.Logo{}
	for name, data := range map[string][]byte{"outlines": svg, "pixels": pixels.Bytes()} {
		if out[name], err = letterhead.Read(data); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// A document with a letterhead conforms, says whose logo it is, prints the
// address, and is the same file every time.
func TestLetterheadOnThePage(t *testing.T) {
	for name, logo := range logos(t) {
		in := sample(t, "en", "Privacy statement")
		in.Look = Look{Logo: logo, Lines: []string{"Quay Street 14", "+31 10 555 01 23"}, Color: "#0b5fa5"}
		document, _ := written(t, in)
		text := strings.Join(strings.Fields(extract(t, document, "-l", "1")), " ")
		if !strings.Contains(text, "Quay Street 14 +31 10 555 01 23 Harbour Lane Studio Privacy statement") {
			t.Errorf("%s: page 1 reads %.200q", name, text)
		}
		again, _ := written(t, in)
		if !bytes.Equal(document, again) {
			t.Errorf("%s: the same look gave another file", name)
		}
		conforms(t, name, document)
	}
}

// In large print nothing is smaller than 16 points, in one language and two,
// in tables and in the running line.
func TestLargePrint(t *testing.T) {
	for _, paper := range []Paper{A4, Letter} {
		in := sample(t, "en", "Privacy statement")
		in.Look = Look{Paper: paper, Large: true, Lines: []string{"Quay Street 14"}}
		other := sample(t, "de", "Datenschutzerklärung").Text
		both := in
		both.Beside = &other
		for _, in := range []Input{in, both} {
			made, err := layOut(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			d := designOf(in)
			for _, p := range made.pages {
				for _, at := range p.rows {
					if at.top+at.row.height > d.bodyBottom+slack {
						t.Fatalf("a row reaches down to %.0f", at.top+at.row.height)
					}
					for _, piece := range append(at.row.texts, at.row.beside...) {
						if piece.look.size < 16 {
							t.Fatalf("%q is set in %.1f points", piece.text, piece.look.size)
						}
					}
				}
			}
			if d.footer.size < 16 || d.columnHead.size < 16 || d.body.leading < 1.5*d.body.size {
				t.Errorf("running line %.1f, lines %.1f apart", d.footer.size, d.body.leading)
			}
			document, _ := written(t, in)
			conforms(t, "large print", document)
		}
	}
}

// Whatever colour is asked for, text in it can be read on white.
func TestColoursCanBeRead(t *testing.T) {
	for _, text := range []string{"#ffffff", "#ffcc00", "#00ff00", "#0b5fa5", "", "nonsense"} {
		c := Look{Color: text}.accent()
		if got := letterhead.Color(c).Contrast(); got < letterhead.LeastContrast {
			t.Errorf("%q is set in %v, of %.2f to 1", text, c, got)
		}
	}
	for name, c := range map[string][3]uint8{"text": ink, "small text": soft, "links": accent, "gaps": gap} {
		if got := letterhead.Color(c).Contrast(); got < letterhead.LeastContrast {
			t.Errorf("%s: %.2f to 1", name, got)
		}
	}
}

// The numbers of headings hang left of the text, which begins at one edge.
func TestNumbersHang(t *testing.T) {
	in := sample(t, "en", "Privacy statement")
	pages, err := compose(context.Background(), in, parse(in.Text))
	if err != nil {
		t.Fatal(err)
	}
	edge := 0.0
	for _, p := range pages {
		for _, at := range p.rows {
			if at.row.mark == nil {
				continue
			}
			number, title := at.row.texts[0], at.row.texts[1]
			if math.Abs(number.x-plain.single.left) > slack || number.x+number.width > title.x {
				t.Errorf("%q at %.1f, %q at %.1f", number.text, number.x, title.text, title.x)
			}
			if edge == 0 {
				edge = title.x
			}
			if math.Abs(title.x-edge) > slack {
				t.Errorf("%q begins at %.1f, the first heading at %.1f", title.text, title.x, edge)
			}
		}
	}
	if edge == 0 {
		t.Fatal("no headings")
	}
}

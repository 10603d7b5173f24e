package pdf

import (
	"fmt"
	"path"
	"sync"

	"clausedesk/assets"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// faceID names one of the embedded typefaces.
type faceID uint8

// The faces. A family's four styles follow one another: regular, bold,
// italic, bold italic.
const (
	sans   faceID = 0
	serif  faceID = 4
	maths  faceID = 8
	marks  faceID = 9
	nFaces        = 10

	bold   faceID = 1
	italic faceID = 2
)

var faceNames = [nFaces]string{
	"NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic",
	"NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic", "NotoSerif-BoldItalic",
	"NotoSansMath-Regular", "NotoSansSymbols2-Regular",
}

// lastRune is the highest character gofpdf can write.
const lastRune = 0xFFFF

// face is a typeface: its file and the advance of every character in
// thousandths of the size, plus one; zero means that it has no such glyph.
type face struct {
	data    []byte
	advance [lastRune + 1]uint16
}

var (
	faceOnce [nFaces]sync.Once
	faces    [nFaces]*face
)

// faceOf returns a typeface, read once in a process. The files are part of
// the program: one that cannot be read is a fault of the build.
func faceOf(id faceID) *face {
	faceOnce[id].Do(func() {
		loaded, err := loadFace(faceNames[id])
		if err != nil {
			panic(err)
		}
		faces[id] = loaded
	})
	return faces[id]
}

func loadFace(name string) (*face, error) {
	data, err := assets.Fonts.ReadFile(path.Join("fonts", name+".ttf"))
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("parse font %s: %w", name, err)
	}
	loaded := &face{data: data}
	if err := loaded.measure(parsed); err != nil {
		return nil, fmt.Errorf("measure font %s: %w", name, err)
	}
	return loaded, nil
}

// measure fills the advances, rounded to whole thousandths as gofpdf does.
func (f *face) measure(parsed *sfnt.Font) error {
	var buf sfnt.Buffer
	for r := rune(' '); r < lastRune; r++ {
		glyph, err := parsed.GlyphIndex(&buf, r)
		if err != nil {
			return err
		}
		if glyph == 0 {
			continue
		}
		width, err := parsed.GlyphAdvance(&buf, glyph, fixed.I(1000), font.HintingNone)
		if err != nil {
			return err
		}
		f.advance[r] = uint16(width.Round()) + 1
	}
	return nil
}

// width returns the advance of a character in points, and whether the face
// has a glyph for it.
func (f *face) width(r rune, size float64) (float64, bool) {
	if r < 0 || r > lastRune || f.advance[r] == 0 {
		return 0, false
	}
	return float64(f.advance[r]-1) * size / 1000, true
}

// fallbacks are the faces tried after the wanted one and its counterpart in
// the other family.
var fallbacks = [...]faceID{serif, sans, maths, marks}

// faceFor returns the face that shows r when want is asked for.
func faceFor(want faceID, r rune) (faceID, bool) {
	if faceOf(want).has(r) {
		return want, true
	}
	if want < maths {
		if other := (want + serif) % maths; faceOf(other).has(r) {
			return other, true
		}
	}
	for _, id := range fallbacks {
		if faceOf(id).has(r) {
			return id, true
		}
	}
	return want, false
}

func (f *face) has(r rune) bool { return r >= 0 && r <= lastRune && f.advance[r] != 0 }

// tracking is the space after every letter of a size, in points: small letters
// stand apart for the eye to tell them, large ones closer, since the faces are
// drawn for the sizes between.
func tracking(size float64) float64 {
	switch {
	case size < 9:
		return 0.012 * size
	case size > 18:
		return -0.01 * size
	}
	return 0
}

// textWidth measures a string in one look, in points.
func textWidth(s string, want faceID, size float64) float64 {
	total := 0.0
	for _, r := range s {
		id, _ := faceFor(want, r)
		w, _ := faceOf(id).width(r, size)
		total += w + tracking(size)
	}
	return total
}

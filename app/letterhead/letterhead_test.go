package letterhead

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

func svg(body string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">` + body + `</svg>`)
}

func readLogo(t *testing.T, data []byte) policy.Logo {
	t.Helper()
	logo, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return logo
}

func TestAnSVGBecomesOutlines(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "logo.svg"))
	if err != nil {
		t.Fatal(err)
	}
	logo := readLogo(t, data)
	if logo.Kind != policy.LogoOutlines || logo.Width != boxWidth || logo.Height != 400 {
		t.Fatalf("%s, %d by %d", logo.Kind, logo.Width, logo.Height)
	}
	shapes, err := Shapes(logo)
	if err != nil {
		t.Fatal(err)
	}
	var colors []string
	for _, s := range shapes {
		colors = append(colors, s.Color.String()) // the last is half of #1c2024 on white
	}
	if got := strings.Join(colors, " "); got != "#e8a100 #0b5fa5 #1c2024 #8e9092" {
		t.Errorf("colours %s", got)
	}
	if again := readLogo(t, data); !bytes.Equal(again.Data, logo.Data) {
		t.Error("the same file gave another logo")
	}
}

// A line keeps its width in proportion: the ring is 3 of 120 units wide.
func TestLinesAreScaledWithTheDrawing(t *testing.T) {
	shapes, err := Shapes(readLogo(t, svg(`<path d="M10 25H90" stroke="#000" stroke-width="4" fill="none"/>`)))
	if err != nil || len(shapes) != 1 {
		t.Fatalf("%d shapes, %v", len(shapes), err)
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, ring := range shapes[0].Rings {
		for _, p := range ring {
			low, high = min(low, p[1]), max(high, p[1])
		}
	}
	if want := 4 * 960.0 / 100; math.Abs(high-low-want) > 1 {
		t.Errorf("a line is %.1f high, want %.1f", high-low, want)
	}
}

func TestGradientsBecomePixels(t *testing.T) {
	logo := readLogo(t, svg(`<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient></defs>`+
		`<rect width="100" height="50" fill="url(#g)"/>`))
	picture, err := png.Decode(bytes.NewReader(logo.Data))
	if err != nil || logo.Kind != policy.LogoPixels {
		t.Fatalf("%s, %v", logo.Kind, err)
	}
	left, _, _, _ := picture.At(10, 100).RGBA()
	right, _, _, _ := picture.At(logo.Width-10, 100).RGBA()
	if left < 0xD000 || right > 0x3000 {
		t.Errorf("red from %#x to %#x", left, right)
	}
}

// What a logo may not be is refused with its reason, quickly.
func TestWhatIsRefused(t *testing.T) {
	deep := strings.Repeat("<g>", 6000) + strings.Repeat("</g>", 6000)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":        {nil, ErrKind},
		"a PDF":          {[]byte("%PDF-1.7\n"), ErrKind},
		"half a PNG":     {[]byte("\x89PNG\r\n\x1a\n\x00\x00"), ErrBroken},
		"a script":       {svg(`<script>alert(1)</script><rect width="9" height="9"/>`), ErrActive},
		"a handler":      {svg(`<rect onclick="alert(1)" width="9" height="9"/>`), ErrActive},
		"a link":         {svg(`<a href="https://example.org"><rect width="9" height="9"/></a>`), ErrActive},
		"a far picture":  {svg(`<image href="https://example.org/a.png"/>`), ErrActive},
		"a far use":      {svg(`<use href="https://example.org/a.svg#x"/>`), ErrActive},
		"a foreign part": {svg(`<foreignObject><p>hi</p></foreignObject>`), ErrActive},
		"an entity":      {append([]byte(`<!DOCTYPE svg [<!ENTITY a "b">]>`), svg(`<rect width="9" height="9"/>`)...), ErrActive},
		"text":           {svg(`<text>Lumen</text>`), ErrNeedsFont},
		"uses of uses":   {svg(`<defs><use href="#a"/></defs>`), ErrTooMany},
		"endless dashes": {svg(`<circle cx="5" cy="5" r="1e7" fill="none" stroke="#000" stroke-dasharray="1"/>`), ErrTooMany},
		"fine dashes":    {svg(`<circle cx="5" cy="5" r="1e4" fill="none" stroke="#000" stroke-dasharray="0.01"/>`), ErrTooMany},
		"many elements":  {svg(deep), ErrTooMany},
		"no drawing":     {svg(``), ErrBroken},
		"broken XML":     {svg(`<rect`), ErrBroken},
		"too big":        {bytes.Repeat([]byte("<svg "), mostBytes), ErrTooBig},
		"a bomb":         {bomb(t), ErrTooMany},
	} {
		begin := time.Now()
		if _, err := Read(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if took := time.Since(begin); took > 2*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// bomb is a small PNG that claims to be huge.
func bomb(t *testing.T) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	data := out.Bytes()
	copy(data[16:24], []byte{0, 0, 0x80, 0, 0, 0, 0x80, 0})
	crc := crcOf(data[12:29])
	copy(data[29:33], crc)
	return data
}

func TestPixelsStandOnWhiteAndAreNoLargerThanPrint(t *testing.T) {
	picture := image.NewNRGBA(image.Rect(0, 0, 3000, 300))
	for x := range 3000 {
		for y := range 300 {
			picture.Set(x, y, color.NRGBA{R: 200, A: uint8(x * 255 / 3000)})
		}
	}
	var asPNG, asJPEG bytes.Buffer
	if err := errors.Join(png.Encode(&asPNG, picture), jpeg.Encode(&asJPEG, picture, nil)); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"png": asPNG.Bytes(), "jpeg": asJPEG.Bytes()} {
		logo := readLogo(t, data)
		decoded, err := png.Decode(bytes.NewReader(logo.Data))
		if err != nil || logo.Width != 1500 || logo.Height != 150 || decoded.Bounds().Dx() != 1500 {
			t.Fatalf("%s: %d by %d, %v", name, logo.Width, logo.Height, err)
		}
		if opaque, ok := decoded.(interface{ Opaque() bool }); !ok || !opaque.Opaque() {
			t.Errorf("%s has transparency", name)
		}
		if name == "png" {
			if r, _, _, _ := decoded.At(0, 50).RGBA(); r < 0xF800 {
				t.Errorf("what was clear is %#x, not white", r)
			}
		}
	}
}

// The figures are those of WCAG 2.2: black on white is 21 to 1, #767676 just
// passes with 4.54 to 1, #777777 fails with 4.48.
func TestContrast(t *testing.T) {
	for text, want := range map[string]float64{"#000000": 21, "#fff": 1, "#767676": 4.54, "#777777": 4.48} {
		c, err := ParseColor(text)
		if err != nil || math.Abs(c.Contrast()-want) > 0.01 {
			t.Errorf("%s: %.2f, want %.2f (%v)", text, c.Contrast(), want, err)
		}
	}
	for _, text := range []string{"", "#12", "green", "#12345g", "#1234567"} {
		if _, err := ParseColor(text); !errors.Is(err, ErrColor) {
			t.Errorf("%q is a colour: %v", text, err)
		}
	}
}

// Every colour becomes one that can be read, and one that can be stays.
func TestReadable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Color{rapid.Byte().Draw(t, "r"), rapid.Byte().Draw(t, "g"), rapid.Byte().Draw(t, "b")}
		r := c.Readable()
		if r.Contrast() < LeastContrast {
			t.Fatalf("%s became %s, of %.2f", c, r, r.Contrast())
		}
		if c.Contrast() >= LeastContrast && r != c {
			t.Fatalf("%s became %s", c, r)
		}
		if back, err := ParseColor(fmt.Sprint(c)); err != nil || back != c {
			t.Fatalf("%s was read as %s", c, back)
		}
	})
}

// crcOf is the checksum of a PNG chunk.
func crcOf(chunk []byte) []byte {
	return binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk))
}

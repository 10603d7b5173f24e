// Package letterhead turns what a studio or a client gives for the head of its
// documents into what any page can carry: a logo in one of two plain forms, and
// a colour that can be read on white.
//
// It is pure. It does not keep letterheads (store does) and does not draw them
// (pdf does).
package letterhead

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Errors of what was given. Nothing is changed after any of them.
var (
	ErrColor     = errors.New("a colour is written as # and six digits, such as #0e6b61")
	ErrTooBig    = errors.New("the logo is too large a file")
	ErrTooMany   = errors.New("the logo has too many pixels or shapes")
	ErrKind      = errors.New("a logo is a PNG, JPEG or SVG file")
	ErrBroken    = errors.New("the logo cannot be read")
	ErrActive    = errors.New("the SVG holds a script, a link or something foreign")
	ErrNeedsFont = errors.New("the SVG holds text, which needs its fonts")
	ErrLines     = errors.New("too many lines for the head of a page")
)

// LeastContrast is what text needs against its ground (WCAG 2.2, criterion
// 1.4.3).
const LeastContrast = 4.5

// Color is red, green and blue, 0 to 255 each.
type Color [3]uint8

// ParseColor reads "#rrggbb" or "#rgb", with or without the sign.
func ParseColor(s string) (Color, error) {
	digits := strings.TrimPrefix(strings.TrimSpace(s), "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return Color{}, fmt.Errorf("%q: %w", s, ErrColor)
	}
	return Color{uint8(value >> 16), uint8(value >> 8), uint8(value)}, nil
}

// String writes a colour as "#rrggbb".
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// Contrast is the contrast of a colour with white, from 1 to 21 (WCAG 2.2,
// contrast ratio).
func (c Color) Contrast() float64 { return 1.05 / (c.luminance() + 0.05) }

// luminance is the relative luminance of a colour.
func (c Color) luminance() float64 {
	sum := 0.0
	for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		v := float64(c[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

// Readable is the colour itself when text in it can be read on white, else the
// lightest shade of it that can.
func (c Color) Readable() Color {
	for part := 255; part > 0; part-- {
		shade := Color{scaled(c[0], part), scaled(c[1], part), scaled(c[2], part)}
		if shade.Contrast() >= LeastContrast {
			return shade
		}
	}
	return Color{}
}

func scaled(v uint8, part int) uint8 { return uint8(int(v) * part / 255) }

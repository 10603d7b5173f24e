package letterhead

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // a logo may be one
	"image/png"

	"clausedesk/app/policy"

	"golang.org/x/image/draw"
)

// Bounds of a logo: what is larger is refused before it is unpacked.
const (
	mostBytes  = 4 << 20
	mostPixels = 40 << 20
	mostSide   = 12_000
)

// The box in pixels that a picture is brought down to: 600 to the inch at the
// size it is printed in.
const (
	boxWidth  = 1500
	boxHeight = 480
)

// Read turns a PNG, JPEG or SVG file into a logo: pixels on white, no larger
// than print needs, or the outlines of an SVG. The same file gives the same
// logo.
func Read(data []byte) (policy.Logo, error) {
	if len(data) > mostBytes {
		return policy.Logo{}, fmt.Errorf("%w: %d bytes, at most %d", ErrTooBig, len(data), mostBytes)
	}
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")), bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return readPixels(data)
	case looksLikeSVG(data):
		return readSVG(data)
	}
	return policy.Logo{}, ErrKind
}

func readPixels(data []byte) (policy.Logo, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return policy.Logo{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if config.Width < 1 || config.Height < 1 || max(config.Width, config.Height) > mostSide || config.Width*config.Height > mostPixels {
		return policy.Logo{}, fmt.Errorf("%w: %d by %d pixels", ErrTooMany, config.Width, config.Height)
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return policy.Logo{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return fromPicture(picture)
}

// fromPicture puts a picture on white, since paper is, and brings it down to
// the size it is printed in.
func fromPicture(picture image.Image) (policy.Logo, error) {
	from := picture.Bounds()
	width, height := within(from.Dx(), from.Dy())
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(out, out.Bounds(), picture, from, draw.Over, nil)
	var packed bytes.Buffer
	if err := png.Encode(&packed, out); err != nil {
		return policy.Logo{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return policy.Logo{Kind: policy.LogoPixels, Data: packed.Bytes(), Width: width, Height: height}, nil
}

// within is a size brought down to the box, never up.
func within(width, height int) (int, int) {
	if width <= boxWidth && height <= boxHeight {
		return width, height
	}
	if width*boxHeight > height*boxWidth {
		return boxWidth, max(1, height*boxWidth/width)
	}
	return max(1, width*boxHeight/height), boxHeight
}

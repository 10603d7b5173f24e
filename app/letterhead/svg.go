package letterhead

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"
	"strings"

	"clausedesk/app/policy"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// Bounds of an SVG.
const (
	mostElements = 5_000
	mostUses     = 100
	mostPoints   = 60_000 // of outlines; what has more becomes pixels
	mostWork     = 400_000
)

// errEndless ends the drawing of what would never come to an end, such as a line
// with a billion dashes.
var errEndless = fmt.Errorf("%w: more than %d points", ErrTooMany, mostWork)

func looksLikeSVG(data []byte) bool {
	head := bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 2048)], []byte("\uFEFF")))
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg"))
}

// Elements of SVG that do something else than draw, and those that draw in a
// way that needs more than shapes.
var (
	activeElements = []string{
		"script", "foreignobject", "image", "iframe", "a", "animate", "animatetransform", "animatemotion", "set", "audio", "video",
	}
	textElements = []string{"text", "tspan", "textpath"}
	knownShapes  = []string{
		"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "use", "style", "title", "desc",
		"lineargradient", "radialgradient", "stop", "metadata",
	}
)

// readSVG takes the outlines of an SVG, or its pixels where it has gradients.
func readSVG(data []byte) (logo policy.Logo, err error) {
	data, err = shapesOnly(data)
	if err != nil {
		return policy.Logo{}, err
	}
	defer func() { // the reader of SVG is not ours
		switch fault := recover(); fault {
		case nil:
		case errEndless:
			logo, err = policy.Logo{}, errEndless
		default:
			logo, err = policy.Logo{}, fmt.Errorf("%w: %v", ErrBroken, fault)
		}
	}()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(data), oksvg.StrictErrorMode)
	if err != nil {
		return policy.Logo{}, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	box := icon.ViewBox
	if !(box.W > 0 && box.H > 0 && box.W < 1e6 && box.H < 1e6) || len(icon.SVGPaths) == 0 {
		return policy.Logo{}, fmt.Errorf("%w: nothing is drawn in it", ErrBroken)
	}
	width, height := target(box.W, box.H)
	place(icon, float64(width)/box.W, width, height)
	outlines := &outlines{}
	icon.Draw(rasterx.NewDasher(width, height, outlines), 1)
	if outlines.shaded || outlines.points > mostPoints {
		return rasterized(icon, width, height)
	}
	return policy.Logo{Kind: policy.LogoOutlines, Data: outlines.data(), Width: width, Height: height}, nil
}

// target is the size an SVG is drawn in, that of the box in one direction.
func target(w, h float64) (int, int) {
	scale := min(boxWidth/w, boxHeight/h)
	return max(1, int(w*scale+0.5)), max(1, int(h*scale+0.5))
}

// place scales a drawing, lines with it.
func place(icon *oksvg.SvgIcon, scale float64, width, height int) {
	icon.SetTarget(0, 0, float64(width), float64(height))
	for i := range icon.SVGPaths {
		p := &icon.SVGPaths[i]
		p.LineWidth *= scale
		p.DashOffset *= scale
		p.Dash = slices.Clone(p.Dash)
		for k := range p.Dash {
			p.Dash[k] *= scale
		}
	}
}

func rasterized(icon *oksvg.SvgIcon, width, height int) (policy.Logo, error) {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, picture, picture.Bounds())), 1)
	return fromPicture(picture)
}

// shapesOnly refuses an SVG that does more than draw, and drops what only
// programs read.
func shapesOnly(data []byte) ([]byte, error) {
	var out bytes.Buffer
	in, writer := xml.NewDecoder(bytes.NewReader(data)), xml.NewEncoder(&out)
	var seen tally
	skip := 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			if err := seen.judge(name, t.Attr); err != nil {
				return nil, err
			}
			if skip > 0 || t.Name.Space != "" && !strings.HasSuffix(t.Name.Space, "/svg") || !slices.Contains(knownShapes, name) {
				skip++
				continue
			}
			token = xml.StartElement{Name: xml.Name{Local: t.Name.Local}, Attr: plainAttrs(t.Attr)}
		case xml.EndElement:
			if skip > 0 {
				skip--
				continue
			}
			if t.Name.Local == "defs" {
				seen.defs--
			}
			token = xml.EndElement{Name: xml.Name{Local: t.Name.Local}}
		case xml.CharData:
			if skip > 0 {
				continue
			}
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				return nil, ErrActive
			}
			continue
		default:
			continue
		}
		if err := writer.EncodeToken(token); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
	}
	if err := writer.Flush(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return out.Bytes(), nil
}

// tally is what was seen of an SVG.
type tally struct{ elements, uses, defs int }

// judge refuses one element.
func (seen *tally) judge(name string, attrs []xml.Attr) error {
	seen.elements++
	switch {
	case name == "defs":
		seen.defs++
	case name == "use":
		seen.uses++
	}
	switch {
	case seen.elements > mostElements || seen.uses > mostUses:
		return fmt.Errorf("%w: more than %d elements", ErrTooMany, mostElements)
	case slices.Contains(activeElements, name):
		return fmt.Errorf("%w: <%s>", ErrActive, name)
	case slices.Contains(textElements, name):
		return ErrNeedsFont
	case name == "use" && seen.defs > 0: // uses within uses could grow without end
		return fmt.Errorf("%w: <use> inside <defs>", ErrTooMany)
	}
	for _, a := range attrs {
		key, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
		if strings.HasPrefix(key, "on") || key == "href" && !strings.HasPrefix(value, "#") {
			return fmt.Errorf("%w: %s", ErrActive, key)
		}
	}
	return nil
}

// plainAttrs are the attributes of SVG itself.
func plainAttrs(attrs []xml.Attr) []xml.Attr {
	var out []xml.Attr
	for _, a := range attrs {
		if a.Name.Space == "" && a.Name.Local != "xmlns" || a.Name.Local == "href" {
			out = append(out, xml.Attr{Name: xml.Name{Local: a.Name.Local}, Value: a.Value})
		}
	}
	return out
}

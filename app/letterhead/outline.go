package letterhead

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strconv"
	"strings"

	"clausedesk/app/policy"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// Shape is what is filled in one colour: closed outlines, each a list of points
// in units of the logo, 0, 0 at the top left.
type Shape struct {
	Color   Color
	EvenOdd bool // the rule by which overlaps are holes
	Rings   [][][2]float64
}

// outlines collects what would be drawn.
type outlines struct {
	shapes []Shape
	cur    Shape
	color  Color
	hidden bool
	shaded bool // something is drawn in more than one colour
	odd    bool
	points int
}

// Start, Line and Draw take the outline of a shape, as rasterx gives it.
func (o *outlines) Start(at fixed.Point26_6) { o.cur.Rings = append(o.cur.Rings, nil); o.Line(at) }

// Line goes on to a point.
func (o *outlines) Line(to fixed.Point26_6) {
	last := len(o.cur.Rings) - 1
	if last < 0 {
		return
	}
	o.cur.Rings[last] = append(o.cur.Rings[last], [2]float64{float64(to.X) / 64, float64(to.Y) / 64})
	if o.points++; o.points > mostWork {
		panic(errEndless) // the only way out of somebody else's loop
	}
}

// Draw ends a shape.
func (o *outlines) Draw() {
	if !o.hidden && len(o.cur.Rings) > 0 {
		o.cur.Color, o.cur.EvenOdd, o.cur.Rings = o.color, o.odd, joined(o.cur.Rings)
		o.shapes = append(o.shapes, o.cur)
	}
	o.Clear()
}

// joined puts pieces of outlines together, end to start, in the order in which
// they came: the sides of a line are drawn in turns.
func joined(pieces [][][2]float64) [][][2]float64 {
	begins := map[[2]float64][]int{}
	for i, piece := range pieces {
		begins[piece[0]] = append(begins[piece[0]], i)
	}
	used := make([]bool, len(pieces))
	var rings [][][2]float64
	for i := range pieces {
		if used[i] || len(pieces[i]) < 2 {
			continue
		}
		ring := pieces[i]
		used[i] = true
		for next := i; next >= 0; {
			end := ring[len(ring)-1]
			if next = unused(begins[end], pieces, used); next >= 0 {
				used[next] = true
				ring = append(ring, pieces[next][1:]...)
			}
		}
		rings = append(rings, ring)
	}
	return rings
}

// unused is the first of some pieces that has not been taken, -1 for none.
func unused(of []int, pieces [][][2]float64, used []bool) int {
	for _, i := range of {
		if !used[i] && len(pieces[i]) > 1 {
			return i
		}
	}
	return -1
}

// Clear forgets the shape that was begun.
func (o *outlines) Clear() { o.cur = Shape{} }

// SetColor takes the colour of the shapes that follow, on white.
func (o *outlines) SetColor(c any) {
	plain, ok := c.(color.Color)
	if !ok {
		o.shaded = true
		return
	}
	r, g, b, a := plain.RGBA()
	o.hidden = a == 0
	o.color = Color{onWhite(r, a), onWhite(g, a), onWhite(b, a)}
}

// onWhite is a colour seen through its transparency on white paper.
func onWhite(v, alpha uint32) uint8 { return uint8((v + 0xFFFF - alpha) >> 8) }

// SetWinding takes the rule by which overlaps are filled.
func (o *outlines) SetWinding(nonZero bool) { o.odd = !nonZero }

// GetPathExtent is the box around what was begun.
func (o *outlines) GetPathExtent() fixed.Rectangle26_6 {
	var box fixed.Rectangle26_6
	first := true
	for _, ring := range o.cur.Rings {
		for _, p := range ring {
			at := fixed.Point26_6{X: fixed.Int26_6(p[0] * 64), Y: fixed.Int26_6(p[1] * 64)}
			if first {
				box, first = fixed.Rectangle26_6{Min: at, Max: at}, false
			}
			box = box.Union(fixed.Rectangle26_6{Min: at, Max: at.Add(fixed.P(0, 0))})
		}
	}
	return box
}

// SetBounds and SetClip are for those who draw.
func (o *outlines) SetBounds(_, _ int) {}

// SetClip is not needed: nothing is drawn.
func (o *outlines) SetClip(image.Rectangle) {}

var _ rasterx.Scanner = (*outlines)(nil)

// data writes shapes as text: a line for each, its colour and rule, then its
// rings, points in hundredths.
func (o *outlines) data() []byte {
	var out bytes.Buffer
	for _, s := range o.shapes {
		rule := "n"
		if s.EvenOdd {
			rule = "e"
		}
		fmt.Fprintf(&out, "%s %s", s.Color, rule)
		for _, ring := range s.Rings {
			out.WriteString(" m")
			for _, p := range ring {
				fmt.Fprintf(&out, " %d %d", int(p[0]*100+0.5), int(p[1]*100+0.5))
			}
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// Shapes reads the outlines of a logo.
func Shapes(logo policy.Logo) ([]Shape, error) {
	var shapes []Shape
	for line := range strings.Lines(string(logo.Data)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			return nil, ErrBroken
		}
		c, err := ParseColor(fields[0])
		if err != nil {
			return nil, err
		}
		s := Shape{Color: c, EvenOdd: fields[1] == "e"}
		for i := 2; i < len(fields); i++ {
			if fields[i] == "m" {
				s.Rings = append(s.Rings, nil)
				continue
			}
			if i+1 >= len(fields) || len(s.Rings) == 0 {
				return nil, ErrBroken
			}
			x, errX := strconv.Atoi(fields[i])
			y, errY := strconv.Atoi(fields[i+1])
			if errX != nil || errY != nil {
				return nil, ErrBroken
			}
			last := len(s.Rings) - 1
			s.Rings[last] = append(s.Rings[last], [2]float64{float64(x) / 100, float64(y) / 100})
			i++
		}
		shapes = append(shapes, s)
	}
	return shapes, nil
}

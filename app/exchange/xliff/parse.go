package xliff

import (
	"errors"
	"io"
	"strings"
)

// Parse reads a whole file that is UTF-8 by now, whatever its first line says,
// with most elements and texts in it. What cannot be read is an *Error.
func Parse(text string, most int) (*Node, error) {
	s := newScanner(strings.NewReader(text), true)
	var root *Node
	var open []*Node
	for count := 0; ; count++ {
		kind, node, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			return root, nil
		case err != nil:
			return nil, err
		case kind == Closes:
			open = open[:len(open)-1]
			continue
		case count > 2*most:
			return nil, s.wrong(TooMuch, "")
		case root == nil:
			root = node
		default:
			last := open[len(open)-1]
			last.Kids = append(last.Kids, node)
		}
		if kind == Opens {
			open = append(open, node)
		}
	}
}

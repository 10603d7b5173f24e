package markup

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// tidy brings inline content into the one form that can be written: spaces
// and breaks stand outside marks, neighbours of one kind are joined, runs of
// spaces folded, empty marks dropped, no mark inside its like.
func tidy(in []Inline) []Inline {
	out := settle(in, 0)
	return trimEnds(out)
}

const (
	inEmphasis = 1 << iota
	inStrong
	inLink
)

// markBit is the bit of a kind that has children, 0 for the others.
func markBit(kind InlineKind) int {
	switch kind {
	case Emphasis:
		return inEmphasis
	case Strong:
		return inStrong
	case Link:
		return inLink
	}
	return 0
}

func settle(in []Inline, inside int) []Inline {
	var out []Inline
	for _, inline := range joinText(in) {
		bit := markBit(inline.Kind)
		switch {
		case bit == 0:
			out = join(out, inline)
		case inside&bit != 0:
			out = joinAll(out, settle(inline.Children, inside))
		default:
			out = joinAll(out, settleMark(inline, inside|bit))
		}
	}
	for i := range out {
		if out[i].Kind == Text {
			out[i].Text = foldSpaces(strings.Map(dropControl, norm.NFC.String(out[i].Text)))
		}
	}
	return spaceBreaks(out)
}

// joinText makes each run of text one: a long text comes in many pieces.
func joinText(in []Inline) []Inline {
	var out []Inline
	for i := 0; i < len(in); {
		end := i
		for end < len(in) && in[end].Kind == Text {
			end++
		}
		if end-i < 2 {
			out = append(out, in[i])
			i++
			continue
		}
		var text strings.Builder
		for _, piece := range in[i:end] {
			text.WriteString(piece.Text)
		}
		out = append(out, Inline{Kind: Text, Text: text.String()})
		i = end
	}
	return out
}

// settleMark returns the mark with the spaces and breaks at its ends moved
// out, or only those when it holds nothing else.
func settleMark(mark Inline, inside int) []Inline {
	before, children, after := splitEnds(settle(mark.Children, inside))
	if len(children) == 0 && mark.Kind == Link && mark.URL != "" {
		children = []Inline{{Kind: Text, Text: mark.URL}}
	}
	if len(children) == 0 {
		return append(before, after...)
	}
	mark.Children = children
	return append(append(before, mark), after...)
}

func splitEnds(in []Inline) (before, middle, after []Inline) {
	for len(in) > 0 {
		lead, rest := cutSpace(in[0], strings.TrimLeft(in[0].Text, " "))
		if lead == nil {
			break
		}
		before = append(before, *lead)
		if in = in[1:]; rest != nil {
			in = append([]Inline{*rest}, in...)
			break
		}
	}
	for len(in) > 0 {
		last := len(in) - 1
		lead, rest := cutSpace(in[last], strings.TrimRight(in[last].Text, " "))
		if lead == nil {
			break
		}
		after = append([]Inline{*lead}, after...)
		if in = in[:last:last]; rest != nil {
			in = append(in, *rest)
			break
		}
	}
	return before, in, after
}

// cutSpace returns what moves out of a mark and what is left.
func cutSpace(inline Inline, trimmed string) (moved, rest *Inline) {
	switch {
	case inline.Kind == Break:
		return &inline, nil
	case inline.Kind != Text || trimmed == inline.Text:
		return nil, nil
	case trimmed == "":
		return &Inline{Kind: Text, Text: " "}, nil
	}
	return &Inline{Kind: Text, Text: " "}, &Inline{Kind: Text, Text: trimmed}
}

func joinAll(out, more []Inline) []Inline {
	for _, inline := range more {
		out = join(out, inline)
	}
	return out
}

// join appends an inline, as part of the one before where both are alike.
func join(out []Inline, inline Inline) []Inline {
	last := len(out) - 1
	switch {
	case inline.Kind == Text && inline.Text == "":
		return out
	case last < 0 || out[last].Kind != inline.Kind:
		return append(out, inline)
	case inline.Kind == Text:
		out[last].Text += inline.Text
		return out
	case inline.Kind == Emphasis || inline.Kind == Strong:
		children := append([]Inline{}, out[last].Children...)
		out[last].Children = settle(append(children, inline.Children...), markBit(inline.Kind))
		return out
	}
	return append(out, inline)
}

// spaceBreaks drops the spaces around breaks.
func spaceBreaks(in []Inline) []Inline {
	out := in[:0:0]
	for i, inline := range in {
		if inline.Kind == Text {
			if i > 0 && in[i-1].Kind == Break {
				inline.Text = strings.TrimLeft(inline.Text, " ")
			}
			if i+1 < len(in) && in[i+1].Kind == Break {
				inline.Text = strings.TrimRight(inline.Text, " ")
			}
			if inline.Text == "" {
				continue
			}
		}
		out = append(out, inline)
	}
	return out
}

func trimEnds(in []Inline) []Inline {
	_, middle, _ := splitEnds(in)
	return middle
}

// oneLine returns the content without breaks, for headings, cells and terms.
func oneLine(in []Inline) []Inline {
	out := make([]Inline, len(in))
	for i, inline := range in {
		if inline.Kind == Break {
			inline = Inline{Kind: Text, Text: " "}
		}
		if len(inline.Children) > 0 {
			inline.Children = oneLine(inline.Children)
		}
		out[i] = inline
	}
	return tidy(out)
}

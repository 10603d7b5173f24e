package policy

import "slices"

// Letterhead is what stands at the head of the documents of a studio or of one
// client, and how these are printed. What a client leaves open is as the studio
// has it.
type Letterhead struct {
	Logo  Logo     `json:"logo,omitzero"`
	Lines []string `json:"lines,omitempty"` // address, telephone, register: one line each
	Color string   `json:"color,omitempty"` // "#rrggbb", dark enough for text on white
	Paper string   `json:"paper,omitempty"` // "a4" or "letter"
	Print string   `json:"print,omitempty"` // "normal" or "large"
}

// Logo is a picture in a form that any page can carry.
type Logo struct {
	Kind   string `json:"kind"`
	Data   []byte `json:"data"`
	Width  int    `json:"width"` // in units of its own
	Height int    `json:"height"`
}

// The kinds of a logo.
const (
	LogoPixels   = "png"      // a PNG without transparency
	LogoOutlines = "outlines" // filled outlines, one shape to a line
)

// The ways a letterhead has documents printed.
const (
	PaperA4     = "a4"
	PaperLetter = "letter"
	PrintNormal = "normal"
	PrintLarge  = "large"
)

// MostLines is how many lines fit beside a logo.
const MostLines = 6

// IsZero reports whether there is no logo.
func (l Logo) IsZero() bool { return len(l.Data) == 0 }

// IsZero reports whether nothing is set.
func (l Letterhead) IsZero() bool {
	return l.Logo.IsZero() && len(l.Lines) == 0 && l.Color == "" && l.Paper == "" && l.Print == ""
}

// Over is a client's letterhead, with the studio's where the client has none.
// The address goes with the logo: one is never shown with the other's.
func (l Letterhead) Over(studio Letterhead) Letterhead {
	if l.Logo.IsZero() && len(l.Lines) == 0 {
		l.Logo, l.Lines = studio.Logo, slices.Clone(studio.Lines)
	}
	for _, field := range []struct {
		own    *string
		studio string
	}{{&l.Color, studio.Color}, {&l.Paper, studio.Paper}, {&l.Print, studio.Print}} {
		if *field.own == "" {
			*field.own = field.studio
		}
	}
	return l
}

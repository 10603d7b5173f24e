package pdf

import (
	"clausedesk/app/markup"
)

// glyph is one character as it will stand on the page.
type glyph struct {
	r     rune
	face  faceID
	look  *look
	width float64
}

// word is what stands between two spaces. Its glyphs may differ in look.
type word struct {
	glyphs []glyph
	width  float64
	space  *glyph // the space before it, none at the start of a line of its own
	fresh  bool   // starts a line: it follows a hard break
	joined bool   // has a hyphen, a dash or a break mark inside
}

// speller turns inline content into words.
type speller struct {
	words []word
	cur   word
	open  bool // cur has glyphs
	space *glyph
	fresh bool
}

// spell returns the words of inline content in a base look.
func spell(inlines []markup.Inline, base look) []word {
	var s speller
	s.inlines(inlines, &base)
	s.close()
	return s.words
}

// spellText is spell for text without marks.
func spellText(text string, base look) []word {
	return spell([]markup.Inline{{Kind: markup.Text, Text: text}}, base)
}

func (s *speller) inlines(inlines []markup.Inline, base *look) {
	for _, inline := range inlines {
		switch inline.Kind {
		case markup.Text:
			s.text(inline.Text, base)
		case markup.Placeholder:
			open := *base
			open.color = gap
			s.text("{{"+inline.Text+"}}", &open)
		case markup.Break:
			s.close()
			s.space, s.fresh = nil, true
		default:
			s.inlines(inline.Children, lookOf(inline, *base))
		}
	}
}

// lookOf is the look inside emphasis or a link.
func lookOf(inline markup.Inline, base look) *look {
	switch inline.Kind {
	case markup.Emphasis:
		base.face = styled(base.face, italic)
	case markup.Strong:
		base.face = styled(base.face, bold)
	case markup.Link:
		if url := linkTarget(inline.URL); url != "" {
			base.url, base.color = url, base.links
		}
	default:
		base.changed(inline.Kind)
	}
	return &base
}

// styled adds a style to a face of a family that has styles.
func styled(face, add faceID) faceID {
	if face >= maths {
		return face
	}
	return face | add
}

func (s *speller) text(text string, base *look) {
	for _, r := range clean(text) {
		if r == ' ' {
			s.close()
			if s.space == nil {
				blank := spelled(' ', base)
				s.space = &blank
			}
			continue
		}
		s.open = true
		g := spelled(r, base)
		s.cur.glyphs = append(s.cur.glyphs, g)
		s.cur.width += g.width
		s.cur.joined = s.cur.joined || joins(r)
	}
}

// joins reports whether a line may end after r inside any word.
func joins(r rune) bool {
	switch r {
	case softHyphen, breakHere, '-', '‐', '–', '—':
		return true
	}
	return false
}

// close ends the current word. What comes first, or first after a hard
// break, has no space before it.
func (s *speller) close() {
	if !s.open {
		return
	}
	s.cur.space, s.cur.fresh = s.space, s.fresh
	if s.fresh || len(s.words) == 0 {
		s.cur.space = nil
	}
	s.words = append(s.words, s.cur)
	*s = speller{words: s.words}
}

// spelled measures one character; the break marks have no width.
func spelled(r rune, base *look) glyph {
	if r == softHyphen || r == breakHere {
		return glyph{r: r, face: base.face, look: base}
	}
	id, ok := faceFor(base.face, r)
	if !ok {
		r = '\uFFFD'
		id, _ = faceFor(base.face, r)
	}
	width, _ := faceOf(id).width(r, base.size)
	return glyph{r: r, face: id, look: base, width: width + tracking(base.size)}
}

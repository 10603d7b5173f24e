package pdf

import (
	"strings"

	"clausedesk/app/imprint"
)

// footer draws the running line at the foot of a page: what the document is
// at the left, the page at the right.
func (p *painter) footer(page, pages int) {
	look := p.design.footer.look
	at := p.measure(p.in)
	p.rule(rule{x: at.left, width: at.width, weight: 0.4, color: hairline}, p.footerRule)
	count := imprint.Fill(imprint.In(p.in.Text.Lang).Page, "page", number(page), "pages", number(pages))
	room := at.width - textWidth(count, look.face, look.size) - 16
	p.words(running(p.in, look, room), look, at.left, p.footerBase, nil)
	p.right(count, look, at, p.footerBase, nil)
}

// running is client · title · version · language. Where that is too long, the
// title gives way first, then the client, each down to a third of the room.
func running(in Input, l look, room float64) string {
	parts := []string{flat(in.Text.Client), flat(in.Text.Title), edition(in, in.Text.Lang), languages(in)}
	for _, i := range []int{1, 0, 3} {
		over := textWidth(joinParts(parts), l.face, l.size) - room
		if over <= 0 {
			break
		}
		parts[i] = shortened(parts[i], max(textWidth(parts[i], l.face, l.size)-over, 0.3*room), l)
	}
	for _, i := range []int{3, 0} { // large print has room for less
		if textWidth(joinParts(parts), l.face, l.size) > room {
			parts[i] = ""
		}
	}
	return joinParts(parts)
}

func joinParts(parts []string) string {
	var present []string
	for _, part := range parts {
		if part != "" {
			present = append(present, part)
		}
	}
	return strings.Join(present, " · ")
}

// shortened cuts text to a width in points and says so with an ellipsis;
// empty when next to nothing would be left.
func shortened(s string, width float64, l look) string {
	if textWidth(s, l.face, l.size) <= width {
		return s
	}
	width -= textWidth("…", l.face, l.size)
	runes := []rune(s)
	for n, r := range runes {
		width -= textWidth(string(r), l.face, l.size)
		if width < 0 {
			if n < 4 {
				return ""
			}
			return strings.TrimRight(string(runes[:n]), " ,.;:-") + "…"
		}
	}
	return s
}

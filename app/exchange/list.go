package exchange

import (
	"strings"

	"clausedesk/app/markup"
)

// maxListDepth is how deep bullets of plain text nest; deeper ones stay at
// that depth.
const maxListDepth = 6

// listBlocks nests items by their indent, and by their bullet where the
// indent is the same.
func listBlocks(items []part) []markup.Block {
	b := listBuilder{items: items, levels: levelsOf(items)}
	return b.build(0)
}

type listBuilder struct {
	items  []part
	levels []int
	next   int
}

// build makes the lists of one level. A change between bullets and numbers,
// or a number out of turn, starts a new list.
func (b *listBuilder) build(level int) []markup.Block {
	var out []markup.Block
	for b.next < len(b.items) && b.levels[b.next] >= level {
		p := b.items[b.next]
		b.next++
		item := []markup.Block{paragraph(p.text)}
		if b.next < len(b.items) && b.levels[b.next] > level {
			item = append(item, b.build(level+1)...)
		}
		last := len(out) - 1
		if last < 0 || out[last].Ordered != p.ordered || p.ordered && out[last].Start+len(out[last].Items) != p.number {
			out = append(out, markup.Block{Kind: markup.List, Ordered: p.ordered, Start: p.number})
			last++
		}
		out[last].Items = append(out[last].Items, item)
	}
	for i := range out {
		labelItems(out[i].Items)
	}
	return out
}

// levelsOf gives each item its depth.
func levelsOf(items []part) []int {
	type rung struct {
		indent int
		marker string
	}
	var ladder []rung
	levels := make([]int, len(items))
	for i, p := range items {
		for len(ladder) > 0 && ladder[len(ladder)-1].indent > p.indent {
			ladder = ladder[:len(ladder)-1]
		}
		here := rung{p.indent, p.marker}
		for j, r := range ladder {
			if r == here {
				ladder = ladder[:j+1]
				break
			}
		}
		top := len(ladder) - 1
		deeper := top < 0 || p.indent > ladder[top].indent || isSubMarker(p.marker) && !isSubMarker(ladder[top].marker)
		switch {
		case deeper && len(ladder) < maxListDepth:
			ladder = append(ladder, here)
		case ladder[top] != here:
			ladder[top] = here
		}
		levels[i] = len(ladder) - 1
	}
	return levels
}

// isSubMarker reports a bullet that word processors give the second level.
func isSubMarker(marker string) bool {
	return marker == "o" || marker == "◦" || marker == "○" || marker == "▪"
}

// labelItems makes the label of "Label: text" strong where at least two items
// have one.
func labelItems(items [][]markup.Block) {
	var labelled []int
	for i, item := range items {
		m := definitionShape.FindStringSubmatch(item[0].Inlines[0].Text)
		if m != nil && len(strings.Fields(m[1])) <= maxHeadingWords {
			labelled = append(labelled, i)
		}
	}
	if len(labelled) < 2 {
		return
	}
	for _, i := range labelled {
		m := definitionShape.FindStringSubmatch(items[i][0].Inlines[0].Text)
		items[i][0].Inlines = []markup.Inline{
			{Kind: markup.Strong, Children: inlineText(m[1] + ":")},
			{Kind: markup.Text, Text: " " + m[2]},
		}
	}
}

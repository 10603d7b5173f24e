package exchange

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

var (
	atxShape    = regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$`)
	setextShape = regexp.MustCompile(`^ {0,3}(=+|-{3,})[ \t]*$`)
	breakShape  = regexp.MustCompile(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	fenceShape  = regexp.MustCompile("^ {0,3}(?:```|~~~)")
	htmlShape   = regexp.MustCompile(`</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|<!--`)
	imageShape  = regexp.MustCompile(`!\[[^\]]*\]\(([^)]*)\)`)
	destination = regexp.MustCompile(`\]\([ \t]*(?:<[^<>\n]*>|[^()\s<]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t\n]+(?:"[^"]*"|'[^']*'))?[ \t]*\)`)
	listNumber  = regexp.MustCompile(`(?m)^([ \t>]*(?:[-*+:][ \t]+)*)(\d{1,9})([.)])(?:[ \t]|$)`)
)

// tryMarkdown reads the source as Markdown. It reports false when the words
// do not come out the same; the caller then reads it as plain text.
func (im *importer) tryMarkdown() (bool, error) {
	kept := im.out
	kept.Warnings = slices.Clone(im.out.Warnings)
	if err := im.readMarkdown(); err != nil {
		return false, err
	}
	if err := im.finish(); err != nil {
		return false, err
	}
	if im.sameLetters() {
		return true, nil
	}
	im.out = kept
	return false, im.ctx.Err()
}

func (im *importer) readMarkdown() error {
	heads := im.markdownHeadings()
	current, body := section{}, []string{}
	flush := func() {
		current.body = markup.Write(markup.Parse(strings.Join(body, "\n")))
		if current.heading != "" || current.body != "" {
			im.sections = append(im.sections, current)
		}
		body = body[:0]
	}
	for i, l := range im.lines {
		if i%1000 == 0 && im.ctx.Err() != nil {
			return im.ctx.Err()
		}
		head, ok := heads[i]
		switch {
		case !ok && !im.lines[i].gone:
			body = append(body, l.raw)
		case ok && head.depth < 0:
			im.title = head.text
		case ok:
			flush()
			current = section{depth: head.depth, number: head.number, heading: head.text, at: l.at}
		}
	}
	flush()
	im.warnUnsupported()
	return nil
}

// markdownHeadings finds headings by line; a depth of -1 is the title. Lines
// that only underline a heading or the text are marked gone.
func (im *importer) markdownHeadings() map[int]headed {
	out := map[int]headed{}
	fenced := false
	for i, l := range im.lines {
		if fenceShape.MatchString(l.raw) {
			fenced = !fenced
			continue
		}
		if fenced || im.lines[i].gone {
			continue
		}
		if m := atxShape.FindStringSubmatch(l.raw); m != nil {
			out[i] = markdownHead(m[2], len(m[1]))
		} else if level := im.setextLevel(i); level > 0 {
			out[i] = markdownHead(l.text, level)
			im.lines[i+1].gone = true
		} else if breakShape.MatchString(l.raw) && (i == 0 || im.lines[i-1].blank()) {
			im.lines[i].gone = true
		}
	}
	im.levelHeads(out)
	return out
}

func markdownHead(text string, level int) headed {
	head := headed{text: text, depth: level}
	if m := numberedShape.FindStringSubmatch(text); m != nil && (m[2] != "" || strings.Contains(m[1], ".")) {
		head.number, head.text = m[1], m[3]
	}
	head.text = markup.WriteInline(markup.ParseInline(head.text))
	return head
}

// setextLevel returns 1 or 2 for a line underlined as a heading.
func (im *importer) setextLevel(i int) int {
	if i+1 >= len(im.lines) || im.lines[i].blank() || i > 0 && !im.lines[i-1].blank() || isItem(im.lines[i].text) {
		return 0
	}
	m := setextShape.FindStringSubmatch(im.lines[i+1].raw)
	switch {
	case m == nil || strings.Contains(im.lines[i].text, "|"):
		return 0
	case m[1][0] == '=':
		return 1
	}
	return 2
}

// levelHeads turns heading levels into clause depths: a first and only
// heading of the highest level is the title.
func (im *importer) levelHeads(heads map[int]headed) {
	order := make([]int, 0, len(heads))
	for i := range heads {
		order = append(order, i)
	}
	slices.Sort(order)
	if len(order) > 0 && im.isTitle(heads, order) {
		title := heads[order[0]]
		title.text = strings.TrimSpace(title.number + " " + markup.PlainInline(markup.ParseInline(title.text)))
		title.depth = -1
		heads[order[0]] = title
		order = order[1:]
	}
	var ladder []int
	deep := false
	for _, i := range order {
		head := heads[i]
		for len(ladder) > 0 && ladder[len(ladder)-1] >= head.depth {
			ladder = ladder[:len(ladder)-1]
		}
		ladder = append(ladder, head.depth)
		deep = deep || len(ladder) > policy.MaxDepth
		head.depth = min(len(ladder), policy.MaxDepth) - 1
		heads[i] = head
	}
	if deep {
		im.warn(WarnTooDeep, "")
	}
}

func (im *importer) isTitle(heads map[int]headed, order []int) bool {
	first := heads[order[0]]
	if first.text == "" {
		return false
	}
	for _, l := range im.lines[:order[0]] {
		if !l.blank() {
			return false
		}
	}
	for _, i := range order[1:] {
		if heads[i].depth <= first.depth {
			return false
		}
	}
	return first.depth == 1 || titleWords.MatchString(first.text)
}

func (im *importer) warnUnsupported() {
	if fence := regexp.MustCompile("(?m)" + fenceShape.String()).FindString(im.source); fence != "" {
		im.warn(WarnCode, strings.TrimSpace(fence))
	}
	if tag := htmlShape.FindString(im.source); tag != "" {
		im.warn(WarnHTML, tag)
	}
	images := imageShape.FindAllStringSubmatchIndex(im.source, -1)
	at, from := 0, 0
	for _, m := range images {
		at += len(markup.Words(im.source[from:m[2]]))
		from = m[2]
		im.leaveOut(at, im.source[m[2]:m[3]], ReasonImage)
	}
	if len(images) > 0 {
		im.warn(WarnImage, strconv.Itoa(len(images)))
	}
}

// sameLetters compares the letters and digits of the source with those of the
// result: marks inside words make words themselves differ. Lists that count
// otherwise than the source have their numbers listed as left out.
func (im *importer) sameLetters() bool {
	source := destination.ReplaceAllString(im.source, "]")
	want := letters(html.UnescapeString(source))
	if want == letters(strings.Join(im.resultWords(), "")) {
		return true
	}
	bare := listNumber.ReplaceAllString(source, "$1 ")
	var got strings.Builder
	var counted []string
	got.WriteString(letters(im.title))
	for _, s := range im.sections {
		doc := markup.Parse(s.body)
		got.WriteString(letters(s.number + markup.PlainInline(markup.ParseInline(s.heading))))
		counted = unnumber(doc, counted)
		got.WriteString(letters(markup.Plain(doc)))
	}
	return letters(html.UnescapeString(bare)) == got.String() && im.leaveListNumbers(counted)
}

// leaveListNumbers lists the numbers of the source that became others.
func (im *importer) leaveListNumbers(counted []string) bool {
	found := listNumber.FindAllStringSubmatchIndex(im.source, -1)
	if len(found) != len(counted) {
		return false
	}
	at, from := 0, 0
	for i, m := range found {
		at += len(markup.Words(im.source[from:m[4]]))
		from = m[4]
		if number := im.source[m[4]:m[5]]; number != counted[i] {
			im.leaveOut(at, number, ReasonListNumber)
		}
	}
	slices.SortStableFunc(im.out.LeftOut, byPlace)
	return true
}

// unnumber turns ordered lists into bullets, in a tree the caller owns, and
// returns the numbers they had.
func unnumber(blocks []markup.Block, counted []string) []string {
	for i := range blocks {
		for j, item := range blocks[i].Items {
			if blocks[i].Kind == markup.List && blocks[i].Ordered {
				counted = append(counted, strconv.Itoa(blocks[i].Start+j))
			}
			counted = unnumber(item, counted)
		}
		for _, def := range blocks[i].Defs {
			for _, detail := range def.Details {
				counted = unnumber(detail, counted)
			}
		}
		blocks[i].Ordered = false
	}
	return counted
}

func letters(text string) string { return strings.Join(markup.Words(text), "") }

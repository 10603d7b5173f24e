package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"clausedesk/app/markup"
)

// Bounds of what passes for a heading without a mark.
const (
	maxHeadingBytes = 160
	maxHeadingWords = 12
	maxRunInWords   = 6
)

var (
	numberedShape = regexp.MustCompile(`^(?:§ ?)?(\d{1,3}(?:\.\d{1,3}){0,3})([.)]?)[ \t\x{a0}]+(\S.*)$`)
	runInShape    = regexp.MustCompile(`^(\p{Lu}[^.:;!?|]{1,58}[^.:;!?|\s])\. (\S.*)$`)
	titleWords    = regexp.MustCompile(`(?i)privacy|polic|notice|statement|verklaring|beleid|politique|confidentialit|datenschutz|` +
		`erklärung|kebijakan|privasi|pemberitahuan|politik|privatësi|njoftim|privacidad|aviso|informativa|cookie|terms|voorwaarden|` +
		`απορρήτου|конфиденциальн`)
)

// headed is a line that was found to be a heading.
type headed struct {
	number, text string
	rest         string // what follows a run-in heading on its line
	depth        int
}

// layout is how a document sets its paragraphs.
type layout struct {
	spaced  bool // blank lines stand between paragraphs
	wrapped bool // paragraphs run over several lines
}

func layoutOf(lines []line) layout {
	paragraphs, spaced, wraps, longest := 0, 0, 0, 0
	for i, l := range lines {
		if l.blank() || isItem(l.text) || strings.Contains(l.text, "|") {
			continue
		}
		paragraphs++
		longest = max(longest, len([]rune(l.text)))
		switch {
		case i == 0 || lines[i-1].blank():
			spaced++
		case unicode.IsLower(firstRune(l.text)) && !endsSentence(lines[i-1].text):
			wraps++
		}
	}
	return layout{
		spaced:  spaced*2 > paragraphs || wraps*3 > paragraphs,
		wrapped: wraps >= 2 && wraps*5 > paragraphs && longest <= 120,
	}
}

// takeTitle takes the first line when it has the shape of a title.
func (im *importer) takeTitle() {
	for i, l := range im.lines {
		if l.blank() {
			continue
		}
		if isShort(l.text) && titleWords.MatchString(l.text) && !endsSentence(l.text) && !isItem(l.text) {
			im.title = l.text
			im.lines[i].gone = true
			im.dropRepeats(i)
		}
		return
	}
}

// dropRepeats leaves out running heads: the title again, alone on a line.
func (im *importer) dropRepeats(title int) {
	for i := title + 1; i < len(im.lines); i++ {
		if !im.lines[i].blank() && im.lines[i].text == im.title {
			im.drop(i, ReasonTitleRepeat)
		}
	}
}

// findHeadings returns the headings of plain text by line.
func (im *importer) findHeadings() map[int]headed {
	out := im.numberedHeadings()
	im.addBareHeadings(out)
	im.addRunIn(out)
	im.deepenUnlisted(out)
	return out
}

func (im *importer) numberedHeadings() map[int]headed {
	out := map[int]headed{}
	after := im.following()
	prevItem := 0 // the number of the list item just before
	for i, l := range im.lines {
		if l.blank() {
			continue
		}
		m := numberedShape.FindStringSubmatch(l.text)
		if m == nil {
			prevItem = 0
			continue
		}
		deep := strings.Count(m[1], ".")
		if deep == 0 && (isListItem(m, prevItem, textAt(im.lines, after[i])) || m[2] == "") {
			prevItem, _ = strconv.Atoi(m[1])
			continue
		}
		prevItem = 0
		if looksLikeTitle(m[3]) && after[i] < len(im.lines) {
			out[i] = headed{number: m[1], text: m[3], depth: deep}
		}
	}
	return out
}

// isListItem reports that a single number counts up from the line before or
// to the line after: then it is a list.
func isListItem(m []string, prev int, next string) bool {
	n, _ := strconv.Atoi(m[1])
	if prev > 0 && n == prev+1 {
		return true
	}
	follow := numberedShape.FindStringSubmatch(next)
	return follow != nil && follow[1] == strconv.Itoa(n+1)
}

// following returns, by line, the next line that is not blank.
func (im *importer) following() []int {
	after := make([]int, len(im.lines))
	next := len(im.lines)
	for i := len(im.lines) - 1; i >= 0; i-- {
		after[i] = next
		if !im.lines[i].blank() {
			next = i
		}
	}
	return after
}

func textAt(lines []line, i int) string {
	if i >= len(lines) {
		return ""
	}
	return lines[i].text
}

// addBareHeadings works from the end: a heading has a body below it, or after
// a blank line another heading that has one.
func (im *importer) addBareHeadings(out map[int]headed) {
	look := layoutOf(im.lines)
	after := im.following()
	for i := len(im.lines) - 1; i >= 0; i-- {
		l := im.lines[i]
		next := after[i]
		if _, numbered := out[i]; numbered || l.blank() || next >= len(im.lines) || !isBare(l.text) {
			continue
		}
		if look.wrapped && next == i+1 || look.spaced && !im.startsBlock(i, out) {
			continue
		}
		_, headNext := out[next]
		if headNext && next > i+1 || headNext && out[next].number != "" || im.hasBody(next, look) {
			out[i] = headed{text: l.text}
		}
	}
}

// hasBody reports that a body begins at line i: by its looks, or because it
// runs on over the next line.
func (im *importer) hasBody(i int, look layout) bool {
	runsOn := look.wrapped && i+1 < len(im.lines) && !im.lines[i+1].blank()
	return runsOn || isBody(im.lines[i].text)
}

// startsBlock reports a blank line, a heading or nothing above line i.
func (im *importer) startsBlock(i int, heads map[int]headed) bool {
	if i == 0 || im.lines[i-1].blank() {
		return true
	}
	_, head := heads[i-1]
	return head
}

// isBare reports a line that could be a heading by its looks alone.
func isBare(text string) bool {
	if !looksLikeTitle(text) || isItem(text) || strings.ContainsAny(text, "|\t@") || strings.Contains(text, "://") {
		return false
	}
	label, value, labelled := strings.Cut(text, ": ")
	return !labelled || updatedWords.FindString(label) == "" && !strings.ContainsAny(value, "0123456789")
}

func looksLikeTitle(text string) bool {
	first := firstLetter(text)
	return isShort(text) && first != 0 && !unicode.IsLower(first) && !endsClause(text)
}

func isShort(text string) bool {
	return len(text) < maxHeadingBytes && len(strings.Fields(text)) <= maxHeadingWords
}

func firstLetter(text string) rune {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return r
		}
	}
	return 0
}

// endsClause reports punctuation that a heading does not end with.
func endsClause(text string) bool { return strings.ContainsRune(".;,:!…", lastRune(text)) }

func endsSentence(text string) bool { return endsClause(text) || lastRune(text) == '?' }

// isBody reports a line that can stand under a heading as its text.
func isBody(text string) bool {
	return isItem(text) || strings.Contains(text, " | ") || endsClause(text) || !isShort(text) ||
		definitionShape.MatchString(text) && !unicode.IsLower(firstRune(text)) && !updatedWords.MatchString(text)
}

// addRunIn takes "Retention. We keep…" apart where most lines are like that.
func (im *importer) addRunIn(out map[int]headed) {
	var found []int
	others := 0
	for i, l := range im.lines {
		if _, head := out[i]; head || l.blank() || isItem(l.text) {
			continue
		}
		if m := runInShape.FindStringSubmatch(l.text); m != nil && len(strings.Fields(m[1])) <= maxRunInWords && len(m[1]) > 3 {
			found = append(found, i)
		} else {
			others++
		}
	}
	if len(found) < 4 || len(found)*10 < (len(found)+others)*6 {
		return
	}
	depth := min(len(out), 1)
	for _, i := range found {
		m := runInShape.FindStringSubmatch(im.lines[i].text)
		out[i] = headed{text: m[1], rest: m[2], depth: depth}
	}
}

// deepenUnlisted: where a table of contents lists some of the headings, the
// others stand one deeper.
func (im *importer) deepenUnlisted(out map[int]headed) {
	listed := 0
	for _, head := range out {
		if im.contents[titleKey(head.text)] {
			listed++
		}
	}
	if listed < 2 || listed == len(out) || listed < len(im.contents)/2 {
		return
	}
	for i, head := range out {
		if head.number == "" && head.depth == 0 && !im.contents[titleKey(head.text)] {
			head.depth = 1
			out[i] = head
		}
	}
}

// headingText is a heading of plain text as clause text.
func headingText(text string) string {
	return markup.WriteInline(markup.ParseInline(markup.Escape(text)))
}

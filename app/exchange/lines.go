package exchange

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausedesk/app/markup"
)

// line is one line of the source.
type line struct {
	raw    string
	text   string // trimmed
	indent int
	at     int // how many words stand before it
	gone   bool
}

func (l line) blank() bool { return l.gone || l.text == "" }

// cutLines splits the source and counts words. Of many blank lines in a row
// two are kept.
func cutLines(ctx context.Context, source string) ([]line, error) {
	var out []line
	at, seen, blanks := 0, 0, 0
	for raw := range strings.SplitSeq(source, "\n") {
		if len(raw) > MaxLine {
			return nil, ErrLineTooLong
		}
		if seen++; seen%1000 == 1 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		l := lineOf(raw, at)
		if blanks++; l.text != "" {
			blanks = 0
		}
		if blanks > 2 {
			continue
		}
		out = append(out, l)
		at += len(markup.Words(raw))
	}
	return out, nil
}

func lineOf(raw string, at int) line {
	l := line{raw: raw, text: strings.TrimSpace(raw), at: at}
	lead := raw[:len(raw)-len(strings.TrimLeft(raw, " \t"))]
	l.indent = len(lead) + 3*strings.Count(lead, "\t")
	return l
}

var (
	pageNumber   = regexp.MustCompile(`(?i)^[-–—\s]*(?:page|pagina|seite|halaman|faqe?|página|pág\.?|p\.)\s*\d+(?:\s*(?:of|van|sur|von|dari|nga|de|di|/)\s*\d+)?[-–—\s]*$|^\d+\s*/\s*\d+$|^[-–—]\s*\d+\s*[-–—]$`)
	contentsHead = regexp.MustCompile(`(?i)^(?:table of )?contents:?$|^(?:inhoud|inhoudsopgave|sommaire|table des matières|inhalt|inhaltsverzeichnis|daftar isi|përmbajtja|tabela e përmbajtjes|índice|indice|sommario|contenido|sumário|περιεχόμενα|содержание|оглавление):?$`)
	contentsLine = regexp.MustCompile(`^(.*?\S)\s*(?:\t|[.…_·]{3,}|(?:\. ){3,}|\s{2,})[\s.…_·]*\d{1,4}$`)
)

func isPageNumber(text string) bool {
	return len(text) < 40 && strings.ContainsAny(text, "0123456789") && pageNumber.MatchString(text)
}

func isContentsLine(text string) bool {
	return text != "" && len(text) < 2*maxHeadingBytes && unicode.IsDigit(lastRune(text)) && contentsLine.MatchString(text)
}

// dropFurniture leaves out what a printed page adds: its number, its table of
// contents, and stray characters.
func (im *importer) dropFurniture() {
	im.dropContents()
	lone := im.lonePageNumbers()
	for i := range im.lines {
		l := &im.lines[i]
		switch {
		case l.blank():
		case isPageNumber(l.text) || slices.Contains(lone, i):
			im.drop(i, ReasonPageNumber)
		case utf8.RuneCountInString(l.text) == 1 && !unicode.IsDigit(firstRune(l.text)):
			im.drop(i, ReasonStray)
		}
	}
}

func (im *importer) drop(i int, reason string) {
	im.lines[i].gone = true
	im.leaveOut(im.lines[i].at, im.lines[i].text, reason)
}

// lonePageNumbers finds lines that are only a figure, where these count up by
// one from page to page.
func (im *importer) lonePageNumbers() []int {
	var found []int
	last := -1
	for i, l := range im.lines {
		n, err := strconv.Atoi(l.text)
		if err != nil || l.gone || len(l.text) > 3 {
			continue
		}
		if last >= 0 && n != last+1 {
			return nil
		}
		last, found = n, append(found, i)
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

func (im *importer) dropContents() {
	im.contents = map[string]bool{}
	for i := range im.lines {
		if len(im.lines[i].text) > 40 || !contentsHead.MatchString(im.lines[i].text) {
			continue
		}
		if entries := im.contentsAfter(i + 1); len(entries) > 0 {
			im.drop(i, ReasonContents)
			for _, j := range entries {
				im.dropEntry(j)
			}
			return
		}
	}
	im.dropBareContents()
}

// contentsAfter lists the entries of a table of contents from line i: lines
// that end in a page number, or lines that all come again as headings.
func (im *importer) contentsAfter(i int) []int {
	var paged, again []int
	counts := im.titleCounts(i)
entries:
	for j := i; j < len(im.lines); j++ {
		text := im.lines[j].text
		switch {
		case text == "":
		case isContentsLine(text) && len(again) == 0:
			paged = append(paged, j)
		case len(paged) == 0 && counts[titleKey(text)] > 1:
			again = append(again, j)
			counts[titleKey(text)]--
		default:
			break entries
		}
	}
	if len(paged) > 0 || len(again) < 2 {
		return paged
	}
	return again
}

func (im *importer) titleCounts(from int) map[string]int {
	counts := map[string]int{}
	for _, l := range im.lines[min(from, len(im.lines)):] {
		if len(l.text) < maxHeadingBytes {
			counts[titleKey(l.text)]++
		}
	}
	return counts
}

// dropBareContents finds three or more lines with page numbers under each
// other and no heading above them.
func (im *importer) dropBareContents() {
	var run []int
	for i := 0; i <= len(im.lines); i++ {
		if i < len(im.lines) && im.lines[i].blank() {
			continue
		}
		if i < len(im.lines) && isContentsLine(im.lines[i].text) && !strings.Contains(im.lines[i].text, "|") {
			run = append(run, i)
			continue
		}
		if len(run) >= 3 {
			for _, j := range run {
				im.dropEntry(j)
			}
			return
		}
		run = nil
	}
}

func (im *importer) dropEntry(i int) {
	title := im.lines[i].text
	if m := contentsLine.FindStringSubmatch(title); m != nil {
		title = m[1]
	}
	im.contents[titleKey(title)] = true
	im.drop(i, ReasonContents)
}

// titleKey compares titles: no number, no marks, no case.
func titleKey(text string) string {
	if m := numberedShape.FindStringSubmatch(text); m != nil {
		text = m[3]
	}
	return strings.ToLower(strings.Join(markup.Words(text), " "))
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

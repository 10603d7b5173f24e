package exchange

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"golang.org/x/text/unicode/norm"
)

// Import reads a policy from a text or Markdown file. Name is the file's name
// and decides nothing but, with its ending, how the text is read. With an
// empty lang the language is recognised.
//
// Errors: those of Decode, ErrTooLarge, ErrLineTooLong, the context's, and
// ErrWordsLost should the result not hold every word.
func Import(ctx context.Context, name string, data []byte, lang string) (Imported, error) {
	text, encoding, err := Decode(data)
	if err != nil {
		return Imported{}, fmt.Errorf("import %s: %w", filepath.Base(name), err)
	}
	im := newImporter(ctx, clean(text))
	if err := im.run(isMarkdown(name, im.source), lang); err != nil {
		return Imported{}, fmt.Errorf("import %s: %w", filepath.Base(name), err)
	}
	if encoding != EncodingUTF8 {
		im.warn(WarnEncodingGuessed, encoding)
	}
	return im.out, nil
}

// importer is one import under way.
type importer struct {
	ctx      context.Context
	source   string
	lines    []line
	sections []section
	title    string          // as found; out.Title may be the default
	contents map[string]bool // titles that a table of contents listed
	markers  []LeftOut       // bullets that are letters: no words of the text
	out      Imported
}

// section is a heading with what stands under it.
type section struct {
	depth   int
	number  string // as in the source: "4.1"
	heading string // inline Markdown
	at      int
	body    string // canonical clause text
}

func newImporter(ctx context.Context, source string) *importer {
	return &importer{ctx: ctx, source: source}
}

func (im *importer) warn(code, detail string) {
	im.out.Warnings = append(im.out.Warnings, Warning{Code: code, Detail: detail})
}

func (im *importer) run(isMarkdown bool, lang string) error {
	if err := im.prepare(lang); err != nil {
		return err
	}
	if isMarkdown {
		done, err := im.tryMarkdown()
		if done || err != nil {
			return err
		}
		im.warn(WarnMarkupAsText, "")
	}
	if err := im.readPlain(); err != nil {
		return err
	}
	if err := im.finish(); err != nil {
		return err
	}
	return im.checkWords()
}

// prepare cuts the source into lines and recognises its language and facts.
func (im *importer) prepare(lang string) error {
	var err error
	if im.lines, err = cutLines(im.ctx, im.source); err != nil {
		return err
	}
	sure := lang != ""
	if im.out.Language = lang; !sure {
		im.out.Language, sure = recogniseLanguage(im.source)
	}
	if !sure {
		im.warn(WarnLanguageUnsure, im.out.Language)
	}
	im.takeFacts(im.source)
	return nil
}

// finish makes clauses of the sections.
func (im *importer) finish() error {
	if im.out.Title = im.title; im.title == "" {
		im.out.Title = defaultTitle(im.out.Language)
		im.warn(WarnNoTitle, "")
	}
	im.out.Clauses = im.clauses()
	im.settleNumbers()
	slices.SortStableFunc(im.out.LeftOut, byPlace)
	return im.ctx.Err()
}

// clauses nests the sections by depth.
func (im *importer) clauses() []policy.Clause {
	next := 0
	var nest func(depth, outer int) []policy.Clause
	nest = func(depth, outer int) []policy.Clause {
		var out []policy.Clause
		for next < len(im.sections) && im.sections[next].depth > outer {
			s := im.sections[next]
			next++
			clause := policy.Clause{ID: policy.NewID(), Heading: s.heading, Body: s.body, Origin: policy.OriginImported}
			if depth+1 < policy.MaxDepth {
				clause.Children = nest(depth+1, s.depth)
			}
			out = append(out, clause)
		}
		return out
	}
	return nest(0, -1)
}

// settleNumbers decides whether the policy is numbered, and leaves out the
// numbers that its outline would give otherwise.
func (im *importer) settleNumbers() {
	numbered, headings := 0, 0
	for _, s := range im.sections {
		if s.heading != "" {
			headings++
		}
		if s.number != "" {
			numbered++
		}
	}
	im.out.Numbered = numbered > 0 && numbered*2 >= headings
	for i, placed := range policy.Flatten(im.out.Clauses) {
		s := im.sections[i]
		if s.number != "" && (!im.out.Numbered || placed.Number != s.number) {
			im.leaveOut(s.at, s.number, ReasonHeadingNumber)
		}
	}
}

func (im *importer) leaveOut(at int, text, reason string) {
	im.out.LeftOut = append(im.out.LeftOut, LeftOut{Text: text, Reason: reason, at: at})
}

// byPlace orders by the place in the source. Of two at one place the one
// without a word comes first: a word would have moved the other on.
func byPlace(a, b LeftOut) int {
	if a.at != b.at {
		return a.at - b.at
	}
	return min(1, len(markup.Words(a.Text))) - min(1, len(markup.Words(b.Text)))
}

// checkWords compares the words of the source, less those left out, with the
// words of the result.
func (im *importer) checkWords() error {
	source := markup.Words(im.source)
	gone := im.markers
	for _, left := range im.out.LeftOut {
		if left.Reason != ReasonHeadingNumber {
			gone = append(gone, left)
		}
	}
	slices.SortStableFunc(gone, byPlace)
	var want []string
	pos := 0
	for _, left := range gone {
		words := markup.Words(left.Text)
		end := left.at + len(words)
		if left.at < pos || end > len(source) || !slices.Equal(source[left.at:end], words) {
			return fmt.Errorf("%w: near %q", ErrWordsLost, left.Text)
		}
		want = append(want, source[pos:left.at]...)
		pos = end
	}
	want = append(want, source[pos:]...)
	return sameWords(want, im.resultWords())
}

// resultWords are the words of title and clauses, with the numbers that the
// headings had.
func (im *importer) resultWords() []string {
	words := markup.Words(im.title)
	for _, s := range im.sections {
		words = append(words, markup.Words(s.number)...)
		words = append(words, markup.Words(markup.PlainInline(markup.ParseInline(s.heading)))...)
		words = append(words, markup.Words(markup.Plain(markup.Parse(s.body)))...)
	}
	return words
}

func sameWords(want, got []string) error {
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return fmt.Errorf("%w: %q became %q", ErrWordsLost, around(want, i), around(got, i))
		}
	}
	if len(want) != len(got) {
		return fmt.Errorf("%w: %d became %d", ErrWordsLost, len(want), len(got))
	}
	return nil
}

func around(words []string, i int) string {
	return strings.Join(words[max(0, i-2):min(len(words), i+3)], " ")
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n")

// clean gives the source one kind of line end, NFC and no controls but tabs.
func clean(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return ' '
		case r == '\ufeff':
			return -1
		}
		return r
	}, lineEnds.Replace(strings.ToValidUTF8(text, "\uFFFD"))))
}

var headingMark = regexp.MustCompile(`(?m)^ {0,3}#{1,6}[ \t]+\S`)

// isMarkdown goes by the ending of the name, and by headings in the text.
func isMarkdown(name, source string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown", ".mkd":
		return true
	}
	return len(headingMark.FindAllStringIndex(source, 2)) == 2
}

var defaultTitles = map[string]string{
	"en": "Privacy policy", "nl": "Privacyverklaring", "fr": "Politique de confidentialité", "de": "Datenschutzerklärung",
	"id": "Kebijakan privasi", "sq": "Politika e privatësisë", "es": "Política de privacidad", "it": "Informativa sulla privacy",
	"pt": "Política de privacidade", "el": "Πολιτική απορρήτου", "ru": "Политика конфиденциальности",
}

func defaultTitle(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	if title := defaultTitles[base]; title != "" {
		return title
	}
	return defaultTitles["en"]
}

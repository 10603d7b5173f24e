package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"clausedesk/app/markup"

	"github.com/google/go-cmp/cmp"
)

// printedWords are the words of a document in reading order, without the
// running line.
func printedWords(in Input, detail string) []string {
	parts := []string{in.Text.Client, in.Text.Title, detail}
	for _, clause := range in.Text.Clauses {
		parts = append(parts, clause.Number, markup.PlainInline(markup.ParseInline(clause.Heading)))
		for line := range strings.Lines(markup.Plain(markup.Parse(clause.Body))) {
			if rest, ok := strings.CutPrefix(line, "- "); ok {
				line = "• " + rest
			}
			parts = append(parts, line)
		}
	}
	return strings.Fields(strings.Join(parts, "\n"))
}

// The words of every supported language come out of the file as they went
// in, with the document's own words in that language around them.
func TestWordsInEveryLanguage(t *testing.T) {
	for lang, want := range map[string]struct{ detail, page string }{
		"nl": {"Versie 3 · Geldig vanaf 1 oktober 2026 · Nederlands", "Pagina 1 van 1"},
		"fr": {"Version 3 · En vigueur à partir du 1er octobre 2026 · Français", "Page 1 sur 1"},
		"sq": {"Versioni 3 · Në fuqi nga 1 tetor 2026 · Shqip", "Faqja 1 nga 1"},
		"id": {"Versi 3 · Berlaku mulai 1 Oktober 2026 · Indonesia", "Halaman 1 dari 1"},
		"el": {"Έκδοση 3 · Σε ισχύ από 1 Οκτωβρίου 2026 · Ελληνικά", "Σελίδα 1 από 1"},
		"ru": {"Версия 3 · Действует с 1 октября 2026 г. · Русский", "Страница 1 из 1"},
		"uk": {"Версія 3 · Чинна з 1 жовтня 2026 р. · Українська", "Сторінка 1 з 1"},
		"bg": {"Версия 3 · В сила от 1 октомври 2026 г. · Български", "Страница 1 от 1"},
		"sr": {"Верзија 3 · На снази од 1. октобар 2026. · Српски", "Страна 1 од 1"},
	} {
		t.Run(lang, func(t *testing.T) {
			in := sample(t, lang, "Lorem")
			document, _ := written(t, in)
			edition, language, _ := strings.Cut(want.detail, " · ")
			language = language[strings.LastIndex(language, "·")+len("·"):]
			footer := fmt.Sprintf("%s · Lorem · %s ·%s %s", in.Text.Client, edition, language, want.page)
			expected := append(printedWords(in, want.detail), strings.Fields(footer)...)
			if diff := cmp.Diff(expected, strings.Fields(extract(t, document))); diff != "" {
				t.Errorf("words differ (-in +out):\n%s", diff)
			}
		})
	}
}

// Long words and addresses may be cut and punctuation may become layout; no
// letter or digit is lost, doubled or moved. The contents name the page on
// which each clause begins.
func TestLettersOfLongTexts(t *testing.T) {
	for lang, head := range map[string]string{
		"en": "Version 3 In effect from 1 October 2026 English", "de": "Version 3 Gültig ab 1 Oktober 2026 Deutsch",
	} {
		in := sample(t, lang, "Title")
		document, result := written(t, in)
		expected := []string{in.Text.Client, in.Text.Title, head}
		if lang == "en" {
			expected = append(expected, "Contents")
			for _, clause := range in.Text.Clauses {
				expected = append(expected, clause.Number, clause.Heading, number(result.Clauses[clause.ID][0].Page))
			}
		}
		for _, clause := range in.Text.Clauses {
			expected = append(expected, clause.Number, clause.Heading, markup.Plain(markup.Parse(clause.Body)))
		}
		got := lettersOf(withoutFooter(extract(t, document)))
		if want := lettersOf(strings.Join(expected, "")); got != want {
			at := 0
			for at < len(got) && at < len(want) && got[at] == want[at] {
				at++
			}
			t.Errorf("%s: from byte %d: got …%.90s… want …%.90s…", lang, at, got[at:], want[at:])
		}
	}
}

// lettersOf keeps the letters and digits of a text; a table header repeated
// after a page break counts once.
func lettersOf(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
	const header = "CompanyForCountrySafeguard"
	if first, rest, ok := strings.Cut(s, header); ok {
		s = first + header + strings.ReplaceAll(rest, header, "")
	}
	return s
}

// withoutFooter drops the running line of every page.
func withoutFooter(text string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "Harbour Lane Studio · ") {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

func TestHeaderIsRepeatedAfterABreak(t *testing.T) {
	var body strings.Builder
	body.WriteString("| Purpose | Period |\n|---|---|\n")
	for i := range 80 {
		fmt.Fprintf(&body, "| reason %d | %d months |\n", i, i)
	}
	document, result := written(t, oneClause(body.String()))
	if result.Pages < 3 {
		t.Fatalf("%d pages, want a table over three", result.Pages)
	}
	seen := 0
	for page := 1; page <= result.Pages; page++ {
		text := extract(t, document, "-f", number(page), "-l", number(page))
		if n := strings.Count(text, "Purpose Period"); n != 1 {
			t.Errorf("page %d has the header %d times", page, n)
		}
		seen += strings.Count(text, "reason ")
	}
	if seen != 80 {
		t.Errorf("%d rows printed, want 80", seen)
	}
}

func TestTextSteersBreaksWithoutPrinting(t *testing.T) {
	in := oneClause("Daten\u00ADschutz\u200B, a\tb, zero\u200Dwidth\uFEFF, cafe\u0301, 10\u00A0000\u202F€")
	document, _ := written(t, in)
	got := strings.Fields(extract(t, document))
	for _, want := range []string{"Datenschutz,", "zerowidth,", "café,", "a", "b,"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q not printed in %q", want, got)
		}
	}
}

func TestSoftHyphenShowsWhereAWordIsCut(t *testing.T) {
	words := spellText("Vertrags\u00ADdurch\u00ADführung", plain.body.look)
	lines := breakLines(words, 60)
	var got []string
	for _, l := range lines {
		text := ""
		for _, r := range l.runs {
			text += r.text
		}
		got = append(got, text)
		if l.width > 60 {
			t.Errorf("line %q is %.1f wide, of 60", text, l.width)
		}
	}
	if diff := cmp.Diff([]string{"Vertrags-", "durch-", "führung"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestBreakMarksTakeNoRoom(t *testing.T) {
	with := breakLines(spellText("Ver\u00ADtrag\u200Bs", plain.body.look), 500)
	without := breakLines(spellText("Vertrags", plain.body.look), 500)
	if with[0].width != without[0].width || with[0].runs[0].text != "Vertrags" {
		t.Errorf("%q is %v wide, %q %v", with[0].runs[0].text, with[0].width, "Vertrags", without[0].width)
	}
}

func TestNoBreakSpaceHolds(t *testing.T) {
	for _, space := range []string{"\u00A0", "\u202F"} {
		words := spellText("so viel wie 10"+space+"000"+space+"Euro", plain.body.look)
		if n := len(words); n != 4 {
			t.Errorf("%U: %d words, want 4", []rune(space)[0], n)
		}
	}
}

func TestAddressesAreCutWhereReadersExpectIt(t *testing.T) {
	lines := breakLines(spellText("https://www.example.org/legal/privacy/current-version.html", plain.body.look), 140)
	if len(lines) < 2 {
		t.Fatal("not cut")
	}
	for _, l := range lines[:len(lines)-1] {
		text := l.runs[len(l.runs)-1].text
		if !strings.ContainsAny(text[len(text)-1:], "/.-") {
			t.Errorf("a line ends in %q", text)
		}
	}
}

package pdf

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// textOf is what lines say, with the words that they cut joined again.
func textOf(lines []textLine) string {
	var out strings.Builder
	for i, l := range lines {
		for _, r := range l.runs {
			text := r.text
			if r.soft {
				text = strings.TrimSuffix(text, "-")
			}
			out.WriteString(text)
		}
		if !l.end.cuts() && i+1 < len(lines) {
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// prose draws words of a language, with what else stands in legal text.
func prose(t *rapid.T, lang string) string {
	words := map[string][]string{
		"en": {"the", "controller", "responsibility", "information", "(processing)", "data,", "30", "days", "Article", "13", "third-party", "https://www.example.org/legal/privacy", "a", "we"},
		"de": {"die", "Verarbeitung", "Auftragsverarbeitungsvertrag", "Datenschutzbeauftragten", "und", "§", "5", "„personenbezogene“", "Art.", "6", "zu"},
		"nl": {"de", "verwerkingsverantwoordelijke", "persoonsgegevens", "bewaartermijn", "van", "2", "jaar", "AVG", "privacy@voorbeeld.nl", "toestemming"},
		"sq": {"të", "përpunimi", "përgjegjësinë", "dhe", "neni", "13", "shfrytëzuesve", "mbrojtjen", "e"},
		"":   {strings.Repeat("x", 90), "word", "an", "soft\u00ADhyphen"},
	}[lang]
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 120).Draw(t, "words"), " ")
}

// Whatever the words and the measure: every letter is kept in order, no line is
// wider than the measure, and the same words give the same lines.
func TestLinesKeepWordsAndMeasure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "de", "nl", "sq", ""}).Draw(t, "language")
		text := prose(t, lang)
		measure := rapid.Float64Range(40, 460).Draw(t, "measure")
		words := spellText(text, plain.body.look)
		lines := breakIn(lang, words, measure)
		if got, want := textOf(lines), strings.ReplaceAll(text, "\u00AD", ""); got != want {
			t.Fatalf("got %q\nwant %q", got, want)
		}
		for _, l := range lines {
			if l.width > measure+slack {
				t.Fatalf("%q is %.2f wide, of %.2f", textOf([]textLine{l}), l.width, measure)
			}
		}
		again := breakIn(lang, words, measure)
		if !slices.EqualFunc(lines, again, func(a, b textLine) bool { return a.width == b.width && a.end == b.end }) {
			t.Fatal("the same words were broken in another way")
		}
	})
}

// greedy fills one line after the other, as full as it gets, and returns the
// demerits of that.
func (s *setter) greedy() float64 {
	total := 0.0
	for from := 0; from < len(s.chunks); {
		to := from + 1
		for next := to; s.chunks[next-1].end != atForce; {
			next++
			if s.bare(from, next) > s.measure+slack {
				break
			}
			if s.width(from, next) <= s.measure+slack {
				to = next
			}
		}
		total += s.demerits(from, to)
		from = to
	}
	return total
}

// No paragraph has more demerits than one whose lines are filled one by one.
func TestParagraphsAreNoWorseThanLineByLine(t *testing.T) {
	better := 0
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "de", "nl", "sq", ""}).Draw(t, "language")
		measure := rapid.Float64Range(40, 460).Draw(t, "measure")
		chunks := chunksOf(spellText(prose(t, lang), plain.body.look), measure, lang, hyphenator(lang))
		s := setParagraph(chunks, measure)
		best, simple := s.cost[len(chunks)], s.greedy()
		if best > simple+slack {
			t.Fatalf("%.0f demerits, line by line %.0f", best, simple)
		}
		if best < simple {
			better++
		}
	})
	if better == 0 {
		t.Error("not one paragraph is better than line by line")
	}
}

// Every way to set a few words is tried: the one that is taken has the least
// demerits.
func TestTheBestParagraphIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "the", "controller", "third-party", "responsibility", "30", "days"}), 1, 8).Draw(t, "words"), " ")
		measure := rapid.Float64Range(50, 140).Draw(t, "measure")
		chunks := chunksOf(spellText(text, plain.body.look), measure, "fr", hyphenator("fr"))
		s := setParagraph(chunks, measure)
		var least func(from int) float64
		least = func(from int) float64 {
			if from == len(chunks) {
				return 0
			}
			best := 1e300
			for to := from + 1; to <= len(chunks); to++ {
				if to == from+1 || s.width(from, to) <= measure+slack {
					best = min(best, s.demerits(from, to)+least(to))
				}
			}
			return best
		}
		if got, want := s.cost[len(chunks)], least(0); got > want*(1+1e-9) || got < want*(1-1e-9) {
			t.Fatalf("%.3f demerits, the least are %.3f", got, want)
		}
	})
}

func linesOf(lang, text string, measure float64) []string {
	var out []string
	for _, l := range breakIn(lang, spellText(text, plain.body.look), measure) {
		line := ""
		for _, r := range l.runs {
			line += r.text
		}
		out = append(out, line)
	}
	return out
}

// What belongs together stays on one line.
func TestTiedWordsStayTogether(t *testing.T) {
	for _, c := range []struct{ lang, text, kept string }{
		{"en", "We answer within 30 days of that", "30 days"},
		{"en", "The request under Article 13 of the law", "Article 13"},
		{"de", "Das ergibt sich aus § 5 Absatz 2 davon", "§ 5"},
		{"nl", "Wij bewaren dat gedurende 2 jaar daarna", "2 jaar"},
		{"fr", "Vos données : nom et adresse « postale » ici", "données :"},
		{"en", "This is said of Lumen B.V. in full here", "Lumen B.V."},
		{"en", "On the legal basis of consent (a) and no other", "sent (a)"},
		{"en", "Please call us on +31 10 555 01 23 at any time", "10 555 01"},
		{"pl", "Dane osobowe w umowie są tutaj i tam", "w umowie"},
	} {
		for measure := 100.0; measure < 240; measure++ {
			lines := linesOf(c.lang, c.text, measure)
			if len(lines) > 1 && !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, c.kept) }) {
				t.Errorf("%.0f: %q is parted in %q", measure, c.kept, lines)
				break
			}
		}
	}
}

// Two lines in a row do not end in hyphens where it can be helped, nor does a
// paragraph end in a piece of a word.
func TestHyphensAreFew(t *testing.T) {
	text := strings.Repeat("Le traitement des informations personnelles repose exclusivement sur un consentement préalable. ", 6)
	lines := breakIn("fr", spellText(text, plain.body.look), 240)
	hyphens := 0
	for i, l := range lines {
		if !l.end.hyphenated() {
			continue
		}
		hyphens++
		if i+1 < len(lines) && lines[i+1].end.hyphenated() || i+2 == len(lines) {
			t.Errorf("a hyphen at the end of line %d of %d", i+1, len(lines))
		}
	}
	if hyphens == 0 {
		t.Error("long words in a narrow column have no hyphens at all")
	}
}

// Headings have no hyphens and lines of about one length.
func TestHeadingsAreBalanced(t *testing.T) {
	words := spellText("How long we keep your information, and the reasons", plain.headings[0].look)
	simple, lines := breakLines(words, 300), balanced(words, 300)
	if len(lines) != len(simple) {
		t.Fatalf("%d lines instead of %d", len(lines), len(simple))
	}
	spread := func(lines []textLine) float64 {
		low, high := lines[0].width, lines[0].width
		for _, l := range lines {
			low, high = min(low, l.width), max(high, l.width)
		}
		return high - low
	}
	if spread(lines) >= spread(simple) || spread(lines) > 60 {
		t.Errorf("lines differ by %.0f points, unbalanced by %.0f", spread(lines), spread(simple))
	}
	for _, l := range balanced(spellText("Verwerkingsverantwoordelijke persoonsgegevensbescherming", plain.headings[0].look), 300) {
		if l.end.hyphenated() {
			t.Error("a heading has a hyphen")
		}
	}
}

// An opening quotation mark stands outside the text, so that the letters below
// each other stand in one line.
func TestQuotationMarksHang(t *testing.T) {
	for text, want := range map[string]bool{"“Data” means": true, "„Daten“ sind": true, "Data means": false} {
		if got := breakLines(spellText(text, plain.body.look), 300)[0].hang > 1; got != want {
			t.Errorf("%s hangs: %v", text, got)
		}
	}
}

package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

// spoken is what a screen reader hears of a document: the words of its
// structure, in the order of the tree, as another program reads it.
func spoken(t *testing.T, document []byte) string {
	t.Helper()
	var heard strings.Builder
	for line := range strings.Lines(outputOf(t, document, "pdfinfo", "-struct-text", "-enc", "UTF-8", "FILE")) {
		line = strings.TrimSpace(line)
		if len(line) > 1 && strings.HasPrefix(line, `"`) {
			heard.WriteString(strings.TrimSuffix(line[1:], `"`))
			heard.WriteString("\n")
		}
	}
	return strings.ReplaceAll(heard.String(), string(softHyphen), "")
}

// What is heard is the text, word for word, in every language: no running line,
// no page number, no word in two parts.
func TestTheStructureReadsAsTheText(t *testing.T) {
	for _, lang := range []string{"de", "nl", "fr", "sq", "id", "el"} {
		in := sample(t, lang, "Title")
		document, _ := written(t, in)
		heard := spoken(t, document)
		want := slices.DeleteFunc(printedWords(in, details(in, lang)), func(s string) bool { return s == "|" })
		if strings.Join(want, "") != squeeze(heard) {
			t.Errorf("%s: heard is\n%s", lang, heard)
		}
		words := strings.Fields(heard)
		for _, word := range want {
			if !strings.Contains(word, "@") && !slices.Contains(words, word) { // an address ends its link
				t.Errorf("%s: %q is not heard as a word", lang, word)
			}
		}
	}
}

// A word that is divided at the end of a line is heard whole, and copied with a
// hyphen that says that it is not the word's own (ISO 32000-1, 14.8.2.2.3).
func TestDividedWordsAreHeardWhole(t *testing.T) {
	body := strings.TrimSpace(strings.Repeat("intergouvernementalisation anticonstitutionnellementdésinstitutionnalisation commercialisations, ", 30))
	in := oneClause(body)
	in.Text.Lang, in.Look.Large = "fr", true
	document, _ := written(t, in)
	if text := extract(t, document); !strings.Contains(text, string(softHyphen)+"\n") {
		t.Fatalf("no word is divided:\n%s", text)
	}
	if heard := squeeze(spoken(t, document)); !strings.Contains(heard, squeeze(body)) {
		t.Errorf("heard: %s", heard)
	}
}

// The header of a table is heard once, on however many pages it is shown.
func TestRepeatedHeaderIsHeardOnce(t *testing.T) {
	document, result := written(t, oneClause("| Purpose | Period |\n|---|---|\n"+strings.Repeat("| billing | seven years |\n", 45)))
	shown, heard := strings.Count(extract(t, document), "Purpose"), strings.Count(spoken(t, document), "Purpose")
	if result.Pages < 2 || shown != result.Pages || heard != 1 {
		t.Errorf("shown %d times on %d pages, heard %d times", shown, result.Pages, heard)
	}
}

// Each text of an edition in two languages is heard in its language.
func TestLanguagesOfBothColumns(t *testing.T) {
	in, other := everything(), everything()
	other.Text.Lang, other.Text.Title = "nl", "Verklaring"
	in.Beside = &other.Text
	made, err := layOut(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, pg := range made.pages {
		for _, at := range pg.rows {
			for _, text := range at.row.texts {
				if text.part == nil || text.part.lang != "en" {
					t.Errorf("%q is of %+v", text.text, text.part)
				}
			}
			for _, text := range at.row.beside {
				if text.part == nil || text.part.lang != "nl" {
					t.Errorf("%q is of %+v", text.text, text.part)
				}
			}
		}
	}
	document, _ := written(t, in)
	if n := strings.Count(string(document), "/Lang (nl)"); n == 0 {
		t.Error("no element says that it is Dutch")
	}
}

// Whatever the text, its document conforms.
func TestAnyTextConforms(t *testing.T) {
	alphabet := rapid.SampledFrom([]rune("ab cde \n\n|->*_[]():#{}.1\\<&;,é жΩ\u00A0\u00AD\u200B\t→✓«»–"))
	inputs := rapid.Custom(func(t *rapid.T) Input {
		text := randomText(t)
		draw := func(name string) string { return rapid.StringOfN(alphabet, 0, 200, -1).Draw(t, name) }
		text.Clauses = append(text.Clauses, policy.TextClause{ID: "odd", Heading: draw("heading"), Body: draw("body"), Depth: rapid.IntRange(0, 7).Draw(t, "depth")})
		in := Input{Text: text, Version: 1}
		if rapid.Bool().Draw(t, "both") {
			other := text
			other.Lang = "nl"
			other.Clauses = slices.Insert(slices.Clone(text.Clauses[1:]), 0, policy.TextClause{ID: "c0", Heading: draw("other"), Body: draw("words")})
			in.Beside = &other
		}
		return in
	})
	for seed := range 25 {
		document, _ := written(t, inputs.Example(seed))
		conforms(t, number(seed), document)
	}
}

// The primaries are those of the sRGB profiles that are in use everywhere, as
// the ICC publishes them, to the third decimal.
func TestProfileIsOfSRGB(t *testing.T) {
	want := [3][3]float64{{0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141}}
	for i, color := range primaries() {
		for k, v := range color {
			if math.Abs(v-want[i][k]) > 0.0005 {
				t.Errorf("primary %d is %.4f, want %.4f", i, color, want[i])
				break
			}
		}
	}
	curve := toneCurve()
	if curve[0] != 0 || curve[curvePoints-1] != 65535 || !slices.IsSorted(curve) {
		t.Error("the tone curve does not rise from black to white")
	}
	// 50 % grey of the screen reflects 21.4 % of the light
	if middle := float64(curve[curvePoints/2]) / 65535; math.Abs(middle-0.2146) > 0.002 {
		t.Errorf("middle grey is %.4f", middle)
	}
}

// The attachment comes out as it went in, by another program's hand.
func TestAttachment(t *testing.T) {
	in := everything()
	document, _ := written(t, in)
	if out := outputOf(t, document, "qpdf", "--show-attachment=policy.json", "FILE"); out != string(in.Content) {
		t.Errorf("attached is %q", out)
	}
	in.Content = nil
	document, _ = written(t, in)
	if regexp.MustCompile(`/AF\b|/EmbeddedFile`).Match(document) {
		t.Error("a document without content has an attachment")
	}
}

package exchange

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

func importString(t testing.TB, name, text string) Imported {
	t.Helper()
	im, err := Import(context.Background(), name, []byte(text), "")
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// textOf is the imported policy as it would be written out.
func textOf(im Imported) policy.Text {
	snap := policy.Snapshot{Policy: policy.Policy{
		SourceLang: im.Language, Titles: map[string]string{im.Language: im.Title},
		Numbered: im.Numbered, Clauses: im.Clauses,
	}}
	return markup.Resolve(snap, im.Language, markup.Issue{}).Text
}

func plainOf(t testing.TB, im Imported) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteText(&out, textOf(im)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func warned(im Imported, code string) bool {
	return slices.ContainsFunc(im.Warnings, func(w Warning) bool { return w.Code == code })
}

// missingWord compares source and output by itself: every word of the source
// is the next of the output, or the next of what was left out.
func missingWord(source string, im Imported, output string) string {
	got := markup.Words(output)
	if warned(im, WarnNoTitle) {
		got = got[len(markup.Words(im.Title)):]
	}
	left := im.LeftOut
	words := markup.Words(source)
	for i := 0; i < len(words); {
		if len(left) > 0 {
			skip := markup.Words(left[0].Text)
			if i+len(skip) <= len(words) && slices.Equal(words[i:i+len(skip)], skip) {
				i, left = i+len(skip), left[1:]
				continue
			}
		}
		if len(got) == 0 || got[0] != words[i] {
			return strings.Join(words[max(0, i-3):min(len(words), i+3)], " ")
		}
		i, got = i+1, got[1:]
	}
	return strings.Join(got, " ")
}

func eachFile(t *testing.T, pattern string, check func(t *testing.T, name, text string)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no file matches %s", pattern)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) { check(t, file, string(data)) })
	}
}

func checkWordsKept(t *testing.T, name, text string) {
	im := importString(t, name, text)
	if lost := missingWord(text, im, plainOf(t, im)); lost != "" {
		t.Errorf("lost or moved near %q", lost)
	}
	if warned(im, WarnLanguageUnsure) {
		t.Errorf("language of a whole policy is unsure: %s", im.Language)
	}
	if err := policy.ValidateTree(im.Clauses); err != nil {
		t.Error(err)
	}
}

func TestEveryWordOfTheSamplesIsKept(t *testing.T) {
	eachFile(t, "../../assets/sample/import/*.txt", checkWordsKept)
}

func TestEveryWordOfTheSeedsIsKept(t *testing.T) {
	folder := os.Getenv("CLAUSEDESK_SEEDS")
	if folder == "" {
		t.Skip("CLAUSEDESK_SEEDS names no folder of real policies")
	}
	eachFile(t, filepath.Join(folder, "*.txt"), checkWordsKept)
	headings := map[string]int{"000": 13, "001": 8, "002": 18, "003": 14, "004": 36}
	eachFile(t, filepath.Join(folder, "*.txt"), func(t *testing.T, name, text string) {
		want, known := headings[filepath.Base(name)[:3]]
		if !known {
			t.Skip("not one of the five")
		}
		if got := len(headingsOf(importString(t, name, text))); got != want {
			t.Errorf("%d headings, want %d", got, want)
		}
	})
}

func headingsOf(im Imported) []string {
	var out []string
	for _, placed := range policy.Flatten(im.Clauses) {
		if placed.Heading != "" {
			out = append(out, placed.Number+" "+markup.PlainInline(markup.ParseInline(placed.Heading)))
		}
	}
	return out
}

// sourceGen writes documents out of the pieces that policies are made of, and
// of pieces that mislead.
var sourceGen = rapid.Custom(func(t *rapid.T) string {
	pieces := []string{
		"Privacy Policy", "Contents", "Data we keep\t3", "Your rights ..... 4", "Data we keep", "Your rights", "x", "7", "8", "Page 2 of 9",
		"1. Scope", "2. Data", "2.1 Kinds of data", "4.1.2.3 Deep", "1) one", "2) two", "7. seven", "01. odd", "0. zero",
		"- item one", "  - nested", "    * deeper", "• Name: what it is", "• Mail: info@x.example", "o second level", "o", "-", "- -",
		"a | b | c |", "--- | --- | ---|", "| one | two |", "|---|", "| | |", "a|b",
		"Term: what it means to us.", "Other term: something else.", "Third: more, with * and _ and {{ and `code`.",
		"Retention. We keep what we need.", "Security. We lock the door.", "No sale. Never.", "Contact. Write to us.",
		"Last updated: 23-5-2018", "We keep your data for a year, and no longer than that, because the law says so in plain words.",
		"we go on in lower case", "# Heading", "## Sub *heading*", "#### deep", "###### 4.2 deeper", "Setext\n======", "***", "```go", "```",
		"> quoted", ": detail", "[link](https://a.example/x_y)", "![image](pic.png)", "<b>html</b>", "&amp; &#65;", "**bold**text", "1. a\n1. b",
		"Dot [email protected] here", "§ 3 Title", "e\u0301", "a\\", "\\* star", "don’t 'quote'",
	}
	line := rapid.OneOf(rapid.SampledFrom(pieces), rapid.SampledFrom(pieces), rapid.Just(""), rapid.String())
	return strings.Join(rapid.SliceOfN(line, 1, 14).Draw(t, "lines"), rapid.SampledFrom([]string{"\n", "\n\n", "\r\n"}).Draw(t, "end"))
})

func TestNoTextIsRefusedOrLosesWords(t *testing.T) {
	for _, name := range []string{"policy.txt", "policy.md"} {
		rapid.Check(t, func(t *rapid.T) {
			source := sourceGen.Draw(t, "source")
			im, err := Import(context.Background(), name, []byte(source), "")
			if errors.Is(err, ErrEmpty) || errors.Is(err, ErrNotText) {
				return
			}
			if err != nil {
				t.Fatalf("%q: %v", source, err)
			}
			if err := policy.ValidateTree(im.Clauses); err != nil {
				t.Fatal(err)
			}
			for _, placed := range policy.Flatten(im.Clauses) {
				if markup.Write(markup.Parse(placed.Body)) != placed.Body {
					t.Fatalf("body is not canonical: %q", placed.Body)
				}
			}
		})
	}
}

func TestAnImportThatLosesAWordFails(t *testing.T) {
	im := newImporter(context.Background(), "Scope\nWe keep it all.\n")
	if err := im.run(false, "en"); err != nil {
		t.Fatal(err)
	}
	whole := im.sections[0].body
	for name, body := range map[string]string{"lost": "We keep it.", "moved": "We it keep all.", "added": whole + " And more."} {
		im.sections[0].body = body
		if err := im.checkWords(); !errors.Is(err, ErrWordsLost) {
			t.Errorf("%s: %v", name, err)
		}
	}
	im.sections[0].body = whole
	im.leaveOut(2, "nowhere", ReasonStray)
	if err := im.checkWords(); !errors.Is(err, ErrWordsLost) {
		t.Errorf("left out what was not there: %v", err)
	}
}

func FuzzImport(f *testing.F) {
	f.Add("policy.txt", []byte("Privacy Policy\n\n1. Scope\nWe keep data.\n- a\n  - b\n"))
	f.Add("policy.md", []byte("# T\n\n## 1. A\n\n1. x\n1. y\n\n| a |\n|---|\n"))
	f.Add("x", []byte("Inhoud\nEen\t3\nTwee....4\n\nx\n\nEen\n\nTekst over een.\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		_, err := Import(context.Background(), name, data, "")
		if errors.Is(err, ErrWordsLost) {
			t.Fatal(err)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00b\x00"))
	f.Add([]byte("caf\xe9"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, encoding, err := Decode(data)
		if err == nil && (text == "" || encoding == "") {
			t.Fatal("no text and no error")
		}
		if err == nil && strings.ToValidUTF8(text, "") != text {
			t.Fatal("the text is not UTF-8")
		}
	})
}

func BenchmarkImportSamples(b *testing.B) {
	files, _ := filepath.Glob("../../assets/sample/import/*.txt")
	var texts [][]byte
	size := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		texts, size = append(texts, data), size+len(data)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for i, data := range texts {
			if _, err := Import(context.Background(), files[i], data, ""); err != nil {
				b.Fatal(err)
			}
		}
	}
}

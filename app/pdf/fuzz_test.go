package pdf

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

// checkAny: whatever the text, a document is written whole, or characters are
// named and nothing is written.
func checkAny(in Input) string {
	var out bytes.Buffer
	result, err := Write(context.Background(), &out, in)
	var uncovered *UncoveredError
	switch {
	case errors.As(err, &uncovered):
		if out.Len() > 0 || len(uncovered.Missing) == 0 {
			return "refused, and yet something was written or nothing named"
		}
	case err != nil:
		return err.Error()
	default:
		if _, err := offsetsOf(out.Bytes()); err != nil || result.Pages == 0 || !strings.HasPrefix(out.String(), header) {
			return "not a whole document"
		}
	}
	return ""
}

func anyInput(title, heading, body, lang string, depth int) Input {
	return Input{Effective: body, Version: depth, Text: policy.Text{Lang: lang, Title: title, Client: heading, Clauses: []policy.TextClause{
		{ID: "1", Number: title, Heading: heading, Body: body, Depth: depth},
		{ID: "2", Heading: body, Body: heading},
	}}}
}

func FuzzWrite(f *testing.F) {
	f.Add("Title", "Heading", "Body with **bold**, _it_, [link](mailto:a@b.c) and | pipes |", "en", 0)
	f.Add("😀", "\x00\xff", "- a\n  - b\n\n> c\n\n| a | b |\n|---|---|\n| c |\n", "ar", -5)
	f.Add("", "", "term\n: meaning\n\n1. x\n99. y\n", "", 99)
	f.Add("\u00AD", "\u200B\u00AD\u200B", "\u00AD", "x-(y)", 3)
	f.Add(" \t", "\u202E\uFEFF", "![x](y) <z> {{a.b}} \\\n\uFFFE\uFFFF\U0010FFFF", "de-DE", 1)
	f.Fuzz(func(t *testing.T, title, heading, body, lang string, depth int) {
		if problem := checkAny(anyInput(title, heading, body, lang, depth)); problem != "" {
			t.Error(problem)
		}
	})
}

func TestAnyPrintableText(t *testing.T) {
	alphabet := rapid.SampledFrom([]rune("ab cde \n\n|->*_[]():#{}.1\\<&;,é жΩ\u00A0\u00AD\u200B\t→✓«»–"))
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) string { return rapid.StringOfN(alphabet, 0, 300, -1).Draw(t, name) }
		in := anyInput(draw("title"), draw("heading"), draw("body"), "en", rapid.IntRange(-2, 7).Draw(t, "depth"))
		if missing := Uncovered(in.Text); len(missing) > 0 {
			t.Fatalf("%U is said to be uncovered", missing[0].Rune)
		}
		if problem := checkAny(in); problem != "" {
			t.Fatal(problem)
		}
	})
}

// Names in certificates are not ours to correct: anything goes.
func FuzzAppearance(f *testing.F) {
	f.Add("Name", "detail", 220.0, 64.0)
	f.Add("😀\x00", strings.Repeat("long ", 99), 1.0, 1.0)
	f.Fuzz(func(t *testing.T, name, detail string, w, h float64) {
		if w > 1e4 || h > 1e4 {
			t.Skip("larger than any page")
		}
		if _, err := Appearance(SignatureAppearance{Name: name, Detail: []string{detail}, W: w, H: h}); err != nil {
			t.Error(err)
		}
	})
}

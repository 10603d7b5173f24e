package pdf

import (
	"bytes"
	"fmt"
	"image"
	imagecolor "image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/compare"
	"clausedesk/app/letterhead"
	"clausedesk/app/pdf/conform"
	"clausedesk/app/policy"
)

// conforms fails a test for every checkpoint that a document does not pass.
func conforms(t *testing.T, name string, document []byte) {
	t.Helper()
	failures, err := conform.Check(document)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, failure := range failures {
		t.Errorf("%s: %s", name, failure)
	}
}

// everything is a document that has all that a policy can hold.
func everything() Input {
	in := oneClause("A [link](https://x.example/é), a [mail](mailto:a@b.example), [one inside](#only) and a **[bold one](https://y.example)**.\n\n" +
		"> A quotation\n>\n> - with a list\n\n" +
		"term\n: meaning\n: another\n\n" +
		"1. one\n   - nested\n     - deeper\n2. two\n\n" +
		"| Purpose | Period |\n|---|---|\n| billing | |\n| [web](https://x.example) | 2 years |\n")
	in.Content = []byte(`{"format":2}` + "\n")
	for i, depth := range []int{1, 2, 0, 3, 4, 5, 6, 7, 0, 1} { // and levels that jump
		id := number(i + 2)
		in.Text.Clauses = append(in.Text.Clauses, policy.TextClause{ID: policy.ID(id), Number: id, Heading: "Heading *" + id + "*", Body: "Words.", Depth: depth})
	}
	in.Text.Clauses = append(in.Text.Clauses, policy.TextClause{ID: "bare", Body: "No heading."}, policy.TextClause{ID: "below", Heading: "Below it", Depth: 1})
	return in
}

func TestEveryDocumentConforms(t *testing.T) {
	for _, lang := range []string{"en", "nl", "fr", "de", "id", "sq", "el", "ru", "uk", "bg", "sr"} {
		document, _ := written(t, sample(t, lang, "Title (of « é » \\ ok)"))
		conforms(t, lang, document)
	}
	for name, in := range editions(t) {
		document, _ := written(t, in)
		conforms(t, name, document)
	}
}

// editions are one document of every kind that is made.
func editions(t *testing.T) map[string]Input {
	t.Helper()
	all := map[string]Input{"everything": everything(), "bare": {Text: policy.Text{Lang: "en", Title: "T", Client: "C"}}}
	draft := everything()
	draft.Draft, draft.Content = true, nil
	all["draft"] = draft
	twice, other := everything(), everything()
	other.Text.Lang, other.Text.Title = "nl", "Verklaring"
	other.Text.Clauses[0].Body += "\n1. een lijst\n1. meer\n"
	other.Text.Clauses[1].Heading = ""
	twice.Beside = &other.Text
	all["two languages"] = twice
	long, other := sample(t, "en", "Long"), sample(t, "en", "Lang")
	for range 3 {
		long.Text.Clauses = append(long.Text.Clauses, long.Text.Clauses...)
	}
	all["long"] = long
	both := sample(t, "en", "Long")
	other.Text.Lang = "de"
	both.Beside = &other.Text
	all["long, two languages"] = both
	all["wide table"] = oneClause("|" + strings.Repeat("Head|", 60) + "\n|" + strings.Repeat("---|", 60) + "\n|" + strings.Repeat("cell|", 60) + "\n")
	all["tall row"] = oneClause("| a | b |\n|---|---|\n| " + strings.Repeat("word ", 3000) + "| short |\n")
	dressed := sample(t, "en", "Dressed")
	dressed.Look = Look{Paper: Letter, Large: true, Lines: []string{"Quay Street 14", "Rotterdam"}, Color: "#aa0055", Logo: logo(t, pixels(t))}
	dressed.Code = strings.Repeat("ab", 32)
	all["letterhead in large print"] = dressed
	drawn := everything()
	drawn.Look.Logo = logo(t, []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path fill="#0b5fa5" d="M0 0h40v20z"/></svg>`))
	all["drawn logo"] = drawn
	nameless := drawn
	nameless.Text.Client = ""
	all["logo of nobody"] = nameless
	return all
}

// logo reads a logo as a studio chooses it.
func logo(t *testing.T, data []byte) policy.Logo {
	t.Helper()
	read, err := letterhead.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// pixels is a PNG that is transparent in part.
func pixels(t *testing.T) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, 60, 30))
	for x := range 60 {
		for y := range 30 {
			picture.SetNRGBA(x, y, imagecolor.NRGBA{R: 200, G: uint8(4 * x), A: uint8(8 * y)})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What is drawn to show changes conforms as well.
func TestChangesConform(t *testing.T) {
	before, after := sample(t, "en", "Title").Text, sample(t, "en", "Title").Text
	after.Clauses = slices.Clone(after.Clauses[2:])
	after.Clauses[3].Body = strings.ReplaceAll(after.Clauses[3].Body, "we", "you") + "\n- more\n"
	after.Clauses[0], after.Clauses[4] = after.Clauses[4], after.Clauses[0]
	for _, only := range []bool{false, true} {
		for _, beside := range []bool{false, true} {
			var out bytes.Buffer
			edition := compare.Edition{Diff: compare.Texts(before, after), Lang: "en", From: "Version 1", To: "Version 2", Summary: "Changed.", OnlyChanges: only, SideBySide: beside}
			if err := WriteRedline(t.Context(), &out, edition, Look{}); err != nil {
				t.Fatal(err)
			}
			conforms(t, fmt.Sprint("changes ", only, beside), out.Bytes())
		}
	}
}

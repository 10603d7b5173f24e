package exchange

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"pgregory.net/rapid"
)

func htmlOf(tb interface {
	Helper()
	Fatal(...any)
}, page Page,
) string {
	tb.Helper()
	var out bytes.Buffer
	if err := WriteHTML(&out, page); err != nil {
		tb.Fatal(err)
	}
	return out.String()
}

// mainOf is what stands in the main part of a page, without its layout.
func mainOf(page string) string {
	_, page, _ = strings.Cut(page, "<main>\n")
	page, _, _ = strings.Cut(page, "</main>")
	return strings.ReplaceAll(page, "\n", "")
}

func pageOf(clauses ...policy.TextClause) Page {
	return Page{Text: policy.Text{Lang: "en", Title: "Policy", Client: "Client", Numbered: true, Clauses: clauses}, Version: 3, Effective: "2026-12-01", SHA256: strings.Repeat("ab", 32)}
}

// A page says what stands in it by its elements.
func TestHTMLOfOneLanguage(t *testing.T) {
	page := pageOf(
		policy.TextClause{ID: "a", Number: "1", Heading: "First **part**", Body: "Words\\\nand [second](#b).\n\n3. one\n4. two\n   - in\n\n> said"},
		policy.TextClause{ID: "b", Depth: 1, Number: "1.1", Heading: "Second", Body: "| A | B |\n|---|--:|\n| x | 1 |\n\nterm\n: what it means"},
		policy.TextClause{ID: "c", Body: "no heading"},
	)
	got := htmlOf(t, page)
	want := `<section id="a"><h2><span class="number">1.</span> First <strong>part</strong></h2><p>Words<br>and <a href="#b">second</a>.</p>` +
		`<ol role="list" start="3"><li><p>one</p></li><li><p>two</p><ul role="list"><li><p>in</p></li></ul></li></ol><blockquote><p>said</p></blockquote>` +
		`<section id="b"><h3><span class="number">1.1</span> Second</h3>` +
		`<div class="table"><table><thead><tr><th scope="col">A</th><th scope="col" class="right">B</th></tr></thead><tbody><tr><td>x</td><td class="right">1</td></tr></tbody></table></div>` +
		`<dl><dt>term</dt><dd><p>what it means</p></dd></dl></section></section><div id="c"><p>no heading</p></div>`
	if mainOf(got) != want {
		t.Errorf("got  %s\nwant %s", mainOf(got), want)
	}
	for _, part := range []string{
		"<!DOCTYPE html>\n<html lang=\"en\">", "<title>Policy – Client</title>", "<p class=\"details\">Version 3 · In effect from 1 December 2026 · English</p>", strings.Repeat("ab", 32),
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the page lacks %q", part)
		}
	}
}

// Both languages are read pair by pair, each cell in its language, under the
// sentence that says which decides.
func TestHTMLOfTwoLanguages(t *testing.T) {
	page := pageOf(policy.TextClause{ID: "a", Number: "1", Heading: "First", Body: "one\n\n2. two\n\nonly here"})
	page.Beside = &policy.Text{Lang: "nl", Title: "Beleid", Clauses: []policy.TextClause{{ID: "a", Number: "1", Heading: "Eerste", Body: "een\n\n5. twee\n6. drie"}}}
	page.Prevails = "nl"
	got := htmlOf(t, page)
	want := `<div class="pair languages"><p lang="en">English</p><p lang="nl">Nederlands</p></div><section id="a">` +
		`<h2 class="pair"><span lang="en"><span class="number">1.</span> First</span><span lang="nl"><span class="number">1.</span> Eerste</span></h2>` +
		`<div class="pair"><p lang="en">one</p><p lang="nl">een</p></div>` +
		`<ol role="list" start="2"><li><div class="pair in1"><p lang="en" data-mark="2.">two</p><p lang="nl" data-mark="5.">twee</p></div></li>` +
		`<li><div class="pair in1"><p lang="en"></p><p lang="nl" data-mark="6.">drie</p></div></li></ol>` +
		`<div class="pair"><p lang="en">only here</p><p lang="nl"></p></div></section>`
	if mainOf(got) != want {
		t.Errorf("got  %s\nwant %s", mainOf(got), want)
	}
	statement := `<div class="pair statement"><p lang="en">If the two texts differ, this version decides: Dutch. A right that mandatory law gives you stays untouched.</p><p lang="nl">Verschillen de twee teksten, dan beslist deze versie: Nederlands.`
	title := `<h1 class="pair"><span lang="en">Policy</span><span lang="nl">Beleid</span></h1>`
	if !strings.Contains(got, title+"\n"+statement) {
		t.Errorf("no statement below the title: %s", got[strings.Index(got, "<header>"):strings.Index(got, "<main>")])
	}
}

// Only addresses that are safe to open become links; nothing that a policy
// says becomes an element, an attrOf or a script.
func TestHTMLIsSafe(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/x?a=1&b=2": "https://a.example/x?a=1&amp;b=2", "http://a.example": "http://a.example", "mailto:a@b.example": "mailto:a@b.example",
		"tel:+31101234567": "tel:+31101234567", "www.a.example": "https://www.a.example", "a@b.example": "mailto:a@b.example", "#a": "#a",
		"javascript:alert(1)": "", "JaVaScRiPt:alert(1)": "", "data:text/html,x": "", "vbscript:x": "", "//a.example": "", "/etc/passwd": "", "file:///etc/passwd": "", "#nowhere": "", "https:": "", " javascript:x": "",
	} {
		p := &htmlPage{anchors: map[policy.ID]string{"a": "a"}}
		if got := safe(p.target(address)); got != want {
			t.Errorf("%q leads to %q, want %q", address, got, want)
		}
	}
	evil := "<script>alert(1)</script> \" ' & <img src=x onerror=alert(1)> \x00\x01\uFFFE"
	page := pageOf(policy.TextClause{ID: policy.ID("x\" onclick=\"alert(1)"), Number: evil, Heading: evil, Body: evil + "\n\n[a](https://a.example/%22onx=1)"})
	page.Text.Title, page.Text.Client, page.Text.Lang, page.SHA256, page.Prevails = evil, evil, "en\" onload=\"x", evil, evil
	page.Beside = &policy.Text{Lang: "nl\"><script>", Title: evil, Clauses: page.Text.Clauses}
	got := htmlOf(t, page)
	wellFormed(t, got)
	for _, bad := range []string{"<script", "<img", "onclick=\"", "onload=\"", "\x00", "\x01", "\uFFFE", " src=\"", "<link", "@import", "url("} {
		if strings.Contains(got, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
}

var (
	tagOf     = regexp.MustCompile(`<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)>`)
	attrOf    = regexp.MustCompile(`\s+([a-z-]+)="([^"]*)"`)
	parents   = map[string]string{"li": "ul ol", "tr": "thead tbody", "td": "tr", "th": "tr", "dt": "dl", "dd": "dl", "caption": "table", "thead": "table", "tbody": "table"}
	phrasing  = strings.Fields("p h1 h2 h3 h4 h5 h6 dt span a em strong caption code") // hold no blocks
	blockTags = strings.Fields("p h1 h2 h3 h4 h5 h6 div section ul ol dl table blockquote")
)

type failing interface {
	Helper()
	Fatalf(string, ...any)
}

// reading is how far a page was read.
type reading struct {
	open    []string
	ids     map[string]bool
	targets []string // of links within the page
}

// wellFormed: every "<" begins a tag that is known and closed in its order,
// elements stand where they may, identifiers are unique and links within the
// page lead somewhere.
func wellFormed(t failing, page string) {
	t.Helper()
	rest := page[strings.Index(page, "<body"):]
	tags := tagOf.FindAllStringSubmatch(strings.TrimSuffix(rest, "</html>\n"), -1)
	if n := len(tags) + 1; strings.Count(rest, "<") != n || strings.Count(rest, ">") != n {
		t.Fatalf("%d and %d brackets for %d tags", strings.Count(rest, "<"), strings.Count(rest, ">"), n)
	}
	r := reading{ids: map[string]bool{}}
	for _, m := range tags {
		if m[1] == "" {
			r.begin(t, m[2], m[3])
			continue
		}
		if len(r.open) == 0 || r.open[len(r.open)-1] != m[2] {
			t.Fatalf("</%s> closes %v", m[2], r.open)
		}
		r.open = r.open[:len(r.open)-1]
	}
	if len(r.open) > 0 {
		t.Fatalf("%v stay open", r.open)
	}
	for _, target := range r.targets {
		if !r.ids[target] {
			t.Fatalf("nothing at #%s", target)
		}
	}
}

// begin reads a tag that opens an element.
func (r *reading) begin(t failing, name, attributes string) {
	t.Helper()
	within := strings.Fields(parents[name])
	if len(within) > 0 && !slices.Contains(within, r.open[len(r.open)-1]) || name == "a" && slices.Contains(r.open, "a") {
		t.Fatalf("<%s> inside %v", name, r.open)
	}
	if slices.Contains(blockTags, name) && slices.ContainsFunc(r.open, func(o string) bool { return slices.Contains(phrasing, o) }) {
		t.Fatalf("<%s> inside %v", name, r.open)
	}
	for _, a := range attrOf.FindAllStringSubmatch(attributes, -1) {
		switch value := html.UnescapeString(a[2]); {
		case a[1] == "id" && (r.ids[value] || value == ""):
			t.Fatalf("identifier %q again", value)
		case a[1] == "id":
			r.ids[value] = true
		case a[1] == "href" && strings.HasPrefix(value, "#"):
			r.targets = append(r.targets, value[1:])
		}
	}
	if name != "br" {
		r.open = append(r.open, name)
	}
}

// lettersRead is what a reader reads of a part of a page, without the spaces.
func lettersRead(page string) string {
	return strings.Join(strings.Fields(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))), "")
}

// Any page is well formed and the same every time, and holds every word of
// both languages.
func TestHTMLOfAnyText(t *testing.T) {
	body := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
			"plain [x](#c1) [y](#c9)", "[a [b](https://b.example) c](https://a.example)", "- a\n  - b\n\n    | t |\n    |---|\n    | u |\n- \n- | t |\n  |---|",
			"7. x\n8. > y", "> - z\n>\n> q", "term\n: **d**\n: e\n\nnext\n: f", "| a | b | c | d |\n|---|:-:|--:|---|\n| 1 |\n", "<b>&amp;</b> {{client.email}}", "*a **b** c*\\\nd",
		}), 0, 5).Draw(t, "parts"), "\n\n")
	})
	draw := func(t *rapid.T, lang string) policy.Text {
		out := policy.Text{Lang: lang, Title: "T " + lang}
		for i := range rapid.IntRange(0, 5).Draw(t, "clauses") {
			out.Clauses = append(out.Clauses, policy.TextClause{
				ID: policy.ID(fmt.Sprint("c", rapid.IntRange(0, 3).Draw(t, "id"))), Depth: rapid.IntRange(-1, 7).Draw(t, "depth"),
				Heading: rapid.SampledFrom([]string{"", "H", "[l](#c1)"}).Draw(t, "heading"), Number: fmt.Sprint(i), Body: body.Draw(t, "body"),
			})
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		page := Page{Text: draw(t, "en"), Draft: true}
		if rapid.Bool().Draw(t, "both") {
			second := draw(t, "nl")
			page.Beside = &second
		}
		got := htmlOf(t, page)
		wellFormed(t, got)
		if got != htmlOf(t, page) {
			t.Fatal("the second page differs")
		}
		read := lettersRead(mainOf(got))
		for _, in := range (&htmlPage{in: page}).texts() {
			for _, clause := range in.Clauses {
				for _, word := range strings.Fields(strings.ReplaceAll(markup.Plain(markup.Parse(clause.Body)), "|", " ")) {
					drawn := word == "-" || strings.HasSuffix(word, ".") // by the list, as a marker
					if !drawn && !strings.Contains(read, strings.TrimSuffix(word, ":")) {
						t.Fatalf("%q is missing in %q", word, read)
					}
				}
			}
		}
	})
}

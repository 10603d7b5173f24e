package exchange_test

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"clausedesk/app/compare"
	"clausedesk/app/exchange"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

func changedTexts() (before, after policy.Text) {
	before = policy.Text{Lang: "en", Title: "Privacy policy", Client: "Kweekwerk", Clauses: []policy.TextClause{
		{ID: "a", Number: "1", Heading: "Who", Body: "We are *Kweekwerk* <b>.\n\n- one thing\n- two things"},
		{ID: "b", Number: "2", Heading: "Gone", Body: "This clause goes & leaves nothing."},
		{ID: "c", Number: "3", Heading: "Who else", Body: "| A | B |\n| --- | --- |\n| x | y |"},
	}}
	after = before
	after.Clauses = []policy.TextClause{
		{ID: "a", Number: "1", Heading: "Who we are", Body: "We are **Kweekwerk** <b>.\n\n- one thing\n- three things\n- two things\n\nSee [here](https://a.example)."},
		{ID: "c", Number: "2", Heading: "Who else", Body: "| A | B |\n| --- | --- |\n| x | z |"},
		{ID: "d", Number: "3", Body: "This one is new."},
	}
	return before, after
}

func redlineHTML(t *testing.T, e compare.Edition) string {
	t.Helper()
	var out bytes.Buffer
	if err := exchange.WriteRedlineHTML(&out, e); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	fate = regexp.MustCompile(`(?s)<p class="fate".*?</p>|<span class="number">.*?</span>`)
	came = regexp.MustCompile(`(?s)<ins[^>]*>.*?</ins>`)
	went = regexp.MustCompile(`(?s)<del[^>]*>.*?</del>`)
	tags = regexp.MustCompile(`<[^>]+>`)
)

// wordsOfPage are the words of the main part, without an element.
func wordsOfPage(page string, without *regexp.Regexp) string {
	main := fate.ReplaceAllString(page[strings.Index(page, "<main"):], "")
	main = tags.ReplaceAllString(strings.ReplaceAll(without.ReplaceAllString(main, ""), "</", " </"), "")
	return strings.Join(markup.Words(html.UnescapeString(main)), " ")
}

func wordsOfText(text policy.Text) string {
	var out []string
	for _, c := range text.Clauses {
		out = append(out, markup.Words(markup.PlainInline(markup.ParseInline(c.Heading)))...)
		out = append(out, markup.Words(strings.ReplaceAll(markup.Plain(markup.Parse(c.Body)), " | ", " "))...)
	}
	return strings.Join(out, " ")
}

// Without what came the page reads as before, without what went as after.
func TestARedlineInHTMLHoldsBothTexts(t *testing.T) {
	before, after := changedTexts()
	page := redlineHTML(t, compare.Edition{Diff: compare.Texts(before, after), Lang: "en", From: "Version 1", To: "Version 2", Summary: "Much <changed>."})
	if got, want := wordsOfPage(page, came), wordsOfText(before); got != want {
		t.Errorf("before: got  %q\nwant %q", got, want)
	}
	if got, want := wordsOfPage(page, went), wordsOfText(after); got != want {
		t.Errorf("after: got  %q\nwant %q", got, want)
	}
	for _, want := range []string{
		"Changes from Version 1 to Version 2", "Much &lt;changed&gt;.", `<a href="https://a.example">`, "<th>A</th>",
		`<section class="clause added">`, `<section class="clause removed">`, "prefers-color-scheme: dark", "@media print",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "<b>") || strings.Contains(page, "<script") {
		t.Error("the text is not escaped")
	}
}

func TestARedlineInHTMLSideBySide(t *testing.T) {
	before, after := changedTexts()
	page := redlineHTML(t, compare.Edition{Diff: compare.Texts(before, after), Lang: "en", From: "Version 1", To: "Version 2", SideBySide: true})
	for _, pair := range regexp.MustCompile(`(?s)<div class="pair \w+" style.*?</div>`).FindAllString(page, -1) {
		sides := regexp.MustCompile(`class="side `).Split(pair, -1)
		if len(sides) != 3 {
			t.Fatalf("%d sides in %s", len(sides)-1, pair)
		}
		left, right := sides[1], sides[2]
		if strings.Contains(left, "<ins>") || strings.Contains(right, "<del>") {
			t.Errorf("on the wrong side: %s", pair)
		}
	}
}

func TestARedlineInText(t *testing.T) {
	before, after := changedTexts()
	var out bytes.Buffer
	e := compare.Edition{Diff: compare.Texts(before, after), Lang: "en", From: "A", To: "B", OnlyChanges: true}
	if err := exchange.WriteRedlineText(&out, e); err != nil {
		t.Fatal(err)
	}
	want := `Changes from A to B
Words: 11 added, 7 removed

1 Who we are (Words: 6 added, 0 removed)
  Who{+ we are+}
  We are [-Kweekwerk-]{+Kweekwerk+} <b>.
  …
    • {+three things+}
  …
  {+See here.+}

2 Gone (Removed)
  [-Gone-]
  [-This clause goes & leaves nothing.-]

2 Who else (Words: 1 added, 1 removed)
  …
  x | [-y-]{+z+}

3 (New)
  {+This one is new.+}
`
	if got := out.String(); got != want {
		t.Errorf("got\n%s", got)
	}
}

package exchange

import (
	"slices"
	"strings"
	"testing"

	"clausedesk/app/markup"
	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

func readSample(t *testing.T, name string) Imported {
	t.Helper()
	var im Imported
	eachFile(t, "../../assets/sample/import/"+name, func(t *testing.T, name, text string) { im = importString(t, name, text) })
	return im
}

func kindsOf(im Imported) map[markup.BlockKind]int {
	out := map[markup.BlockKind]int{}
	for _, placed := range policy.Flatten(im.Clauses) {
		for _, block := range markup.Parse(placed.Body) {
			out[block.Kind]++
		}
	}
	return out
}

func TestBareHeadings(t *testing.T) {
	im := readSample(t, "bare-headings.txt")
	if im.Clauses[0].Heading != "" || len(headingsOf(im)) != len(im.Clauses)-1 {
		t.Errorf("text before the first heading is a clause without one; got %q", headingsOf(im))
	}
	if !warned(im, WarnNoTitle) || im.Title != "Privacy policy" || im.Numbered {
		t.Errorf("title %q, numbered %v, warnings %v", im.Title, im.Numbered, im.Warnings)
	}
}

func TestNumberedHeadingsNestAndKeepTheirNumbers(t *testing.T) {
	im := readSample(t, "numbered.txt")
	if !im.Numbered || len(im.LeftOut) != 0 {
		t.Errorf("numbered %v, left out %v", im.Numbered, im.LeftOut)
	}
	heads := headingsOf(im)
	if !slices.Contains(heads, "4.1 Data collected") || !slices.Contains(heads, "6.2 Location") {
		t.Errorf("headings %q", heads)
	}
	kinds := kindsOf(im)
	if kinds[markup.Table] == 0 || kinds[markup.Definitions] != 1 || kinds[markup.List] == 0 {
		t.Errorf("blocks %v", kinds)
	}
}

func TestTitlePageAndContentsAreLeftOutWithAReason(t *testing.T) {
	im := readSample(t, "title-page.nl.txt")
	reasons := map[string]int{}
	for _, left := range im.LeftOut {
		reasons[left.Reason]++
	}
	if reasons[ReasonStray] != 1 || reasons[ReasonContents] != 4 || len(reasons) != 2 {
		t.Errorf("left out %v", im.LeftOut)
	}
	if im.Title != "Privacyverklaring" || im.Language != "nl" {
		t.Errorf("%q in %s", im.Title, im.Language)
	}
	if im.Clauses[0].Heading != "" || im.Clauses[1].Heading != "Gegevens over onze klanten" || len(im.Clauses[1].Children) == 0 {
		t.Errorf("headings %q", headingsOf(im))
	}
}

func TestRunInHeadings(t *testing.T) {
	im := readSample(t, "run-in.txt")
	if len(im.Clauses) < 25 || im.Clauses[0].Heading != "Reach" || !strings.HasPrefix(im.Clauses[0].Body, "This notice concerns") {
		t.Errorf("%d clauses, first %+v", len(im.Clauses), im.Clauses[0])
	}
}

func TestAFewShortSentencesAreNoRunInHeadings(t *testing.T) {
	var source strings.Builder
	for range 5 {
		source.WriteString("We keep little. The law asks for more than that.\nIt is kept in one place, which we own, and which nobody else may enter.\n")
	}
	if got := headingsOf(importString(t, "a.txt", source.String())); len(got) != 0 {
		t.Errorf("headings %q", got)
	}
}

func TestStructureOfPlainText(t *testing.T) {
	rows := map[string]struct {
		source   string
		headings []string
		bodies   []string
	}{
		"bullets nest by indent and by bullet": {
			"Data\n- one\n  - two\n    * three\n- four\n• five\no six\n",
			[]string{"1 Data"},
			[]string{"- one\n  - two\n    - three\n- four\n- five\n  - six"},
		},
		"ordered lists keep their numbers": {
			"Steps\nDo this:\n3. first of three\n4. second\n7. after a gap\nDone now.\n",
			[]string{"1 Steps"},
			[]string{"Do this:\n\n3. first of three\n4. second\n\n7) after a gap\n\nDone now."},
		},
		"labels of bullets are made strong": {
			"Who\n- Stripe: payments\n- Hosting: servers\n- and others\n",
			[]string{"1 Who"},
			[]string{"- **Stripe:** payments\n- **Hosting:** servers\n- and others"},
		},
		"one label is no pattern": {
			"Who\n- Stripe: payments\n- others\n", []string{"1 Who"}, []string{"- Stripe: payments\n- others"},
		},
		"tables with bars at either end": {
			"Periods\n| What | How long |\n|---|:-:|\n| Mail | a year\nLogs | a month |\n",
			[]string{"1 Periods"},
			[]string{"| What | How long |\n| --- | --- |\n| Mail | a year |\n| Logs | a month |"},
		},
		"three terms are definitions": {
			"Words\nUser: a person.\nSite: our pages.\nData: what we hold.\n",
			[]string{"1 Words"},
			[]string{"User\n: a person.\n\nSite\n: our pages.\n\nData\n: what we hold."},
		},
		"special characters stay what they are": {
			"Bedrijf*\nA *b* a_b {{client.email}} <x> [y](z) 1 \\ `c` &amp; #d.\n",
			[]string{"1 Bedrijf*"},
			[]string{`A \*b\* a_b`},
		},
		"wrapped lines are one paragraph": {
			"Scope\n\nThis policy runs over several lines because the\nprogram that wrote it breaks them at a fixed\nwidth and that is all right.\n\nRights\n\nYou may ask us what we hold, and we will tell\nyou within a month of asking.\n",
			[]string{"1 Scope", "2 Rights"},
			[]string{
				"This policy runs over several lines because the program that wrote it breaks them at a fixed width and that is all right.",
				"You may ask us what we hold, and we will tell you within a month of asking.",
			},
		},
		"an address at the end is no heading": {
			"Contact\nWrite to us at the address below.\n1 Harbour Street\nPort Town\n",
			[]string{"1 Contact"},
			[]string{"Write to us at the address below.\n\n1 Harbour Street\n\nPort Town"},
		},
		"a question is a heading": {
			"Who are we?\nWe are a small studio.\nWhat do we keep?\nVery little of it.\n",
			[]string{"1 Who are we?", "2 What do we keep?"},
			[]string{"We are a small studio.", "Very little of it."},
		},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			im := importString(t, "a.txt", row.source)
			if diff := cmp.Diff(row.headings, headingsOf(im)); diff != "" {
				t.Error(diff)
			}
			for i, placed := range policy.Flatten(im.Clauses) {
				want := row.bodies[i]
				if strings.HasPrefix(name, "special") {
					if got := markup.Plain(markup.Parse(placed.Body)); got != "A *b* a_b {{client.email}} <x> [y](z) 1 \\ `c` &amp; #d." {
						t.Errorf("reads %q", got)
					}
					continue
				}
				if diff := cmp.Diff(want, placed.Body); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestNumbersThatTheOutlineGivesOtherwiseAreListed(t *testing.T) {
	im := importString(t, "a.txt", "Privacy Policy\n1. Scope\nWe say it.\n3. Rights\nYou have some.\n")
	want := []LeftOut{{Text: "3", Reason: ReasonHeadingNumber, at: 7}}
	if !im.Numbered || !cmp.Equal(im.LeftOut, want, cmp.AllowUnexported(LeftOut{})) {
		t.Errorf("numbered %v, left out %+v", im.Numbered, im.LeftOut)
	}
}

func TestPageFurnitureIsLeftOut(t *testing.T) {
	im := importString(t, "a.txt", "Privacy Notice\n\nScope\n\nWe say it here.\n\n1\n\nPrivacy Notice\n\nIt goes on there.\n\n2\n\nPage 3 of 3\n")
	var got []string
	for _, left := range im.LeftOut {
		got = append(got, left.Text+"="+left.Reason)
	}
	want := []string{"1=page_number", "Privacy Notice=title_page_repeat", "2=page_number", "Page 3 of 3=page_number"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMarkdown(t *testing.T) {
	source := "# Privacy policy\n\nBefore *all*.\n\n## 1. Scope\n\nSee [our site](https://a.example/x).\n\n### 1.1 Who\n\n" +
		"#### Deep\n\n##### Deeper\n\nWrite to {{client.email}}.\n\nRights\n------\n\n1. x\n1. y\n\n| a |\n|---|\n| b |\n\n***\n\n![logo](logo.png)\n\n```sh\n# no heading\n```\n\n<b>bold</b>\n"
	im := importString(t, "a.md", source)
	want := []string{"1 Scope", "1.1 Who", "1.1.1 Deep", "1.1.2 Deeper", "2 Rights"}
	if diff := cmp.Diff(want, headingsOf(im)); diff != "" {
		t.Error(diff)
	}
	if im.Title != "Privacy policy" || im.Clauses[0].Body != "Before *all*." {
		t.Errorf("title %q, first %+v", im.Title, im.Clauses[0])
	}
	for _, code := range []string{WarnTooDeep, WarnCode, WarnHTML, WarnImage} {
		if !warned(im, code) {
			t.Errorf("no warning %s", code)
		}
	}
	if warned(im, WarnMarkupAsText) {
		t.Error("the Markdown was not read as such")
	}
	if got := markup.Placeholders("", im.Clauses[1].Children[0].Children[1].Body); len(got) != 1 {
		t.Errorf("placeholders %q", got)
	}
	var left []string
	for _, l := range im.LeftOut {
		left = append(left, l.Text+"="+l.Reason)
	}
	if diff := cmp.Diff([]string{"1=heading_number", "1.1=heading_number", "1=list_number", "logo.png=image"}, left); diff != "" {
		t.Error(diff)
	}
}

func TestFacts(t *testing.T) {
	im := importString(t, "a.txt", "Privacy Policy\nLast updated: 12 March 2024\nWrite to info@a.example or see www.a.example/x. Not b@[email protected].\n")
	want := policy.Facts{"client.email": "info@a.example", "client.website": "https://www.a.example", "policy.last_updated": "2024-03-12"}
	if diff := cmp.Diff(want, im.Facts); diff != "" {
		t.Error(diff)
	}
	if !warned(im, WarnObfuscatedEmail) || warned(im, WarnNoDate) {
		t.Errorf("warnings %v", im.Warnings)
	}
}

func TestDates(t *testing.T) {
	rows := []struct{ text, lang, want string }{
		{"2024-12-01", "en", "2024-12-01"},
		{"23-5-2018", "nl", "2018-05-23"},
		{"1.2.2020", "de", "2020-02-01"},
		{"5/23/2018", "en", "2018-05-23"},
		{"23/5/2018", "en", "2018-05-23"},
		{"4/4/2018", "en", "2018-04-04"},
		{"3/4/2018", "en", ""},
		{"3/4/2018", "fr", "2018-04-03"},
		{"December 12, 2024", "en", "2024-12-12"},
		{"Sept. 3rd 2024", "en", ""},
		{"3rd of Sep 2024", "en", "2024-09-03"},
		{"12 décembre 2024", "fr", "2024-12-12"},
		{"1er mars 2024", "fr", "2024-03-01"},
		{"5. März 2023", "de", "2023-03-05"},
		{"17 Agustus 2022", "id", "2022-08-17"},
		{"9 gusht 2021", "sq", "2021-08-09"},
		{"14 maart 2021", "nl", "2021-03-14"},
		{"31-2-2020", "nl", ""},
		{"99-99-2020", "nl", ""},
		{"some day", "en", ""},
	}
	for _, row := range rows {
		if got, _ := findDate(row.text, row.lang); got != row.want {
			t.Errorf("%q in %s is %q, want %q", row.text, row.lang, got, row.want)
		}
	}
	if _, ambiguous := findDate("3/4/2018", "en"); !ambiguous {
		t.Error("day and month of 3/4 are not told apart")
	}
}

func TestLanguages(t *testing.T) {
	rows := map[string]string{
		"en": "We keep the data that you give us and we will not sell it to anyone. You have the right to see what we hold.",
		"nl": "Wij bewaren de gegevens die je ons geeft en verkopen ze niet. Je hebt het recht om te zien wat we van je hebben.",
		"fr": "Nous conservons les données que vous nous donnez et nous ne les vendons pas. Vous avez le droit de les voir.",
		"de": "Wir speichern die Daten, die Sie uns geben, und verkaufen sie nicht. Sie haben das Recht, sie zu sehen, und wir helfen mit der Antwort.",
		"id": "Kami menyimpan data yang anda berikan kepada kami dan tidak menjualnya. Anda dapat melihat data itu untuk setiap akun.",
		"sq": "Ne ruajmë të dhënat që ju na jepni dhe nuk i shesim ato. Ju keni të drejtë për të parë çfarë kemi për ju në çdo kohë.",
		"es": "Guardamos los datos que usted nos da y no los vendemos. Usted puede ver en cualquier momento lo que tenemos, con una copia para su archivo.",
		"it": "Conserviamo i dati che ci fornite e non li vendiamo. Il cliente può vedere nel suo profilo quello che abbiamo, con una copia per il suo archivio della società.",
		"pt": "Guardamos os dados que você nos dá e não os vendemos. Você pode ver o que temos, com uma cópia para o seu arquivo, ao pedir em nosso site.",
		"el": "Διατηρούμε τα δεδομένα που μας δίνετε και δεν τα πουλάμε σε κανέναν.",
		"ru": "Мы храним данные, которые вы нам даёте, и не продаём их. Это ваше право.",
		"uk": "Ми зберігаємо дані, які ви нам надаєте, і не продаємо їх нікому. Це ваше право.",
	}
	for want, text := range rows {
		if got, sure := recogniseLanguage(text); got != want || !sure {
			t.Errorf("%s read as %s (sure: %v)", want, got, sure)
		}
	}
	for _, text := range []string{"ok", "12 34", "de en in", "Stripe Hetzner OpenAI Google Cloud Mailchimp Rollbar"} {
		if _, sure := recogniseLanguage(text); sure {
			t.Errorf("sure about %q", text)
		}
	}
	if im := importString(t, "a.txt", "ok then"); !warned(im, WarnLanguageUnsure) {
		t.Error("no warning for a language that is not sure")
	}
}

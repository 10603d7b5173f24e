package library_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/vocabulary"
)

// verdicts are what the last column of a statement begins with, in the order
// of the figures; the longer ones first decide.
var verdicts = []string{"said", "said, and more exactly", "said in part", "not said"}

var (
	codeSpan = regexp.MustCompile("`([a-z_]+)`")
	register = regexp.MustCompile("register `([a-z_]+)`")
	numbered = regexp.MustCompile(`^\| (\d+) \|`)
)

// seedRows returns the statements of each policy and the rows of figures.
func seedRows(t *testing.T) (statements map[string][][]string, figures map[string][]string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/dev/seeds.md")
	if err != nil {
		t.Fatal(err)
	}
	statements, figures = map[string][][]string{}, map[string][]string{}
	seed := ""
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch name, heading := strings.CutPrefix(line, "## "); {
		case heading:
			seed = strings.TrimSpace(name)
		case seed == "" && len(cells) == 6 && cells[0] != "":
			figures[cells[0]] = cells[1:]
		case numbered.MatchString(line):
			statements[seed] = append(statements[seed], cells)
		}
	}
	return statements, figures
}

// verdictOf returns which of the verdicts a statement's last column gives.
func verdictOf(note string) int {
	for _, i := range []int{1, 2, 3, 0} {
		if rest, ok := strings.CutPrefix(note, verdicts[i]); ok && (rest == "" || strings.ContainsAny(rest[:1], ";:")) {
			return i
		}
	}
	return -1
}

// TestTheStatementsOfTheSeedsAreCounted holds the figures of docs/dev/seeds.md
// against its rows, and what it names against what there is.
func TestTheStatementsOfTheSeedsAreCounted(t *testing.T) {
	statements, figures := seedRows(t)
	total := make([]int, len(verdicts)+1)
	for seed, rows := range statements {
		count := make([]int, len(verdicts)+1)
		for i, row := range rows {
			verdict := -1
			if len(row) == 4 {
				verdict = verdictOf(row[3])
			}
			if verdict < 0 || row[0] != strconv.Itoa(i+1) {
				t.Errorf("%s: row %d reads %q", seed, i+1, row)
				continue
			}
			count[0]++
			count[verdict+1]++
			holdsPlaces(t, seed, row, verdict)
		}
		holdsFigures(t, seed, figures[seed], count)
		for i := range total {
			total[i] += count[i]
		}
	}
	holdsFigures(t, "together", figures["together"], total)
}

func holdsFigures(t *testing.T, seed string, figures []string, count []int) {
	t.Helper()
	var want []string
	for _, n := range count {
		want = append(want, strconv.Itoa(n))
	}
	if !slices.Equal(figures, want) {
		t.Errorf("%s: figures %v, counted %v", seed, figures, want)
	}
}

// holdsPlaces: what is said names a place, what is not said says why and what
// ours says in its place, and every clause and register that is named exists.
func holdsPlaces(t *testing.T, seed string, row []string, verdict int) {
	t.Helper()
	place, note := row[2], row[3]
	absent := strings.HasPrefix(place, "–")
	if absent != (verdict == 3) || !codeSpan.MatchString(place) && !strings.Contains(place, "register") {
		t.Errorf("%s %s: %q at %q", seed, row[0], note, place)
	}
	if verdict == 3 && !(strings.Contains(note, "Art.") && strings.Contains(note, "Ours")) {
		t.Errorf("%s %s: left out without an article or without what ours says: %q", seed, row[0], note)
	}
	for _, named := range register.FindAllStringSubmatch(place, -1) {
		if _, known := policy.RegisterDefOf(named[1]); !known {
			t.Errorf("%s %s: no register %s", seed, row[0], named[1])
		}
	}
	for _, named := range codeSpan.FindAllStringSubmatch(register.ReplaceAllString(place, ""), -1) {
		if _, err := library.Builtin().Clause(named[1]); err != nil {
			t.Errorf("%s %s: %v", seed, row[0], err)
		}
	}
}

// TestEveryOwnAnswerIsSaid: each answer that a statement of the seeds rests on
// adds its paragraphs to its clause, in every language and tone, and nothing
// stands in their place without it.
func TestEveryOwnAnswerIsSaid(t *testing.T) {
	for _, c := range []struct {
		clause string
		facts  policy.Facts
		adds   int
		shows  string
	}{
		{"requests", policy.Facts{"policy.answer_period": "P21D"}, 1, "21"},
		{"xk_rights", policy.Facts{"policy.answer_period": "P21D"}, 1, "21"},
		{"contact", policy.Facts{"policy.reply_time": "PT4H"}, 1, "4"},
		{"scope", policy.Facts{"policy.terms": "House rules", "policy.terms_url": "https://acme.example/rules"}, 2, "House rules"},
		{"scope", policy.Facts{"policy.terms_url": "https://acme.example/rules"}, 0, ""},
		{"scope", policy.Facts{"policy.businesses_only": "yes"}, 1, ""},
		{"scope", policy.Facts{"policy.businesses_only": "no"}, 0, ""},
		{"deletion", policy.Facts{"policy.archive_reason": "House history"}, 1, "House history"},
		{"no_sale", policy.Facts{"policy.shares_with_consent": "yes"}, 1, ""},
	} {
		for _, lang := range vocabulary.Languages() {
			for _, tone := range []policy.Tone{policy.TonePlain, policy.ToneFormal} {
				without, with := paragraphs(t, c.clause, lang, tone, nil), paragraphs(t, c.clause, lang, tone, c.facts)
				if len(with)-len(without) != c.adds || !strings.Contains(strings.Join(with, "\n"), c.shows) {
					t.Errorf("%s in %s %s with %v adds %d paragraphs, want %d:\n%s", c.clause, lang, tone, c.facts, len(with)-len(without), c.adds, strings.Join(with, "\n"))
				}
			}
		}
	}
}

// paragraphs returns what a clause reads with these facts, block by block.
func paragraphs(t *testing.T, id, lang string, tone policy.Tone, facts policy.Facts) []string {
	t.Helper()
	c, err := library.Builtin().Clause(id)
	if err != nil {
		t.Fatal(err)
	}
	basis := policy.Facts{"client.country": "XK", "client.email": "a@acme.example", "policy.kind": "saas", "policy.sells_data": "no"}
	snap := policy.Snapshot{Policy: policy.Policy{
		SourceLang: lang, Facts: basis.Merge(facts), Clauses: []policy.Clause{c.Linked(lang, tone)},
	}}
	return strings.Split(markup.Resolve(snap, lang, markup.Issue{}).Text.Clauses[0].Body, "\n\n")
}

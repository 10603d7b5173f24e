package compare

import (
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/policy"
)

// history is a policy as a company might have kept it for years, revision by
// revision: single words, new suppliers, rewritten passages, clauses that move,
// are divided, go and come, lists that become tables.
var history = [][]string{
	{
		"a|Who we are|Quill & Oar is a small company in Ghent. We make a rowing log for clubs. Questions go to hello@quilloar.example.",
		"b|What we collect|When you sign up we ask for your name and e-mail address.\n\n- Your training: dates, distances and times.\n- Your boat class.\n\nWe do not collect anything else.",
		"c|Why|We use your data to keep your log, to send you what you ask for, and to bill your club.",
		"d|Who else sees it|Our hosting company in Frankfurt stores the database. Nobody else gets it.",
		"e|How long|We keep your log for 2 years after your last visit. Then we delete it.",
		"f|Your rights|You may ask us what we have, correct it, or have it deleted. Write to us and we answer within a month.",
	},
	{
		"a|Who we are|Quill & Oar BV is a small company in Ghent. We make a rowing log for clubs and schools. Questions go to privacy@quilloar.example.",
		"b|What we collect|When you sign up we ask for your name and e-mail address.\n\n- Your training: dates, distances, times and heart rate.\n- Your boat class.\n- Your club.\n\nWe do not collect anything else.",
		"c|Why|We use your data to keep your log, to send you what you ask for, and to bill your club.",
		"d|Who else sees it|Our hosting company in Frankfurt stores the database. A payment provider in Dublin handles the cards. Nobody else gets it.",
		"e|How long|We keep your log for 3 years after your last visit. Then we delete it.",
		"f|Your rights|You may ask us what we have, correct it, move it elsewhere, or have it deleted. Write to us and we answer within a month.",
	},
	{
		"a|Who we are|Quill & Oar BV is a small company in Ghent. We make a rowing log for clubs and schools. Questions go to privacy@quilloar.example.",
		"f|Your rights|You may ask us what we have, correct it, move it elsewhere, or have it deleted.\n\nWrite to us and we answer within a month.",
		"b|What we collect|When you sign up we ask for your name and e-mail address.\n\n- Your training: dates, distances, times and heart rate.\n- Your boat class.\n- Your club.",
		"c|Why|To keep your log we process what you enter; that is our contract with you. To bill your club we process its address, as tax law asks.",
		"d|Who else sees it|Our hosting company in Frankfurt stores the database. A payment provider in Dublin handles the cards. Nobody else gets it.",
		"e|How long|We keep your log for 3 years after your last visit. Then we delete it. Invoices stay for 7 years, as the law demands.",
	},
	{
		"a|Who we are|Quill & Oar BV is a small company in Ghent. We make a rowing log for clubs and schools. Questions go to privacy@quilloar.example.",
		"f|Your rights|You may ask us what we have, correct it, move it elsewhere, or have it deleted.\n\nWrite to us and we answer within a month. You may also complain to the authority of your country.",
		"b|What we collect|When you sign up we ask for your name and e-mail address.\n\n- Your boat class.\n- Your club.\n- Your training: dates, distances, times and heart rate.",
		"g|Heart rate|Your heart rate says something about your health. We keep it only if you switch that on, and you may switch it off at any time.",
		"c|Why|To keep your log we process what you enter; that is our contract with you. To bill your club we process its address, as tax law asks.",
		"d|Who else sees it|| Company | Where | What for |\n| --- | --- | --- |\n| Kelder Hosting | Frankfurt | the database |\n| Paylane | Dublin | cards |",
		"e|How long|We keep your log for 3 years after your last visit. Then we delete it.",
		"h|Invoices|Invoices stay for 7 years, as the law demands.",
	},
	{
		"a|Who we are|Quill & Oar BV makes a rowing log for clubs, schools and single rowers. We are in Ghent, and questions go to privacy@quilloar.example.",
		"f|What you may ask|You may see, correct, move or erase what we have, and object to what we do with it. We answer within thirty days of your letter, in your language, and free of charge.\n\nYou may also complain to the authority of your country.",
		"b|What we collect|When you sign up we ask for your name, e-mail address and year of birth.\n\n- Your boat class.\n- Your club.\n- Your training: dates, distances, times and heart rate.",
		"g|Heart rate|Your heart rate says something about your health. We keep it only if you switch that on, and you may switch it off at any time.",
		"d|Who else sees it|| Company | Where | What for |\n| --- | --- | --- |\n| Kelder Hosting | Frankfurt | the database |\n| Paylane | Dublin | cards |\n| Bright Mail | Oslo | newsletters |",
		"c|Why|To keep your log we process what you enter; that is our contract with you. To bill your club we process its address, as tax law asks. The newsletter rests on your consent.",
		"e|How long|We keep your log for 3 years after your last visit. Then we delete it.",
		"h|Invoices|Invoices stay for 10 years, as the law demands.",
	},
}

func revisions() []policy.Text {
	var out []policy.Text
	for _, clauses := range history {
		out = append(out, text(clauses...))
	}
	return out
}

// wordsOf lists the words of a text as it reads through.
func wordsOf(voc *words, text policy.Text) []int {
	var out []int
	for _, c := range text.Clauses {
		for _, l := range leavesOf(voc, c.Heading, c.Body) {
			out = append(out, l.words...)
		}
	}
	return out
}

// fewest is the smallest possible number of changed words, whatever clause they
// stand in.
func fewest(before, after policy.Text) int {
	voc := newWords()
	a, b := wordsOf(voc, before), wordsOf(voc, after)
	return len(a) + len(b) - 2*commonWords(a, b)
}

// From every revision to every later one, also as a text from elsewhere:
// rebuilding is exact, and in all no more than a twentieth more words are said
// to have changed than must have.
func TestAHistory(t *testing.T) {
	texts := revisions()
	shown, least := 0, 0
	for i := range texts {
		for j := i + 1; j < len(texts); j++ {
			for _, foreign := range []bool{false, true} {
				before, after := texts[i], texts[j]
				if foreign {
					after = elsewhere(after)
				}
				rebuilt(t, before, after)
				added, removed := Texts(before, after).Words()
				minimum := fewest(before, after)
				shown, least = shown+added+removed, least+minimum
				t.Logf("%d to %d, from elsewhere %v: %d words changed, %d at least", i+1, j+1, foreign, added+removed, minimum)
			}
		}
	}
	if shown*20 > least*21 {
		t.Errorf("%d words changed where %d would do", shown, least)
	}
}

func elsewhere(text policy.Text) policy.Text {
	clauses := text.Clauses
	text.Clauses = nil
	for _, c := range clauses {
		c.ID += "-theirs"
		text.Clauses = append(text.Clauses, c)
	}
	return text
}

func TestMovedClausesOfAHistory(t *testing.T) {
	texts := revisions()
	for i, want := range []string{"", "f", "", "c"} {
		moved := ""
		for _, c := range Texts(texts[i], texts[i+1]).Clauses {
			if c.Moved {
				moved += string(c.ID)
			}
		}
		if i == 3 && moved == "d" {
			moved = "c" // two neighbours changed places
		}
		if moved != want {
			t.Errorf("from %d to %d: %q moved, want %q", i+1, i+2, moved, want)
		}
	}
}

// The bit-parallel length and the pairs of the table agree with the textbook.
func TestCommonSubsequences(t *testing.T) {
	for _, c := range [][2]string{{"abcbdab", "bdcaba"}, {"", "abc"}, {"aaaa", "aa"}, {"xyz", "abc"}, {strings.Repeat("abc", 50), strings.Repeat("acb", 50)}} {
		a, b := letters(c[0]), letters(c[1])
		want := textbook(a, b)
		if got := commonWords(a, b); got != want {
			t.Errorf("%s: length %d, want %d", fmt.Sprint(c), got, want)
		}
		if got := len(match(a, b)); got != want {
			t.Errorf("%s: %d pairs, want %d", fmt.Sprint(c), got, want)
		}
		if got := len(matchHalves(a, b)); got != want {
			t.Errorf("%s: %d pairs by halves, want %d", fmt.Sprint(c), got, want)
		}
	}
}

func letters(s string) []int {
	var out []int
	for _, r := range s {
		out = append(out, int(r))
	}
	return out
}

func textbook(a, b []int) int {
	best := make([][]int, len(a)+1)
	best[0] = make([]int, len(b)+1)
	for i := range a {
		best[i+1] = make([]int, len(b)+1)
		for j := range b {
			if best[i+1][j+1] = max(best[i][j+1], best[i+1][j]); a[i] == b[j] {
				best[i+1][j+1] = best[i][j] + 1
			}
		}
	}
	return best[len(a)][len(b)]
}

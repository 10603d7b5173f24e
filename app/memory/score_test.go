package memory_test

import (
	"strings"
	"testing"
	"time"

	"clausedesk/app/memory"
	"clausedesk/app/policy"

	"github.com/google/go-cmp/cmp"
)

func best(q memory.Query, entries ...memory.Entry) []memory.Match {
	var candidates []memory.Candidate
	s := memory.NewScorer(q)
	for i, e := range entries {
		e.ID = int64(i)
		candidates = append(candidates, memory.Candidate{Entry: e, Alike: s.Likeness(e.Source, nil)})
	}
	return s.Best(candidates)
}

// What an entry's translation becomes for a text that differs in a value.
var substitutions = []struct{ to, source, target, asked, want string }{
	{"nl", "within 30 days", "binnen 30 dagen", "within 60 days", "binnen 60 dagen"},
	{"nl", "We answer within 1 month.", "Wij antwoorden binnen 1 maand.", "We answer within 2 months.", "Wij antwoorden binnen 2 maanden."},
	{"de", "within 30 days of the order", "innerhalb von 30 Tagen nach der Bestellung", "within 60 days of the order", "innerhalb von 60 Tagen nach der Bestellung"},
	{"nl", "It changed on 3 May 2024.", "Gewijzigd op 3 mei 2024.", "It changed on 4 June 2025.", "Gewijzigd op 4 juni 2025."},
	{"de", "valid from May 3, 2024", "gültig ab 3. Mai 2024", "valid from June 4, 2025", "gültig ab 4. Juni 2025"},
	{"fr", "Changed on 3 May 2024", "Modifié le 3 mai 2024", "Changed on 1 June 2025", "Modifié le 1er juin 2025"},
	{"id", "on 2024-05-03", "pada 3 Mei 2024", "on 2025-06-04", "pada 4 Juni 2025"},
	{"sq", "until 3 May", "deri më 3 maj", "until 4 June", "deri më 4 qershor"},
	{"nl", "on 3 May 2024", "op 03-05-2024", "on 4 June 2025", "op 04-06-2025"},
	{"nl", "a fee of 1,250.50 EUR", "een bedrag van 1.250,50 EUR", "a fee of 99.95 EUR", "een bedrag van 99,95 EUR"},
	{"de", "up to 900 users", "bis zu 900 Nutzer", "up to 12,000 users", "bis zu 12.000 Nutzer"},
	{"nl", "Write to {{client.email}}.", "Schrijf naar {{client.email}}.", "Write to {{client.phone}}.", "Schrijf naar {{client.phone}}."},
	{"nl", "Write to a@old.example now", "Schrijf nu naar a@old.example", "Write to b@new.example now", "Schrijf nu naar b@new.example"},
	{"nl", "from 3 to 5 people", "van 3 tot 5 mensen", "from 5 to 9 people", "van 5 tot 9 mensen"},
	{"nl", "after 30 days, not 7 days", "niet na 7 dagen maar na 30 dagen", "after 60 days, not 14 days", "niet na 14 dagen maar na 60 dagen"},
}

func TestWhatDiffersIsPutIn(t *testing.T) {
	for _, c := range substitutions {
		got := best(memory.Query{From: "en", To: c.to, Source: c.asked},
			memory.Entry{From: "en", To: c.to, Source: c.source, Target: c.target})
		if len(got) != 1 || got[0].Adapted != c.want || !got[0].Substituted || got[0].Score != 99 {
			t.Errorf("%q for %q: %+v, want %q", c.source, c.asked, got, c.want)
		}
	}
}

// Where nobody can know what the translation becomes, it stays, for a lower
// score.
func TestWhatHasNoPlaceIsNotPutIn(t *testing.T) {
	for _, c := range []struct{ to, source, target, asked string }{
		{"nl", "we keep it for 30 days", "wij bewaren het dertig dagen", "we keep it for 60 days"},
		{"nl", "from 5 to 5 people", "van 5 tot 5 mensen", "from 5 to 9 people"}, // which 5?
		{"de", "erased within 2 months of it", "binnen 2 Monaten gelöscht", "erased within 1 month of it"},
	} {
		got := best(memory.Query{From: "en", To: c.to, Source: c.asked},
			memory.Entry{From: "en", To: c.to, Source: c.source, Target: c.target})
		if len(got) != 1 || got[0].Substituted || got[0].Adapted != c.target || got[0].Score > 92 {
			t.Errorf("%q for %q: %+v", c.source, c.asked, got)
		}
	}
}

func TestNamesOfClientsArePutIn(t *testing.T) {
	s := memory.NewScorer(memory.Query{
		From: "en", To: "nl", Source: "Boomgaard N.V. is the controller.", Names: memory.Names{"Boomgaard N.V.", "Boomgaard"},
	})
	c := memory.Candidate{
		Entry: memory.Entry{Source: "Kweekwerk B.V. is the controller.", Target: "De verantwoordelijke is Kweekwerk B.V."},
		Names: memory.Names{"Kweekwerk B.V.", "Kweekwerk"},
	}
	got := s.Best([]memory.Candidate{c})
	if len(got) != 1 || got[0].Adapted != "De verantwoordelijke is Boomgaard N.V." || got[0].Score != 99 {
		t.Errorf("%+v", got)
	}
}

func TestScores(t *testing.T) {
	entry := memory.Entry{Source: "We keep your data.", Target: "x", Before: "A", After: "B"}
	query := func(change func(*memory.Query)) memory.Query {
		q := memory.Query{From: "en", To: "nl", Source: entry.Source, Before: "A", After: "B", Threshold: memory.MinThreshold}
		change(&q)
		return q
	}
	for name, c := range map[string]struct {
		query     memory.Query
		low, high int
	}{
		"in context":          {query(func(*memory.Query) {}), 101, 101},
		"another neighbour":   {query(func(q *memory.Query) { q.After = "C" }), 100, 100},
		"no neighbours":       {query(func(q *memory.Query) { q.Before, q.After = "", "" }), 100, 100},
		"another case":        {query(func(q *memory.Query) { q.Source = "we keep your data." }), 95, 99},
		"marks":               {query(func(q *memory.Query) { q.Source = "We keep **your** data." }), 85, 99},
		"one word of four":    {query(func(q *memory.Query) { q.Source = "We keep your mail." }), 70, 84},
		"hardly anything":     {query(func(q *memory.Query) { q.Source = "We keep to what the law says." }), 30, 50},
		"punctuation differs": {query(func(q *memory.Query) { q.Source = "We keep your data" }), 95, 99},
	} {
		got := best(c.query, entry)
		if len(got) != 1 || got[0].Score < c.low || got[0].Score > c.high {
			t.Errorf("%s: %+v, want %d to %d", name, got, c.low, c.high)
		}
	}
	none := query(func(q *memory.Query) { q.Source, q.Threshold = "Nothing alike at all here", 60 })
	if got := best(none, entry); got != nil {
		t.Errorf("below the threshold: %+v", got)
	}
	// A text without neighbours has no context to share.
	alone := memory.Entry{Source: entry.Source, Target: "x"}
	if got := best(query(func(q *memory.Query) { q.Before, q.After = "", "" }), alone); got[0].Score != memory.Exact {
		t.Errorf("without neighbours: %d", got[0].Score)
	}
}

func TestOrderOfMatches(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 1, d, 0, 0, 0, 0, time.UTC) }
	entries := []memory.Entry{
		{Source: "We keep your mail.", Target: "alike", Changed: day(9)},
		{Source: "We keep your data.", Target: "old", Changed: day(1)},
		{Source: "We keep your data.", Target: "new", Changed: day(3)},
		{Source: "We keep your data.", Target: "own", Client: "us", Changed: day(2)},
		{Source: "We keep your data.", Target: "own", Client: "them", Changed: day(1)}, // the same pair once
	}
	q := memory.Query{From: "en", To: "nl", Source: "We keep your data.", Client: policy.ID("us")}
	var targets []string
	for _, m := range best(q, entries...) {
		targets = append(targets, m.Target)
	}
	if want := []string{"own", "new", "old", "alike"}; !cmp.Equal(targets, want) {
		t.Errorf("order %q, want %q", targets, want)
	}
	q.Limit = 2
	if got := best(q, entries...); len(got) != 2 {
		t.Errorf("%d matches", len(got))
	}
}

func TestTheDiffLeadsFromTheEntryToTheText(t *testing.T) {
	got := best(memory.Query{From: "en", To: "nl", Source: "We keep your mail."}, memory.Entry{Source: "We keep your data.", Target: "x"})
	var old, now strings.Builder
	for _, span := range got[0].Diff {
		if span.Kind != "ins" {
			old.WriteString(span.Text)
		}
		if span.Kind != "del" {
			now.WriteString(span.Text)
		}
	}
	if old.String() != "We keep your data." || now.String() != "We keep your mail." {
		t.Errorf("from %q to %q", old.String(), now.String())
	}
}

func TestSentencesOfAnEntry(t *testing.T) {
	e := memory.Entry{
		From: "en", To: "nl", Before: "b", Client: "us",
		Source: "See Art. 6 GDPR. We delete **it**.", Target: "Zie art. 6 AVG. Wij wissen **het**.",
	}
	got := memory.Sentences(e)
	if len(got) != 2 || got[0].Source != "See Art. 6 GDPR." || got[1].Target != "Wij wissen **het**." || got[0].Before != "" || got[0].Client != "us" {
		t.Errorf("%+v", got)
	}
	for _, target := range []string{"Zie art. 6 AVG, wij wissen het.", "**Zie art. 6 AVG. Wij wissen** het."} {
		e.Target = target
		if got := memory.Sentences(e); got != nil {
			t.Errorf("%q: %+v", target, got)
		}
	}
}

package translate_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/translate"
	uitranslate "clausedesk/app/ui/translate"
)

func sourcesOf(m *uitranslate.Model) []string {
	var out []string
	for _, row := range m.Rows() {
		out = append(out, row.Source)
	}
	return out
}

func TestAFilterShowsWhatFits(t *testing.T) {
	m, _ := open(t)
	m.Select(3)
	m.SetTarget(3, "Wij bewaren weinig.")
	for name, test := range map[string]struct {
		filter uitranslate.Filter
		want   []string
	}{
		"drafts":                     {uitranslate.Filter{Show: uitranslate.Show(policy.Draft)}, []string{"We keep little."}},
		"words in the source":        {uitranslate.Filter{Text: "LETTERS"}, []string{"Letters", "Letters: one year"}},
		"words in the translation":   {uitranslate.Filter{Text: "bewaren"}, []string{"We keep little."}},
		"words, and untranslated":    {uitranslate.Filter{Show: uitranslate.Show(policy.Untranslated), Text: "keep"}, []string{"What we keep"}},
		"nothing has a remark":       {uitranslate.Filter{Show: uitranslate.ShowProblems}, nil},
		"nothing reads like this":    {uitranslate.Filter{Text: "zebra"}, nil},
		"what is in no clause's own": {uitranslate.Filter{Show: uitranslate.Show(policy.Approved)}, nil},
	} {
		m.SetFilter(test.filter)
		if got := sourcesOf(m); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	m.SetFilter(uitranslate.Filter{Text: "zebra"})
	if _, ok := m.Selected(); ok || m.Next() != -1 {
		t.Error("something is selected where nothing is shown")
	}
	m.SetFilter(uitranslate.Filter{})
	at := uitranslate.Place{Clause: m.Rows()[3].ClauseID, Pos: m.Rows()[3].Pos}
	m.SetProblems(uitranslate.Problems{at: []quality.Problem{{Rule: quality.RuleNumber}}})
	m.SetFilter(uitranslate.Filter{Show: uitranslate.ShowProblems})
	if got := sourcesOf(m); !slices.Equal(got, []string{"We keep little."}) {
		t.Errorf("with remarks: %q", got)
	}
}

// A row that no longer fits stays until the filter is set again: it must not
// vanish under the caret.
func TestARowStaysWhileItIsWorkedOn(t *testing.T) {
	m, d := open(t)
	m.SetFilter(uitranslate.Filter{Show: uitranslate.Show(policy.Untranslated)})
	before := sourcesOf(m)
	m.Select(2)
	m.SetTarget(2, "Wat wij bewaren")
	m.Reload()
	if got := sourcesOf(m); !slices.Equal(got, before) || m.Index() != 2 {
		t.Fatalf("rows %q, selected %d", got, m.Index())
	}
	m.SetFilter(m.Filter())
	if slices.Contains(sourcesOf(m), "What we keep") {
		t.Error("it is shown after the filter was set again")
	}
	d.Undo()
	m.Reload()
	if !slices.Contains(sourcesOf(m), "What we keep") {
		t.Error("it is not shown after an undo")
	}
}

// Whatever is filtered, reloaded or translated, the selected segment stays the
// selected one as long as it is shown.
func TestTheSelectedSegmentStaysSelected(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m, _ := open(t)
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			before, had := m.Selected()
			switch rapid.IntRange(0, 3).Draw(rt, "step") {
			case 0:
				m.Select(rapid.IntRange(-1, 12).Draw(rt, "row"))
				continue
			case 1:
				m.SetTarget(m.Index(), rapid.SampledFrom([]string{"", "een", "twee"}).Draw(rt, "target"))
			case 2:
				m.SetFilter(uitranslate.Filter{
					Show: rapid.SampledFrom([]uitranslate.Show{uitranslate.ShowAll, uitranslate.ShowWork, uitranslate.Show(policy.Draft)}).Draw(rt, "show"),
					Text: rapid.SampledFrom([]string{"", "e", "letters"}).Draw(rt, "text"),
				})
			case 3:
				m.Reload()
			}
			after, has := m.Selected()
			shown := slices.ContainsFunc(m.Rows(), func(r translate.Row) bool { return r.ClauseID == before.ClauseID && r.Pos == before.Pos })
			if had && shown && (!has || after.ClauseID != before.ClauseID || after.Pos != before.Pos) {
				rt.Fatalf("%q was selected, now %q", before.Source, after.Source)
			}
		}
	})
}

func TestReplaceShowsFirstAndIsOneStep(t *testing.T) {
	m, d := open(t)
	for i, target := range map[int]string{
		1: "Wij zijn {{client.legal_name}}. Schrijf naar {{client.email}}.", 3: "Wij bewaren weinig.", 5: "Wat u wij noemt.",
	} {
		m.Select(i)
		m.SetTarget(i, target)
	}
	if got := m.Replacements("client", "klant", true); got != nil {
		t.Errorf("placeholders would change: %+v", got)
	}
	list := m.Replacements("wij", "we", true)
	var got []string
	for _, r := range list {
		got = append(got, r.Target)
	}
	want := []string{"We zijn {{client.legal_name}}. Schrijf naar {{client.email}}.", "We bewaren weinig.", "Wat u we noemt."}
	if !slices.Equal(got, want) {
		t.Fatalf("would become %q", got)
	}
	if exact := m.Replacements("wij", "we", false); len(exact) != 1 {
		t.Errorf("letter by letter: %+v", exact)
	}
	m.Replace(list)
	m.Reload()
	if row := m.Rows()[3]; row.Target != "We bewaren weinig." || row.Via != policy.ViaReplaced || row.State != policy.Draft {
		t.Errorf("became %+v", row)
	}
	d.Undo()
	m.Reload()
	if m.Rows()[1].Target != "Wij zijn {{client.legal_name}}. Schrijf naar {{client.email}}." || m.Rows()[3].Target != "Wij bewaren weinig." {
		t.Error("an undo does not take all of it back")
	}
}

func TestTheMeaningIsUnchanged(t *testing.T) {
	m, d := open(t)
	m.Hand = func() translate.Hand { return translate.Hand{Name: "Ana", FourEyes: true} }
	m.Select(3)
	m.SetTarget(3, "Wij bewaren weinig.")
	if err := m.SetState(policy.Approved); !errors.Is(err, translate.ErrOwnWork) {
		t.Fatalf("approving one's own: %v", err)
	}
	if err := m.SetState(policy.Reviewed); err != nil {
		t.Fatal(err)
	}
	what := m.Rows()[3].ClauseID
	tree, err := policy.Update(d.Clauses(), what, func(c *policy.Clause) { c.Body = "We keep litle." })
	if err != nil {
		t.Fatal(err)
	}
	d.Edit(tree, what, "")
	m.Reload()
	if err := m.Unchanged("a typo", "Ana"); err != nil {
		t.Fatal(err)
	}
	m.Reload()
	row, _ := m.Selected()
	if row.State != policy.Reviewed || row.By != "Ana" || row.Reason != "a typo" || row.MadeFrom != "We keep litle." {
		t.Fatalf("after it was said: %+v", row)
	}
}

package ui_test

import (
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/translate"

	"fyne.io/fyne/v2"
)

// beginWithOwnWords opens a policy that names what was answered in words of the
// client's own, translated but for these, on Review.
func beginWithOwnWords(t *testing.T) *journey {
	t.Helper()
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen")
	body := "In {{service}} we use data for {{list purposes}}."
	p := l.Policy(t, client.ID, "Website", policy.NewClause("Purposes", body))
	client = l.OnDisk(t, p.ID).Client
	client.Registers = policy.Registers{"purposes": {
		{"name": "orders", "basis": "contract"}, {"name": "choosing the bread of the week", "basis": "consent"},
	}}
	if _, err := l.Store.SaveClient(t.Context(), client); err != nil {
		t.Fatal(err)
	}
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	check(l.Studio.ChangePolicy(t.Context(), p.ID, func(p *policy.Policy) { p.Facts = policy.Facts{"policy.service": "our bakery"} }))
	clause := p.Clauses[0].ID
	check(l.Store.PutUnits(t.Context(), p.ID, []policy.Unit{
		{ClauseID: clause, Lang: "nl", Pos: 0, Source: "Purposes", Target: "Doelen", State: policy.Approved},
		{ClauseID: clause, Lang: "nl", Pos: 1, Source: body, Target: "In {{service}} gebruiken wij gegevens voor {{list purposes}}.", State: policy.Approved},
	}))
	j := &journey{t, apptest.Open(t, l, apptest.Options{}), p.ID}
	j.Window.Open(p.ID)
	j.Idle()
	return j
}

// finding goes by keyboard to the findings, one after the other, until one leads
// to a segment of the desk.
func (j *journey) finding(source string) {
	j.Helper()
	for down := range 12 {
		j.Shortcut(apptest.Ctrl, fyne.Key4)
		j.Press(fyne.KeyHome)
		for range down {
			j.Press(fyne.KeyDown)
		}
		j.Press(fyne.KeyReturn)
		j.Idle()
		grid := j.Window.Policy.Translate.Grid
		if i := grid.Selected(); j.Window.Policy.Tabs.Selected() == "translate" && i >= 0 && grid.Rows[i].Source == source {
			return
		}
	}
	j.Fatalf("no finding leads to %q", source)
}

// TestAnswersAreTranslatedAtTheDesk: a finding leads to the answer; it is
// translated and approved by keyboard, and stands on the page, in its form and on
// the disk; undo takes it back everywhere.
func TestAnswersAreTranslatedAtTheDesk(t *testing.T) {
	j := beginWithOwnWords(t)
	desk := j.Window.Policy.Translate
	j.finding("choosing the bread of the week")
	j.Shortcut(apptest.CtrlShift, fyne.KeyG) // the page
	j.Type("het brood van de week kiezen")
	j.Idle()
	if got := j.page(); !strings.Contains(got, "het brood van de week kiezen") {
		t.Errorf("the page says %q", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.Idle()
	if row := desk.Grid.Rows[desk.Grid.Selected()]; row.Source != "our bakery" || row.Group != j.Text("translate.answers") {
		t.Fatalf("next comes %+v", row)
	}
	snap := j.OnDisk(t, j.id)
	if got := snap.Client.Registers["purposes"][1]["name@nl"]; got != "het brood van de week kiezen" {
		t.Errorf("the client answers %q", got)
	}
	rows := translate.Rows(snap, "nl")
	if last := rows[len(rows)-1]; last.State != policy.Approved || last.Source != "choosing the bread of the week" {
		t.Errorf("%+v", last)
	}
	j.saved()
	// The form has it; what is typed there is a draft on the desk.
	j.facts("policy.service")
	j.Press(fyne.KeyTab, fyne.KeyRight)
	j.Type("onze bakkerij")
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	j.Idle()
	if row := desk.Grid.Rows[2]; row.Target != "onze bakkerij" || row.State != j.Text("state.draft") {
		t.Errorf("typed in the form, the desk shows %+v", row)
	}
	desk.Grid.Select(2)
	j.Press(fyne.KeyEnd)
	j.Type(" in Ede")
	j.Idle()
	if got := j.OnDisk(t, j.id).Policy.Facts["policy.service@nl"]; got != "onze bakkerij in Ede" {
		t.Errorf("the policy answers %q", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	j.Idle()
	if got := j.OnDisk(t, j.id).Policy.Facts["policy.service@nl"]; got != "onze bakkerij" {
		t.Errorf("after undo the policy answers %q", got)
	}
	if got := j.OnDisk(t, j.id).Client.Registers["purposes"][1]["name@nl"]; got != "het brood van de week kiezen" {
		t.Errorf("after undo the client answers %q", got)
	}
}

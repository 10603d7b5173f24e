package ui_test

import (
	"context"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// hint is what stands beside a section in the list.
func (j *journey) hint(register string) string {
	j.Helper()
	for _, item := range j.Window.Policy.Facts.List.Items {
		if item.Title == j.Text("register."+register) {
			return item.Hint
		}
	}
	j.Fatalf("no section %s", register)
	return ""
}

// Deleting the last row of a policy's own list, which stands in place of the
// client's rows, asks what holds then. Nothing is confirmed by the key alone,
// and the list of sections tells the three states apart.
func TestEmptyingAnOwnListAsksWhatHolds(t *testing.T) {
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen")
	client.Registers = policy.Registers{"measures": {{"name": "backups"}, {"name": "firewall"}}}
	_, err := l.Store.SaveClient(context.Background(), client)
	check(t, err)
	p := l.Policy(t, client.ID, "Website", policy.NewClause(telling, tellBody))
	p.Registers = policy.Registers{"measures": {{"name": "updates"}}}
	check(t, l.Store.SavePolicyMeta(context.Background(), p))
	j := &journey{t, apptest.Open(t, l, apptest.Options{}), p.ID}
	own := func() int {
		records, is := j.OnDisk(t, j.id).Policy.Registers["measures"]
		if !is {
			return -1
		}
		return len(records)
	}
	press := func(caption string) {
		t.Helper()
		for range 10 {
			if b, ok := j.Focused().(*widgets.Button); ok && b.Text == j.Text(caption) {
				j.Press(fyne.KeySpace)
				return
			}
			j.Press(fyne.KeyTab)
		}
		t.Fatalf("Tab does not come to %q", j.Text(caption))
	}
	j.facts("measures")
	if one, none := j.hint("measures"), j.hint("cookies"); one != "1" || none != "–" {
		t.Errorf("a list of one says %q, one that nobody answered %q", one, none)
	}
	j.Press(fyne.KeyDelete)
	j.see(j.Text("answers.emptied_title"))
	if own() != 1 {
		t.Errorf("asked, and already %d rows", own())
	}
	j.Press(fyne.KeyEscape)
	if own() != 1 || len(j.records().Rows) != 1 {
		t.Errorf("cancelled, and %d rows are left", own())
	}
	j.Press(fyne.KeyDelete)
	press("answers.use_shared")
	if own() != -1 || len(j.records().Rows) != 2 {
		t.Errorf("the client's again: own %d, shown %v", own(), j.records().Rows)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if own() != 1 || len(j.records().Rows) != 1 {
		t.Errorf("taken back: own %d, shown %v", own(), j.records().Rows)
	}
	j.Press(fyne.KeyDelete)
	press("answers.none")
	j.see(j.Text("answers.confirmed"))
	if own() != 0 || j.hint("measures") != j.Text("facts.none") {
		t.Errorf("confirmed: own %d, the section says %q", own(), j.hint("measures"))
	}
}

// After a restart the line below says when the last save was, with the day
// unless it was today.
func TestTheTimeOfTheLastSaveIsTrueAfterARestart(t *testing.T) {
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen")
	p := l.Policy(t, client.ID, "Website", policy.NewClause(telling, tellBody))
	saved := l.Clock.Now().Local()
	l.Clock.Step(3*24*time.Hour + 20*time.Minute)
	j := &journey{t, apptest.Open(t, l, apptest.Options{}), p.ID}
	j.see(j.Text("status.saved_on", map[string]any{"Date": saved.Format("2 January 2006"), "Time": saved.Format("15:04")}))
	j.facts("client.phone")
	j.Type("1")
	j.saved()
}

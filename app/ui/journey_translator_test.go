package ui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
	uitranslate "clausedesk/app/ui/translate"

	"fyne.io/fyne/v2"
)

// fifty is a policy of fifty segments, none of which has a translation, and
// another beside it.
func fifty(t *testing.T) (*journey, policy.ID) {
	t.Helper()
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen")
	var clauses []policy.Clause
	for i := range 25 {
		clauses = append(clauses, policy.NewClause(fmt.Sprintf("Heading %d of these", i+1), fmt.Sprintf("We keep thing %d for {{client.email}}.", i+1)))
	}
	p := l.Policy(t, client.ID, "Many words", clauses...)
	other := l.Policy(t, client.ID, "Zebras", policy.NewClause("Stripes", "Black and white."))
	j := &journey{t, apptest.Open(t, l, apptest.Options{Language: "en"}), p.ID}
	j.Window.Open(p.ID)
	j.Idle()
	return j, other.ID
}

// killed reads the library as a program finds it that is started after this one
// was killed: the files as they lie on the disk now, with no goodbye.
func (j *journey) killed() []translate.Row {
	j.Helper()
	dir := j.TempDir()
	for _, ending := range []string{"", "-wal"} {
		data, err := os.ReadFile(j.Path + ending)
		if err != nil {
			j.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "left.clausedesk"+ending), data, 0o600); err != nil {
			j.Fatal(err)
		}
	}
	st, err := store.Open(j.Context(), filepath.Join(dir, "left.clausedesk"), store.Options{Program: "command"})
	if err != nil {
		j.Fatal(err)
	}
	defer st.Close() //nolint:errcheck // a copy to look at
	snap, err := st.Snapshot(j.Context(), j.id)
	if err != nil {
		j.Fatal(err)
	}
	return translate.Rows(snap, "nl")
}

// A translator's day: fifty segments by keyboard alone. The desk goes from row
// to row without a jump; what was typed is there after a switch of the window's
// language, after a look at another policy, and after the program was killed.
func TestATranslatorsDay(t *testing.T) {
	j, other := fifty(t)
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	j.Idle()
	wanted := map[uitranslate.Place]string{}
	for i := range 50 {
		desk := j.Window.Policy.Translate
		if at := desk.Grid.Selected(); at != i {
			t.Fatalf("before segment %d the desk stands at %d", i, at)
		}
		target := fmt.Sprintf("Vertaling %d", i+1)
		if i%2 == 1 {
			target = fmt.Sprintf("Wij bewaren ding %d voor {{client.email}}.", i/2+1)
			j.Type(fmt.Sprintf("Wij bewaren ding %d voor ", i/2+1))
			j.Shortcut(fyne.KeyModifierAlt|fyne.KeyModifierShift, fyne.Key1)
			j.Type(".")
		} else {
			j.Type(target)
		}
		row := translate.Rows(j.OnDisk(j, j.id), "nl")[i]
		wanted[uitranslate.Place{Clause: row.ClauseID, Pos: row.Pos}] = target
		j.disturb(i, other)
		j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
		j.Idle()
	}
	j.see(j.Text("translate.all_done"))
	j.storyOf(0)
	for _, rows := range [][]translate.Row{translate.Rows(j.OnDisk(j, j.id), "nl"), j.killed()} {
		for _, row := range rows {
			if want := wanted[uitranslate.Place{Clause: row.ClauseID, Pos: row.Pos}]; row.Target != want || row.State != policy.Approved {
				t.Errorf("%q is %q, %s; want %q, approved", row.Source, row.Target, row.State, want)
			}
		}
	}
}

// disturb does, in the middle of some segments, what must lose nothing.
func (j *journey) disturb(i int, other policy.ID) {
	j.Helper()
	switch i {
	case 10:
		j.Window.SwitchLanguage("fr")
	case 20:
		j.Window.SwitchLanguage("en")
	case 25:
		j.Idle()
		for k, row := range j.killed() {
			if k <= 25 && row.Target == "" {
				j.Errorf("killed at segment 26: %q is lost", row.Source)
			}
		}
		return
	case 30:
		j.Window.Open(other)
		j.Idle()
		j.Window.Open(j.id)
	default:
		return
	}
	j.Idle()
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	j.Idle()
	if at := j.Window.Policy.Translate.Grid.Selected(); at != i {
		j.Errorf("after segment %d was disturbed the desk stands at %d", i, at)
	}
}

// storyOf goes to a segment and sees who did what to it.
func (j *journey) storyOf(i int) {
	j.Helper()
	j.Window.Policy.Translate.Grid.Select(i)
	j.Idle()
	row := translate.Rows(j.OnDisk(j, j.id), "nl")[i]
	events, err := j.Studio.History(j.Context(), j.id, policy.Unit{
		ClauseID: row.ClauseID, Lang: "nl", Pos: row.Pos, Source: row.MadeFrom, Target: row.Target, State: row.Kept,
	})
	if err != nil || len(events) != 2 {
		j.Fatalf("the history of a segment typed and approved: %+v, %v", events, err)
	}
	for _, event := range events {
		j.see(explain.UnitEvent(j.Desk.Loc, event))
	}
}

package ui_test

import (
	"slices"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	rules "clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// beginLinked opens a policy that was made from the clause library.
func beginLinked(t *testing.T, o apptest.Options) *journey {
	t.Helper()
	l := apptest.NewLibrary(t)
	id := linkedPolicy(t, l)
	return &journey{t, apptest.Open(t, l, o), id}
}

// linkedPolicy makes a policy from the clause library, with the answers of a
// company with two suppliers.
func linkedPolicy(t *testing.T, l *apptest.Library) policy.ID {
	t.Helper()
	p, err := l.Studio.NewPolicy(t.Context(), studio.NewPolicyRequest{
		Client: l.Client(t, "Lumen Online").ID, Kind: "website", Countries: []string{"NL"}, Source: "en",
		Targets: []string{"nl"}, Title: "Lumen online", Answers: policy.Answers{
			Facts: policy.Facts{"client.phone": "+31 20 555 0100", "policy.url": "https://lumen.example"},
			Registers: policy.Registers{
				"recipients": {
					{"name": "Stripe", "role": "processor", "country": "US", "function": "payments", "safeguard": "scc"},
					{"name": "Bunny", "role": "processor", "country": "SI", "function": "hosting"},
				},
				"purposes": {{"name": "newsletter", "basis": "consent"}},
			},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p.ID
}

// chooseLinked walks the outline with the arrow keys to a clause of the library.
func (j *journey) chooseLinked(id string) policy.Clause {
	j.Helper()
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.Canvas().Focus(j.Window.Policy.Clauses.Outline)
	j.Press(fyne.KeyHome)
	tree := j.disk()
	for range j.Window.Policy.Clauses.Outline.Rows {
		c := policy.Find(tree, j.Window.Policy.Clauses.Selected())
		if c.Library.ID == id {
			return *c
		}
		j.Press(fyne.KeyDown)
	}
	j.Fatalf("no clause %q in the outline", id)
	return policy.Clause{}
}

// pressed goes with the Tab key to a button and presses it.
func (j *journey) pressed(key string) {
	j.Helper()
	for range 60 {
		button, ok := j.Focused().(interface{ AccessibilityLabel() string })
		if ok && button.AccessibilityLabel() == j.Text(key) {
			j.Press(fyne.KeySpace)
			return
		}
		j.Press(fyne.KeyTab)
	}
	j.Fatalf("Tab does not come to %q", j.Text(key))
}

// translated counts the segments of a clause on the disk that have an approved
// translation of the text as it is, and the others.
func (j *journey) translated(id policy.ID) (approved, others int) {
	j.Helper()
	for _, row := range translate.Rows(j.OnDisk(j, j.id), "nl") {
		switch {
		case row.ClauseID != id:
		case row.State == policy.Approved:
			approved++
		default:
			others++
		}
	}
	return approved, others
}

// A linked clause is unlocked, reworded and relinked, with nothing but keys.
func TestALinkedClauseIsReworded(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	c := j.chooseLinked("recipients")
	j.see(j.Text("origin.linked"), "Names everyone who receives personal data", "Stripe")
	all, _ := j.translated(c.ID)
	j.pressed("clauses.unlock")
	if j.Focused() != fyne.Focusable(j.Window.Policy.Clauses.Body) {
		t.Fatalf("unlocking leaves the keyboard at %T", j.Focused())
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyEnd)
	j.Type("Ask us who.")
	j.saved()
	now := policy.Find(j.disk(), c.ID)
	if approved, others := j.translated(c.ID); now.Origin != policy.OriginUnlocked || others != 1 || approved != all-1 {
		t.Fatalf("%s, %d of %d approved, %d not", now.Origin, approved, all, others)
	}
	if !strings.Contains(j.page(), "Ask us who.") {
		t.Fatal("the page does not follow")
	}
	j.pressed("clauses.relink")
	j.see(j.Text("clauses.relink_title"), "Ask us who.")
	j.pressed("clauses.relink_do")
	now = policy.Find(j.disk(), c.ID)
	if approved, others := j.translated(c.ID); !now.Linked() || now.Body != c.Body || others != 0 || approved != all {
		t.Fatalf("%s, %d of %d approved, %d not", now.Origin, approved, all, others)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if got := policy.Find(j.disk(), c.ID); got.Linked() || !strings.Contains(got.Body, "Ask us who.") {
		t.Fatal("an undo does not bring the rewording back")
	}
}

// The form of a linked clause fills it in, and the page follows.
func TestALinkedClauseIsAnsweredWhereItStands(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	j.chooseLinked("recipients")
	j.Press(fyne.KeyReturn) // into the form
	j.Type("who@lumen.example")
	if got := j.OnDisk(j, j.id).Facts()["client.privacy_email"]; got != "who@lumen.example" {
		t.Fatalf("on the disk the answer is %q", got)
	}
	if !strings.Contains(j.page(), "who@lumen.example") {
		t.Fatal("the page does not follow the answer")
	}
}

// A clause of the library is found by a word, previewed and inserted.
func TestInsertingFromTheLibrary(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	j.chooseLinked("recipients")
	before := len(policy.Flatten(j.disk()))
	j.pressed("clauses.insert")
	j.Type("call recording")
	j.see("record")
	j.Press(fyne.KeyReturn)
	if after := len(policy.Flatten(j.disk())); after != before+1 {
		t.Fatalf("%d clauses, there were %d", after, before)
	}
	id := j.Window.Policy.Clauses.Selected()
	if c := policy.Find(j.disk(), id); c.Library.ID != "call_recording" {
		t.Fatalf("the new clause is %+v", c)
	}
	if approved, others := j.translated(id); others != 0 || approved == 0 {
		t.Fatalf("%d segments with and %d without a translation", approved, others)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if after := len(policy.Flatten(j.disk())); after != before {
		t.Fatal("one undo does not take it out")
	}
}

// The condition of a clause is built from names, and what it does is seen at
// once.
func TestAConditionIsBuiltInAForm(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	c := j.chooseLinked("recipients")
	j.pressed("clauses.condition")
	j.see(j.Text("condition.now_shown"))
	j.Type("Cookies and")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("condition.now_hidden"))
	j.pressed("condition.apply")
	if got := policy.Find(j.disk(), c.ID).When; got != "cookies any" {
		t.Fatalf("on the disk the condition is %q", got)
	}
	j.see(j.Text("clauses.hidden_now"))
	for _, row := range j.Window.Policy.Clauses.Outline.Rows {
		if row.ID == string(c.ID) && (!row.Off || row.Number != "") {
			t.Fatalf("the outline shows it as %+v", row)
		}
	}
}

// Deleting what others refer to says so, the check finds it, and an undo mends
// it.
func TestDeletingWhatOthersReferTo(t *testing.T) {
	j := beginLinked(t, apptest.Options{})
	dangling := func() bool {
		found := rules.Run(rules.Subject{Snapshot: j.OnDisk(j, j.id), Languages: []string{"en"}})
		return slices.ContainsFunc(found, func(f policy.Finding) bool { return f.Rule == rules.RuleReferenceMissing })
	}
	if dangling() {
		t.Fatal("a reference leads nowhere from the start")
	}
	j.chooseLinked("rights_overview")
	j.Press(fyne.KeyDelete)
	j.see(j.Text("clauses.deleted"), "now lead nowhere")
	if !dangling() {
		t.Fatal("the check does not find the references")
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if dangling() {
		t.Fatal("an undo does not mend them")
	}
}

// linkedScenes are what the tab does with clauses of the library. They begin
// with opening a policy that was made from it.
func linkedScenes() []scene {
	clauses := func(id string, do func(*journey)) func(*journey) {
		return func(j *journey) {
			j.chooseLinked(id)
			do(j)
			j.Idle()
		}
	}
	return []scene{
		{"clause-linked", func(j *journey) {
			j.id = linkedPolicy(j.T, j.Library)
			j.Window.Open(j.id)
			j.Idle()
			j.chooseLinked("recipients")
		}},
		{"clause-override", clauses("recipients", func(j *journey) {
			j.Window.Policy.Book.Override("client.privacy_email", true)
			j.Press(fyne.KeyReturn, fyne.KeyTab) // into the form, to a field that offers to differ
		})},
		{"clause-records", clauses("recipients", func(j *journey) { j.toRecords() })},
		{"clause-record-help", clauses("recipients", func(j *journey) { j.toRecords(); j.Press(fyne.KeyF1) })},
		{"clause-page", clauses("recipients", func(j *journey) { j.Shortcut(apptest.Ctrl, fyne.KeyG) })},
		{"clause-unlocked", clauses("recipients", func(j *journey) {
			j.Shortcut(apptest.Ctrl, fyne.KeyE)
			j.Shortcut(apptest.Ctrl, fyne.KeyEnd)
			j.Type("\n\nCall {{client.vat_number}} or ask us who.")
		})},
		{"clause-relink", clauses("recipients", func(j *journey) { j.Window.Policy.Clauses.Relink() })},
		{"clause-definitions", clauses("recipients", func(j *journey) {
			j.Shortcut(apptest.CtrlShift, fyne.KeyL)
			j.Type("terms used")
			j.Press(fyne.KeyReturn)
			j.Shortcut(apptest.Ctrl, fyne.KeyE)
		})},
		{"clause-insert", clauses("recipients", func(j *journey) {
			j.Shortcut(apptest.CtrlShift, fyne.KeyL)
			j.Type("transfer")
		})},
		{"clause-condition", clauses("transfers", func(j *journey) { j.Window.Policy.Clauses.EditCondition() })},
		{"clause-placeholders", clauses("recipients", func(j *journey) {
			j.Window.Policy.Clauses.InsertPlaceholder()
			j.Idle()
			j.Type("e-mail")
		})},
	}
}

// toRecords goes with Tab from the outline to the first register of the form.
func (j *journey) toRecords() *widgets.RecordTable {
	j.Helper()
	j.Press(fyne.KeyReturn)
	for range 30 {
		if table, ok := j.Focused().(*widgets.RecordTable); ok {
			return table
		}
		j.Press(fyne.KeyTab)
	}
	j.Fatal("Tab does not come to a register")
	return nil
}

package ui_test

import (
	"slices"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/ui/clauses"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"
)

const (
	telling  = "Who we are and where data go"
	tellBody = "Call {{client.phone}}. The least age is {{policy.min_age}}.\n\n{{table recipients}}"
)

// beginWithAnswers opens a policy of its own whose text shows answers.
func beginWithAnswers(t *testing.T) *journey {
	t.Helper()
	l := apptest.NewLibrary(t)
	client := l.Client(t, "Lumen")
	p := l.Policy(t, client.ID, "Website", policy.NewClause(telling, tellBody))
	return &journey{t, apptest.Open(t, l, apptest.Options{}), p.ID}
}

// Facts are answered by keyboard alone, each by its kind, and stand on the
// page and on the disk.
func TestAnsweringByKeyboard(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("client.phone")
	j.Type("+31 20 123 45 67")
	j.facts("client.country")
	j.Type("fran")
	j.Press(fyne.KeyTab) // takes France and goes on
	j.Type("12345678")
	j.facts("policy.countries")
	for _, name := range []string{"germ", "belg", "swe"} {
		j.Type(name)
		j.Press(fyne.KeyReturn)
	}
	j.Press(fyne.KeyBackspace) // takes Sweden away again
	j.facts("policy.notice_period")
	j.Type("30")
	j.Press(fyne.KeyTab)
	j.Type("day")
	j.Press(fyne.KeyReturn)
	j.facts("policy.accounts")
	j.Press(fyne.KeyLeft, fyne.KeyLeft) // from not answered to yes
	j.facts("policy.min_age")
	j.Type("x16")
	j.Press(fyne.KeyTab)
	j.see(j.Text("fact_problem.number"))
	j.facts("policy.min_age")
	j.Press(fyne.KeyHome, fyne.KeyDelete)
	j.seeNot(j.Text("fact_problem.number"))

	disk := j.OnDisk(t, j.id)
	if diff := cmp.Diff(policy.Facts{
		"client.legal_name": "Lumen B.V.", "client.address": "Kade 1, 1011 AA Amsterdam", "client.email": "privacy@example.com",
		"client.phone": "+31 20 123 45 67", "client.country": "FR", "client.registration_number": "12345678",
	}, disk.Client.Facts); diff != "" {
		t.Errorf("the client's answers on the disk (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(policy.Facts{
		"policy.countries": "DE, BE", "policy.notice_period": "P30D", "policy.accounts": "yes", "policy.min_age": "16",
	}, disk.Policy.Facts); diff != "" {
		t.Errorf("the policy's answers on the disk (-want +got):\n%s", diff)
	}
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	if page := j.page(); !strings.Contains(page, "Call +31 20 123 45 67. The least age is 16.") {
		t.Errorf("the page reads %q", page)
	}
	j.saved()
}

// A recipient is found in the catalogue by three letters, kept, put in order,
// duplicated, deleted and brought back, with the keyboard; the page follows.
func TestARecipientByKeyboard(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("recipients")
	j.Press(fyne.KeyReturn) // in an empty table: the first row
	j.Type("stri")
	j.see("Stripe")
	j.Press(fyne.KeyReturn)
	j.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	j.ClickButton(j.Text("action.close"))
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.Press(fyne.KeyInsert)
	j.Type("The baker next door")
	j.Press(fyne.KeyTab) // own words
	j.Type("Bakery")
	j.Press(fyne.KeyReturn) // Enter in a line keeps the row, once it was said what it lacks
	lacks := map[string]any{"Fields": "Role, Countries and What it does"}
	j.see(j.Text("answers.keep_again", lacks))
	j.Type("proc") // the first that is empty has the keyboard
	j.Press(fyne.KeyReturn, fyne.KeyTab)
	for _, country := range []string{"fran", "belg"} {
		j.Type(country)
		j.Press(fyne.KeyReturn)
	}
	if got := j.recipients(); got != "Stripe" {
		t.Fatalf("kept before it was said what is missing: %s", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if got := j.recipients(); got != "Stripe|The baker next door" {
		t.Fatalf("on the disk: %s", got)
	}
	first := j.OnDisk(t, j.id).Client.Registers["recipients"][0]
	if first["entity"] == "" || first["country"] == "" || first["role"] == "" || first["function"] == "" {
		t.Errorf("the catalogue did not fill the row: %v", first)
	}
	if second := j.OnDisk(t, j.id).Client.Registers["recipients"][1]; second["country"] != "FR, BE" || second["role"] != "processor" {
		t.Errorf("the second row: %v", second)
	}
	j.see(j.Text("answers.row_missing", map[string]any{"Fields": "What it does"}), "France and Belgium")
	marks := []widgets.Kind{}
	for _, row := range j.records().Rows {
		marks = append(marks, row.Dot)
	}
	if diff := cmp.Diff([]widgets.Kind{widgets.KindNone, widgets.KindError}, marks); diff != "" {
		t.Errorf("marks of the rows (-want +got):\n%s", diff)
	}
	j.Shortcut(apptest.Alt, fyne.KeyUp)
	j.Shortcut(apptest.Ctrl, fyne.KeyD)
	if got := j.recipients(); got != "The baker next door|The baker next door|Stripe" {
		t.Fatalf("moved and duplicated: %s", got)
	}
	j.Press(fyne.KeyDelete)
	if got := j.recipients(); got != "The baker next door|Stripe" {
		t.Fatalf("deleted: %s", got)
	}
	j.ClickButton(j.Text("action.undo"))
	if got := j.recipients(); got != "The baker next door|The baker next door|Stripe" {
		t.Fatalf("brought back: %s", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	if page := j.page(); !strings.Contains(page, "Stripe") || !strings.Contains(page, "The baker next door") {
		t.Errorf("the page reads %q", page)
	}
}

func (j *journey) recipients() string {
	j.Helper()
	var names []string
	for _, record := range j.OnDisk(j, j.id).Client.Registers["recipients"] {
		names = append(names, record["name"])
	}
	return strings.Join(names, "|")
}

// records is the table that has the keyboard.
func (j *journey) records() *widgets.RecordTable {
	j.Helper()
	table, ok := j.Focused().(*widgets.RecordTable)
	if !ok {
		j.Fatalf("%T has the keyboard", j.Focused())
	}
	return table
}

// That there are none is confirmed by keyboard and taken back again; deleting
// the last row confirms nothing.
func TestConfirmingThatThereAreNone(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("measures")
	answered := func() bool {
		_, is := j.OnDisk(t, j.id).Client.Registers["measures"]
		return is
	}
	press := func(caption string) {
		t.Helper()
		table := j.Focused()
		for range 10 {
			j.Press(fyne.KeyTab)
			if b, ok := j.Focused().(*widgets.Button); ok && b.Text == j.Text(caption) {
				j.Press(fyne.KeySpace)
				if j.Focused() != table {
					t.Errorf("the keyboard is lost in %T", j.Focused())
				}
				return
			}
		}
		t.Fatalf("Tab does not come to %q", j.Text(caption))
	}
	j.see(j.Text("answers.empty"))
	press("answers.none")
	j.see(j.Text("answers.confirmed"))
	if !answered() {
		t.Error("the confirmation is not on the disk")
	}
	press("answers.none_back")
	j.see(j.Text("answers.empty"))
	if answered() {
		t.Error("the disk still has it")
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	j.see(j.Text("answers.confirmed"))
	j.Press(fyne.KeyReturn)
	j.Type("encr")
	j.Press(fyne.KeyReturn)
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	if len(j.records().Rows) != 1 {
		t.Fatalf("rows: %v", j.records().Rows)
	}
	j.seeNot(j.Text("answers.none"))
	j.Press(fyne.KeyDelete)
	j.see(j.Text("answers.empty"), j.Text("answers.none"))
	if answered() {
		t.Error("deleting the last row confirmed that there are none")
	}
}

// An e-mail address without a domain is told when the keyboard leaves it.
func TestAnIncompleteAddressIsTold(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("client.privacy_email")
	j.Type("info@vandermeer")
	j.Press(fyne.KeyTab)
	j.see(j.Text("fact_problem.email"))
}

// A text of a person's own is given in each language of the policy.
func TestOwnWordsInEachLanguage(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("policy.service")
	j.Type("our web shop")
	service := j.Focused()
	missing := j.Text("answers.missing_in", map[string]any{"Languages": "Dutch"})
	j.see(missing)
	j.Press(fyne.KeyTab) // to the languages, which stand below it
	languages, ok := j.Focused().(*widgets.Segmented)
	if !ok || !languages.Small {
		t.Fatalf("after the text comes %T", j.Focused())
	}
	j.Press(fyne.KeyRight)
	if j.Focused() == service {
		t.Fatal("the text in the other language does not stand there")
	}
	if line := j.Focused().(*widgets.Line); line.PlaceHolder != missing {
		t.Errorf("the empty line reads %q", line.PlaceHolder)
	}
	j.Type("onze webwinkel")
	j.seeNot(missing)
	facts := j.OnDisk(t, j.id).Policy.Facts
	if facts["policy.service"] != "our web shop" || facts["policy.service@nl"] != "onze webwinkel" {
		t.Fatalf("on the disk: %v", facts)
	}
}

// The cookies that a service sets are offered once it is a recipient.
func TestAServiceBringsItsCookies(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("recipients")
	j.Press(fyne.KeyInsert)
	j.Type("google analytics")
	j.Press(fyne.KeyReturn)
	j.ClickButton(j.Text("answers.keep"))
	j.ClickButton(j.Text("answers.cookies_add"))
	cookies := j.OnDisk(t, j.id).Client.Registers["cookies"]
	if len(cookies) == 0 || cookies[0]["name"] != "_ga" {
		t.Fatalf("the cookie list: %v", cookies)
	}
}

// Rows of a spreadsheet become records; what fits nothing is named.
func TestPastingIntoARegister(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("retention")
	fyne.CurrentApp().Clipboard().SetContent("What is kept\tHow long\tWhy\nInvoices\t7 years\tour own reason\nCoffee\tever\t\n")
	j.Shortcut(apptest.Ctrl, fyne.KeyV)
	j.see(j.Text("answers.pasted_some"), "ever")
	j.closeDialog()
	want := []policy.Record{{"name": "invoices", "period": "P7Y", "reason": "our own reason"}, {"name": "Coffee"}}
	if diff := cmp.Diff(want, j.OnDisk(t, j.id).Client.Registers["retention"]); diff != "" {
		t.Errorf("on the disk (-want +got):\n%s", diff)
	}
}

// One policy answers differently, by keys, and goes back; the client's own
// answer is never touched.
func TestOverridingAFact(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("client.email")
	j.Press(fyne.KeyF1)
	j.ClickButton(j.Text("facts.override"))
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Type("site@example.com")
	j.see(j.Text("facts.overrides"))
	disk := j.OnDisk(t, j.id)
	if disk.Policy.Facts["client.email"] != "site@example.com" || disk.Client.Facts["client.email"] != "privacy@example.com" {
		t.Fatalf("policy %q, client %q", disk.Policy.Facts["client.email"], disk.Client.Facts["client.email"])
	}
	j.Press(fyne.KeyF1)
	j.ClickButton(j.Text("facts.back"))
	j.seeNot(j.Text("facts.overrides"))
	if own := j.OnDisk(t, j.id).Policy.Facts["client.email"]; own != "" {
		t.Errorf("the policy still says %q", own)
	}
}

// All that is known of the authority is one placeholder, and in the menu.
func TestTheAuthorityIsInTheMenu(t *testing.T) {
	if !slices.ContainsFunc(clauses.Placeholders(nil), func(o clauses.Offer) bool { return o.Expr == "authority" }) {
		t.Error("{{authority}} cannot be chosen")
	}
}

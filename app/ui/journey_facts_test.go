package ui_test

import (
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"

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
	j.Press(fyne.KeyReturn) // Enter in a line keeps the row
	if got := j.recipients(); got != "Stripe|The baker next door" {
		t.Fatalf("on the disk: %s", got)
	}
	first := j.OnDisk(t, j.id).Client.Registers["recipients"][0]
	if first["entity"] == "" || first["country"] == "" || first["role"] == "" || first["function"] == "" {
		t.Errorf("the catalogue did not fill the row: %v", first)
	}
	j.see(j.Text("answers.row_missing", map[string]any{"Fields": "Role, Country and What it does"}))
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

// A text of a person's own is given in each language of the policy.
func TestOwnWordsInEachLanguage(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("policy.service")
	j.Type("our web shop")
	service := j.Focused()
	j.Canvas().FocusPrevious() // to the languages
	j.Press(fyne.KeyRight, fyne.KeyTab)
	if j.Focused() == service {
		t.Fatal("the text in the other language is not the next stop")
	}
	j.Type("onze webwinkel")
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

package ui_test

import (
	"context"
	"slices"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
)

// keyAndRune is a letter as the window gives it: its key, then the letter.
func (j *journey) keyAndRune(r rune) {
	j.Helper()
	j.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(string(r - 'a' + 'A'))})
	j.Type(string(r))
}

// Escape keeps what was filled in for who wants it back, and keeping the row
// then asks for less and less until nothing is missing.
func TestAClosedFormCanBeBroughtBack(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("recipients")
	j.Press(fyne.KeyInsert)
	j.Press(fyne.KeyEscape) // nothing was filled in
	j.seeNot(j.Text("answers.not_kept"))
	j.Press(fyne.KeyInsert)
	j.Type("The baker next door")
	j.Press(fyne.KeyTab)
	j.Type("Bakery")
	j.Press(fyne.KeyEscape)
	j.see(j.Text("answers.not_kept"))
	if got := j.recipients(); got != "" {
		t.Fatalf("on the disk: %s", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyJ)
	j.see("Bakery")
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Text("answers.keep_again", map[string]any{"Fields": "Role, Countries and What it does"}))
	j.seeNot(j.Text("answers.not_kept"))
	j.Type("proc")
	j.Press(fyne.KeyReturn, fyne.KeyTab)
	j.see(j.Text("answers.keep_again", map[string]any{"Fields": "Countries and What it does"}))
	j.Type("fran")
	j.Press(fyne.KeyReturn, fyne.KeyTab)
	j.Type("hosting")
	j.Press(fyne.KeyReturn)
	j.seeNot("Still needed")
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.seeNot(j.Text("answers.not_kept"))
	if kept := j.OnDisk(t, j.id).Client.Registers["recipients"][0]; kept["entity"] != "Bakery" || kept["country"] != "FR" {
		t.Errorf("on the disk: %v", kept)
	}
}

// A row that must say what makes a transfer lawful shows that it does not.
func TestAMissingSafeguardHasItsColumn(t *testing.T) {
	j := beginWithAnswers(t)
	j.Window.Policy.Book.SetFact("client.country", "NL")
	j.Window.Policy.Book.SetRecords("recipients", []policy.Record{
		{"name": "Stripe", "role": "processor", "country": "US", "function": "payments"},
		{"name": "Baker", "role": "processor", "country": "NL", "function": "hosting"},
	})
	j.facts("recipients")
	j.see(j.Text("answers.cell_missing"))
	rows := j.records().Rows
	if !slices.Contains(rows[0].Cells, j.Text("answers.cell_missing")) || slices.Contains(rows[1].Cells, j.Text("answers.cell_missing")) {
		t.Errorf("cells: %q and %q", rows[0].Cells, rows[1].Cells)
	}
}

// Tab goes on from a name past the switch of languages, which Shift+Tab finds;
// a letter on it goes into the text, and a language brings its own text.
func TestTheSwitchOfLanguagesSwallowsNothing(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("recipients")
	j.Press(fyne.KeyInsert)
	j.Type("The baker next door")
	j.Press(fyne.KeyTab)
	if _, isLine := j.Focused().(*widgets.Line); !isLine {
		t.Fatalf("after the name comes %T", j.Focused())
	}
	j.Canvas().FocusPrevious()
	if _, isSwitch := j.Focused().(*widgets.Segmented); !isSwitch {
		t.Fatalf("before the entity comes %T", j.Focused())
	}
	j.Press(fyne.KeyTab)
	if _, isLine := j.Focused().(*widgets.Line); !isLine {
		t.Fatalf("after the switch comes %T", j.Focused())
	}
	j.Press(fyne.KeyEscape)
	j.facts("policy.service")
	j.Type("our web shop")
	service := j.Focused()
	j.Press(fyne.KeyTab)
	j.keyAndRune('n') // as in NL
	if j.Focused() != service {
		t.Fatalf("a letter goes to %T", j.Focused())
	}
	if got := j.OnDisk(t, j.id).Policy.Facts["policy.service"]; got != "our web shopn" {
		t.Errorf("the text is %q", got)
	}
	j.Press(fyne.KeyTab, fyne.KeyRight)
	j.Type("onze winkel")
	if got := j.OnDisk(t, j.id).Policy.Facts["policy.service@nl"]; got != "onze winkel" {
		t.Errorf("the Dutch text is %q", got)
	}
}

// After the last field Tab comes to the next page; keys turn the pages, and the
// key of the tab brings the keyboard back to where it was.
func TestFromPageToPageByKeys(t *testing.T) {
	j := beginWithAnswers(t)
	page := func() string { return j.Window.Policy.Facts.List.Selected() }
	j.facts("client.contact_form")
	for range 10 {
		if _, isButton := j.Focused().(*widgets.Button); isButton {
			break
		}
		j.Press(fyne.KeyTab)
	}
	j.see(j.Text("facts.next", map[string]any{"Section": j.Text("facts.section_officers")}))
	j.Press(fyne.KeySpace)
	if page() != "officers" {
		t.Fatalf("the page is %s", page())
	}
	j.Type("A. Bos")
	if got := j.OnDisk(t, j.id).Client.Facts["client.dpo_name"]; got != "A. Bos" {
		t.Errorf("typed into the first field: %q", got)
	}
	j.Press(fyne.KeyTab)
	second := j.Focused()
	j.Canvas().Unfocus()
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	if j.Focused() != second {
		t.Errorf("the tab's key brings the keyboard to %T", j.Focused())
	}
	j.Shortcut(apptest.Ctrl, fyne.KeyPageUp)
	if page() != "company" || j.Focused() == nil {
		t.Errorf("back on %s, %T has the keyboard", page(), j.Focused())
	}
	for range 40 {
		j.Shortcut(apptest.Ctrl, fyne.KeyPageDown)
	}
	if page() != "register definitions" {
		t.Errorf("the last page is %s", page())
	}
	j.records()
}

// What serves no list of data yet is told of, and added by one key.
func TestKeepingWhatIsNotListed(t *testing.T) {
	j := beginWithAnswers(t)
	j.Window.Policy.Book.SetRecords("data", []policy.Record{{"name": "name", "source": "person"}})
	j.facts("retention")
	j.Press(fyne.KeyInsert)
	j.Type("camera im")
	j.see(j.Text("answers.unlisted"))
	j.Press(fyne.KeyReturn)
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn) // how long it is kept may wait
	j.see(j.Text("answers.data_unlisted", map[string]any{"Data": "camera images"}))
	j.Shortcut(apptest.Ctrl, fyne.KeyJ)
	data := j.OnDisk(t, j.id).Client.Registers["data"]
	if len(data) != 2 || data[1]["name"] != j.OnDisk(t, j.id).Client.Registers["retention"][0]["name"] {
		t.Errorf("the data: %v", data)
	}
}

// What a service does finds it as well as its name.
func TestAServiceIsFoundByWhatItDoes(t *testing.T) {
	for _, typed := range []string{"reserv", "book"} {
		j := beginWithAnswers(t)
		j.facts("recipients")
		j.Press(fyne.KeyInsert)
		j.Type(typed)
		j.see("Formitable")
	}
}

// The country that a new policy addresses is its client's until somebody says
// otherwise, and Down takes the client's name for its legal name.
func TestANewPolicyKnowsWhatWasSaid(t *testing.T) {
	l := apptest.NewLibrary(t)
	client, err := l.Store.SaveClient(context.Background(), policy.Client{Name: "Windmill"})
	check(t, err)
	j := &journey{T: t, Driver: apptest.Open(t, l, apptest.Options{})}
	j.Window.AddPolicy(client.ID)
	j.Idle()
	j.see("Library clauses come in English, Dutch, French, German, Indonesian and Albanian; other languages wait for a translation.")
	j.Press(fyne.KeyTab, fyne.KeyTab)
	j.Type("nethe")
	j.Press(fyne.KeyReturn)
	j.Press(fyne.KeyReturn)
	j.Idle()
	if got := j.made().Client.Facts["client.country"]; got != "NL" {
		t.Errorf("the client's country is %q", got)
	}
	j.facts("client.legal_name")
	j.see(j.Text("answers.suggested", map[string]any{"Words": "Windmill"}))
	j.Press(fyne.KeyDown)
	j.seeNot(j.Text("answers.suggested", map[string]any{"Words": "Windmill"}))
	if got := j.made().Client.Facts["client.legal_name"]; got != "Windmill" {
		t.Errorf("the legal name is %q", got)
	}
}

// The offer of an answer of the policy's own goes with the keyboard.
func TestAnOfferLeavesWithTheKeyboard(t *testing.T) {
	j := beginWithAnswers(t)
	j.facts("client.phone")
	j.see(j.Text("facts.override"))
	j.Canvas().Unfocus()
	j.seeNot(j.Text("facts.override"))
}

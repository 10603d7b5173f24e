package ui_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/studio"

	"fyne.io/fyne/v2"
)

// starting opens an empty studio with one client in Germany and asks for a new
// policy of it.
func starting(t *testing.T) (*journey, policy.Client) {
	t.Helper()
	l := apptest.NewLibrary(t)
	client, err := l.Store.SaveClient(context.Background(), policy.Client{
		Name: "Windmill", Facts: policy.Facts{"client.legal_name": "Windmill GmbH", "client.country": "DE"},
	})
	check(t, err)
	d := apptest.Open(t, l, apptest.Options{})
	j := &journey{T: t, Driver: d}
	d.Window.AddPolicy(client.ID)
	d.Idle()
	j.see(j.Text("starting.kind"), "Windmill")
	return j, client
}

// made returns the one policy there is, as it is on the disk.
func (j *journey) made() policy.Snapshot {
	j.Helper()
	rows, err := j.Store.PolicyRows(context.Background(), "")
	if err != nil || len(rows) != 1 {
		j.Fatalf("%d policies, %v; on the screen: %q", len(rows), err, j.Texts())
	}
	j.id = rows[0].ID
	return j.OnDisk(j, j.id)
}

// A policy for an online shop that also addresses the Netherlands, in German
// with Dutch and English, is made without the mouse: it has the clauses of its
// kind and laws, in every language, and asks for what is missing.
func TestANewPolicyByKeys(t *testing.T) {
	j, _ := starting(t)
	j.Press(fyne.KeyRight)            // from a website to a shop
	j.Press(fyne.KeyTab, fyne.KeyTab) // to the line for other countries
	j.Type("nethe")
	j.see(j.Text("library.enter_adds", map[string]any{"Name": "Netherlands"}))
	j.Press(fyne.KeyReturn)
	j.Press(fyne.KeyTab, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)              // German
	j.Press(fyne.KeyTab, fyne.KeySpace, fyne.KeyRight, fyne.KeySpace, fyne.KeyTab) // English and Dutch, on to the tone
	j.Press(fyne.KeyRight, fyne.KeyReturn)                                         // formal
	made := j.made()
	p := made.Policy
	if p.SourceLang != "de" || strings.Join(p.TargetLang, " ") != "en nl" || p.Title("de") != "Datenschutzerklärung" {
		t.Fatalf("made %s → %v, %q", p.SourceLang, p.TargetLang, p.Title("de"))
	}
	if p.Facts["policy.kind"] != "shop" || p.Facts["policy.countries"] != "DE, NL" {
		t.Fatalf("facts %v", p.Facts)
	}
	laws, formal := map[string]bool{}, false
	for _, c := range policy.Flatten(p.Clauses) {
		laws[strings.SplitN(c.Library.ID, "_", 2)[0]] = true
		formal = formal || c.Library.Tone == policy.ToneFormal
	}
	if !laws["nl"] || !laws["de"] || laws["fr"] || !formal {
		t.Fatalf("clauses of %v, formal %v", laws, formal)
	}
	if tab := j.Window.Policy.Tabs.Selected(); tab != "facts" {
		t.Fatalf("it opens at %s", tab)
	}
	if said := j.Desk.Snack.Showing(); !strings.Contains(said, "missing") {
		t.Fatalf("said %q", said)
	}
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	if page := j.page(); !strings.Contains(page, "Verantwortlich") {
		t.Fatalf("the page: %.300q", page)
	}
}

// A policy has what the law asks for, and the clauses that explain as well
// where that was chosen; each choice says what it means.
func TestHowMuchANewPolicySays(t *testing.T) {
	j, _ := starting(t)
	j.see(j.Text("starting.essential_hint"))
	j.seeNot(j.Text("starting.full_hint"))
	j.Press(fyne.KeyReturn)
	essential := j.made().Policy
	lib, err := j.Studio.Library(t.Context())
	check(t, err)
	optional := func(p policy.Policy) (n int) {
		for _, c := range policy.Flatten(p.Clauses) {
			if lib.Optional(c.Library.ID) {
				n++
			}
		}
		return n
	}
	if n := optional(essential); n != 0 {
		t.Fatalf("%d clauses that only explain", n)
	}
	check(t, j.Store.DeletePolicy(t.Context(), essential.ID))
	j.Window.AddPolicy(essential.ClientID)
	j.Idle()
	for range 5 { // kind, countries and their line, languages, tone
		j.Press(fyne.KeyTab)
	}
	j.Press(fyne.KeyTab, fyne.KeyRight)
	j.see(j.Text("starting.full_hint"))
	j.seeNot(j.Text("starting.essential_hint"))
	j.Press(fyne.KeyReturn)
	if n := optional(j.made().Policy); n < 10 {
		t.Fatalf("%d clauses that explain", n)
	}
}

// dutchText is the policy as its Dutch page reads.
func dutchText(j *journey) string {
	j.Helper()
	var out bytes.Buffer
	_, err := j.Studio.Export(context.Background(), studio.ExportRequest{Policy: j.id, Lang: "nl", Format: studio.PDF}, &out)
	check(j, err)
	return apptest.PDFText(j, out.Bytes())
}

// A policy that was just made speaks Dutch where that was chosen.
func TestANewPolicySpeaksItsFurtherLanguages(t *testing.T) {
	j, _ := starting(t)
	j.Press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyTab) // to the further languages
	j.Press(fyne.KeySpace, fyne.KeyRight, fyne.KeySpace, fyne.KeyReturn)
	made := j.made()
	if len(made.Policy.TargetLang) != 2 || made.Policy.TargetLang[0] != "nl" {
		t.Fatalf("languages %v", made.Policy.TargetLang)
	}
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	j.see("persoonsgegevens", j.Text("state.approved"))
	if text := dutchText(j); !strings.Contains(text, "persoonsgegevens") || strings.Contains(text, "personal data") {
		t.Fatalf("the Dutch page: %.300q", text)
	}
}

// Esc leaves the form from any of its rows, and nothing was made.
func TestLeavingTheFormOfANewPolicy(t *testing.T) {
	j, _ := starting(t)
	j.Press(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab, fyne.KeyEscape)
	if j.Canvas().Overlays().Top() != nil {
		t.Fatal("the form is still open")
	}
	if rows, err := j.Store.PolicyRows(context.Background(), ""); err != nil || len(rows) != 0 {
		t.Fatalf("%d policies, %v", len(rows), err)
	}
}

// A client without a policy offers to make its first.
func TestAClientWithoutAPolicy(t *testing.T) {
	j, client := starting(t)
	j.Press(fyne.KeyEscape)
	j.Window.Side.List.Select(string(client.ID))
	j.Idle()
	j.see(j.Text("clients.no_policy"))
	j.ClickButton(j.Text("clients.add_policy"))
	j.see(j.Text("starting.kind"))
	j.Press(fyne.KeyEnd, fyne.KeyReturn) // the empty policy
	if got := j.made(); len(policy.Flatten(got.Policy.Clauses)) != 1 || got.Policy.Title("en") != j.Text("clients.policy_title") {
		t.Fatalf("made %+v", got.Policy)
	}
}

// A language that is added later comes with the library's words.
func TestAnAddedLanguageComesTranslated(t *testing.T) {
	j, _ := starting(t)
	j.Press(fyne.KeyReturn)
	j.made()
	j.Window.AddLanguage()
	j.Idle()
	j.Press(fyne.KeyReturn) // Dutch is the first that is free
	units := 0
	for _, unit := range j.OnDisk(j, j.id).Units {
		if unit.Lang == "nl" && unit.State == policy.Approved {
			units++
		}
	}
	if units < 50 {
		t.Fatalf("%d approved Dutch segments", units)
	}
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	j.see("persoonsgegevens", j.Text("state.approved"))
	if text := dutchText(j); !strings.Contains(text, "persoonsgegevens") || strings.Contains(text, "personal data") {
		t.Fatalf("the Dutch page: %.300q", text)
	}
}

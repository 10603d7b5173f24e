package ui_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/ui/identities"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// What a message offers is done by its key while one types, and by name.
func TestTheOfferOfAMessageByKeys(t *testing.T) {
	for _, take := range []func(j *journey){
		func(j *journey) { j.Shortcut(apptest.Ctrl, fyne.KeyJ) },
		func(j *journey) { j.palette("command.offer") },
	} {
		j := begin(t)
		before := j.outline()
		j.choose(responsible)
		j.Press(fyne.KeyDelete)
		j.see(j.Text("clauses.deleted"), "Ctrl+J")
		j.Canvas().Focus(j.Window.Policy.Clauses.Body)
		j.Clock.Step(12 * time.Second)
		j.see(j.Text("clauses.deleted"))
		take(j)
		if now := j.outline(); now != before {
			t.Fatalf("the clause is not back: %s", now)
		}
		j.seeNot(j.Text("clauses.deleted"))
	}
}

// A message goes after its own time, not after that of the same words before.
func TestTheSameMessageAgainStays(t *testing.T) {
	j := begin(t)
	j.Desk.Offer("once more", "do", nil)
	j.Clock.Step(15 * time.Second)
	j.Desk.Offer("once more", "do", nil)
	j.Clock.Step(12 * time.Second)
	j.see("once more")
	j.Clock.Step(time.Minute)
	j.seeNot("once more")
}

// Who signs without an identity makes one and signs.
func TestSigningMakesAnIdentityFirst(t *testing.T) {
	j := begin(t)
	j.firstVersion()
	j.command(j.Text("palette.sign_language", i18n.Data{"Language": "English"}))
	j.see(j.Text("identities.make"), j.Text("versions.no_identity"))
	j.Type("Harbour Studio")
	for range 4 {
		j.Press(fyne.KeyTab)
	}
	j.Type("a long passphrase")
	j.Press(fyne.KeyTab)
	j.Type("a long passphrase")
	j.Press(fyne.KeyReturn)
	j.Idle()
	if all, err := j.Store.Identities(context.Background()); err != nil || len(all) != 1 {
		t.Fatalf("%d identities, %v", len(all), err)
	}
	j.see(strings.TrimSuffix(j.Text("versions.sign_title"), "…"), j.Text("versions.sign_do"))
}

func (j *journey) firstVersion() {
	j.Helper()
	j.publish("2026-11-21", "")
	if versions, err := j.Store.Versions(context.Background(), j.id); err != nil || len(versions) != 1 {
		j.Fatalf("%d versions, %v", len(versions), err)
	}
}

// everyDialog opens each kind of dialog that has controls of its own.
var everyDialog = map[string]func(j *journey){
	"settings": func(j *journey) { j.Window.ShowSettings() },
	"identity": func(j *journey) { identities.New(j.Desk, "", nil) },
	"details":  func(j *journey) { j.Window.ShowDetails() },
	"language": func(j *journey) { j.Window.AddLanguage() },
	"delete":   func(j *journey) { j.Window.DeleteClient(j.OnDisk(j, j.id).Client.ID, "Lumen") },
	"told":     func(j *journey) { j.Window.ShowIdentities() },
	"policy":   func(j *journey) { j.Window.AddPolicy(j.OnDisk(j, j.id).Client.ID) },
}

// Escape closes a dialog from wherever the keyboard is in it, and the keyboard
// goes back to where it was.
func TestEscapeFromEveryControl(t *testing.T) {
	const most = 14 // more than any of them has
	for name, open := range everyDialog {
		t.Run(name, func(t *testing.T) {
			j := begin(t)
			j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
			before := j.Focused()
			for tabs := range most {
				open(j)
				j.Idle()
				for range tabs {
					j.Press(fyne.KeyTab)
				}
				at := j.Focused()
				if at == nil {
					t.Fatalf("after %d tabs nothing has the keyboard", tabs)
				}
				j.Press(fyne.KeyEscape)
				if j.Canvas().Overlays().Top() != nil {
					t.Fatalf("Escape on %T, %d tabs in, does not close it", at, tabs)
				}
				if j.Focused() != before {
					t.Fatalf("after %d tabs and Escape the keyboard is at %T", tabs, j.Focused())
				}
			}
		})
	}
}

// tabTo goes on until the button with a caption has the keyboard.
func (j *journey) tabTo(caption string) {
	j.Helper()
	for range 20 {
		if b, ok := j.Focused().(*widgets.Button); ok && b.Text == caption {
			return
		}
		j.Press(fyne.KeyTab)
	}
	j.Fatalf("Tab does not reach %q", caption)
}

func (j *journey) clients() int {
	j.Helper()
	all, err := j.Store.Clients(context.Background())
	if err != nil {
		j.Fatal(err)
	}
	return len(all)
}

// Enter presses the button that has the keyboard, and Ctrl+Enter confirms from
// anywhere.
func TestEnterInDialogs(t *testing.T) {
	j := begin(t)
	before := j.clients()
	for caption, more := range map[string]int{"action.cancel": 0, "action.add": 1} {
		j.Window.AddClient()
		j.Idle()
		j.Type("Windmill " + caption)
		j.tabTo(j.Text(caption))
		j.Press(fyne.KeyReturn)
		for j.Canvas().Overlays().Top() != nil { // the policy of the new client
			j.Press(fyne.KeyEscape)
		}
		if now := j.clients(); now != before+more {
			t.Fatalf("%d clients after Enter on %q, before %d", now, j.Text(caption), before)
		}
		before += more
	}
	j.Desk.Tell("told", canvas.NewText("something", nil))
	j.Press(fyne.KeyReturn)
	if j.Canvas().Overlays().Top() != nil {
		t.Fatal("Enter does not close what was read")
	}
	for _, at := range []func() fyne.Focusable{j.firstCheck, func() fyne.Focusable { return j.FindButton(j.Text("action.cancel")).(fyne.Focusable) }} {
		j.Window.ShowDetails()
		was := j.OnDisk(j, j.id).Policy.Numbered
		check := j.firstCheck().(*widgets.Check)
		check.SetChecked(!was)
		j.Canvas().Focus(at())
		j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
		if now := j.OnDisk(j, j.id).Policy.Numbered; now == was || j.Canvas().Overlays().Top() != nil {
			t.Fatal("Ctrl+Enter does not keep the form")
		}
	}
}

func (j *journey) firstCheck() fyne.Focusable {
	var found fyne.Focusable
	j.WalkTop(func(s apptest.Seen) {
		if c, ok := s.Object.(*widgets.Check); ok && found == nil {
			found = c
		}
	})
	return found
}

// A problem goes when one types, and what had the keyboard when a form closed
// looks so no more when it opens again.
func TestAProblemGoesWhenOneTypes(t *testing.T) {
	j := begin(t)
	form := j.Desk.NewForm("Form", "Do", func() {})
	first, second := form.Line("First", "", ""), form.Line("Second", "", "")
	rings := 0
	second.OnFocusGained = func() { rings++ }
	second.OnFocusLost = func() { rings-- }
	form.Check = func() (*widgets.Line, string) { return first, "first is wrong" }
	form.Show()
	j.Press(fyne.KeyTab, fyne.KeyReturn)
	j.see("first is wrong")
	if rings != 0 || j.Focused() != fyne.Focusable(first) {
		t.Fatalf("%d lines too many look as if they had the keyboard", rings)
	}
	j.Type("x")
	j.seeNot("first is wrong")
}

// Approving works where one sees what one approves, and nowhere else.
func TestApprovingOnlyInTheTranslateTab(t *testing.T) {
	j := begin(t)
	for _, modifier := range []fyne.KeyModifier{apptest.Ctrl, apptest.CtrlShift} {
		for key, tab := range map[fyne.KeyName]string{fyne.Key1: "facts", fyne.Key2: "clauses", fyne.Key4: "review", fyne.Key5: "versions"} {
			j.Shortcut(apptest.Ctrl, key)
			before := j.states()
			j.Shortcut(modifier, fyne.KeyReturn)
			if now := j.Window.Policy.Tabs.Selected(); now != tab {
				t.Fatalf("from %s it goes to %s", tab, now)
			}
			if now := j.states(); now != before {
				t.Fatalf("from %s: %s, before %s", tab, now, before)
			}
		}
	}
}

// What is approved is what one sees, also while the library lies over it.
func TestApprovingNotBehindTheLibrary(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.Key3)
	before := j.states()
	j.Shortcut(apptest.Ctrl, fyne.KeyL)
	j.Shortcut(apptest.Ctrl, fyne.KeyReturn)
	j.see(j.Text("library.title"), j.Text("command.needs_translate"))
	if now := j.states(); now != before {
		t.Fatalf("%s, before %s", now, before)
	}
}

func (j *journey) states() string {
	var out []string
	for _, u := range j.OnDisk(j, j.id).Units {
		out = append(out, string(u.State))
	}
	return strings.Join(out, " ")
}

// Every tab takes the keyboard; in the findings it goes up and down, and Enter
// goes to where one stands.
func TestTheKeyboardInReviewAndVersions(t *testing.T) {
	j := begin(t)
	j.emptyEmail()
	j.Shortcut(apptest.Ctrl, fyne.Key4)
	first, ok := j.Focused().(*widgets.Button)
	if !ok || first.Text != j.Text("review.go_to") {
		t.Fatalf("Ctrl+4 leaves the keyboard at %T", j.Focused())
	}
	j.Press(fyne.KeyUp)
	if j.Focused() != fyne.Focusable(first) {
		t.Fatal("Up leaves the first finding")
	}
	j.Press(fyne.KeyEnd)
	last := j.Focused()
	j.Press(fyne.KeyHome, fyne.KeyDown)
	if j.Focused() == fyne.Focusable(first) {
		t.Fatal("Down stays at the first finding")
	}
	j.Press(fyne.KeyUp)
	if j.Focused() != fyne.Focusable(first) || last == fyne.Focusable(first) {
		t.Fatal("Up does not come back, or End does not leave the first")
	}
	j.Press(fyne.KeyReturn)
	if tab := j.Window.Policy.Tabs.Selected(); tab == "review" {
		t.Fatal("Enter does not go to the finding")
	}
	j.Shortcut(apptest.Ctrl, fyne.Key5)
	if j.Focused() != fyne.Focusable(j.Window.Policy.Versions.Timeline) {
		t.Fatalf("Ctrl+5 leaves the keyboard at %T", j.Focused())
	}
}

// What Fyne never drew, or forgot how to draw, gets the keyboard all the same.
func TestFocusOnWhatIsNotDrawnYet(t *testing.T) {
	j := begin(t)
	line := widgets.NewLine()
	hidden := container.NewWithoutLayout(widgets.NewPanel("", widgets.Insets{}, line))
	stack := j.Canvas().Content().(*fyne.Container)
	stack.Objects = append([]fyne.CanvasObject{hidden}, stack.Objects...)
	j.Desk.Focus(line)
	if j.Focused() != fyne.Focusable(line) {
		t.Fatalf("the keyboard is at %T", j.Focused())
	}
}

// A button of a version keeps the keyboard when the versions are read again.
func TestAButtonOfAVersionKeepsTheKeyboard(t *testing.T) {
	j := begin(t)
	j.firstVersion()
	j.tabTo(j.Text("versions.export"))
	j.Identity(t, "Harbour Studio")
	j.Window.Policy.Versions.Reload()
	j.Idle()
	b, ok := j.Focused().(*widgets.Button)
	if !ok || b.Text != j.Text("versions.export") {
		t.Fatalf("the keyboard is at %T", j.Focused())
	}
	onScreen := false
	j.WalkTop(func(s apptest.Seen) { onScreen = onScreen || s.Object == fyne.CanvasObject(b) })
	if !onScreen {
		t.Fatal("the keyboard is at a button that is not on the screen")
	}
}

// The palette finds signing, identities and the pages of the facts by name.
func TestThePaletteKnowsEveryPlace(t *testing.T) {
	d, _ := apptest.OpenSample(t, apptest.Options{Language: "nl"})
	j := &journey{T: t, Driver: d}
	for typed, want := range map[string]string{
		"versie onderte": j.Text("palette.sign"), "nieuwe id": j.Text("command.new_identity"),
		"ontvangers": j.Text("register.recipients"), "bewaar": j.Text("register.retention"),
		"diensten": j.Text("command.library_services"), "pdf contr": j.Text("command.verify"),
	} {
		j.Shortcut(apptest.Ctrl, fyne.KeyK)
		j.Type(typed)
		if got := j.firstCommand(); !strings.Contains(got, want) {
			t.Errorf("%q finds %q first, want %q", typed, got, want)
		}
		j.Press(fyne.KeyEscape)
	}
	j.command(j.Text("register.recipients"))
	if at := j.Window.Policy.Facts.List.Selected(); j.Window.Policy.Tabs.Selected() != "facts" || !strings.Contains(at, "recipients") {
		t.Fatalf("at %q", at)
	}
	if _, ok := j.Focused().(*widgets.RecordTable); !ok {
		t.Fatalf("the keyboard is at %T", j.Focused())
	}
}

// command runs what the palette finds first for some words.
func (j *journey) command(words string) {
	j.Helper()
	j.Shortcut(apptest.Ctrl, fyne.KeyK)
	j.Type(words)
	j.Press(fyne.KeyReturn)
}

// firstCommand is the topmost line of the palette.
func (j *journey) firstCommand() string {
	first := ""
	j.WalkTop(func(s apptest.Seen) {
		line, ok := s.Object.(fyne.Accessible)
		if ok && first == "" && strings.HasSuffix(fmt.Sprintf("%T", s.Object), "commandLine") {
			first = line.AccessibilityLabel()
		}
	})
	return first
}

// An empty library begins with a client.
func TestTheFirstWindowOffersANewClient(t *testing.T) {
	d := apptest.Open(t, apptest.NewLibrary(t), apptest.Options{})
	j := &journey{T: t, Driver: d}
	var main string
	j.WalkTop(func(s apptest.Seen) {
		if b, ok := s.Object.(*widgets.Button); ok && b.Primary {
			main = b.Text
		}
	})
	if main != j.Text("clients.add") {
		t.Fatalf("the main button is %q", main)
	}
	j.ClickButton(j.Text("clients.add"))
	j.see(j.Text("clients.name"))
}

// In the smallest window every button of a version is whole, in both languages.
func TestTheButtonsOfAVersionAreWhole(t *testing.T) {
	for _, lang := range []string{"en", "nl"} {
		size := fyne.NewSize(1024, 700)
		d, sample := apptest.OpenSample(t, apptest.Options{Language: lang, Size: size})
		j := &journey{t, d, sample[0].ID}
		j.firstVersion()
		seen := 0
		j.WalkTop(func(s apptest.Seen) {
			b, ok := s.Object.(*widgets.Button)
			if !ok || b.Text != j.Text("versions.sign") {
				return
			}
			seen++
			for _, around := range s.Inside {
				right, edge := s.At.X+b.Size().Width, around.At.X+around.Object.Size().Width
				if _, cuts := around.Object.(*container.Scroll); cuts && right > edge {
					t.Errorf("%s: %q ends at %v, its pane at %v", lang, b.Text, right, edge)
				}
			}
		})
		if seen != len(j.OnDisk(j, j.id).Policy.Languages()) {
			t.Errorf("%s: %d buttons", lang, seen)
		}
	}
}

// The program in Dutch names the law as Dutch people do.
func TestTheLawInDutch(t *testing.T) {
	d, sample := apptest.OpenSample(t, apptest.Options{Language: "nl"})
	j := &journey{t, d, sample[0].ID}
	j.emptyEmail()
	for _, key := range []fyne.KeyName{fyne.Key1, fyne.Key4} {
		j.Shortcut(apptest.Ctrl, key)
		j.see("AVG")
		j.seeNot("GDPR")
	}
}

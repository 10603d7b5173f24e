package ui_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/settings"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
)

// spoken is what texts of the screen are in the program's own words: by English
// text, those of another language. What reads the same in both is left out.
func spoken(j *journey, texts []string, lang string) map[string][]string {
	english, other := apptest.Catalogue(j, "en"), apptest.Catalogue(j, lang)
	byText := map[string][]string{}
	for key, text := range english {
		// The title is also that of the sample.
		if other[key] != "" && other[key] != text && key != "clients.policy_title" {
			byText[text] = append(byText[text], other[key])
		}
	}
	out := map[string][]string{}
	for _, text := range texts {
		if other, ok := byText[text]; ok {
			out[text] = other
		}
	}
	return out
}

// outsideOutline lists the texts on the screen without the headings of the
// policy in its outline, some of which read like something the program says, and
// without the tools of a toolbar, which longer words put into its menu.
func outsideOutline(j *journey) []string {
	var out []string
	leftOut := func(o apptest.Seen) bool {
		switch o.Object.(type) {
		case *widgets.Outline, *widgets.Toolbar:
			return true
		}
		return false
	}
	j.Walk(func(s apptest.Seen) {
		text, ok := s.Object.(*canvas.Text)
		if ok && !slices.ContainsFunc(s.Inside, leftOut) {
			out = append(out, text.Text)
		}
	})
	return out
}

// Everything the program says changes at once; the policy, the tab and the
// clause stay, and Fyne's own buttons follow.
func TestLiveLanguageSwitch(t *testing.T) {
	j := begin(t)
	for _, tab := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5} {
		j.Window.SwitchLanguage("en")
		j.Idle()
		j.Shortcut(apptest.Ctrl, tab)
		english, shown := outsideOutline(j), j.Window.Policy.Tabs.Selected()
		for _, to := range i18n.Languages()[1:] {
			j.Window.SwitchLanguage(to)
			j.Idle()
			if got := j.Window.Policy.Tabs.Selected(); got != shown {
				t.Errorf("the switch goes from tab %s to %s", shown, got)
			}
			j.speaks(english, to)
		}
	}
}

// speaks checks that what the screen said in English it says in a language now,
// Fyne's own buttons included.
func (j *journey) speaks(english []string, to string) {
	j.Helper()
	said := spoken(j, english, to)
	if len(said) < 5 {
		j.Fatalf("%s: the screen showed %q", to, english)
	}
	texts := outsideOutline(j)
	for text, want := range said {
		if slices.Contains(texts, text) || !slices.ContainsFunc(want, j.SeesText) {
			j.Errorf("%s: the screen does not say %q for %q", to, want, text)
		}
	}
	for theirs, ours := range map[string]string{"Cancel": "action.cancel", "Save": "fyne.save"} {
		if got := lang.L(theirs); got != i18n.New(to).T(ours) {
			j.Errorf("%s: Fyne's own button says %q", to, got)
		}
	}
}

func TestTheLanguageSwitchKeepsTheClause(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Window.SwitchLanguage("nl")
	j.Idle()
	if got := j.Window.Policy.Clauses.Heading.Text; got != whichData {
		t.Errorf("the form shows %q after the switch", got)
	}
}

func TestSettingsSwitchLanguageAndLook(t *testing.T) {
	j := begin(t)
	light := theme.Color(theme.ColorNameBackground)
	j.Shortcut(apptest.Ctrl, fyne.KeyComma)
	j.see(j.Text("settings.title"), j.Text("settings.language"))
	j.choice(j.Text("theme.dark"))
	j.choice("Nederlands")
	if j.Saved.Theme != settings.ThemeDark || j.Saved.Language != "nl" {
		t.Fatalf("saved: %+v", j.Saved)
	}
	if theme.Color(theme.ColorNameBackground) == light {
		t.Error("the look did not change")
	}
	j.see(i18n.New("nl").T("tab.clauses"))
}

// choice clicks an option of the settings: of a radio group, or of a list that
// opens.
func (j *journey) choice(name string) {
	j.Helper()
	j.WalkTop(func(s apptest.Seen) {
		switch o := s.Object.(type) {
		case *widgets.Chips:
			for i, chip := range o.Chips() {
				if chip.Text == name {
					j.Canvas().Focus(o)
					j.Press(fyne.KeyHome)
					for range i {
						j.Press(fyne.KeyRight)
					}
					return
				}
			}
		case *widgets.Select:
			if slices.Contains(o.Options, name) {
				o.SetSelected(name)
			}
		}
	})
	j.Idle()
}

func TestPaletteByKeys(t *testing.T) {
	j := begin(t)
	j.choose(responsible)
	before := j.Focused()
	j.Shortcut(apptest.Ctrl, fyne.KeyK)
	j.Type(j.Text("command.review"))
	j.Press(fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if got := j.Window.Policy.Tabs.Selected(); got != "review" {
		t.Fatalf("the palette opens %q", got)
	}
	j.Shortcut(apptest.Ctrl, fyne.Key2)
	j.Shortcut(apptest.Ctrl, fyne.KeyK)
	j.Press(fyne.KeyEscape)
	if j.Canvas().Overlays().Top() != nil || j.Focused() != before {
		t.Fatalf("after Escape the keyboard is at %T", j.Focused())
	}
}

func TestEveryCommandIsInThePalette(t *testing.T) {
	j := begin(t)
	for key := range apptest.Catalogue(j, "en") {
		if !strings.HasPrefix(key, "command.") || strings.HasPrefix(key, "command.needs_") || key == "command.palette" {
			continue
		}
		j.Shortcut(apptest.Ctrl, fyne.KeyK)
		j.Type(j.Text(key))
		if !j.SeesText(j.Text(key)) || j.SeesText(j.Text("palette.nothing")) {
			t.Errorf("the palette does not find %q", j.Text(key))
		}
		j.Press(fyne.KeyEscape)
	}
}

func TestClosingWaitsForTheSave(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	for _, char := range " at last" {
		j.Focused().TypedRune(char) // without waiting for anything
	}
	j.AskToClose()
	if j.Closed() {
		t.Fatal("closed before the edit was on the disk")
	}
	j.Idle()
	if !j.Closed() {
		t.Fatal("still open although everything is saved")
	}
	if !strings.Contains(j.outline(), whichData+" at last") {
		t.Fatalf("on the disk: %s", j.outline())
	}
}

func TestClosingWaitsForAFact(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.email")
	for _, char := range "ple" {
		j.Focused().TypedRune(char)
	}
	j.AskToClose()
	if j.Closed() {
		t.Fatal("closed before the fact was on the disk")
	}
	if j.Idle(); !j.Closed() {
		t.Fatal("still open although everything is saved")
	}
}

// What is typed and not yet saved is neither lost nor overwritten by going to
// another policy and back at once.
func TestSwitchingPoliciesLosesNothing(t *testing.T) {
	j := begin(t)
	sample, err := j.Store.PolicyRows(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	var other policy.ID
	for _, row := range sample {
		if row.ID != j.id {
			other = row.ID
		}
	}
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	for _, char := range " kept" {
		j.Focused().TypedRune(char)
	}
	j.Window.Open(other)
	j.Idle()
	j.Window.Open(j.id)
	j.Idle()
	if !strings.Contains(j.outline(), whichData+" kept") {
		t.Fatalf("on the disk: %s", j.outline())
	}
	j.choose(whichData + " kept")
	if got := j.Window.Policy.Clauses.Heading.Text; got != whichData+" kept" {
		t.Fatalf("the form shows %q", got)
	}
}

// Of two policies asked for in a row, the second is shown.
func TestTheLastPolicyAskedForIsShown(t *testing.T) {
	j := begin(t)
	rows, err := j.Store.PolicyRows(context.Background(), "")
	if err != nil || len(rows) != 3 {
		t.Fatal(len(rows), err)
	}
	for range 10 {
		j.Window.Open(rows[1].ID)
		j.Window.Open(rows[2].ID)
		j.Window.Open(rows[1].ID)
		j.Idle()
		j.see(rows[1].ClientName)
		if got := j.Window.Policy.Versions; got == nil {
			t.Fatal("no policy")
		}
		j.Window.Open(rows[0].ID)
		j.Idle()
	}
}

func TestSearchByKeys(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.KeyF)
	j.Type("surya")
	if j.SeesText("Meridian") {
		t.Fatalf("the list still shows another client: %q", j.Texts())
	}
	j.Press(fyne.KeyReturn)
	if !strings.Contains(strings.ToLower(j.page()), "surya") {
		t.Fatal("Enter does not open what was found")
	}
}

func TestAddingAClientAndItsFirstPolicy(t *testing.T) {
	d := apptest.Open(t, apptest.NewLibrary(t), apptest.Options{})
	j := &journey{T: t, Driver: d}
	j.see(j.Text("window.empty_title"))
	j.Shortcut(apptest.CtrlShift, fyne.KeyN)
	j.Type("Windmill")
	j.Press(fyne.KeyReturn)
	j.see(j.Text("starting.kind"))
	j.Press(fyne.KeyEnd, fyne.KeyReturn) // the empty policy
	j.see("Windmill")
	if len(j.Window.Policy.Clauses.Outline.Rows) == 0 {
		j.see(j.Text("clauses.empty_title"))
		j.Shortcut(apptest.Ctrl, fyne.KeyN)
	}
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Type("Who we are")
	rows, err := j.Store.PolicyRows(context.Background(), "")
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	if got := j.OnDisk(t, rows[0].ID).Policy.Clauses; len(got) != 1 || got[0].Heading != "Who we are" {
		t.Fatalf("on the disk: %+v", got)
	}
}

// Shortcuts of the policy do nothing to it while a dialog is open over it.
func TestADialogKeepsItsKeys(t *testing.T) {
	j := begin(t)
	before := j.outline()
	j.choose(whichData)
	j.Press(fyne.KeyDelete)
	deleted := j.outline()
	if deleted == before {
		t.Fatal("nothing was deleted")
	}
	j.Shortcut(apptest.CtrlShift, fyne.KeyP)
	j.Shortcut(apptest.Ctrl, fyne.KeyZ)
	if now := j.outline(); now != deleted {
		t.Error("Ctrl+Z in a dialog changed the policy behind it")
	}
}

// A tab that is not shown does not take what is typed.
func TestTypingAfterATabWentAway(t *testing.T) {
	j := begin(t)
	fields := j.OnDisk(j, j.id)
	for _, away := range []fyne.KeyName{fyne.Key3, fyne.Key4, fyne.Key5} {
		j.Shortcut(apptest.Ctrl, fyne.Key1)
		j.Window.Policy.Facts.Focus("client.email")
		email := j.Focused()
		j.Shortcut(apptest.Ctrl, away)
		if j.Focused() == email {
			t.Errorf("after Ctrl+%s the keyboard is still in a fact that is not shown", away)
		}
	}
	if now := j.OnDisk(j, j.id); now.Client.Facts["client.email"] != fields.Client.Facts["client.email"] {
		t.Error("the fact changed")
	}
}

func TestAMessageGoesAfterAWhile(t *testing.T) {
	j := begin(t)
	j.Shortcut(apptest.Ctrl, fyne.KeyS)
	j.see(j.Text("status.always_saved"))
	j.Clock.Step(4 * time.Second)
	j.see(j.Text("status.always_saved"))
	j.Clock.Step(30 * time.Second)
	j.seeNot(j.Text("status.always_saved"))
}

// A person who changes their mind at once stays where they are.
func TestGoingBackBeforeThePolicyOpened(t *testing.T) {
	j := begin(t)
	rows, err := j.Store.PolicyRows(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	for _, char := range " kept" {
		j.Focused().TypedRune(char)
	}
	j.Window.Open(rows[1].ID)
	j.Window.Open(j.id)
	j.Idle()
	if got := j.Window.Policy.Clauses.Outline.Rows; !strings.Contains(fmt.Sprint(got), whichData+" kept") {
		t.Fatalf("another policy is open, or the edit is gone: %v", got)
	}
}

// When the library cannot be written, the window says so, keeps what was
// typed and does not close.
func TestALibraryThatCannotBeWritten(t *testing.T) {
	j := begin(t)
	j.choose(whichData)
	j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
	j.Press(fyne.KeyEnd)
	check(t, j.Store.Close())
	j.Type(" unsaved")
	j.see(j.Text("status.failed"))
	if got := j.Window.Policy.Clauses.Heading.Text; got != whichData+" unsaved" {
		t.Fatalf("the form shows %q", got)
	}
	j.AskToClose()
	j.Idle()
	if j.Closed() {
		t.Fatal("closed although the last edit is not on the disk")
	}
	j.see(j.Text("dialog.failed"))
}

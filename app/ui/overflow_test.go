package ui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/policy"
	"clausedesk/app/settings"
	"clausedesk/app/ui/identities"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// scene is one state of the window that a person can see.
type scene struct {
	name string
	show func(*journey)
}

// tour shows every tab and every dialog, one after the other, over a sample
// with an open error, a stale segment, a signed version and a long client name.
func tour() []scene {
	tab := func(key fyne.KeyName) func(*journey) {
		return func(j *journey) { j.Shortcut(apptest.Ctrl, key) }
	}
	return []scene{
		{"clauses", func(j *journey) { j.choose(whichData) }},
		{"clauses-typed", func(j *journey) {
			j.choose(whichData)
			j.Canvas().Focus(j.Window.Policy.Clauses.Heading)
			j.Press(fyne.KeyEnd)
			j.Type(" every day of the week")
		}},
		{"facts", tab(fyne.Key1)},
		{"facts-problem", func(j *journey) {
			j.Shortcut(apptest.Ctrl, fyne.Key1)
			j.Window.Policy.Facts.Focus("client.email")
			j.Shortcut(apptest.Ctrl, fyne.KeyA)
			j.Type("nobody")
			j.Press(fyne.KeyReturn)
		}},
		{"translate", tab(fyne.Key3)},
		{"translate-stale", func(j *journey) {
			j.Shortcut(apptest.Ctrl, fyne.Key3)
			j.Shortcut(apptest.Ctrl, fyne.KeyU)
		}},
		{"versions-empty", tab(fyne.Key5)},
		{"publish", func(j *journey) { j.Shortcut(apptest.CtrlShift, fyne.KeyP) }},
		{"versions", func(j *journey) { j.publish("2026-12-01", "The client agreed"); j.Shortcut(apptest.Ctrl, fyne.Key5) }},
		{"sign-without-identity", func(j *journey) { j.Window.Policy.Versions.Sign("en") }},
		{"versions-signed", func(j *journey) {
			j.Identity(j, "Harbour Studio")
			j.Idle()
			j.Window.Policy.Versions.Write("nl", "Harbour Studio", apptest.Passphrase, filepath.Join(j.TempDir(), "lumen-1-nl.pdf"))
			j.Idle()
		}},
		{"sign", func(j *journey) { j.Window.Policy.Versions.Sign("en"); j.Idle() }},
		{"verify", func(j *journey) { j.verifySigned() }},
		{"save-file", func(j *journey) { j.Window.Policy.Versions.Export("en"); j.Idle() }},
		{"review", func(j *journey) { j.emptyEmail(); j.Shortcut(apptest.Ctrl, fyne.Key4) }},
		{"publish-errors", func(j *journey) { j.Shortcut(apptest.CtrlShift, fyne.KeyP) }},
		{"palette", func(j *journey) { j.Shortcut(apptest.Ctrl, fyne.KeyK) }},
		{"settings", func(j *journey) { j.Window.ShowSettings(); j.Idle() }},
		{"identities", func(j *journey) { j.palette("command.identities") }},
		{"identity-new", func(j *journey) {
			identities.New(j.Desk, "", nil)
			j.Idle()
		}},
		{"add-client", func(j *journey) { j.Window.AddClient(); j.Idle() }},
		{"add-policy", func(j *journey) { j.Window.AddPolicy(j.OnDisk(j, j.id).Client.ID); j.Idle() }},
		{"add-language", func(j *journey) { j.Window.AddLanguage(); j.Idle() }},
		{"import-ask", func(j *journey) { j.Drop(j.windmill()) }},
		{"import-report", func(j *journey) { j.Drop(j.windmill()); j.ClickButton(j.Text("import.do")) }},
		{"failed", func(j *journey) { j.Drop(filepath.Join(j.TempDir(), "is-not-there.txt")) }},
		{"import-open", func(j *journey) { j.Window.ImportFile(); j.Idle() }},
	}
}

func (j *journey) windmill() string {
	j.Helper()
	path := filepath.Join(j.TempDir(), "windmill.md")
	text := "Page 1 of 3\n\n# Privacy at Windmill\n\n## What we keep\n\nWe keep your order for seven years.\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		j.Fatal(err)
	}
	return path
}

func (j *journey) emptyEmail() {
	j.Shortcut(apptest.Ctrl, fyne.Key1)
	j.Window.Policy.Facts.Focus("client.email")
	j.Shortcut(apptest.Ctrl, fyne.KeyA)
	j.Press(fyne.KeyDelete)
}

func (j *journey) verifySigned() {
	j.Helper()
	files, err := j.Store.Files(j.Context(), j.id, 0)
	if err != nil || len(files) == 0 {
		j.Fatalf("no signed file: %v", err)
	}
	j.Drop(files[0].Path)
}

// clear closes dialogs and the message.
func (j *journey) clear() {
	j.Press(fyne.KeyEscape) // the palette and forms go with Escape
	for j.Canvas().Overlays().Top() != nil {
		j.Canvas().Overlays().Remove(j.Canvas().Overlays().Top())
	}
	j.Desk.Snack.Dismiss()
	j.Idle()
}

// look is one way the window can be seen.
type look struct {
	lang  string
	theme settings.Theme
	size  fyne.Size
}

func (l look) String() string {
	return fmt.Sprintf("%s-%s-%.0fx%.0f", l.lang, l.theme, l.size.Width, l.size.Height)
}

// walkTour opens the sample in a look and calls visit with every scene.
func walkTour(t *testing.T, l look, real bool, visit func(j *journey, name string)) {
	t.Helper()
	// With CLAUSEDESK_SCENES, a regular expression, only some scenes are shown.
	chosen := regexp.MustCompile(os.Getenv("CLAUSEDESK_SCENES"))
	for _, tour := range []func(first policy.ID) []scene{
		func(first policy.ID) []scene {
			return slices.Concat(tour(), factScenes(), libraryScenes(), linkedScenes(), translateScenes(first),
				memoryScenes(), compareScenes(), letterheadScenes(), signingScenes(), verifyingScenes())
		},
		func(policy.ID) []scene { return versionScenes() },
		func(policy.ID) []scene { return deliveryScenes() },
	} {
		walk(t, l, real, tour, func(s scene) bool { return chosen.MatchString(s.name) }, visit)
	}
}

// walk shows the chosen scenes of a tour, one after another in one window on a
// library of its own.
func walk(t *testing.T, l look, real bool, tour func(first policy.ID) []scene, chosen func(scene) bool, visit func(j *journey, name string)) {
	t.Helper()
	if !slices.ContainsFunc(tour(""), chosen) {
		return
	}
	d, sample := apptest.OpenSample(t, apptest.Options{Language: l.lang, Theme: l.theme, Size: l.size, Real: real})
	j := &journey{t, d, sample[0].ID}
	for _, scene := range tour(j.id) {
		if chosen(scene) {
			scene.show(j)
			visit(j, scene.name)
			j.clear()
		}
	}
}

var sizes = []fyne.Size{fyne.NewSize(1440, 900), fyne.NewSize(1024, 700)}

// flaws is what is wrong with a scene. The outline may shorten the headings of
// the policy, also those that begin as something the program says. A table may
// shorten a list of several things, and nothing else of the samples.
func (j *journey) flaws(words map[string]string) []string {
	out := slices.DeleteFunc(j.Flaws(words), func(flaw string) bool {
		var full, cut string
		n, _ := fmt.Sscanf(flaw, "%q is shortened to %q", &full, &cut)
		return n == 2 && strings.Contains(flaw, "Outline >") && j.beginsHeading(strings.TrimSuffix(cut, "…"))
	})
	j.WalkTop(func(s apptest.Seen) {
		text, ok := s.Object.(*canvas.Text)
		inTable := slices.ContainsFunc(s.Inside, func(o apptest.Seen) bool { _, is := o.Object.(*widgets.RecordTable); return is })
		if ok && inTable && strings.HasSuffix(text.Text, "…") && !strings.Contains(text.Text, ", ") {
			out = append(out, fmt.Sprintf("a table shortens a text to %q", text.Text))
		}
	})
	return out
}

// beginsHeading tells whether a heading of the open policy begins so.
func (j *journey) beginsHeading(words string) bool {
	return slices.ContainsFunc(j.Window.Policy.Clauses.Outline.Rows, func(row widgets.OutlineRow) bool {
		return strings.HasPrefix(row.Title, words) && row.Title != j.Text("clauses.untitled")
	})
}

// In every screen and dialog, in every language, no text is cut off, painted
// over another or shortened where the program speaks itself.
func TestNoTextIsClipped(t *testing.T) {
	for _, lang := range i18n.Languages() {
		words := apptest.Catalogue(t, lang)
		for _, size := range sizes {
			l := look{lang, settings.ThemeLight, size}
			t.Run(l.String(), func(t *testing.T) {
				walkTour(t, l, false, func(j *journey, name string) {
					for _, flaw := range j.flaws(words) {
						t.Errorf("%s: %s", name, flaw)
					}
				})
			})
		}
	}
}

// Pictures of every scene are written to the folder in CLAUSEDESK_PICTURES,
// for people to look at.
func TestPictures(t *testing.T) {
	dir := os.Getenv("CLAUSEDESK_PICTURES")
	if dir == "" {
		t.Skip("CLAUSEDESK_PICTURES names no folder")
	}
	for _, lang := range i18n.Languages() {
		for _, theme := range []settings.Theme{settings.ThemeLight, settings.ThemeDark} {
			for _, size := range sizes {
				l := look{lang, theme, size}
				t.Run(l.String(), func(t *testing.T) {
					walkTour(t, l, true, func(j *journey, name string) {
						j.Capture(filepath.Join(dir, l.String(), name+".png"))
					})
				})
			}
		}
	}
}

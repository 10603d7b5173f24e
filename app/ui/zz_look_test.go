package ui_test

import (
	"os"
	"path/filepath"
	"testing"

	"clausedesk/app/apptest"
	"clausedesk/app/settings"
	"clausedesk/i18n"
)

func TestFitMemory(t *testing.T) {
	for _, lang := range i18n.Languages() {
		words := apptest.Catalogue(t, lang)
		for _, size := range sizes {
			l := look{lang, settings.ThemeLight, size}
			d, sample := apptest.OpenSample(t, apptest.Options{Language: l.lang, Theme: l.theme, Size: l.size})
			j := &journey{t, d, sample[0].ID}
			for _, scene := range memoryScenes() {
				scene.show(j)
				for _, flaw := range j.flaws(words) {
					t.Errorf("%s %s: %s", l, scene.name, flaw)
				}
				j.clear()
			}
		}
	}
}

func TestLookAtMemory(t *testing.T) {
	dir := os.Getenv("LOOK_MEMORY")
	if dir == "" {
		t.Skip()
	}
	for _, l := range []look{{"en", settings.ThemeLight, sizes[0]}, {"de", settings.ThemeDark, sizes[1]}, {"nl", settings.ThemeLight, sizes[1]}, {"en", settings.ThemeDark, sizes[0]}} {
		t.Run(l.String(), func(t *testing.T) {
			words := apptest.Catalogue(t, l.lang)
			d, sample := apptest.OpenSample(t, apptest.Options{Language: l.lang, Theme: l.theme, Size: l.size, Real: true})
			j := &journey{t, d, sample[0].ID}
			for _, scene := range memoryScenes() {
				scene.show(j)
				j.Capture(filepath.Join(dir, l.String(), scene.name+".png"))
				for _, flaw := range j.flaws(words) {
					t.Errorf("%s: %s", scene.name, flaw)
				}
				j.clear()
			}
		})
	}
}

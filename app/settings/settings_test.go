package settings

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSaveThenLoadGivesTheSame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "settings.toml")
	want := Settings{Language: "nl", Theme: ThemeDark, Width: 1200, Height: 800, Identity: "Harbour", Folder: "out"}
	if err := want.Save(path); err != nil {
		t.Fatal(err)
	}
	got, err := Load(path)
	if err != nil || got != want {
		t.Fatalf("loaded %+v, %v; want %+v", got, err, want)
	}
}

func TestAbsentAndBrokenFilesGiveDefaults(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	if got, err := Load(path); err != nil || got != Default() {
		t.Fatalf("absent file: %+v, %v", got, err)
	}
	if err := os.WriteFile(path, []byte("theme = [\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Load(path); err == nil || got != Default() {
		t.Fatalf("broken file: %+v, error %v; want defaults and an error", got, err)
	}
}

func TestNonsenseIsRepaired(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	if err := os.WriteFile(path, []byte("theme = \"pink\"\nwidth = 3\nheight = -1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Load(path)
	if err != nil || got.Theme != ThemeSystem || got.Width != Default().Width {
		t.Fatalf("got %+v, %v", got, err)
	}
}

// Package settings keeps a person's preferences for this machine, typed, in
// one small file in the platform's configuration folder. What belongs to the
// studio lies in the library, not here.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"clausedesk/app/stage"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"
)

// Theme is the look a person chose.
type Theme string

// The themes.
const (
	ThemeSystem Theme = "system"
	ThemeLight  Theme = "light"
	ThemeDark   Theme = "dark"
)

// Settings are the preferences.
type Settings struct {
	Language string  `toml:"language"` // BCP 47; empty follows the system
	Name     string  `toml:"name"`     // who works here: writer and approver of translations
	Theme    Theme   `toml:"theme"`
	Width    float32 `toml:"width"`
	Height   float32 `toml:"height"`
	Identity string  `toml:"identity"` // the identity that signed last
	Folder   string  `toml:"folder"`   // where files were exported last
}

// Default returns the preferences of a new machine.
func Default() Settings {
	return Settings{Theme: ThemeSystem, Width: 1440, Height: 900}
}

// Path returns the file the preferences lie in.
func Path() string { return filepath.Join(xdg.ConfigHome, "clausedesk", "settings.toml") }

// LibraryPath returns the library that opens when none is named.
func LibraryPath() string { return filepath.Join(xdg.DataHome, "clausedesk", "library.clausedesk") }

// CacheDir returns the folder for what can be made anew at any time.
func CacheDir() string { return filepath.Join(xdg.CacheHome, "clausedesk") }

// Load reads the preferences. A file that is absent gives the defaults; one
// that is broken gives the defaults and an error that can be shown.
func Load(path string) (Settings, error) {
	s := Default()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("read settings: %w", err)
	}
	if err := toml.Unmarshal(data, &s); err != nil {
		return Default(), fmt.Errorf("read settings: %w", err)
	}
	return s.repaired(), nil
}

func (s Settings) repaired() Settings {
	if s.Theme != ThemeLight && s.Theme != ThemeDark {
		s.Theme = ThemeSystem
	}
	if s.Width < 800 || s.Height < 500 || s.Width > 10000 || s.Height > 10000 {
		s.Width, s.Height = Default().Width, Default().Height
	}
	return s
}

// Save writes the preferences: the old file stays until the new one is whole.
func (s Settings) Save(path string) error {
	data, err := toml.Marshal(s)
	if err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	if err := stage.WriteBytes(path, 0o600, data); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}
	return nil
}

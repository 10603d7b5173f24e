package spelling

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// envPath names folders with dictionaries that are looked through first.
const envPath = "SPELLING"

// usual are the countries whose dictionary is taken for a language alone.
var usual = map[string]string{
	"en": "en_US", "nl": "nl_NL", "fr": "fr_FR", "de": "de_DE", "id": "id_ID", "sq": "sq_AL",
}

// folders lists where dictionaries may be, as patterns, on this system.
func folders() []string {
	out := filepath.SplitList(os.Getenv(envPath))
	home, _ := os.UserHomeDir() // without one, its folders are not there either
	switch runtime.GOOS {
	case "windows":
		for _, root := range []string{os.Getenv("ProgramFiles"), os.Getenv("ProgramFiles(x86)")} {
			if root != "" {
				out = append(out,
					filepath.Join(root, "LibreOffice*", "share", "extensions", "dict-*"),
					filepath.Join(root, "OpenOffice*", "share", "extensions", "dict-*"),
					filepath.Join(root, "Common Files", "Hunspell"))
			}
		}
		return append(out, filepath.Join(os.Getenv("APPDATA"), "LibreOffice", "4", "user", "uno_packages", "cache", "uno_packages", "*", "*"))
	case "darwin":
		return append(out,
			filepath.Join(home, "Library", "Spelling"), "/Library/Spelling",
			"/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
			"/opt/homebrew/share/hunspell", "/usr/local/share/hunspell")
	}
	return append(out,
		filepath.Join(home, ".local", "share", "hunspell"),
		"/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell",
		"/usr/lib/libreoffice/share/extensions/dict-*", "/opt/libreoffice*/share/extensions/dict-*",
		"/var/lib/flatpak/runtime/org.freedesktop.Platform/*/*/active/files/share/hunspell",
		"/run/host/usr/share/hunspell")
}

// candidates lists dictionaries that may serve a language, the best first, as
// paths without an ending.
func candidates(lang string) []string {
	names := namesOf(lang)
	var out []string
	for _, pattern := range folders() {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			continue
		}
		for _, dir := range dirs {
			out = append(out, dictionariesIn(dir)...)
		}
	}
	rank := func(path string) int {
		name := strings.ToLower(filepath.Base(path))
		return slices.IndexFunc(names, func(n string) bool { return name == n || strings.HasPrefix(name, n+"_") })
	}
	out = slices.DeleteFunc(out, func(path string) bool { return rank(path) < 0 })
	slices.SortStableFunc(out, func(a, b string) int { return rank(a) - rank(b) })
	return out
}

// namesOf lists what the dictionary of a language may be called, in lower case.
func namesOf(lang string) []string {
	tag := strings.ToLower(strings.ReplaceAll(lang, "-", "_"))
	base, _, _ := strings.Cut(tag, "_")
	if base == "" || strings.ContainsAny(base, `/\.*?[`) {
		return nil
	}
	names := []string{tag}
	if home := strings.ToLower(usual[base]); home != "" {
		names = append(names, home)
	}
	return append(names, base)
}

func dictionariesIn(dir string) []string {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, file := range files {
		if name, ok := strings.CutSuffix(file.Name(), ".dic"); ok && !strings.HasPrefix(name, "hyph") {
			path := filepath.Join(dir, name)
			if _, err := os.Stat(path + ".aff"); err == nil {
				out = append(out, path)
			}
		}
	}
	return out
}

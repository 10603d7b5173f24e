package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shelf is a folder with folders and files in it.
func shelf(t *testing.T) folder {
	t.Helper()
	root := t.TempDir()
	for _, dir := range []string{"signed", "Old signed", ".cache"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"sign.pdf", "Design.PDF", "notes.txt", ".hidden.pdf", "signed/v1.pdf"} {
		if err := os.WriteFile(filepath.Join(root, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder{path: root, endings: []string{".pdf"}}
}

func TestAFileIsFoundByWhatWasTyped(t *testing.T) {
	f := shelf(t)
	for typed, want := range map[string]string{
		"":                          "Old signed/ signed/ Design.PDF sign.pdf",
		"sign":                      "signed/ sign.pdf Old signed/ Design.PDF",
		"SIGNED":                    "signed/ Old signed/",
		"signed/":                   "v1.pdf",
		"signed/..":                 "Old signed/ signed/ Design.PDF sign.pdf",
		".":                         "Old signed/ signed/ Design.PDF sign.pdf",
		".h":                        ".hidden.pdf",
		"notes":                     "",
		f.path + "/des":             "Design.PDF",
		`"` + f.path + `/des"`:      "Design.PDF",
		"file://" + f.path + "/des": "Design.PDF",
	} {
		_, found, err := f.matches(filepath.FromSlash(typed))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range found {
			names = append(names, filepath.ToSlash(e.shown()))
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
	if _, _, err := f.matches("nowhere/at all"); err == nil {
		t.Error("a folder that is not there was read")
	}
}

func TestATildeIsOnesOwnFolder(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	f := folder{path: "/somewhere"}
	for typed, want := range map[string]string{"~": home, "~/a.pdf": home + "/a.pdf", "~a.pdf": "/somewhere/~a.pdf"} {
		if got := filepath.ToSlash(f.within(typed)); got != filepath.ToSlash(want) {
			t.Errorf("%s is %s, want %s", typed, got, want)
		}
	}
}

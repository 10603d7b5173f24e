package apptest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/BurntSushi/toml"
)

// Catalogue returns the texts of the program in a language by key, plural
// forms as "key.one" and "key.other", read from the files translators edit.
func Catalogue(t testing.TB, lang string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(t), "i18n", "active."+lang+".toml"))
	check(t, err)
	var tree map[string]any
	check(t, toml.Unmarshal(data, &tree))
	out := map[string]string{}
	collect(out, "", tree)
	return out
}

func collect(out map[string]string, prefix string, tree map[string]any) {
	for key, value := range tree {
		switch value := value.(type) {
		case string:
			out[prefix+key] = value
		case map[string]any:
			collect(out, prefix+key+".", value)
		}
	}
}

// root is the folder of the module: the nearest one above with a go.mod.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	check(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

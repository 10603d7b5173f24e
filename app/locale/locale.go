// Package locale gives the program a language before Fyne asks for one.
//
// Fyne reads the system's locale while the program starts, before main, and
// logs an error when it is "C" or "POSIX", which every cron job and container
// has. Packages are initialised in the order of their import paths, so this
// one comes before Fyne's and names English in that place.
package locale

import (
	"os"
	"strings"
)

func init() { settle(os.Getenv, os.Setenv) }

// settle replaces a locale that names no language.
func settle(get func(string) string, set func(string, string) error) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value, _, _ := strings.Cut(get(name), ".")
		switch value {
		case "C", "POSIX":
			_ = set(name, "en_US.UTF-8")
			return
		case "":
			continue
		}
		return
	}
	_ = set("LANG", "en_US.UTF-8")
}

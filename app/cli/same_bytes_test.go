package cli_test

import (
	"bytes"
	"testing"
)

// TestFilesOfAVersionAreTheSameEverywhere: what is made of a version has the
// same bytes in every process, time zone, language, folder and year.
func TestFilesOfAVersionAreTheSameEverywhere(t *testing.T) {
	p := newPlace(t, t.TempDir())
	check(t, addSample(t.Context(), p.library))
	var all listedPolicies
	p.json(&all, "list", "policies")
	ref := ""
	for _, policy := range all.Policies {
		if policy.Client == "Méridien SaaS" {
			ref = policy.ID + "@1"
			p.must("publish", policy.ID, "--effective", "2026-12-15")
		}
	}
	places := []struct {
		folder string
		env    []string
	}{
		{t.TempDir(), []string{"TZ=Pacific/Kiritimati", "LANG=nl_NL.UTF-8", "LC_ALL=nl_NL.UTF-8", envNow + "=2026-11-21T10:00:00Z"}},
		{t.TempDir(), []string{"TZ=America/Los_Angeles", "LANG=C", "LC_ALL=C", envNow + "=2031-02-28T23:59:59Z"}},
	}
	for name, langs := range map[string][]string{"out.pdf": {"fr", "en"}, "out.html": {"fr", "en"}, "out.json": {"fr"}, "out.md": {"fr"}, "out.txt": {"en"}} {
		for _, lang := range langs {
			var made [][]byte
			for _, at := range places {
				p.folder, p.env = at.folder, at.env
				p.must("export", ref, "--lang", lang, "-o", name)
				made = append(made, read(t, p.path(name)))
			}
			if !bytes.Equal(made[0], made[1]) {
				t.Errorf("%s in %s: %d and %d bytes that differ", name, lang, len(made[0]), len(made[1]))
			}
		}
	}
}

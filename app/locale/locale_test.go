package locale

import "testing"

func TestALocaleWithoutALanguageBecomesEnglish(t *testing.T) {
	for _, test := range []struct {
		name      string
		env, want map[string]string
	}{
		{"nothing", map[string]string{}, map[string]string{"LANG": "en_US.UTF-8"}},
		{"C", map[string]string{"LANG": "C"}, map[string]string{"LANG": "en_US.UTF-8"}},
		{"C over all", map[string]string{"LC_ALL": "C.UTF-8", "LANG": "nl_NL"}, map[string]string{"LC_ALL": "en_US.UTF-8", "LANG": "nl_NL"}},
		{"Dutch stays", map[string]string{"LANG": "nl_NL.UTF-8"}, map[string]string{"LANG": "nl_NL.UTF-8"}},
		{"messages decide", map[string]string{"LC_MESSAGES": "fr_FR", "LANG": "C"}, map[string]string{"LC_MESSAGES": "fr_FR", "LANG": "C"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			settle(func(k string) string { return test.env[k] }, func(k, v string) error { test.env[k] = v; return nil })
			for key, want := range test.want {
				if test.env[key] != want {
					t.Errorf("%s is %q, want %q", key, test.env[key], want)
				}
			}
		})
	}
}

package library_test

import (
	"reflect"
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	uilibrary "clausedesk/app/ui/library"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"

	"pgregory.net/rapid"
)

// anyCookie is one that a register of cookies could hold.
func anyCookie(t *rapid.T) library.Cookie {
	words, _ := vocabulary.In("en")
	def, _ := policy.RegisterDefOf("cookies")
	kind, _ := def.Field("kind")
	party, _ := def.Field("party")
	purposes := []string{"our own purpose, in words", "Sitzung"}
	for _, term := range words.Terms("cookie") {
		purposes = append(purposes, term.Key)
	}
	return library.Cookie{
		Name:     rapid.StringMatching(`[A-Za-z_.*-][A-Za-z0-9_.*-]{0,8}`).Draw(t, "name"),
		Purpose:  rapid.SampledFrom(purposes).Draw(t, "purpose"),
		Kind:     rapid.SampledFrom(kind.Choices).Draw(t, "kind"),
		Lifetime: rapid.SampledFrom([]string{"session", "persistent", "P1Y", "P13M", "P2W", "P1D", "PT30M", "PT2M", "PT1H", "P1Y6M"}).Draw(t, "lifetime"),
		Party:    rapid.SampledFrom(append([]string{""}, party.Choices...)).Draw(t, "party"),
	}
}

// What is listed in a language is read back the same, in that language and in
// the other one.
func TestListedCookiesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(anyCookie), 1, 4).Draw(t, "cookies")
		for _, lang := range i18n.Languages() {
			text := uilibrary.CookieLines(i18n.New(lang), want)
			for _, reader := range i18n.Languages() {
				got, wrong := uilibrary.ReadCookies(i18n.New(reader), text)
				if wrong != nil || !reflect.DeepEqual(got, want) {
					t.Fatalf("%s read in %s:\n%s\nis %+v, %v", lang, reader, text, got, wrong)
				}
			}
		}
	})
}

// Every cookie of the catalogue can stand in the form, in words.
func TestTheCatalogueCanBeListed(t *testing.T) {
	for _, service := range library.Builtin().Services() {
		for _, lang := range i18n.Languages() {
			text := uilibrary.CookieLines(i18n.New(lang), service.Cookies)
			got, wrong := uilibrary.ReadCookies(i18n.New(lang), text)
			if wrong != nil || len(got) > 0 && !reflect.DeepEqual(got, service.Cookies) {
				t.Errorf("%s in %s:\n%s\nis %+v, %v", service.ID, lang, text, got, wrong)
			}
		}
	}
	listed := uilibrary.CookieLines(i18n.New("en"), []library.Cookie{
		{Name: "sid", Purpose: "session", Kind: "necessary", Lifetime: "PT30M", Party: "first"},
		{Name: "lang", Purpose: "language", Kind: "preferences", Lifetime: "P1Y"},
	})
	want := "sid; keeping the session; strictly necessary; 30\u00a0minutes; first party\nlang; remembering the language; preferences; 1\u00a0year"
	if strings.ReplaceAll(listed, "\u00a0", " ") != strings.ReplaceAll(want, "\u00a0", " ") {
		t.Errorf("%q", listed)
	}
}

// Each wrong line is named, with what would fit.
func TestWrongCookiesAreExplained(t *testing.T) {
	for text, want := range map[string][]string{
		"\n\nsid":                                            {"Line 3", "Purpose"},
		"; security; necessary; session":                     {"Line 1", "Name"},
		"sid; security; cake; session":                       {"Line 1", "Kind", "“cake”", "strictly necessary", "marketing"},
		"sid; security; necessary; a while":                  {"Line 1", "“a while”", "13 months", "end of the session"},
		"sid; security; necessary; session; me":              {"Line 1", "“me”", "third party"},
		"sid; security; necessary; session; first; and more": {"Line 1", "“and more”"},
		"a; security; necessary; P1Y\nb; security; ; P1Y":    {"Line 2", "Kind"},
	} {
		got, wrong := uilibrary.ReadCookies(i18n.New("en"), text)
		if wrong == nil {
			t.Errorf("%q is read as %+v", text, got)
			continue
		}
		said := strings.ReplaceAll(wrong.Text(i18n.New("en")), "\u00a0", " ")
		for _, part := range want {
			if !strings.Contains(said, part) {
				t.Errorf("%q: %q lacks %q", text, said, part)
			}
		}
		if dutch := wrong.Text(i18n.New("nl")); !strings.Contains(strings.ToLower(dutch), "regel") {
			t.Errorf("%q in Dutch: %q", text, dutch)
		}
	}
}

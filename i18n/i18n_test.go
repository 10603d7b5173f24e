package i18n

import (
	"strings"
	"sync"
	"testing"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		wishes []string
		want   string
	}{
		{nil, "en"},
		{[]string{""}, "en"},
		{[]string{"nl"}, "nl"},
		{[]string{"nl-BE"}, "nl"},
		{[]string{"nl_NL.UTF-8"}, "nl"},
		{[]string{"nl_NL@euro"}, "nl"},
		{[]string{"nl_NL.UTF-8@euro"}, "nl"},
		{[]string{"NL"}, "nl"},
		{[]string{"en_GB.UTF-8", "nl"}, "en"}, // the first that fits
		{[]string{"", "", "nl_NL"}, "nl"},     // LC_ALL and LC_MESSAGES are seldom set
		{[]string{"es_ES.UTF-8", "nl"}, "nl"}, // a wish we cannot fulfil, then one we can
		{[]string{"es", "pl"}, "en"},          // none
		{[]string{"de_AT.UTF-8", "nl"}, "de"},
		{[]string{"fr-CA"}, "fr"},
		{[]string{"in_ID"}, "id"}, // the code that Java and old systems write
		{[]string{"sq_XK.UTF-8"}, "sq"},
		{[]string{"C", "nl"}, "nl"},          // no language at all
		{[]string{"not a tag!", "nl"}, "nl"}, // nonsense
		{[]string{"af"}, "en"},               // akin is not the same
		{[]string{"nln"}, "en"},              // nor is a beginning
		{[]string{"und", "nl"}, "en"},        // undetermined
		{[]string{"C.UTF-8", "POSIX", "nl_BE"}, "nl"},
	} {
		if got := Match(c.wishes...); got != c.want {
			t.Errorf("Match(%q) = %q, want %q", c.wishes, got, c.want)
		}
	}
	for _, lang := range Languages() {
		if got := Match(lang); got != lang {
			t.Errorf("Match(%q) = %q", lang, got)
		}
	}
}

func TestALocalizer(t *testing.T) {
	l := New("nl_NL")
	if got := l.Language(); got != "nl" {
		t.Errorf("language %q", got)
	}
	if got := l.T("action.cancel"); got != "Annuleren" {
		t.Errorf("cancel reads %q", got)
	}
	l.Switch("en")
	if got := l.T("action.cancel"); got != "Cancel" {
		t.Errorf("cancel reads %q after the switch", got)
	}
	if got := l.T("clients.version", Data{"Number": 1}, Data{"Number": 7}); got != "v7" {
		t.Errorf("the later data does not win: %q", got)
	}
	for n, want := range map[int]string{0: "0 errors are open:", 1: "1 error is open:", 2: "2 errors are open:"} {
		if got := l.N("publish.errors", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	l.Switch("xx")
	if got := l.Language(); got != Fallback {
		t.Errorf("language %q", got)
	}
}

// French has a plural form of its own for whole millions, which no file needs:
// it reads like the one for other numbers.
func TestAMillionReadsLikeOtherNumbers(t *testing.T) {
	for _, lang := range Languages() {
		l := New(lang)
		million, other := l.N("publish.errors", 1_000_000), l.N("publish.errors", 5)
		if strings.Replace(million, "1000000", "5", 1) != other {
			t.Errorf("%s: %q", lang, million)
		}
	}
}

// TestAMissingTextIsSeen: never an empty label, never a panic.
func TestAMissingTextIsSeen(t *testing.T) {
	l := New("en")
	var missed []string
	l.OnMissing(func(key string) { missed = append(missed, key) })
	if got := l.T("no.such.key"); got != "[no.such.key]" {
		t.Errorf("reads %q", got)
	}
	if got := l.N("no.such.number", 2); got != "[no.such.number]" {
		t.Errorf("reads %q", got)
	}
	if len(missed) != 2 || missed[0] != "no.such.key" || missed[1] != "no.such.number" {
		t.Errorf("missed %v", missed)
	}
}

func TestLanguagesAreACopy(t *testing.T) {
	Languages()[0] = "xx"
	if Languages()[0] != Fallback {
		t.Error("a caller can change the list")
	}
}

func TestALocalizerIsSwitchedWhileItIsRead(t *testing.T) {
	l := New("en")
	var all sync.WaitGroup
	for range 4 {
		all.Add(2)
		go func() { defer all.Done(); l.Switch("nl") }()
		go func() {
			defer all.Done()
			if got := l.T("action.cancel"); got != "Cancel" && got != "Annuleren" {
				t.Errorf("reads %q", got)
			}
		}()
	}
	all.Wait()
}

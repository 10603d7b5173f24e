package imprint

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

var placeholder = regexp.MustCompile(`\{\{\w+\}\}`)

// Every language has every word, with the values that English has.
func TestWordsAreComplete(t *testing.T) {
	english := reflect.ValueOf(In("en"))
	for _, lang := range strings.Fields("en nl fr de id sq es it pt el ru uk bg sr") {
		words := In(lang)
		if words.Lang != lang {
			t.Errorf("no words for %s", lang)
		}
		v := reflect.ValueOf(words)
		for i := range v.NumField() {
			name, got, want := v.Type().Field(i).Name, v.Field(i).String(), english.Field(i).String()
			if got == "" || !sameValues(got, want) {
				t.Errorf("%s, %s: %q does not fit %q", lang, name, got, want)
			}
		}
	}
	if In("nl-BE") != In("nl") || In("xx") != In("en") {
		t.Error("regions and unknown languages do not fall back")
	}
}

func sameValues(a, b string) bool {
	return strings.Join(placeholder.FindAllString(a, -1), "") == strings.Join(placeholder.FindAllString(b, -1), "")
}

func TestStatement(t *testing.T) {
	for _, c := range []struct{ lang, prevailing, want string }{
		{"en", "nl", "this version decides: Dutch."},
		{"nl", "nl", "beslist deze versie: Nederlands."},
		{"nl", "en", "beslist deze versie: Engels."},
		{"en", "fr", "a version outside this document decides: French."},
		{"de", "sq", "nicht in diesem Dokument steht: Albanisch."},
		{"en", "", "This document does not say which of its two texts decides"},
		{"xx", "nl", "this version decides: Dutch."},
	} {
		if got := In(c.lang).Statement(c.prevailing, "en", "nl"); !strings.Contains(got, c.want) || strings.Contains(got, "{{") {
			t.Errorf("%s, %q prevails: %q", c.lang, c.prevailing, got)
		}
	}
}

// No sentence of a policy that names no language claims that one decides, and
// each that names one says so of that one alone.
func TestSilenceNamesNoLanguage(t *testing.T) {
	for _, lang := range strings.Fields("en nl fr de id sq es it pt el ru uk bg sr") {
		words := In(lang)
		if strings.Contains(words.PrevailsNone, "{{") {
			t.Errorf("%s: %q", lang, words.PrevailsNone)
		}
		one, other := words.Statement("en", "en", "nl"), words.Statement("nl", "en", "nl")
		if one == other || one == words.Statement("en", "fr", "nl") {
			t.Errorf("%s: %q and %q", lang, one, other)
		}
	}
}

package explain_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"clausedesk/app/explain"
	"clausedesk/app/sign"
	"clausedesk/app/sign/online"
	"clausedesk/app/sign/tsp"
	"clausedesk/i18n"
)

// TestSigningErrorsAreSaid: what keeps a level from being reached is said, with
// what is safe, in every language.
func TestSigningErrorsAreSaid(t *testing.T) {
	for _, lang := range i18n.Languages() {
		loc := i18n.New(lang)
		loc.OnMissing(func(key string) { t.Errorf("%s: there is no text %q", lang, key) })
		for _, cause := range []error{
			sign.ErrNoAuthority, sign.ErrMayNotAsk, sign.ErrRevoked, sign.ErrTooLate, sign.ErrChain, tsp.ErrRefused,
			tsp.ErrReply, online.ErrSlow, online.ErrUnreachable, &online.StatusError{Host: "tsa.example.org", Code: 503},
		} {
			err := fmt.Errorf("sign: %w", &sign.LevelError{Level: sign.LevelBT, Err: fmt.Errorf("ask: %w", cause)})
			if text := explain.Error(loc, err); !strings.Contains(text, "B-T") || strings.Contains(text, "ask: ") {
				t.Errorf("%s: %q", lang, text)
			}
		}
		about := &sign.LevelError{Level: sign.LevelBLT, Subject: "Ada", Err: errors.New("odd")}
		if text := explain.Error(loc, about); !strings.Contains(text, "Ada") || !strings.Contains(text, "odd") {
			t.Errorf("%s: %q", lang, text)
		}
	}
}

package policy

import "testing"

// A safeguard is asked for where a law makes it a transfer: of a recipient at
// home, only where the law of another place reaches the client.
func TestARecipientAtHomeNeedsNoSafeguard(t *testing.T) {
	recipients, _ := RegisterDefOf("recipients")
	safeguard, _ := recipients.Field("safeguard")
	for _, c := range []struct {
		home, addressed, recipient string
		want                       bool
	}{
		{"ID", "ID", "ID", false},
		{"ID", "", "ID", false},
		{"XK", "XK, AL", "XK", false},
		{"XK", "XK, AL", "US", true},
		{"XK", "XK, AL", "XK, US", true},
		{"XK", "XK, AL", "DE", false},     // inside the EEA
		{"XK", "XK, DE", "XK", true},      // Art. 3(2) and 44 GDPR
		{"ID", "ID, GB", "ID", true},      // the UK GDPR
		{"ID", "ID, CH", "ID", true},      // Art. 16 FADP
		{"GB", "GB", "GB", false},         // the UK GDPR alone
		{"GB", "GB, IE", "GB", true},      // the GDPR as well
		{"CH", "CH", "CH", false},         // the FADP alone
		{"US", "US", "US", false},         // no restriction on transfers
		{"NL", "NL", "US", true},          // as ever
		{"NL", "NL", "DE", false},         // inside the EEA
		{"", "", "ID", true},              // where the client is, is not known
		{"XK", "XK, DE", "DE, FR", false}, // inside the EEA
	} {
		a := Answers{Facts: Facts{"client.country": c.home, "policy.countries": c.addressed}}
		record := Record{"name": "R", "role": "processor", "country": c.recipient, "function": "hosting"}
		if got := a.Asks(recipients, safeguard, record); got != c.want {
			t.Errorf("a client in %q for %q, a recipient in %q: asked %v", c.home, c.addressed, c.recipient, got)
		}
		if got := len(a.Missing(recipients, record)) > 0; got != c.want {
			t.Errorf("a client in %q for %q, a recipient in %q: missing %v", c.home, c.addressed, c.recipient, got)
		}
		if record["country"] != c.recipient {
			t.Errorf("the record became %v", record)
		}
	}
	// An answer about the laws counts for more than the countries.
	a := Answers{Facts: Facts{"client.country": "XK", "policy.countries": "XK, DE", FactRegimes: "xk"}}
	if a.Asks(recipients, safeguard, Record{"country": "XK"}) {
		t.Error("the laws that were answered do not count")
	}
}

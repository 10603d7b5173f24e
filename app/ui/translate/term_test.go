package translate

import (
	"testing"

	"clausedesk/app/glossary"

	"github.com/google/go-cmp/cmp"
)

func TestATermIsAdded(t *testing.T) {
	en := glossary.Term{Lang: "en", Text: "processor", Status: glossary.Preferred}
	nl := func(text string, status glossary.Status) glossary.Term {
		return glossary.Term{Lang: "nl", Text: text, Status: status}
	}
	shipped := glossary.Concept{ID: "gdpr.processor", Shipped: true, Citation: "Art. 4(8) GDPR", Terms: []glossary.Term{
		en, nl("verwerker", glossary.Preferred), {Lang: "nl", Text: "bewerker", Status: glossary.Forbidden},
	}}
	own := glossary.Concept{ID: "x", Client: "noord", Terms: []glossary.Term{{Lang: "en", Text: "ferry", Status: glossary.Preferred}}}
	add := NewTerm{From: "en", To: "nl", Source: " Processor ", Target: "dienstverlener", Status: glossary.Preferred, Client: "noord"}
	ferry := NewTerm{From: "en", To: "nl", Source: "Ferry", Target: "  de  veerboot", Status: glossary.Allowed, Note: "a boat", Client: "noord"}
	turned := NewTerm{From: "en", To: "nl", Source: "processor", Target: "Bewerker", Status: glossary.Preferred}
	fresh := NewTerm{From: "en", To: "nl", Source: "bewerker", Target: "pont", Status: glossary.Forbidden}

	for name, c := range map[string]struct{ got, want glossary.Concept }{
		"a shipped concept is copied, and its preferred term gives way": {
			add.Into(nil, []glossary.Concept{shipped}),
			glossary.Concept{ID: shipped.ID, Client: "noord", Citation: shipped.Citation, Terms: []glossary.Term{
				en, nl("verwerker", glossary.Allowed), shipped.Terms[2], nl("dienstverlener", glossary.Preferred),
			}},
		},
		"one's own concept is changed": {
			ferry.Into([]glossary.Concept{own}, []glossary.Concept{shipped, own}),
			glossary.Concept{ID: "x", Client: "noord", Note: "a boat", Terms: append(own.Terms[:1:1], nl("de veerboot", glossary.Allowed))},
		},
		"a forbidden term can be turned": {
			turned.Into(nil, []glossary.Concept{shipped}),
			glossary.Concept{ID: shipped.ID, Citation: shipped.Citation, Terms: []glossary.Term{
				en, nl("verwerker", glossary.Allowed), nl("Bewerker", glossary.Preferred),
			}},
		},
		"what names nothing in the source language is new": {
			fresh.Into(nil, []glossary.Concept{shipped}),
			glossary.Concept{Terms: []glossary.Term{{Lang: "en", Text: "bewerker", Status: glossary.Preferred}, nl("pont", glossary.Forbidden)}},
		},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
	if len(shipped.Terms) != 3 || shipped.Terms[1].Status != glossary.Preferred {
		t.Errorf("the shipped concept itself was changed: %+v", shipped)
	}
}

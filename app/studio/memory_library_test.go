package studio_test

import (
	"strings"
	"testing"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// What the clause library says in both languages is offered for a text of one's
// own that reads alike, behind what the studio translated itself.
func TestTheLibraryIsPartOfTheMemory(t *testing.T) {
	d := newDesk(t)
	ask := func(text string) []memory.Match {
		t.Helper()
		return must(d.Matches(d.ctx, studio.MemoryQuery{From: "en-GB", To: "nl", Source: text}))(t)
	}
	clause := must(library.Builtin().Clause("controller"))(t)
	segments := func(lang string) []markup.Segment {
		w := clause.Wording(lang, policy.TonePlain)
		return markup.Segments(w.Heading, w.Body)
	}
	known := segments("en")[1].Source
	found := ask(known + " Today.")
	if len(found) == 0 || found[0].Target != segments("nl")[1].Source || found[0].Score >= memory.Exact ||
		!strings.HasPrefix(string(found[0].Clause), string(studio.LibraryOrigin)) || found[0].Origin != segments("en")[0].Source {
		t.Fatalf("for nearly what the library says: %+v", found)
	}
	if got := ask("Zebras graze on the savannah at dusk."); len(got) > 0 {
		t.Errorf("offered for nothing like it: %+v", got)
	}
	if len(must(d.Matches(d.ctx, studio.MemoryQuery{From: "en", To: "bg", Source: known}))(t)) > 0 {
		t.Error("offered in a language the library does not have")
	}
}

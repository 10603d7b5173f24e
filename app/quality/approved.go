package quality

import (
	"sync"

	"clausedesk/app/library"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
)

// Approved reports that source and target are wordings of the program's own
// library for the same thing, whoever put the translation there. They were read
// beside each other when the library was made; what a rule takes for a mistake in
// them is a mistake of the rule.
func Approved(p Pair) bool {
	return ofLibrary(p.From, p.To)[[2]string{p.Source, p.Target}]
}

// builtin remembers the pairs of the library by the two languages.
var builtin = struct {
	sync.Mutex
	known map[[2]string]map[[2]string]bool
}{known: map[[2]string]map[[2]string]bool{}}

func ofLibrary(from, to string) map[[2]string]bool {
	builtin.Lock()
	defer builtin.Unlock()
	key := [2]string{from, to}
	if found, ok := builtin.known[key]; ok {
		return found
	}
	pairs := map[[2]string]bool{}
	for _, c := range library.Builtin().Clauses() {
		for _, tone := range []policy.Tone{policy.TonePlain, policy.ToneFormal} {
			addPairs(pairs, c.Wording(from, tone), c.Wording(to, tone))
		}
	}
	builtin.known[key] = pairs
	return pairs
}

func addPairs(pairs map[[2]string]bool, from, to library.Wording) {
	sources, targets := markup.Segments(from.Heading, from.Body), markup.Segments(to.Heading, to.Body)
	if len(sources) != len(targets) {
		return
	}
	for i := range sources {
		pairs[[2]string{sources[i].Source, targets[i].Source}] = true
	}
}

package library

import (
	"cmp"
	"slices"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

// OfferGroup is the updates of one clause of the library, by client and
// policy.
type OfferGroup struct {
	Clause library.Clause
	Offers []studio.Offer
}

// OfferGroups lists the updates by clause, in the order of documents; with a
// policy, those for it alone.
func (s *Shelf) OfferGroups(only policy.ID) []OfferGroup {
	of := map[string][]studio.Offer{}
	for _, offer := range s.Offers {
		if only == "" || offer.Policy == only {
			of[offer.Library] = append(of[offer.Library], offer)
		}
	}
	var out []OfferGroup
	for _, c := range s.Library.Clauses() {
		if offers := of[c.ID]; len(offers) > 0 {
			slices.SortStableFunc(offers, func(a, b studio.Offer) int {
				return cmp.Or(cmp.Compare(studio.Fold(a.Client), studio.Fold(b.Client)), cmp.Compare(a.Title, b.Title))
			})
			out = append(out, OfferGroup{c, offers})
		}
	}
	return out
}

// OfferKey names an offer.
func OfferKey(o studio.Offer) string { return string(o.Policy) + " " + string(o.Clause) }

// Offer finds an update by its name.
func (s *Shelf) Offer(key string) (studio.Offer, bool) {
	for _, offer := range s.Offers {
		if OfferKey(offer) == key {
			return offer, true
		}
	}
	return studio.Offer{}, false
}

// Choices accepts the offers that fit, as the library merged them.
func (s *Shelf) Choices(fits func(studio.Offer) bool) []studio.Choice {
	var out []studio.Choice
	for _, offer := range s.Offers {
		if fits(offer) {
			out = append(out, studio.Choice{Policy: offer.Policy, Clause: offer.Clause})
		}
	}
	return out
}

// Smooth reports whether an offer has no conflict to decide.
func Smooth(o studio.Offer) bool { return len(o.Conflicts) == 0 }

// Resolve returns the merged wording in which the conflicts marked take read
// as the library says. A passage that both sides changed stands in the merged
// wording as the policy has it.
func Resolve(o studio.Offer, take []bool) library.Wording {
	out := o.Merged
	for i, conflict := range o.Conflicts {
		if i >= len(take) || !take[i] {
			continue
		}
		if out.Heading == conflict.Theirs {
			out.Heading = conflict.New
			continue
		}
		out.Body = replacePassage(out.Body, conflict.Theirs, conflict.New)
	}
	return out
}

// replacePassage puts a passage in the place of one that stands on lines of
// its own; where the policy took a passage out, the library's goes to the end.
func replacePassage(body, old, now string) string {
	if old == "" {
		return strings.TrimRight(body, "\n") + "\n\n" + now + "\n"
	}
	if i := strings.Index(body, old); i >= 0 {
		return body[:i] + now + body[i+len(old):]
	}
	return body
}

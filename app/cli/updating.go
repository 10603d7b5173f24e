package cli

import (
	"fmt"
	"io"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/i18n"
)

type libraryUsesCmd struct {
	ID string `arg:"" optional:"" name:"id" help:"${help_library_id}"`
}

// Run lists the policies that hold clauses of the library.
func (c *libraryUsesCmd) Run(s *session) error {
	st, lib, err := s.clauses()
	if err != nil {
		return err
	}
	uses, err := st.LibraryUses(s.ctx, c.ID)
	if err != nil {
		return err
	}
	if c.ID != "" && len(uses) == 0 {
		if _, err := lib.Clause(c.ID); err != nil {
			return missingEntry(c.ID, err)
		}
	}
	uses = append([]studio.Use{}, uses...)
	return s.table(map[string]any{"uses": uses}, len(uses), func(i int) []any {
		u := uses[i]
		state := s.loc.T("origin." + string(policy.OriginUnlocked))
		if u.Linked {
			state = s.loc.T("origin." + string(policy.OriginLinked))
		}
		return []any{u.Library, u.Policy, u.Client, u.Title, fmt.Sprintf("%d/%d", u.Revision, u.Current), state}
	})
}

type libraryUpdateCmd struct {
	Policy string `help:"${help_update_policy}"`
	Apply  bool   `help:"${help_apply}"`
}

// offerJSON is an offer of which no list is null, with its change by words.
type offerJSON struct {
	studio.Offer
	Conflicts []library.Conflict `json:"conflicts"`
	Diff      offerDiff          `json:"diff"`
}

// offerDiff is what accepting would change in the policy.
type offerDiff struct {
	Heading []translate.Span `json:"heading"`
	Body    []translate.Span `json:"body"`
}

// Run lists what newer revisions of library clauses would change, or takes
// over all of it that nobody changed here as well; 3 when something is left
// that a person has to decide.
func (c *libraryUpdateCmd) Run(s *session) error {
	st, offers, err := c.offers(s)
	if err != nil {
		return err
	}
	accepted, left := []offerJSON{}, []offerJSON{}
	for _, offer := range offers {
		if c.Apply && len(offer.Conflicts) == 0 {
			accepted = append(accepted, offerToJSON(offer))
		} else {
			left = append(left, offerToJSON(offer))
		}
	}
	if len(accepted) > 0 {
		if err := st.AcceptUpdates(s.ctx, choicesOf(accepted)); err != nil {
			return err
		}
	}
	err = s.result(map[string]any{"offers": left, "accepted": accepted}, func(w io.Writer) {
		s.printAccepted(w, accepted)
		s.printOffers(w, left)
		if len(accepted)+len(left) == 0 {
			fmt.Fprintln(w, s.loc.T("cli.no_updates"))
		}
	})
	if err == nil && c.Apply && len(left) > 0 {
		s.say("cli.updates_left")
		return errNo
	}
	return err
}

func (c *libraryUpdateCmd) offers(s *session) (*studio.Studio, []studio.Offer, error) {
	st, err := s.studio()
	if err != nil {
		return nil, nil, err
	}
	var id policy.ID
	if c.Policy != "" {
		if _, id, err = s.policy(c.Policy); err != nil {
			return nil, nil, err
		}
	}
	offers, err := st.Offers(s.ctx, id)
	return st, offers, err
}

func offerToJSON(offer studio.Offer) offerJSON {
	return offerJSON{
		Offer: offer, Conflicts: append([]library.Conflict{}, offer.Conflicts...),
		Diff: offerDiff{
			Heading: append([]translate.Span{}, translate.Diff(offer.Yours.Heading, offer.Merged.Heading)...),
			Body:    append([]translate.Span{}, translate.Diff(offer.Yours.Body, offer.Merged.Body)...),
		},
	}
}

func choicesOf(offers []offerJSON) []studio.Choice {
	out := make([]studio.Choice, len(offers))
	for i, offer := range offers {
		out[i] = studio.Choice{Policy: offer.Policy, Clause: offer.Clause}
	}
	return out
}

func (s *session) printAccepted(w io.Writer, offers []offerJSON) {
	for _, offer := range offers {
		fmt.Fprintln(w, s.loc.T("cli.update_accepted", offerData(offer)))
	}
}

func (s *session) printOffers(w io.Writer, offers []offerJSON) {
	for _, offer := range offers {
		fmt.Fprintln(w, s.loc.T("cli.update_offer", offerData(offer)))
		for _, spans := range [][]translate.Span{offer.Diff.Heading, offer.Diff.Body} {
			for _, line := range changedLines(spans) {
				fmt.Fprintln(w, "  "+line)
			}
		}
		for _, conflict := range offer.Conflicts {
			fmt.Fprintln(w, "  "+s.loc.T("cli.update_conflict", i18n.Data{
				"Base": oneLine(conflict.Base), "Yours": oneLine(conflict.Theirs), "New": oneLine(conflict.New),
			}))
		}
	}
}

func offerData(offer offerJSON) i18n.Data {
	return i18n.Data{
		"Client": offer.Client, "Title": offer.Title, "Heading": oneLine(offer.Yours.Heading),
		"ID": offer.Library, "From": offer.From, "To": offer.To,
	}
}

// changedLines shows the lines in which words came or went: [-gone-] and
// {+new+}.
func changedLines(spans []translate.Span) []string {
	var text strings.Builder
	for _, span := range spans {
		switch span.Kind {
		case translate.Inserted:
			text.WriteString(marked(span.Text, "{+", "+}"))
		case translate.Deleted:
			text.WriteString(marked(span.Text, "[-", "-]"))
		default:
			text.WriteString(span.Text)
		}
	}
	var out []string
	for _, line := range strings.Split(text.String(), "\n") {
		if strings.Contains(line, "{+") || strings.Contains(line, "[-") {
			out = append(out, line)
		}
	}
	return out
}

// marked puts marks around each line of a change.
func marked(text, before, after string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			lines[i] = before + line + after
		}
	}
	return strings.Join(lines, "\n")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

package cli

import (
	"fmt"
	"io"

	"clausedesk/app/compare"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
)

type mismatchJSON struct {
	Issue   string    `json:"issue"`
	ID      policy.ID `json:"id"`
	Heading string    `json:"heading"`
	Lang    string    `json:"lang"`
	Count   int       `json:"count,omitempty"`
	Found   string    `json:"found,omitempty"`
}

// languages tells where two languages of a policy differ in what they have;
// differences answer no.
func (c *diffCmd) languages(s *session) error {
	st, id, number, err := s.edition(c.Before)
	if err != nil {
		return err
	}
	found, err := st.CompareLanguages(s.ctx, studio.Source{Policy: id, Version: number}, c.Lang, c.Beside)
	if err != nil {
		return besideUsage(err)
	}
	out := map[string]any{"structure": mismatchesToJSON(found)}
	err = s.result(out, func(w io.Writer) {
		for _, m := range found {
			fmt.Fprintln(w, explain.Mismatch(s.loc, m))
		}
		if len(found) == 0 {
			fmt.Fprintln(w, s.loc.T("structure.same"))
		}
	})
	if err == nil && len(found) > 0 {
		return errNo
	}
	return err
}

func mismatchesToJSON(found []compare.Mismatch) []mismatchJSON {
	out := []mismatchJSON{}
	for _, m := range found {
		out = append(out, mismatchJSON{string(m.Issue), m.ID, m.Heading, m.Lang, m.Count, m.Found})
	}
	return out
}

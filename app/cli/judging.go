package cli

import (
	"slices"

	"clausedesk/app/check"
	"clausedesk/app/policy"
)

type translateCheckCmd struct {
	Policy string   `arg:"" help:"${help_policy}"`
	Lang   []string `placeholder:"TAG" help:"${help_check_langs}"`
}

// Run checks the translations of a policy; open errors answer no.
func (c *translateCheckCmd) Run(s *session) error {
	st, id, err := s.policy(c.Policy)
	if err != nil {
		return err
	}
	snap, err := st.Snapshot(s.ctx, id)
	if err != nil {
		return err
	}
	found, err := st.Check(s.ctx, id)
	if err != nil {
		return err
	}
	out := findingsJSON{Policy: id, Findings: []policy.Finding{}, clauses: snap.Shown()}
	for _, f := range found {
		if check.OfTranslation(f) && (len(c.Lang) == 0 || slices.Contains(c.Lang, f.Lang)) {
			out.Findings = append(out.Findings, f)
		}
	}
	return s.answerFindings(out)
}

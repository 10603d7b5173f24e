package cli

import (
	"fmt"
	"io"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type policyRestoreCmd struct {
	Version string `arg:"" help:"${help_a_version}"`
	Answers bool   `help:"${help_restore_answers}"`
}

type restoredJSON struct {
	Policy  policy.ID `json:"policy"`
	Version int       `json:"version"`
	Exact   bool      `json:"exact"`
	Answers bool      `json:"answers"`
	Differs []string  `json:"differs"` // what stays otherwise, in words
}

// Run puts a version back into the draft.
func (c *policyRestoreCmd) Run(s *session) error {
	st, id, number, err := s.version(c.Version)
	if err != nil {
		return err
	}
	restored, err := st.Restore(s.ctx, id, number, c.Answers)
	if err != nil {
		return err
	}
	out := restoredJSON{id, number, restored.Exact, c.Answers, []string{}}
	if !c.Answers {
		out.Differs = append(out.Differs, explain.RestNames(s.loc, restored.Rest)...)
	}
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.version_restored", i18n.Data{"Policy": id, "Version": number}))
		if len(out.Differs) > 0 {
			fmt.Fprintln(w, s.loc.T("cli.version_rest", i18n.Data{"What": strings.Join(out.Differs, ", ")}))
		}
	})
}

// version finds POLICY@VERSION.
func (s *session) version(ref string) (*studio.Studio, policy.ID, int, error) {
	st, id, number, err := s.edition(ref)
	if err == nil && number == 0 {
		err = &usageError{key: "cli.version_needed"}
	}
	return st, id, number, err
}

type policyWithdrawCmd struct {
	Version string `arg:"" help:"${help_a_version}"`
	Reason  string `required:"" help:"${help_withdraw_reason}"`
	From    string `placeholder:"DATE" help:"${help_withdraw_from}"`
	By      string `placeholder:"NAME" help:"${help_withdraw_by}"`
}

// Run notes that a version holds no more.
func (c *policyWithdrawCmd) Run(s *session) error {
	st, id, number, err := s.version(c.Version)
	if err != nil {
		return err
	}
	if c.From == "" {
		c.From = st.Today()
	}
	err = st.Withdraw(s.ctx, policy.Withdrawal{PolicyID: id, Number: number, From: c.From, Reason: c.Reason, By: c.By})
	if err != nil {
		return err
	}
	out := map[string]any{"policy": id, "version": number, "from": c.From, "reason": strings.TrimSpace(c.Reason), "by": c.By}
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.version_withdrawn", i18n.Data{"Policy": id, "Version": number, "Date": explain.Day(s.loc, c.From)}))
	})
}

type policyReviewCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
	On     string `required:"" placeholder:"DATE" help:"${help_review_on}"`
}

// usualReview goes back to the day that is not chosen.
const usualReview = "usual"

// Run chooses the day to look at a policy again.
func (c *policyReviewCmd) Run(s *session) error {
	st, id, err := s.policy(c.Policy)
	if err != nil {
		return err
	}
	if c.On == usualReview {
		c.On = ""
	}
	if err := st.SetReview(s.ctx, id, c.On); err != nil {
		return err
	}
	standings, err := st.Standings(s.ctx)
	if err != nil {
		return err
	}
	at := standings[id]
	return s.result(map[string]any{"policy": id, "review": reviewToJSON(at)}, func(w io.Writer) {
		if at.State == "" {
			fmt.Fprintln(w, explain.Due(s.loc, at))
			return
		}
		fmt.Fprintln(w, s.loc.T("cli.review_chosen", i18n.Data{"Policy": id, "Review": explain.Due(s.loc, at)}))
	})
}

package cli

import (
	"fmt"
	"io"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type planJSON struct {
	Policy    policy.ID          `json:"policy"`
	Version   int                `json:"version"`
	Effective string             `json:"effective"`
	Previous  *string            `json:"previous"`
	Would     bool               `json:"would_publish"`
	Languages []languagePlanJSON `json:"languages"`
	Findings  []findingJSON      `json:"findings"`
	Dismissed int                `json:"dismissed"`
	Note      string             `json:"proposed_note,omitempty"`
}

type languagePlanJSON struct {
	Lang     string `json:"lang"`
	Segments int    `json:"segments"`
	Approved int    `json:"approved"`
}

// plan says what publishing would freeze, and what keeps it from it; nothing
// is published. Open errors without a reason answer no.
func (c *publishCmd) plan(s *session, st *studio.Studio, id policy.ID) error {
	snap, err := st.Snapshot(s.ctx, id)
	if err != nil {
		return err
	}
	plan, err := st.PlanPublish(s.ctx, snap)
	if err != nil {
		return err
	}
	findings, err := st.TryPublish(s.ctx, c.request(id))
	if err != nil {
		return err
	}
	would := check.Errors(findings) == 0 || strings.TrimSpace(c.AcceptFindings) != ""
	out := planToJSON(id, plan, c.Effective, would)
	tree := snap.Shown()
	for _, group := range check.Groups(findings) {
		out.Findings = append(out.Findings, findingJSON{group.Finding, append([]string{}, check.Titles(tree, group.Clauses)...)})
	}
	out.Note = explain.ProposedNote(s.loc, plan)
	if err := s.result(out, func(w io.Writer) { s.printPlan(w, out, findings, tree) }); err != nil {
		return err
	}
	if !would {
		s.say("cli.findings_open")
		return errNo
	}
	return nil
}

func planToJSON(id policy.ID, plan studio.PublishPlan, effective string, would bool) planJSON {
	out := planJSON{Policy: id, Version: plan.Number, Effective: effective, Would: would, Dismissed: len(plan.Dismissed), Findings: []findingJSON{}}
	if plan.Previous != "" {
		out.Previous = &plan.Previous
	}
	for _, l := range plan.Languages {
		out.Languages = append(out.Languages, languagePlanJSON{l.Lang, l.Segments, l.Approved})
	}
	return out
}

func (s *session) printPlan(w io.Writer, out planJSON, findings []policy.Finding, tree []policy.Clause) {
	if out.Would {
		fmt.Fprintln(w, s.loc.T("cli.would_publish", i18n.Data{"Policy": out.Policy, "Version": out.Version, "Effective": out.Effective}))
	}
	for _, l := range out.Languages {
		name := explain.LanguageName(s.loc, l.Lang)
		if l.Approved == l.Segments {
			fmt.Fprintln(w, s.loc.T("cli.language_complete", i18n.Data{"Language": name}))
			continue
		}
		fmt.Fprintln(w, s.loc.N("cli.language_missing", l.Segments-l.Approved, i18n.Data{"Language": name, "Percent": 100 * l.Approved / l.Segments}))
	}
	if out.Note != "" {
		fmt.Fprintln(w, s.loc.T("cli.proposed_note", i18n.Data{"Note": out.Note}))
	}
	s.printFindings(w, findings, tree)
}

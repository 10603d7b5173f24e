package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"clausedesk/app/exchange"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/i18n"
)

type translateExportCmd struct {
	Policies []string `arg:"" name:"policy" help:"${help_policies_packed}"`
	Lang     string   `required:"" placeholder:"TAG" help:"${help_package_lang}"`
	Format   string   `enum:"xliff,xliff21,xliff12,po" default:"xliff" help:"${help_package_format}"`
	State    []string `enum:"untranslated,draft,reviewed,approved,stale" placeholder:"STATE" help:"${help_package_states}"`
	Out      string   `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_out_package}"`
}

type packedJSON struct {
	File     string      `json:"file,omitempty"`
	Format   string      `json:"format"`
	Lang     string      `json:"lang"`
	Policies []policy.ID `json:"policies"`
	Segments int         `json:"segments"`
	Words    int         `json:"words"`
}

// Run writes work for a translator, unless there is none.
func (c *translateExportCmd) Run(s *session) error {
	req := studio.PackageRequest{Lang: c.Lang, Format: exchange.PackageFormat(c.Format), Notes: s.packageNotes}
	if c.Format == "xliff21" {
		req.Format = exchange.XLIFF
	}
	for _, state := range c.State {
		req.States = append(req.States, policy.State(state))
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	for _, ref := range c.Policies {
		_, id, err := s.policy(ref)
		if err != nil {
			return err
		}
		req.Policies = append(req.Policies, id)
	}
	var data bytes.Buffer
	packed, err := st.ExportPackage(s.ctx, req, &data)
	if err != nil {
		return err
	}
	out := packedJSON{
		Format: string(req.Format), Lang: c.Lang, Policies: req.Policies, Segments: packed.Segments, Words: packed.Words,
	}
	if packed.Segments == 0 {
		return s.result(out, func(w io.Writer) { fmt.Fprintln(w, s.loc.T("cli.package_empty")) })
	}
	if err := stage.WriteBytes(c.Out, 0o644, data.Bytes()); err != nil {
		return &explain.FileError{Path: c.Out, Err: err}
	}
	out.File = c.Out
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.N("cli.package_written", out.Segments, i18n.Data{"File": out.File, "Words": out.Words}))
	})
}

// packageNotes tells a translator where a segment stands, and of a stale one
// what the source was.
func (s *session) packageNotes(row translate.Row, clause string) []string {
	where := strings.TrimSpace(row.ClauseNumber + " " + clause)
	out := []string{s.loc.T("package.kind_"+string(row.Kind), i18n.Data{"Clause": where})}
	if row.State == policy.Stale {
		out = append(out, s.loc.T("package.made_from", i18n.Data{"Source": row.MadeFrom}))
	}
	return out
}

type translateImportCmd struct {
	File           string `arg:"" type:"path" help:"${help_package_file}"`
	DryRun         bool   `help:"${help_dry_run}"`
	AcceptApproved bool   `help:"${help_accept_approved}"`
}

type takenBackJSON struct {
	Format    string                   `json:"format"`
	Version   string                   `json:"version,omitempty"`
	Lang      string                   `json:"lang"`
	DryRun    bool                     `json:"dry_run"`
	Applied   int                      `json:"applied"`
	Unchanged int                      `json:"unchanged"`
	Changes   []studio.PackageChange   `json:"changes"`
	Conflicts []studio.PackageConflict `json:"conflicts"`
	Rejected  []studio.PackageRejected `json:"rejected"`
}

// Run takes back what a translator did; 3 when something of it is left to
// decide or to mend.
func (c *translateImportCmd) Run(s *session) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	report, err := st.ImportPackage(s.ctx, data, studio.PackageOptions{DryRun: c.DryRun, AcceptApproved: c.AcceptApproved})
	if err != nil {
		return &studio.FileError{Name: c.File, Err: err}
	}
	out := takenBackJSON{
		Format: string(report.Format), Version: report.Version, Lang: report.Lang, DryRun: c.DryRun,
		Applied: len(report.Changes), Unchanged: report.Unchanged,
		Changes:   append([]studio.PackageChange{}, report.Changes...),
		Conflicts: append([]studio.PackageConflict{}, report.Conflicts...),
		Rejected:  append([]studio.PackageRejected{}, report.Rejected...),
	}
	if err := s.result(out, func(w io.Writer) { s.printTakenBack(w, out) }); err != nil {
		return err
	}
	if len(out.Conflicts)+len(out.Rejected) > 0 {
		return errNo
	}
	return nil
}

func (s *session) printTakenBack(w io.Writer, out takenBackJSON) {
	if out.DryRun {
		fmt.Fprintln(w, s.loc.T("cli.package_dry_run"))
	}
	fmt.Fprintln(w, s.loc.T("cli.package_taken_back", i18n.Data{
		"Applied": out.Applied, "Unchanged": out.Unchanged, "Conflicts": len(out.Conflicts), "Rejected": len(out.Rejected),
	}))
	for _, conflict := range out.Conflicts {
		fmt.Fprintln(w, s.placeText(conflict.PackagePlace, s.loc.T("package.conflict_"+conflict.Reason)))
		s.printSides(w, "package.here", conflict.Ours)
		s.printSides(w, "package.in_file", conflict.Theirs)
	}
	for _, rejected := range out.Rejected {
		fmt.Fprintln(w, s.placeText(rejected.PackagePlace, explain.PackageProblem(s.loc, rejected)))
		if rejected.Target != "" {
			fmt.Fprintln(w, "  "+oneLine(rejected.Target))
		}
	}
}

// placeText puts in front of a problem where in the file and in the policy it is.
func (s *session) placeText(at studio.PackagePlace, problem string) string {
	if clause := strings.TrimSpace(at.Number + " " + at.Title); clause != "" {
		return s.loc.T("package.at_clause", i18n.Data{"Line": at.Line, "Clause": clause, "Problem": problem})
	}
	return s.loc.T("package.at_unit", i18n.Data{"Line": at.Line, "Unit": at.Unit, "Problem": problem})
}

func (s *session) printSides(w io.Writer, key string, sides studio.Sides) {
	fmt.Fprintln(w, "  "+s.loc.T(key, i18n.Data{"Source": oneLine(sides.Source), "Target": oneLine(sides.Target)}))
}

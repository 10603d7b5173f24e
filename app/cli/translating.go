package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
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
	Lang     []string `required:"" placeholder:"TAG" help:"${help_package_lang}"`
	Format   string   `enum:"xliff,xliff21,xliff20,xliff12,po" default:"xliff" help:"${help_package_format}"`
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

type packedAllJSON struct {
	Packages []packedJSON `json:"packages"`
}

// Run writes work for a translator, unless there is none: a file for each
// language, all of them or none.
func (c *translateExportCmd) Run(s *session) error {
	if len(c.Lang) > 1 && !strings.Contains(c.Out, langMark) {
		return &usageError{key: "cli.package_pattern"}
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	req := c.request(s)
	for _, ref := range c.Policies {
		_, id, err := s.policy(ref)
		if err != nil {
			return err
		}
		req.Policies = append(req.Policies, id)
	}
	var all packedAllJSON
	var files []bytes.Buffer
	for _, lang := range c.Lang {
		req.Lang = lang
		var data bytes.Buffer
		packed, err := st.ExportPackage(s.ctx, req, &data)
		if err != nil {
			return err
		}
		out := packedJSON{
			Format: string(req.Format), Lang: lang, Policies: req.Policies, Segments: packed.Segments, Words: packed.Words,
		}
		if packed.Segments > 0 {
			out.File = strings.ReplaceAll(c.Out, langMark, lang)
		}
		all.Packages, files = append(all.Packages, out), append(files, data)
	}
	for i, out := range all.Packages {
		if out.File == "" {
			continue
		}
		if err := stage.WriteBytes(out.File, 0o644, files[i].Bytes()); err != nil {
			return &explain.FileError{Path: out.File, Err: err}
		}
	}
	if len(all.Packages) == 1 {
		return s.result(all.Packages[0], func(w io.Writer) { s.printPacked(w, all) })
	}
	return s.result(all, func(w io.Writer) { s.printPacked(w, all) })
}

// langMark stands for the language in the name of a file.
const langMark = "{lang}"

func (c *translateExportCmd) request(s *session) studio.PackageRequest {
	req := studio.PackageRequest{
		Format: exchange.PackageFormat(c.Format), Matches: true, Terms: true,
		Notes: func(row translate.Row, clause string) []string { return explain.PackageNotes(s.loc, row, clause) },
	}
	if c.Format == "xliff21" {
		req.Format = exchange.XLIFF
	}
	for _, state := range c.State {
		req.States = append(req.States, policy.State(state))
	}
	return req
}

func (s *session) printPacked(w io.Writer, all packedAllJSON) {
	for _, out := range all.Packages {
		if out.File == "" {
			fmt.Fprintln(w, s.loc.T("cli.package_empty"))
			continue
		}
		fmt.Fprintln(w, s.loc.N("cli.package_written", out.Segments, i18n.Data{"File": out.File, "Words": out.Words}))
	}
}

type translateImportCmd struct {
	File           string `arg:"" type:"path" help:"${help_package_file}"`
	DryRun         bool   `help:"${help_dry_run}"`
	AcceptApproved bool   `help:"${help_accept_approved}"`

	Take []string `placeholder:"UNIT" help:"${help_package_take}"`
	Keep []string `placeholder:"UNIT" help:"${help_package_keep}"`
}

type takenBackJSON struct {
	Format    string                   `json:"format"`
	Version   string                   `json:"version,omitempty"`
	Lang      string                   `json:"lang"`
	DryRun    bool                     `json:"dry_run"`
	Applied   int                      `json:"applied"`
	Unchanged int                      `json:"unchanged"`
	Kept      int                      `json:"kept"`
	Changes   []studio.PackageChange   `json:"changes"`
	Conflicts []studio.PackageConflict `json:"conflicts"`
	Rejected  []studio.PackageRejected `json:"rejected"`
}

// Run takes back what a translator did; 3 when something of it is left to
// decide or to mend.
func (c *translateImportCmd) Run(s *session) error {
	if info, err := os.Stat(c.File); err == nil && info.Size() > exchange.MaxPackage {
		return &studio.FileError{Name: c.File, Err: &exchange.PackageError{Reason: exchange.UnreadLarge}}
	}
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	report, err := c.take(s, st, data)
	if err != nil {
		return err
	}
	out := takenBackJSON{
		Format: string(report.Format), Version: report.Version, Lang: report.Lang, DryRun: c.DryRun,
		Applied: len(report.Changes), Unchanged: report.Unchanged, Kept: report.Kept,
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

// allConflicts names every conflict there is.
const allConflicts = "all"

// take takes a package back, with the conflicts that somebody settled.
func (c *translateImportCmd) take(s *session, st *studio.Studio, data []byte) (studio.PackageReport, error) {
	opts := studio.PackageOptions{DryRun: c.DryRun, AcceptApproved: c.AcceptApproved}
	if len(c.Take)+len(c.Keep) == 0 {
		report, err := st.ImportPackage(s.ctx, data, opts)
		if err != nil {
			err = &studio.FileError{Name: c.File, Err: err}
		}
		return report, err
	}
	plan, err := st.ImportPackage(s.ctx, data, studio.PackageOptions{DryRun: true})
	if err != nil {
		return plan, &studio.FileError{Name: c.File, Err: err}
	}
	open := map[string]bool{}
	for _, conflict := range plan.Conflicts {
		open[conflict.Unit] = true
	}
	choices := map[string]studio.PackageChoice{}
	for _, side := range []struct {
		units  []string
		choice studio.PackageChoice
	}{{c.Keep, studio.PackageKeep}, {c.Take, studio.PackageTake}} {
		for _, unit := range side.units {
			switch {
			case unit == allConflicts:
				for unit := range open {
					if choices[unit] == "" {
						choices[unit] = side.choice
					}
				}
			case !open[unit]:
				return plan, &usageError{key: "cli.package_no_conflict", data: i18n.Data{"Unit": unit}}
			default:
				choices[unit] = side.choice
			}
		}
	}
	report, err := st.ResolvePackage(s.ctx, data, choices, opts)
	if err != nil {
		err = &studio.FileError{Name: c.File, Err: err}
	}
	return report, err
}

func (s *session) printTakenBack(w io.Writer, out takenBackJSON) {
	if out.DryRun {
		fmt.Fprintln(w, s.loc.T("cli.package_dry_run"))
	}
	fmt.Fprintln(w, s.loc.T("cli.package_taken_back", i18n.Data{
		"Applied": out.Applied, "Unchanged": out.Unchanged, "Conflicts": len(out.Conflicts), "Rejected": len(out.Rejected),
	}))
	if out.Kept > 0 {
		fmt.Fprintln(w, s.loc.T("cli.package_kept", i18n.Data{"Kept": out.Kept}))
	}
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
	if clause := explain.PackageTitle(s.loc, at); clause != "" {
		return s.loc.T("package.at_clause", i18n.Data{"Line": at.Line, "Clause": clause, "Problem": problem})
	}
	return s.loc.T("package.at_unit", i18n.Data{"Line": at.Line, "Unit": at.Unit, "Problem": problem})
}

func (s *session) printSides(w io.Writer, key string, sides studio.Sides) {
	fmt.Fprintln(w, "  "+s.loc.T(key, i18n.Data{"Source": oneLine(sides.Source), "Target": oneLine(sides.Target)}))
}

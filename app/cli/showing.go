package cli

import (
	"fmt"
	"io"
	"os"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/translate"
	"clausedesk/i18n"
)

type showCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
	Lang   string `placeholder:"TAG" help:"${help_lang}"`
	Beside string `placeholder:"TAG" help:"${help_beside}"`
	Format string `enum:"md,txt,json,html" default:"md" help:"${help_format}"`
}

// Run prints a policy as it reads.
func (c *showCmd) Run(s *session) error {
	st, id, number, err := s.edition(c.Policy)
	if err != nil {
		return err
	}
	format := studio.Format(c.Format)
	if s.json {
		format = studio.JSON
	}
	_, err = st.Export(s.ctx, studio.ExportRequest{
		Policy: id, Version: number, Lang: c.Lang, Beside: c.Beside, Format: format,
	}, s.env.Out)
	return besideUsage(err)
}

type checkCmd struct {
	Policy string `arg:"" name:"file-or-policy" help:"${help_file_or_policy}"`
}

type findingsJSON struct {
	Policy   policy.ID        `json:"policy,omitempty"`
	File     string           `json:"file,omitempty"`
	Errors   int              `json:"errors"`
	Findings []policy.Finding `json:"findings"`

	clauses []policy.Clause
}

// Run checks a file or a policy of the library; open errors answer no.
func (c *checkCmd) Run(s *session) error {
	out, err := c.find(s)
	if err != nil {
		return err
	}
	return s.answerFindings(out)
}

// answerFindings tells what was found; open errors answer no.
func (s *session) answerFindings(out findingsJSON) error {
	out.Errors = check.Errors(out.Findings)
	if err := s.result(out, func(w io.Writer) { s.printFindings(w, out.Findings, out.clauses) }); err != nil {
		return err
	}
	if out.Errors > 0 {
		return errNo
	}
	return nil
}

// find takes a name that is a file for a file, and any other for a policy.
func (c *checkCmd) find(s *session) (findingsJSON, error) {
	out := findingsJSON{Findings: []policy.Finding{}}
	if info, err := os.Stat(c.Policy); err == nil && info.Mode().IsRegular() {
		out.File = c.Policy
		data, err := readFile(c.Policy)
		if err != nil {
			return out, err
		}
		found, clauses, err := studio.CheckFile(s.ctx, studio.File{Name: c.Policy, Data: data})
		out.Findings, out.clauses = append(out.Findings, found...), clauses
		return out, err
	}
	st, id, err := s.policy(c.Policy)
	if err != nil {
		return out, err
	}
	out.Policy = id
	snap, err := st.Snapshot(s.ctx, id)
	if err != nil {
		return out, err
	}
	found, err := st.Check(s.ctx, id)
	out.Findings, out.clauses = append(out.Findings, found...), snap.Shown()
	return out, err
}

// printFindings prints one line for each thing to mend, and below it the
// clauses it stands in.
func (s *session) printFindings(w io.Writer, findings []policy.Finding, clauses []policy.Clause) {
	for _, g := range check.Groups(findings) {
		fmt.Fprintf(w, "%s: %s\n", explain.Severity(s.loc, g.Severity), explain.Finding(s.loc, g.Finding))
		for _, title := range explain.Places(s.loc, clauses, g) {
			fmt.Fprintln(w, "  "+title)
		}
	}
	if len(findings) == 0 {
		fmt.Fprintln(w, s.loc.T("cli.no_findings"))
	}
}

type translateCmd struct {
	Status translateStatusCmd `cmd:"" help:"${help_status}"`
	Export translateExportCmd `cmd:"" help:"${help_translate_export}"`
	Import translateImportCmd `cmd:"" help:"${help_translate_import}"`

	Validate translateValidateCmd `cmd:"" help:"${help_translate_validate}"`
	Check    translateCheckCmd    `cmd:"" help:"${help_translate_check}"`

	Pretranslate translatePretranslateCmd `cmd:"" help:"${help_pretranslate}"`
}

type translateStatusCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
}

type progressJSON struct {
	Lang     string               `json:"lang"`
	Segments int                  `json:"segments"`
	Words    int                  `json:"words"`
	States   map[policy.State]int `json:"states"`
	Left     int                  `json:"words_left"`
}

// Run says how far each target language is.
func (c *translateStatusCmd) Run(s *session) error {
	st, id, err := s.policy(c.Policy)
	if err != nil {
		return err
	}
	snap, err := st.Store.Snapshot(s.ctx, id)
	if err != nil {
		return err
	}
	out := []progressJSON{}
	for _, lang := range snap.Policy.TargetLang {
		out = append(out, progressToJSON(translate.ProgressOf(snap, lang)))
	}
	value := map[string]any{"policy": id, "source": snap.Policy.SourceLang, "languages": out}
	return s.result(value, func(w io.Writer) {
		if len(out) == 0 {
			fmt.Fprintln(w, s.loc.T("cli.one_language", i18n.Data{"Lang": snap.Policy.SourceLang}))
		}
		for _, p := range out {
			fmt.Fprintln(w, s.loc.T("cli.translate_status", i18n.Data{
				"Lang": p.Lang, "Approved": p.States[policy.Approved], "Segments": p.Segments, "Left": p.Left,
			}))
		}
	})
}

func progressToJSON(p translate.Progress) progressJSON {
	out := progressJSON{Lang: p.Lang, Segments: p.Total.Segments, Words: p.Total.Words, States: map[policy.State]int{}}
	for state, count := range p.ByState {
		out.States[state] = count.Segments
	}
	out.Left = p.Total.Words - p.ByState[policy.Approved].Words
	return out
}

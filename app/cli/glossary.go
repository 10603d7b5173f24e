package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/glossary"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type glossaryCmd struct {
	Import glossaryImportCmd `cmd:"" help:"${help_glossary_import}"`
	Export glossaryExportCmd `cmd:"" help:"${help_glossary_export}"`
	Find   glossaryFindCmd   `cmd:"" help:"${help_glossary_find}"`
}

type glossaryImportCmd struct {
	File   string `arg:"" type:"path" help:"${help_glossary_file}"`
	Client string `placeholder:"CLIENT" help:"${help_glossary_client}"`
	Format string `enum:"csv,tbx," default:"" help:"${help_glossary_format}"`
	From   string `placeholder:"TAG" help:"${help_glossary_from}"`
	To     string `placeholder:"TAG" help:"${help_glossary_to}"`
	DryRun bool   `help:"${help_dry_run}"`
}

type glossaryImportJSON struct {
	DryRun   bool                `json:"dry_run"`
	Concepts int                 `json:"concepts"`
	Terms    int                 `json:"terms"`
	Changed  int                 `json:"changed"`
	Rejected []glossary.Rejected `json:"rejected"`
}

// Run takes over the terms of a file; 3 when some of it is left out.
func (c *glossaryImportCmd) Run(s *session) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	st, client, err := s.glossaryOwner(c.Client)
	if err != nil {
		return err
	}
	report, err := st.ImportGlossary(s.ctx, bytes.NewReader(data), glossaryFormat(c.Format, c.File), studio.GlossaryOptions{
		Client: client, Source: c.From, Target: c.To, DryRun: c.DryRun,
	})
	if err != nil {
		return &studio.FileError{Name: c.File, Err: err}
	}
	out := glossaryImportJSON{
		c.DryRun, report.Concepts, report.Terms, report.Changed, append([]glossary.Rejected{}, report.Rejected...),
	}
	if err := s.result(out, func(w io.Writer) { s.printGlossaryImport(w, out) }); err != nil {
		return err
	}
	if len(out.Rejected) > 0 {
		return errNo
	}
	return nil
}

func (s *session) printGlossaryImport(w io.Writer, out glossaryImportJSON) {
	if out.DryRun {
		fmt.Fprintln(w, s.loc.T("cli.package_dry_run"))
	}
	fmt.Fprintln(w, s.loc.T("cli.glossary_imported", i18n.Data{
		"Concepts": out.Concepts, "Terms": out.Terms, "Changed": out.Changed, "Rejected": len(out.Rejected),
	}))
	for _, r := range out.Rejected {
		fmt.Fprintln(w, s.loc.T("cli.glossary_rejected", i18n.Data{
			"Line": r.Line, "Reason": explain.GlossaryProblem(s.loc, r.Reason), "Text": r.Text,
		}))
	}
}

// glossaryFormat is the one that was asked for, or that of the file's name.
func glossaryFormat(asked, file string) glossary.Format {
	if asked != "" {
		return glossary.Format(asked)
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".tbx", ".xml":
		return glossary.TBX
	}
	return glossary.CSV
}

// glossaryOwner opens the library and finds the client that a person named: by
// its identifier or its name. With none it is the studio.
func (s *session) glossaryOwner(name string) (*studio.Studio, policy.ID, error) {
	st, err := s.studio()
	if err != nil || name == "" {
		return st, "", err
	}
	clients, err := st.Store.Clients(s.ctx)
	if err != nil {
		return nil, "", err
	}
	for _, client := range clients {
		if string(client.ID) == name || strings.EqualFold(client.Name, name) {
			return st, client.ID, nil
		}
	}
	return nil, "", &explain.MissingError{Kind: "client", Name: name, Err: errors.New("no such client")}
}

type glossaryExportCmd struct {
	Format string   `enum:"csv,tbx,tbx2," default:"" help:"${help_glossary_format_out}"`
	Client string   `placeholder:"CLIENT" help:"${help_glossary_client}"`
	Lang   []string `placeholder:"TAG" help:"${help_glossary_langs}"`
	Own    bool     `help:"${help_glossary_own}"`
	Out    string   `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_out_glossary}"`
}

type glossaryExportJSON struct {
	File     string          `json:"file"`
	Format   glossary.Format `json:"format"`
	Concepts int             `json:"concepts"`
}

// Run writes the terms that hold for the studio or a client.
func (c *glossaryExportCmd) Run(s *session) error {
	st, client, err := s.glossaryOwner(c.Client)
	if err != nil {
		return err
	}
	format := glossaryFormat(c.Format, c.Out)
	var data bytes.Buffer
	concepts, err := st.ExportGlossary(s.ctx, &data, format, studio.GlossaryExport{Client: client, Own: c.Own, Langs: c.Lang})
	if err != nil {
		return err
	}
	if err := stage.WriteBytes(c.Out, 0o644, data.Bytes()); err != nil {
		return &explain.FileError{Path: c.Out, Err: err}
	}
	return s.result(glossaryExportJSON{c.Out, format, concepts}, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.N("cli.glossary_exported", concepts, i18n.Data{"File": c.Out}))
	})
}

type glossaryFindCmd struct {
	Text   string `arg:"" help:"${help_glossary_text}"`
	Lang   string `required:"" placeholder:"TAG" help:"${help_lang}"`
	Client string `placeholder:"CLIENT" help:"${help_glossary_client}"`
}

type glossaryHitJSON struct {
	Found      string          `json:"found"`
	Start      int             `json:"start"`
	End        int             `json:"end"`
	Term       string          `json:"term"`
	Status     glossary.Status `json:"status"`
	Concept    string          `json:"concept"`
	Definition string          `json:"definition"`
	Citation   string          `json:"citation"`
	Terms      []glossary.Term `json:"terms"`
}

// Run lists the terms that stand in a text, with what they are elsewhere.
func (c *glossaryFindCmd) Run(s *session) error {
	st, client, err := s.glossaryOwner(c.Client)
	if err != nil {
		return err
	}
	g, err := st.Glossary(s.ctx, client)
	if err != nil {
		return err
	}
	out := []glossaryHitJSON{}
	for _, hit := range g.Find(c.Text, c.Lang) {
		out = append(out, glossaryHitJSON{
			c.Text[hit.Start:hit.End], hit.Start, hit.End, hit.Term.Text, hit.Term.Status,
			hit.Concept.ID, hit.Concept.Definition, hit.Concept.Citation, hit.Concept.Terms,
		})
	}
	return s.table(map[string]any{"hits": out}, len(out), func(i int) []any {
		return []any{out[i].Found, out[i].Term, s.loc.T("glossary.status_" + string(out[i].Status)), preferredElsewhere(out[i].Terms)}
	})
}

func preferredElsewhere(terms []glossary.Term) string {
	var out []string
	for _, t := range terms {
		if t.Status == glossary.Preferred {
			out = append(out, t.Lang+": "+t.Text)
		}
	}
	return strings.Join(out, ", ")
}

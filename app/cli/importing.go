package cli

import (
	"fmt"
	"io"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type importCmd struct {
	Files  []string `arg:"" name:"file" type:"path" help:"${help_file}"`
	Client string   `help:"${help_client}"`
	Lang   string   `placeholder:"TAG" help:"${help_lang}"`
}

type importedJSON struct {
	ID       string         `json:"id"`
	Client   string         `json:"client"`
	Title    string         `json:"title"`
	Language string         `json:"language"`
	Clauses  int            `json:"clauses"`
	Facts    policy.Facts   `json:"facts"`
	LeftOut  []leftOutJSON  `json:"left_out"`
	Warnings []warningsJSON `json:"warnings"`
}

type leftOutJSON struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

type warningsJSON struct {
	Code   string `json:"code"`
	Detail string `json:"detail,omitempty"`
}

// Run imports documents, all or none.
func (c *importCmd) Run(s *session) error {
	req := studio.ImportRequest{Client: c.Client, Lang: c.Lang}
	for _, path := range c.Files {
		data, err := readFile(path)
		if err != nil {
			return err
		}
		req.Files = append(req.Files, studio.File{Name: path, Data: data})
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	results, err := st.Import(s.ctx, req, noProgress)
	if err != nil {
		return err
	}
	return s.result(map[string]any{"policies": importedToJSON(results)}, func(w io.Writer) {
		for _, result := range results {
			s.printImported(w, result)
		}
	})
}

func importedToJSON(results []studio.ImportResult) []importedJSON {
	out := make([]importedJSON, len(results))
	for i, r := range results {
		out[i] = importedJSON{
			ID: string(r.Policy), Client: r.Client, Title: r.Title, Language: r.Language,
			Clauses: r.Clauses, Facts: r.Facts, LeftOut: []leftOutJSON{}, Warnings: []warningsJSON{},
		}
		for _, left := range r.LeftOut {
			out[i].LeftOut = append(out[i].LeftOut, leftOutJSON{left.Text, left.Reason})
		}
		for _, warning := range r.Warnings {
			out[i].Warnings = append(out[i].Warnings, warningsJSON{warning.Code, warning.Detail})
		}
	}
	return out
}

func (s *session) printImported(w io.Writer, r studio.ImportResult) {
	fmt.Fprintln(w, s.loc.N("cli.imported", r.Clauses, i18n.Data{
		"ID": r.Policy, "Title": r.Title, "Client": r.Client, "Language": r.Language,
	}))
	for _, fact := range explain.Facts(s.loc, r.Facts) {
		fmt.Fprintln(w, "  "+fact)
	}
	for _, left := range r.LeftOut {
		fmt.Fprintln(w, "  "+explain.LeftOut(s.loc, left))
	}
	for _, warning := range r.Warnings {
		fmt.Fprintln(w, "  "+explain.Warning(s.loc, warning))
	}
}

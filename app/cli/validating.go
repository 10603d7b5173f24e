package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"clausedesk/app/exchange"
	"clausedesk/app/exchange/xliff"
	"clausedesk/app/explain"
	"clausedesk/i18n"
)

type translateValidateCmd struct {
	File string `arg:"" type:"path" help:"${help_validate_file}"`
}

type validatedJSON struct {
	Format  string              `json:"format"`
	Version string              `json:"version"`
	Valid   bool                `json:"valid"`
	Units   int                 `json:"units"`
	Errors  []validateErrorJSON `json:"errors"`
	More    bool                `json:"more,omitempty"` // there are more errors
}

type validateErrorJSON struct {
	Line      int    `json:"line"`
	Reason    string `json:"reason"`
	Message   string `json:"message"`
	Element   string `json:"element,omitempty"`
	Attribute string `json:"attribute,omitempty"`
	Value     string `json:"value,omitempty"`
}

// Run judges a file; 3 when it is not what its standard asks for.
func (c *translateValidateCmd) Run(s *session) error {
	file, err := os.Open(c.File)
	if err != nil {
		return &explain.FileError{Path: c.File, Err: err}
	}
	defer file.Close()
	v, err := exchange.ValidatePackage(s.ctx, file)
	if err != nil {
		return &explain.FileError{Path: c.File, Err: err}
	}
	out := validatedJSON{
		Format: string(v.Format), Version: v.Version, Valid: len(v.Problems) == 0, Units: v.Units,
		Errors: []validateErrorJSON{}, More: v.Cut,
	}
	for _, p := range v.Problems {
		out.Errors = append(out.Errors, validateErrorJSON{
			p.Line, string(p.Reason), s.problemText(p), p.Element, p.Attribute, p.Value,
		})
	}
	if err := s.result(out, func(w io.Writer) { s.printValidated(w, c.File, out) }); err != nil {
		return err
	}
	if !out.Valid {
		return errNo
	}
	return nil
}

func (s *session) problemText(p xliff.Problem) string {
	return s.loc.T("validate."+string(p.Reason), i18n.Data{
		"Element": p.Element, "Attribute": p.Attribute, "Value": oneLine(p.Value),
	})
}

func (s *session) printValidated(w io.Writer, file string, out validatedJSON) {
	if out.Format != "" {
		fmt.Fprintln(w, s.loc.T("cli.validated_kind", i18n.Data{"Kind": kindOf(out), "Units": out.Units}))
	}
	for _, e := range out.Errors {
		fmt.Fprintln(w, s.loc.T("cli.validate_problem", i18n.Data{"Line": e.Line, "Problem": e.Message}))
	}
	switch {
	case out.More:
		fmt.Fprintln(w, s.loc.T("cli.validate_more"))
	case out.Valid:
		fmt.Fprintln(w, s.loc.T("cli.validated", i18n.Data{"File": file}))
	}
}

// kindOf is what people call the format of a file.
func kindOf(out validatedJSON) string {
	if out.Format == string(exchange.PO) {
		return "PO"
	}
	return strings.TrimSpace("XLIFF " + out.Version)
}

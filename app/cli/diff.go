package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"clausedesk/app/compare"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type diffCmd struct {
	Before      string `arg:"" help:"${help_diff_before}"`
	After       string `arg:"" optional:"" help:"${help_diff_after}"`
	Lang        string `placeholder:"TAG" help:"${help_diff_lang}"`
	Beside      string `placeholder:"TAG" help:"${help_diff_beside}"`
	Format      string `enum:",text,html,pdf,json" default:"" placeholder:"FORMAT" help:"${help_diff_format}"`
	Out         string `short:"o" type:"path" placeholder:"FILE" help:"${help_diff_out}"`
	SideBySide  bool   `help:"${help_diff_side_by_side}"`
	OnlyChanges bool   `help:"${help_diff_only_changes}"`
}

type diffJSON struct {
	Summary string           `json:"summary"`
	Clauses []diffClauseJSON `json:"clauses"`
}

type diffClauseJSON struct {
	ID           policy.ID `json:"id"`
	Change       string    `json:"change"`
	Heading      string    `json:"heading"`
	WordsAdded   int       `json:"words_added"`
	WordsRemoved int       `json:"words_removed"`
	Moved        bool      `json:"moved"`
	Edited       bool      `json:"edited"`
	NumberBefore string    `json:"number_before,omitempty"`
	NumberAfter  string    `json:"number_after,omitempty"`
}

// Run tells what changed between two texts; differences answer no.
func (c *diffCmd) Run(s *session) error {
	format := c.kind()
	switch {
	case (c.After == "") == (c.Beside == ""):
		return &usageError{key: "cli.diff_two"}
	case c.Beside != "":
		return c.languages(s)
	case format == studio.PDF && c.Out == "":
		return &usageError{key: "cli.diff_pdf_file"}
	case c.SideBySide && (format == studio.PDF || format == studio.JSON):
		return &usageError{key: "cli.diff_side_by_side"}
	}
	st, comparison, err := c.compare(s)
	if err != nil {
		return err
	}
	if err := c.write(s, st, comparison, format); err != nil {
		return err
	}
	if comparison.Diff.Empty() {
		return nil
	}
	return errNo
}

// kind is the format that was asked for, or that the file's ending says.
func (c *diffCmd) kind() studio.Format {
	switch c.Format {
	case "":
	case "text":
		return studio.Terminal
	default:
		return studio.Format(c.Format)
	}
	switch strings.ToLower(filepath.Ext(c.Out)) {
	case ".pdf":
		return studio.PDF
	case ".html", ".htm":
		return studio.HTML
	case ".json":
		return studio.JSON
	}
	return studio.Terminal
}

func (c *diffCmd) compare(s *session) (*studio.Studio, studio.Comparison, error) {
	st, before, err := s.source(c.Before)
	if err != nil {
		return nil, studio.Comparison{}, err
	}
	_, after, err := s.source(c.After)
	if err != nil {
		return nil, studio.Comparison{}, err
	}
	comparison, err := st.Compare(s.ctx, before, after, c.Lang)
	return st, comparison, err
}

// source takes what names a policy for that, and any other file for a file.
func (s *session) source(ref string) (*studio.Studio, studio.Source, error) {
	st, id, number, err := s.edition(ref)
	if err == nil {
		return st, studio.Source{Policy: id, Version: number}, nil
	}
	var missing *explain.MissingError
	if info, statErr := os.Stat(ref); !errors.As(err, &missing) || statErr != nil || !info.Mode().IsRegular() {
		return nil, studio.Source{}, err
	}
	data, err := readFile(ref)
	return st, studio.Source{File: &studio.File{Name: ref, Data: data}}, err
}

// write gives the result out, to a file where one is named. What goes to a file
// is in the language of the text, the rest in that of the program.
func (c *diffCmd) write(s *session, st *studio.Studio, comparison studio.Comparison, format studio.Format) error {
	if c.Out == "" && !s.json && format != studio.JSON {
		return st.WriteChanges(s.ctx, policyOf(comparison), c.edition(s.loc, comparison, format), format, s.env.Out)
	}
	out := diffToJSON(s.loc, comparison)
	if c.Out != "" {
		if err := c.writeFile(s, st, comparison, format, out); err != nil {
			return err
		}
	}
	if c.Out != "" && !s.json {
		fmt.Fprintln(s.env.Out, s.loc.T("cli.diff_written", i18n.Data{"File": c.Out}))
		return nil
	}
	return writeJSON(s.env.Out, out)
}

func (c *diffCmd) writeFile(s *session, st *studio.Studio, comparison studio.Comparison, format studio.Format, value diffJSON) error {
	if format != studio.JSON {
		edition := c.edition(i18n.New(comparison.After.Text.Lang), comparison, format)
		return st.WriteChangesFile(s.ctx, policyOf(comparison), edition, format, c.Out)
	}
	var out bytes.Buffer
	if err := writeJSON(&out, value); err != nil {
		return err
	}
	if err := stage.WriteBytes(c.Out, 0o644, out.Bytes()); err != nil {
		return &explain.FileError{Path: c.Out, Err: err}
	}
	return nil
}

func (c *diffCmd) edition(loc *i18n.Localizer, comparison studio.Comparison, format studio.Format) compare.Edition {
	edition := comparison.Edition(loc.Language(), explain.Comparison(loc, comparison))
	edition.SideBySide = c.SideBySide
	edition.OnlyChanges = c.OnlyChanges || format == studio.Terminal
	return edition
}

// policyOf is the policy whose letterhead the changes have; none between two
// files.
func policyOf(c studio.Comparison) policy.ID {
	if c.After.Source.Policy != "" {
		return c.After.Source.Policy
	}
	return c.Before.Source.Policy
}

func diffToJSON(loc *i18n.Localizer, c studio.Comparison) diffJSON {
	out := diffJSON{Summary: explain.Comparison(loc, c), Clauses: []diffClauseJSON{}}
	for _, clause := range c.Diff.Clauses {
		row := diffClauseJSON{
			ID: clause.ID, Change: string(clause.Change()), Heading: clause.Heading,
			WordsAdded: clause.Added, WordsRemoved: clause.Removed, Moved: clause.Moved, Edited: clause.Edited,
		}
		row.NumberBefore, row.NumberAfter = numberOf(clause.Before), numberOf(clause.After)
		out.Clauses = append(out.Clauses, row)
	}
	return out
}

func numberOf(place *compare.Place) string {
	if place == nil {
		return ""
	}
	return place.Number
}

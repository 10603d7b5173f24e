package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type publishCmd struct {
	Policy         string   `arg:"" help:"${help_policy}"`
	Effective      string   `required:"" placeholder:"DATE" help:"${help_effective}"`
	Lang           []string `placeholder:"TAG" help:"${help_langs}"`
	Note           string   `help:"${help_note}"`
	AcceptFindings string   `placeholder:"REASON" help:"${help_accept}"`
	DryRun         bool     `help:"${help_publish_dry_run}"`
}

type publishedJSON struct {
	Policy    policy.ID `json:"policy"`
	Version   int       `json:"version"`
	Effective string    `json:"effective"`
	Languages []string  `json:"languages"`
	SHA256    string    `json:"sha256"`
	Previous  *string   `json:"previous"`
}

// Run freezes a version; open errors without a reason answer no.
func (c *publishCmd) Run(s *session) error {
	st, id, err := s.policy(c.Policy)
	if err != nil {
		return err
	}
	if c.DryRun {
		return c.plan(s, st, id)
	}
	version, err := st.Publish(s.ctx, c.request(id))
	var open *studio.OpenFindingsError
	if errors.As(err, &open) {
		snap, err := st.Snapshot(s.ctx, id)
		if err != nil {
			return err
		}
		s.printFindings(s.env.Err, open.Findings, snap.Shown())
		s.say("cli.findings_open")
		return errNo
	}
	if err != nil {
		return err
	}
	out, err := publishedToJSON(version)
	if err != nil {
		return err
	}
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.published", i18n.Data{
			"Policy": id, "Version": version.Number, "Effective": version.Effective, "SHA256": version.SHA256,
		}))
	})
}

func (c *publishCmd) request(id policy.ID) studio.PublishRequest {
	return studio.PublishRequest{
		Policy: id, Effective: c.Effective, Languages: c.Lang, Note: c.Note, Accept: c.AcceptFindings,
	}
}

func publishedToJSON(v policy.Version) (publishedJSON, error) {
	content, err := v.Content()
	if err != nil {
		return publishedJSON{}, err
	}
	out := publishedJSON{
		Policy: v.PolicyID, Version: v.Number, Effective: v.Effective,
		Languages: content.Languages(), SHA256: v.SHA256,
	}
	if v.Previous != "" {
		out.Previous = &v.Previous
	}
	return out, nil
}

type exportCmd struct {
	Policy string `arg:"" help:"${help_policy}"`
	Lang   string `placeholder:"TAG" help:"${help_lang}"`
	Beside string `placeholder:"TAG" help:"${help_beside}"`
	Format string `enum:",pdf,html,md,txt,json" default:"" placeholder:"FORMAT" help:"${help_format_file}"`
	Out    string `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_out}"`
	signingFlags
	Countersign bool   `help:"${help_countersign}"`
	Paper       string `enum:",a4,letter" default:"" placeholder:"a4|letter" help:"${help_export_paper}"`
	LargePrint  *bool  `negatable:"" help:"${help_export_large}"`
}

// print is the print that was asked for, empty when nothing was.
func (c *exportCmd) print() string {
	switch {
	case c.LargePrint == nil:
		return ""
	case *c.LargePrint:
		return policy.PrintLarge
	}
	return policy.PrintNormal
}

type exportedJSON struct {
	File   string `json:"file"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Pages  int    `json:"pages"`
	Signed bool   `json:"signed"`
}

// kind is the format that was asked for, or that the file's ending says.
func (c *exportCmd) kind() studio.Format {
	if c.Format != "" {
		return studio.Format(c.Format)
	}
	ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.Out)), ".")
	if ending == "htm" {
		return studio.HTML
	}
	return studio.Format(ending)
}

// besideUsage takes languages and formats that cannot go together for wrong
// usage.
func besideUsage(err error) error {
	switch {
	case errors.Is(err, studio.ErrBesideSame):
		return &usageError{key: "cli.beside_same"}
	case errors.Is(err, studio.ErrBesideFormat):
		return &usageError{key: "cli.beside_format"}
	}
	return err
}

// Run writes a policy to a file.
func (c *exportCmd) Run(s *session) error {
	st, id, number, err := s.edition(c.Policy)
	if err != nil {
		return err
	}
	req := studio.ExportRequest{
		Policy: id, Version: number, Lang: c.Lang, Beside: c.Beside, Format: c.kind(),
		Paper: c.Paper, Print: c.print(),
	}
	if req.Countersign = c.Countersign; c.Countersign && c.Sign == "" {
		return &usageError{key: "cli.sign_needed"}
	}
	if req.Signature, err = c.signature(s, st); err != nil {
		return err
	}
	result, err := st.ExportFile(s.ctx, req, c.Out)
	if err != nil {
		return besideUsage(err)
	}
	out := exportedJSON{c.Out, result.Bytes, result.SHA256, result.Pages, result.Signed}
	return s.result(out, func(w io.Writer) {
		key := "cli.exported"
		if out.Signed {
			key = "cli.exported_signed"
		}
		fmt.Fprintln(w, s.loc.T(key, i18n.Data{"File": out.File, "Bytes": out.Bytes, "SHA256": out.SHA256}))
	})
}

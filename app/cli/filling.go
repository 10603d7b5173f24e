package cli

import (
	"fmt"
	"io"
	"os"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type translatePretranslateCmd struct {
	Policy    string   `arg:"" name:"policy-or-file" help:"${help_fill_what}"`
	Lang      []string `placeholder:"TAG" help:"${help_fill_langs}"`
	Out       string   `short:"o" type:"path" placeholder:"FILE" help:"${help_fill_out}"`
	Threshold int      `default:"100" help:"${help_threshold}"`
}

type filledJSON struct {
	Lang string `json:"lang"`
	studio.Pretranslated
}

// Run fills what has no translation from the memory: of a policy, or of a file
// of any program.
func (c *translatePretranslateCmd) Run(s *session) error {
	if info, err := os.Stat(c.Policy); err == nil && info.Mode().IsRegular() {
		return c.file(s)
	}
	if len(c.Lang) == 0 {
		return &usageError{key: "cli.fill_lang_needed"}
	}
	st, id, err := s.policy(c.Policy)
	if err != nil {
		return err
	}
	out := []filledJSON{}
	for _, lang := range c.Lang {
		filled, err := st.Pretranslate(s.ctx, id, lang, c.Threshold)
		if err != nil {
			return err
		}
		out = append(out, filledJSON{lang, filled})
	}
	value := struct {
		Policy    policy.ID    `json:"policy"`
		Languages []filledJSON `json:"languages"`
	}{id, out}
	return s.result(value, func(w io.Writer) {
		for _, f := range out {
			fmt.Fprintln(w, s.loc.N("cli.pretranslated", f.Filled, i18n.Data{"Lang": f.Lang, "Asked": f.Asked}))
		}
	})
}

func (c *translatePretranslateCmd) file(s *session) error {
	if c.Out == "" {
		return &usageError{key: "cli.fill_out_needed"}
	}
	data, err := readFile(c.Policy)
	if err != nil {
		return err
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	filled, report, err := st.PretranslateFile(s.ctx, data, c.Threshold)
	if err != nil {
		return &studio.FileError{Name: c.Policy, Err: err}
	}
	if err := stage.WriteBytes(c.Out, 0o644, filled); err != nil {
		return &explain.FileError{Path: c.Out, Err: err}
	}
	value := struct {
		File string `json:"file"`
		studio.Pretranslated
	}{c.Out, report}
	return s.result(value, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.N("cli.pretranslated", report.Filled, i18n.Data{"Lang": c.Out, "Asked": report.Asked}))
	})
}

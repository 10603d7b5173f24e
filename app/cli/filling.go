package cli

import (
	"fmt"
	"io"

	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type translatePretranslateCmd struct {
	Policy    string   `arg:"" help:"${help_policy}"`
	Lang      []string `required:"" placeholder:"TAG" help:"${help_fill_langs}"`
	Threshold int      `default:"100" help:"${help_threshold}"`
}

type filledJSON struct {
	Lang string `json:"lang"`
	studio.Pretranslated
}

// Run fills what has no translation from the memory.
func (c *translatePretranslateCmd) Run(s *session) error {
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

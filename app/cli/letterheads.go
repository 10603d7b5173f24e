package cli

import (
	"fmt"
	"io"
	"strings"

	"clausedesk/app/letterhead"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type lookCmd struct {
	Client  string   `placeholder:"NAME" help:"${help_letterhead_client}"`
	Logo    string   `type:"path" placeholder:"FILE" xor:"logo" help:"${help_letterhead_logo}"`
	NoLogo  bool     `xor:"logo" help:"${help_letterhead_no_logo}"`
	Line    []string `sep:"none" placeholder:"TEXT" xor:"lines" help:"${help_letterhead_line}"`
	NoLines bool     `xor:"lines" help:"${help_letterhead_no_lines}"`
	Color   string   `placeholder:"#RRGGBB" help:"${help_letterhead_color}"`
	Paper   string   `enum:",a4,letter" default:"" placeholder:"a4|letter" help:"${help_letterhead_paper}"`
	Print   string   `enum:",normal,large" default:"" placeholder:"normal|large" help:"${help_letterhead_print}"`
}

type lookJSON struct {
	Client string   `json:"client,omitempty"`
	Logo   string   `json:"logo"` // its kind, empty without one
	Lines  []string `json:"lines"`
	Color  string   `json:"color"`
	Paper  string   `json:"paper"`
	Print  string   `json:"print"`
}

// Run sets what was given, and shows what is set.
func (c *lookCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	var client policy.ID // none is the studio
	if c.Client != "" {
		found, err := s.client(st, c.Client)
		if err != nil {
			return err
		}
		client = found.ID
	}
	h, err := st.Letterhead(s.ctx, client)
	if err != nil {
		return err
	}
	changed, err := c.apply(&h)
	if err != nil {
		return err
	}
	if changed {
		given := h.Color
		if h, err = st.SetLetterhead(s.ctx, client, h); err != nil {
			return err
		}
		s.darkened(given, h.Color)
	}
	out := lookJSON{
		Client: c.Client, Logo: h.Logo.Kind, Lines: append([]string{}, h.Lines...), Color: h.Color, Paper: h.Paper, Print: h.Print,
	}
	return s.result(out, func(w io.Writer) { s.printLetterhead(w, h, changed) })
}

// apply changes a letterhead as the flags say and reports whether they say
// anything.
func (c *lookCmd) apply(h *policy.Letterhead) (bool, error) {
	changed := false
	set := func(given bool, do func()) {
		if given {
			do()
			changed = true
		}
	}
	if c.Logo != "" {
		logo, err := studio.ReadLogo(c.Logo)
		if err != nil {
			return false, err
		}
		set(true, func() { h.Logo = logo })
	}
	set(c.NoLogo, func() { h.Logo = policy.Logo{} })
	set(len(c.Line) > 0, func() { h.Lines = c.Line })
	set(c.NoLines, func() { h.Lines = nil })
	set(c.Color != "", func() { h.Color = strings.TrimSuffix(c.Color, "none") })
	set(c.Paper != "", func() { h.Paper = c.Paper })
	set(c.Print != "", func() { h.Print = c.Print })
	return changed, nil
}

// darkened says that a colour was too light.
func (s *session) darkened(given, used string) {
	was, err := letterhead.ParseColor(given)
	if err != nil || was.String() == used {
		return
	}
	s.say("cli.letterhead_darkened", i18n.Data{"Given": given, "Used": used, "Contrast": fmt.Sprintf("%.1f", was.Contrast())})
}

func (s *session) printLetterhead(w io.Writer, h policy.Letterhead, saved bool) {
	if saved {
		fmt.Fprintln(w, s.loc.T("cli.letterhead_saved"))
	}
	if h.IsZero() {
		fmt.Fprintln(w, s.loc.T("cli.letterhead_none"))
		return
	}
	or := func(text string) string {
		if text == "" {
			return "–"
		}
		return text
	}
	fmt.Fprintln(w, s.loc.T("cli.letterhead_shown", i18n.Data{
		"Logo": or(h.Logo.Kind), "Lines": or(strings.Join(h.Lines, " · ")), "Color": or(h.Color), "Paper": or(h.Paper), "Print": or(h.Print),
	}))
}

package cli

import (
	"fmt"
	"io"
	"strings"
	"sync"

	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/i18n"
)

type extendCmd struct {
	File  string `arg:"" type:"path" help:"${help_extend_pdf}"`
	Level string `enum:"B-T,B-LT,B-LTA" required:"" placeholder:"LEVEL" help:"${help_extend_level}"`
	Out   string `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_out_signed}"`
}

// Run brings the signatures in a PDF to a higher level, or renews the last
// timestamp.
func (c *extendCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	made, err := st.ExtendFile(s.ctx, sign.Level(c.Level), c.File, c.Out)
	if err != nil {
		return err
	}
	return s.signedFile("cli.file_extended", c.Out, made, sign.Level(c.Level))
}

type authorityCmd struct {
	Timestamps    *string `placeholder:"ADDRESS" help:"${help_authority_timestamps}"`
	User          *string `placeholder:"NAME" help:"${help_authority_user}"`
	PasswordFile  string  `type:"path" placeholder:"FILE" help:"${help_authority_password}"`
	AskRevocation *bool   `negatable:"" help:"${help_authority_ask}"`
	Try           bool    `help:"${help_authority_try}"`
}

type authorityJSON struct {
	Timestamps    string `json:"timestamps"`
	User          string `json:"user,omitempty"`
	Password      bool   `json:"password"`
	AskRevocation bool   `json:"ask_revocation"`
	Answered      string `json:"answered,omitempty"`
}

// Run shows or changes whom signatures may ask.
func (c *authorityCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	a, err := st.Authorities(s.ctx)
	if err != nil {
		return err
	}
	changed, err := c.change(&a)
	if err != nil {
		return err
	}
	if changed {
		if err := st.SetAuthorities(s.ctx, a); err != nil {
			return err
		}
	}
	out := authorityJSON{a.Timestamps, a.User, a.Password != "", a.AskRevocation, ""}
	if c.Try {
		if out.Answered, err = st.CheckAuthority(s.ctx, a); err != nil {
			return err
		}
	}
	return s.result(out, func(w io.Writer) { s.authorityText(w, out) })
}

func (c *authorityCmd) change(a *studio.Authorities) (bool, error) {
	changed := c.Timestamps != nil || c.User != nil || c.PasswordFile != "" || c.AskRevocation != nil
	if c.Timestamps != nil {
		a.Timestamps = *c.Timestamps
	}
	if c.User != nil {
		if a.User = *c.User; a.User == "" {
			a.Password = ""
		}
	}
	if c.AskRevocation != nil {
		a.AskRevocation = *c.AskRevocation
	}
	if c.PasswordFile == "" {
		return changed, nil
	}
	data, err := readFile(c.PasswordFile)
	a.Password = strings.TrimRight(string(data), "\r\n")
	return changed, err
}

func (s *session) authorityText(w io.Writer, a authorityJSON) {
	key := "cli.authority_none"
	if a.Timestamps != "" {
		key = "cli.authority"
	}
	fmt.Fprintln(w, s.loc.T(key, i18n.Data{"Address": a.Timestamps}))
	key = "cli.authority_offline"
	if a.AskRevocation {
		key = "cli.authority_asks"
	}
	fmt.Fprintln(w, s.loc.T(key))
	if a.Answered != "" {
		fmt.Fprintln(w, s.loc.T("cli.authority_answered", i18n.Data{"Name": a.Answered}))
	}
}

// serially lets a report that keeps count be called from several goroutines.
func serially(report task.Report) task.Report {
	var mu sync.Mutex
	return func(p task.Progress) {
		mu.Lock()
		defer mu.Unlock()
		report(p)
	}
}

package cli

import (
	"errors"
	"fmt"
	"io"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/i18n"
)

// signingFlags say how a PDF is signed.
type signingFlags struct {
	Sign           string `placeholder:"IDENTITY" help:"${help_sign}"`
	PassphraseFile string `type:"path" placeholder:"FILE" help:"${help_passphrase_file}"`
	Level          string `enum:",B-B,B-T,B-LT,B-LTA" default:"" placeholder:"LEVEL" help:"${help_level}"`
	Reason         string `placeholder:"TEXT" help:"${help_reason}"`
	AcceptExpired  bool   `help:"${help_accept_expired}"`
}

// signature is what the flags ask for; without --sign nothing is signed.
func (f signingFlags) signature(s *session, st *studio.Studio) (studio.Signature, error) {
	sig := studio.Signature{
		Identity: f.Sign, Level: sign.Level(f.Level), Reason: f.Reason, AcceptExpired: f.AcceptExpired,
	}
	if f.Sign == "" {
		if f.Level != "" || f.Reason != "" || f.AcceptExpired {
			return sig, &usageError{key: "cli.sign_needed"}
		}
		return sig, nil
	}
	_, err := st.Store.Identity(s.ctx, f.Sign)
	if errors.Is(err, store.ErrNotFound) {
		err = &explain.MissingError{Kind: "identity", Name: f.Sign, Err: err}
	}
	if err == nil {
		sig.Passphrase, err = s.passphrase(f.PassphraseFile)
	}
	return sig, err
}

type signCmd struct {
	File string `arg:"" type:"path" help:"${help_sign_pdf}"`
	signingFlags
	Field string `placeholder:"NAME" help:"${help_sign_field}"`
	Lang  string `placeholder:"TAG" help:"${help_sign_lang}"`
	Out   string `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_out_signed}"`
}

type signedFileJSON struct {
	File   string `json:"file"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Field  string `json:"field,omitempty"`
	Level  string `json:"level"`
}

// Run signs a PDF from anywhere.
func (c *signCmd) Run(s *session) error {
	if c.Sign == "" {
		return &usageError{key: "cli.sign_needed"}
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	req := studio.SignFileRequest{Field: c.Field, Lang: c.Lang}
	if req.Lang == "" {
		req.Lang = s.loc.Language()
	}
	if req.Signature, err = c.signature(s, st); err != nil {
		return err
	}
	made, err := st.SignFile(s.ctx, req, c.File, c.Out)
	if err != nil {
		return err
	}
	return s.signedFile("cli.file_signed", c.Out, made, req.Level)
}

func (s *session) signedFile(key, path string, made studio.SignedFile, level sign.Level) error {
	if level == "" {
		level = sign.LevelBB
	}
	out := signedFileJSON{path, made.Bytes, made.SHA256, made.Field, string(level)}
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T(key, i18n.Data{"File": out.File, "Level": out.Level, "SHA256": out.SHA256}))
	})
}

type signAllCmd struct {
	Policies []string `arg:"" optional:"" name:"policy" help:"${help_sign_policies}"`
	signingFlags
	Lang        []string `placeholder:"TAG" help:"${help_langs}"`
	Countersign bool     `help:"${help_countersign}"`
	GoOn        bool     `help:"${help_go_on}"`
	Out         string   `short:"o" required:"" type:"path" placeholder:"FOLDER" help:"${help_out_folder}"`
}

type batchJSON struct {
	Files  []batchFileJSON `json:"files"`
	Failed int             `json:"failed"`
	Left   int             `json:"left"`
}

type batchFileJSON struct {
	Policy  policy.ID `json:"policy"`
	Title   string    `json:"title"`
	Version int       `json:"version"`
	Lang    string    `json:"lang"`
	File    string    `json:"file"`
	SHA256  string    `json:"sha256,omitempty"`
	Error   string    `json:"error,omitempty"`
}

// Run signs the current versions of many policies with one passphrase. It
// fails when a file failed; those that were written stay.
func (c *signAllCmd) Run(s *session) error {
	if c.Sign == "" {
		return &usageError{key: "cli.sign_needed"}
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	req := studio.BatchRequest{Languages: c.Lang, Folder: c.Out, Countersign: c.Countersign, GoOn: c.GoOn}
	for _, name := range c.Policies {
		_, id, err := s.policy(name)
		if err != nil {
			return err
		}
		req.Policies = append(req.Policies, id)
	}
	if req.Signature, err = c.signature(s, st); err != nil {
		return err
	}
	result, err := st.SignBatch(s.ctx, req, s.batchCount())
	if err != nil && len(result.Files) == 0 {
		return err
	}
	if err := s.batchResult(result); err != nil {
		return err
	}
	if result.Failed > 0 || result.Left > 0 {
		return errNo
	}
	return err
}

// batchCount says on standard error how far a batch is, each tenth of it.
func (s *session) batchCount() task.Report {
	said := -1
	return serially(func(p task.Progress) {
		if tenth := p.Done * 10 / max(p.Total, 1); tenth != said {
			said = tenth
			s.say("cli.batch_progress", i18n.Data{"Done": p.Done, "Total": p.Total})
		}
	})
}

func (s *session) batchResult(r studio.BatchResult) error {
	out := batchJSON{Files: []batchFileJSON{}, Failed: r.Failed, Left: r.Left}
	for _, f := range r.Files {
		item := batchFileJSON{f.Policy, f.Title, f.Version, f.Lang, f.Path, f.SHA256, ""}
		if f.Err != nil {
			item.SHA256, item.Error = "", explain.Error(s.loc, f.Err)
		}
		out.Files = append(out.Files, item)
	}
	return s.result(out, func(w io.Writer) {
		for _, f := range out.Files {
			if f.Error == "" {
				fmt.Fprintln(w, f.File)
			}
		}
		for _, f := range out.Files {
			if f.Error != "" {
				fmt.Fprintln(s.env.Err, s.loc.T("cli.batch_failed", i18n.Data{
					"Title": f.Title, "Version": f.Version, "Lang": f.Lang, "Problem": f.Error,
				}))
			}
		}
		s.say("cli.batch_done", i18n.Data{"Done": len(out.Files) - out.Failed, "Failed": out.Failed, "Left": out.Left})
	})
}

package cli

import (
	"fmt"
	"io"

	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type identityCmd struct {
	New    identityNewCmd    `cmd:"" help:"${help_new}"`
	Import identityImportCmd `cmd:"" help:"${help_identity_import}"`
	List   identityListCmd   `cmd:"" help:"${help_identity_list}"`
}

type identityNewCmd struct {
	Name           string `required:"" help:"${help_name}"`
	Organization   string `help:"${help_organization}"`
	Email          string `help:"${help_email}"`
	Algorithm      string `enum:"rsa3072,p256" default:"rsa3072" help:"${help_algorithm}"`
	PassphraseFile string `type:"path" placeholder:"FILE" help:"${help_passphrase_file}"`
}

// Run makes a key and a self-signed certificate.
func (c *identityNewCmd) Run(s *session) error {
	passphrase, err := s.passphrase(c.PassphraseFile)
	if err != nil {
		return err
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	identity, err := st.NewIdentity(s.ctx, studio.IdentityRequest{
		Name: c.Name, Organization: c.Organization, Email: c.Email, Algorithm: c.Algorithm, Passphrase: passphrase,
	})
	if err != nil {
		return err
	}
	return s.identityResult(identity)
}

type identityImportCmd struct {
	File           string `arg:"" type:"path" help:"${help_p12}"`
	Name           string `help:"${help_name}"`
	PassphraseFile string `type:"path" placeholder:"FILE" help:"${help_passphrase_file}"`
}

// Run takes an identity from a PKCS#12 file.
func (c *identityImportCmd) Run(s *session) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	passphrase, err := s.passphrase(c.PassphraseFile)
	if err != nil {
		return err
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	identity, err := st.ImportIdentity(s.ctx, c.Name, data, passphrase)
	if err != nil {
		return err
	}
	return s.identityResult(identity)
}

func (s *session) identityResult(identity store.Identity) error {
	return s.result(identityToJSON(identity), func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.identity_added", i18n.Data{
			"Name": identity.Name, "Fingerprint": identity.Fingerprint,
		}))
	})
}

type identityListCmd struct{}

// Run lists the identities.
func (c *identityListCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	return listIdentities(s, st.Store)
}

package deliveries

import (
	"context"
	"errors"
	"path/filepath"

	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"
)

// Bundle asks where a zip file with the version goes, and whether its PDFs are
// signed anew.
func Bundle(d *desk.Desk, of Subject, name string) {
	var passphrase *widgets.Line
	var path *desk.PathField
	var form *desk.Form
	names := []string{d.T("deliveries.bundle_as_is")}
	for _, identity := range of.Identities {
		names = append(names, identity.Name)
	}
	signer := widgets.NewSelect(names, nil)
	signer.SetSelectedIndex(0)
	form = d.NewForm(d.T("deliveries.bundle"), d.T("versions.export_do"), func() {
		req := studio.BundleRequest{Policy: of.Policy, Version: of.Number, Lang: d.Loc.Language()}
		if i := signer.SelectedIndex(); i > 0 {
			req.Identity, req.Passphrase = names[i], passphrase.Text
		}
		bundle(d, req, path.Path(), func(err error) {
			if errors.Is(err, sign.ErrWrongPassphrase) && passphrase != nil {
				form.Again(passphrase, d.Explain(err))
				return
			}
			d.Fail(err)
		})
	})
	form.Put(widgets.NewSoftPassage(d.T("deliveries.bundle_about")))
	if len(of.Identities) > 0 {
		form.Add(d.T("deliveries.bundle_sign"), signer)
		passphrase = form.Secret(d.T("identities.passphrase"), d.T("deliveries.bundle_passphrase"))
	}
	path = form.Path(d.T("versions.file"), name)
	form.Check = path.Check
	form.Show()
}

func bundle(d *desk.Desk, req studio.BundleRequest, path string, failed func(error)) {
	var entries []studio.BundleEntry
	d.Try(d.T("deliveries.bundling"), func(ctx context.Context, report task.Report) (err error) {
		entries, err = d.Studio.Bundle(ctx, req, path, report)
		return err
	}, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		if d.Wrote != nil {
			d.Wrote(path)
		}
		d.Say(d.Loc.N("deliveries.bundled", len(entries), i18n.Data{"File": filepath.Base(path)}))
	})
}

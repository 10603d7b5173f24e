// Package identities is where keys and certificates that sign are made,
// imported and listed.
package identities

import (
	"context"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// Show lists the identities and offers to make or import one.
func Show(d *desk.Desk) {
	var all []store.Identity
	d.Runner.Go(task.Job{
		Work: func(ctx context.Context, _ task.Report) (err error) {
			all, err = d.Studio.Store.Identities(ctx)
			return err
		},
		Done: func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			show(d, all)
		},
	})
}

func show(d *desk.Desk, all []store.Identity) {
	var rows []fyne.CanvasObject
	for _, identity := range all {
		rows = append(rows, row(d, identity), widgets.NewHairline())
	}
	if len(rows) == 0 {
		text := widget.NewLabel(d.T("identities.empty"))
		text.Wrapping = fyne.TextWrapWord
		rows = append(rows, widgets.NewFlush(text))
	}
	var box dialog.Dialog
	add := widgets.PrimaryButton(d.T("identities.new"), func() { box.Hide(); New(d, "", nil) })
	bring := widgets.QuietButton(d.T("identities.import"), func() { box.Hide(); Import(d) })
	content := widgets.NewStack(16, widgets.NewStack(8, rows...), container.NewHBox(add, bring))
	box = d.Tell(d.T("identities.title"), content)
	d.Focus(add)
}

func row(d *desk.Desk, identity store.Identity) fyne.CanvasObject {
	name := widget.NewLabel(identity.Name)
	name.TextStyle.Bold = true
	detail := widget.NewLabel(d.T("identities.detail", i18n.Data{
		"Algorithm": algorithmName(identity.Algorithm), "Until": identity.NotAfter.Format("2006-01-02"),
		"Fingerprint": explain.Fingerprint(identity.Fingerprint),
	}))
	detail.Wrapping = fyne.TextWrapWord
	detail.Importance = widget.LowImportance
	return widgets.NewStack(2, widgets.NewFlush(name), widgets.NewFlush(detail))
}

// algorithmName writes RSA-3072 for rsa3072 and P-256 for p256.
func algorithmName(code string) string {
	letters := strings.TrimRight(code, "0123456789")
	return strings.ToUpper(letters) + "-" + code[len(letters):]
}

// New asks for the name and passphrase of a self-made identity. Why is what it
// is needed for, and then goes on when it was made; both may be empty.
func New(d *desk.Desk, why string, then func()) {
	var name, organization, email, passphrase, again *widgets.Line
	algorithm := widgets.NewChips([]widgets.Chip{
		{ID: sign.RSA3072, Text: algorithmName(sign.RSA3072)}, {ID: sign.P256, Text: algorithmName(sign.P256)},
	})
	form := d.NewForm(d.T("identities.new"), d.T("identities.make"), func() {
		request := studio.IdentityRequest{
			Name: name.Text, Organization: organization.Text, Email: email.Text,
			Algorithm: algorithm.One(), Passphrase: passphrase.Text,
		}
		keep(d, func(ctx context.Context) (store.Identity, error) { return d.Studio.NewIdentity(ctx, request) }, then)
	})
	if why != "" {
		form.Put(widgets.NewSoftPassage(why))
	}
	name = form.Line(d.T("identities.name"), "", "")
	organization = form.Line(d.T("identities.organization"), "", "")
	email = form.Line(d.T("identities.email"), "", "")
	form.Add(d.T("identities.algorithm"), algorithm)
	passphrase = form.Secret(d.T("identities.passphrase"), d.T("identities.passphrase_hint"))
	again = form.Secret(d.T("identities.again"), "")
	form.Check = func() (*widgets.Line, string) {
		switch {
		case strings.TrimSpace(name.Text) == "":
			return name, d.Explain(sign.ErrName)
		case sign.CheckPassphrase(passphrase.Text) != nil:
			return passphrase, d.Explain(sign.CheckPassphrase(passphrase.Text))
		case passphrase.Text != again.Text:
			return again, d.T("identities.differ")
		}
		return nil, ""
	}
	form.Show()
}

// Import asks for a PKCS#12 file and its passphrase.
func Import(d *desk.Desk) {
	d.Choose(func(_ string, data []byte) { unlock(d, data) }, ".p12", ".pfx")
}

func unlock(d *desk.Desk, data []byte) {
	var passphrase *widgets.Line
	form := d.NewForm(d.T("identities.import"), d.T("identities.import_do"), func() {
		keep(d, func(ctx context.Context) (store.Identity, error) {
			return d.Studio.ImportIdentity(ctx, "", data, passphrase.Text)
		}, nil)
	})
	passphrase = form.Secret(d.T("identities.passphrase"), "")
	form.Show()
}

func keep(d *desk.Desk, work func(ctx context.Context) (store.Identity, error), then func()) {
	var kept store.Identity
	d.Long(d.T("identities.making"), func(ctx context.Context, _ task.Report) (err error) {
		kept, err = work(ctx)
		return err
	}, func() {
		d.Say(d.T("identities.kept", i18n.Data{"Name": kept.Name}))
		if then != nil {
			then()
		}
	})
}

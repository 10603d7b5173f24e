// Package identities is where keys and certificates that sign are made,
// imported and listed.
package identities

import (
	"context"
	"io"
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
	"fyne.io/fyne/v2/storage"
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
		rows = append(rows, text)
	}
	var box *dialog.CustomDialog
	add := widgets.PrimaryButton(d.T("identities.new"), func() { box.Hide(); New(d) })
	bring := widgets.QuietButton(d.T("identities.import"), func() { box.Hide(); Import(d) })
	content := widgets.NewStack(16, widgets.NewStack(8, rows...), container.NewHBox(add, bring))
	box = dialog.NewCustom(d.T("identities.title"), d.T("action.close"), desk.Wide(520, content), d.Window)
	box.Show()
}

func row(d *desk.Desk, identity store.Identity) fyne.CanvasObject {
	name := widget.NewLabel(identity.Name)
	name.TextStyle.Bold = true
	detail := widget.NewLabel(d.T("identities.detail", i18n.Data{
		"Algorithm": strings.ToUpper(identity.Algorithm), "Until": identity.NotAfter.Format("2006-01-02"),
		"Fingerprint": explain.Fingerprint(identity.Fingerprint),
	}))
	detail.Wrapping = fyne.TextWrapWord
	detail.Importance = widget.LowImportance
	return widgets.NewStack(0, name, detail)
}

// New asks for the name and passphrase of a self-made identity.
func New(d *desk.Desk) {
	name, organization, email := widget.NewEntry(), widget.NewEntry(), widget.NewEntry()
	passphrase, again := widget.NewPasswordEntry(), widget.NewPasswordEntry()
	algorithm := widget.NewRadioGroup([]string{"RSA-3072", "P-256"}, nil)
	algorithm.Horizontal = true
	algorithm.SetSelected("RSA-3072")
	first := widgets.NewField(d.T("identities.passphrase"), passphrase)
	first.Hint = d.T("identities.passphrase_hint")
	form := widgets.NewFieldStack(
		widgets.NewField(d.T("identities.name"), name), widgets.NewField(d.T("identities.organization"), organization),
		widgets.NewField(d.T("identities.email"), email), widgets.NewField(d.T("identities.algorithm"), algorithm),
		first, widgets.NewField(d.T("identities.again"), again),
	)
	d.Ask(d.T("identities.new"), d.T("identities.make"), desk.Wide(420, form), func() {
		if passphrase.Text != again.Text {
			d.Say(d.T("identities.differ"))
			return
		}
		request := studio.IdentityRequest{
			Name: name.Text, Organization: organization.Text, Email: email.Text,
			Algorithm:  map[string]string{"RSA-3072": sign.RSA3072, "P-256": sign.P256}[algorithm.Selected],
			Passphrase: passphrase.Text,
		}
		keep(d, func(ctx context.Context) (store.Identity, error) { return d.Studio.NewIdentity(ctx, request) })
	})
	d.Window.Canvas().Focus(name)
}

// Import asks for a PKCS#12 file and its passphrase.
func Import(d *desk.Desk) {
	ask := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			d.Fail(err)
			return
		}
		data, err := io.ReadAll(file)
		d.Fail(file.Close())
		if err != nil {
			d.Fail(&explain.FileError{Path: file.URI().Path(), Err: err})
			return
		}
		unlock(d, data)
	}, d.Window)
	ask.SetFilter(storage.NewExtensionFileFilter([]string{".p12", ".pfx"}))
	ask.Resize(fyne.NewSize(780, 520))
	ask.Show()
}

func unlock(d *desk.Desk, data []byte) {
	passphrase := widget.NewPasswordEntry()
	form := widgets.NewFieldStack(widgets.NewField(d.T("identities.passphrase"), passphrase))
	d.Ask(d.T("identities.import"), d.T("identities.import_do"), desk.Wide(380, form), func() {
		keep(d, func(ctx context.Context) (store.Identity, error) {
			return d.Studio.ImportIdentity(ctx, "", data, passphrase.Text)
		})
	})
	d.Window.Canvas().Focus(passphrase)
}

func keep(d *desk.Desk, work func(ctx context.Context) (store.Identity, error)) {
	var kept store.Identity
	d.Long(d.T("identities.making"), func(ctx context.Context, _ task.Report) (err error) {
		kept, err = work(ctx)
		return err
	}, func() { d.Say(d.T("identities.kept", i18n.Data{"Name": kept.Name})) })
}

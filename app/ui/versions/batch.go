package versions

import (
	"context"
	"errors"
	"strings"

	"clausedesk/app/sign"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/app/ui/desk"
	"clausedesk/i18n"
	"clausedesk/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// BatchForm asks how all policies are signed.
type BatchForm struct {
	*SignatureForm
	Folder *widgets.Line
	GoOn   *widgets.Check
}

// SignAll asks for an identity, its passphrase and a folder, signs the current
// version of every policy there, and says what became of each that failed.
func SignAll(d *desk.Desk, identities []store.Identity) *BatchForm {
	names := make([]string, len(identities))
	for i, identity := range identities {
		names[i] = identity.Name
	}
	identity := widgets.NewSelect(names, nil)
	identity.SetSelected(names[0])
	b := &BatchForm{}
	var form *desk.Form
	form = d.NewForm(d.T("versions.sign_all"), d.T("versions.sign_do"), func() {
		signAll(d, form, b, b.request(identity.Selected))
	})
	form.Add(d.T("versions.identity"), identity)
	b.SignatureForm = signatureFields(d, form)
	b.Folder = form.Line(d.T("versions.sign_all_folder"), d.SaveFolder(), "")
	b.GoOn = widgets.NewCheck(d.T("versions.sign_all_go_on"), nil)
	form.Put(b.GoOn)
	form.Show()
	return b
}

func (b *BatchForm) request(identity string) studio.BatchRequest {
	return studio.BatchRequest{
		Folder: strings.TrimSpace(b.Folder.Text), Countersign: b.Countersign.Checked, GoOn: b.GoOn.Checked,
		Signature: b.signature(identity),
	}
}

func signAll(d *desk.Desk, form *desk.Form, b *BatchForm, req studio.BatchRequest) {
	var result studio.BatchResult
	d.Try(d.T("versions.writing"), func(ctx context.Context, report task.Report) (err error) {
		result, err = d.Studio.SignBatch(ctx, req, report)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, sign.ErrWrongPassphrase):
			form.Again(b.passphrase, d.Explain(err))
		case err != nil && len(result.Files) == 0:
			d.Fail(err)
		default:
			tellBatch(d, result)
		}
	})
}

// tellBatch shows how many files there are and why others are not.
func tellBatch(d *desk.Desk, r studio.BatchResult) {
	lines := []string{d.T("versions.sign_all_done", i18n.Data{
		"Done": len(r.Files) - r.Failed, "Failed": r.Failed, "Left": r.Left,
	})}
	for _, f := range r.Files {
		if f.Err != nil {
			lines = append(lines, d.T("versions.sign_all_failed", i18n.Data{
				"Title": f.Title, "Version": f.Version, "Lang": f.Lang, "Problem": d.Explain(f.Err),
			}))
		}
	}
	if len(lines) == 1 {
		d.Say(lines[0])
		return
	}
	said := widget.NewLabel(strings.Join(lines, "\n\n"))
	said.Wrapping = fyne.TextWrapWord
	d.TellLong(d.T("versions.sign_all"), 320, said)
}

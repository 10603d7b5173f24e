package settings

import (
	"clausedesk/app/studio"
	"clausedesk/app/ui/desk"
	"clausedesk/widgets"
)

// ShowAuthorities asks whom signatures may ask. A password that is not typed
// anew stays as it is, unless there is no user any more.
func ShowAuthorities(d *desk.Desk, now studio.Authorities, save func(studio.Authorities)) {
	var address, user, password *widgets.Line
	ask := widgets.NewCheck(d.T("settings.ask_revocation"), nil)
	ask.SetChecked(now.AskRevocation)
	form := d.NewForm(d.T("settings.authorities"), d.T("action.save"), func() {
		next := studio.Authorities{
			Timestamps: address.Text, User: user.Text, Password: now.Password, AskRevocation: ask.Checked,
		}
		if password.Text != "" || next.User == "" {
			next.Password = password.Text
		}
		save(next)
	})
	address = form.Line(d.T("settings.timestamps"), now.Timestamps, d.T("settings.timestamps_hint"))
	user = form.Line(d.T("settings.timestamps_user"), now.User, "")
	password = form.Secret(d.T("settings.timestamps_password"), "")
	form.Put(ask)
	form.Check = func() (*widgets.Line, string) {
		if studio.CheckAddress(address.Text) != nil {
			return address, d.T("error.authority_address")
		}
		return nil, ""
	}
	form.Show()
}

package ui

import (
	"context"

	"clausedesk/app/store"
	"clausedesk/app/ui/versions"
)

// SignAll asks how the current version of every policy is signed. Where there
// is no identity it has one made first.
func (w *Window) SignAll() {
	var identities []store.Identity
	w.desk.Do(func(ctx context.Context) (err error) {
		identities, err = w.desk.Studio.Store.Identities(ctx)
		return err
	}, func() {
		if len(identities) == 0 {
			w.newIdentity(w.desk.T("versions.no_identity"), w.SignAll)
			return
		}
		versions.SignAll(w.desk, identities)
	})
}

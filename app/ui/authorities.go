package ui

import (
	"context"

	"clausedesk/app/studio"
	uisettings "clausedesk/app/ui/settings"
)

// EditAuthorities asks whom signatures may ask: for timestamps, and about
// certificates.
func (w *Window) EditAuthorities() {
	var now studio.Authorities
	w.desk.Do(func(ctx context.Context) (err error) {
		now, err = w.desk.Studio.Authorities(ctx)
		return err
	}, func() {
		uisettings.ShowAuthorities(w.desk, now, func(next studio.Authorities) {
			w.desk.Do(func(ctx context.Context) error { return w.desk.Studio.SetAuthorities(ctx, next) }, func() {})
		})
	})
}

package handover

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// A mail program that was not running yet goes on until the person closes it;
// the draft counts as opened long before.
func TestAMailProgramThatStaysOpen(t *testing.T) {
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		closed := make(chan struct{})
		system := System{Run: func(ctx context.Context, _ string, _ ...string) (string, error) {
			select {
			case <-closed:
				return "", nil
			case <-ctx.Done():
				return "", ctx.Err()
			}
		}}
		began := time.Now()
		if err := system.Mail(t.Context(), Message{Files: []string{path}}); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(began); waited != patience {
			t.Errorf("waited %v", waited)
		}
		close(closed)
	})
}

package handover

import (
	"context"
	"errors"
	"os/exec"
	"time"
)

// patience is how long a program that could not be had would take to say so.
const patience = 8 * time.Second

// opened carries out a program that opens another one. That one may go on for
// as long as the person works in it: after a while it counts as opened, and it
// stays when ctx ends.
func (s System) opened(ctx context.Context, name string, args ...string) error {
	ended := make(chan error, 1)
	go func() {
		_, err := s.run(context.WithoutCancel(ctx), name, args...)
		ended <- err
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(patience):
		return nil
	}
}

// Mail opens a draft with the files attached in the person's mail program
// (xdg-email(1)).
func (s System) Mail(ctx context.Context, m Message) error {
	if err := whole(m.Files...); err != nil {
		return err
	}
	args := []string{"--utf8", "--subject", m.Subject, "--body", m.Body}
	for _, file := range m.Files {
		args = append(args, "--attach", file)
	}
	if m.To != "" {
		args = append(args, m.To)
	}
	err := s.opened(ctx, "xdg-email", args...)
	exit := (*exec.ExitError)(nil)
	if errors.Is(err, exec.ErrNotFound) || errors.As(err, &exit) && exit.ExitCode() == 3 {
		return ErrNoMailProgram // 3: "a required tool could not be found"
	}
	return err
}

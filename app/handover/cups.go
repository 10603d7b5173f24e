//go:build !windows

package handover

import (
	"context"
	"errors"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// Chooses is what Print follows of a job on this system.
const Chooses = true

// Printers lists the printers of the spooler (CUPS, lpstat(1)). None is no error.
func (s System) Printers(ctx context.Context) ([]Printer, error) {
	names, err := s.run(ctx, "lpstat", "-e")
	if errors.Is(err, exec.ErrNotFound) {
		return nil, ErrNoSpooler
	}
	if err != nil {
		return nil, nil // lpstat fails where nobody set up a printer
	}
	chosen, _ := s.run(ctx, "lpstat", "-d") // "system default destination: NAME"
	_, own, _ := strings.Cut(chosen, ": ")
	var out []Printer
	for _, name := range strings.Fields(names) {
		out = append(out, Printer{Name: name, Default: name == strings.TrimSpace(own)})
	}
	return out, nil
}

// Print hands a file to the spooler (lp(1)), which answers once it has taken the
// job: ErrNoSpooler, ErrNoPrinter, or what the spooler answered.
func (s System) Print(ctx context.Context, job Job) error {
	if err := whole(job.Path); err != nil {
		return err
	}
	printers, err := s.Printers(ctx)
	if err != nil {
		return err
	}
	named := func(p Printer) bool { return p.Name == job.Printer }
	if len(printers) == 0 || job.Printer != "" && !slices.ContainsFunc(printers, named) {
		return ErrNoPrinter
	}
	_, err = s.run(ctx, "lp", cupsArguments(job)...)
	return err
}

func cupsArguments(job Job) []string {
	var args []string
	if job.Printer != "" {
		args = append(args, "-d", job.Printer)
	}
	if job.Copies > 1 {
		args = append(args, "-n", strconv.Itoa(job.Copies))
	}
	if job.Sides != SidesOfPrinter {
		args = append(args, "-o", "sides="+string(job.Sides))
	}
	if job.Title != "" {
		args = append(args, "-t", job.Title)
	}
	return append(args, "--", job.Path)
}

package handover

import (
	"context"
	"errors"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// cupsPrinters asks the spooler of Linux and macOS (CUPS, lpstat(1)).
func (s System) cupsPrinters(ctx context.Context) ([]Printer, error) {
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

// cupsPrint hands a file to the spooler (lp(1)), which answers once it has
// taken the job.
func (s System) cupsPrint(ctx context.Context, job Job) error {
	printers, err := s.cupsPrinters(ctx)
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

// Package handover gives files to the programs of the system: the print
// spooler, the mail program, the program that opens a kind of file. It owns how
// each system is asked, one file for each, and knows no policies, no library
// and no screens. It opens no connection: what a mail program does with a draft
// is that program's.
package handover

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Errors of printing and mailing. Nothing was printed or drafted after any.
var (
	ErrNoSpooler     = errors.New("this system has no way to print that this program knows")
	ErrNoPrinter     = errors.New("there is no such printer")
	ErrNoMailProgram = errors.New("this system has no mail program that takes a draft")
	ErrUnsupported   = errors.New("this system cannot do that")
)

// Sides says how the pages of a document fall on sheets.
type Sides string

// The ways to print on sheets; the empty one leaves it to the printer.
const (
	SidesOfPrinter Sides = ""
	OneSided       Sides = "one-sided"
	LongEdge       Sides = "two-sided-long-edge"
	ShortEdge      Sides = "two-sided-short-edge"
)

// Job is a file to print. No Printer means the system's own choice; fewer than
// two Copies mean one.
type Job struct {
	Path    string
	Title   string
	Printer string
	Copies  int
	Sides   Sides
}

// Printer is one the system offers.
type Printer struct {
	Name    string `json:"name"`
	Default bool   `json:"default"`
}

// Message is a draft of a mail. The person sends it, or does not.
type Message struct {
	To      string
	Subject string
	Body    string
	Files   []string
}

// System asks the programs of this machine. Run carries out a program and
// returns what it wrote; nil is the real one.
type System struct {
	Run func(ctx context.Context, name string, args ...string) (string, error)
	Dir string // for drafts, which outlive the call; "" is the system's folder for temporary files
}

func (s System) run(ctx context.Context, name string, args ...string) (string, error) {
	if s.Run != nil {
		return s.Run(ctx, name, args...)
	}
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return string(out), fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(string(exit.Stderr)))
	}
	return string(out), err
}

// whole reports an error where a file to hand over cannot be read, before any
// program hears of it.
func whole(paths ...string) error {
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		file.Close()
	}
	return nil
}

package handover

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// Chooses is what Print follows of a job on this system: the print verb takes
// neither copies nor sides; the dialogue of the PDF program asks for them.
const Chooses = false

// Printers says nothing here: the print verb takes the default printer.
func (s System) Printers(context.Context) ([]Printer, error) { return nil, nil }

// Print asks the program that opens PDF files to print one (the shell's print
// verb): ErrNoSpooler where no program says that it can.
func (s System) Print(_ context.Context, job Job) error {
	if err := whole(job.Path); err != nil {
		return err
	}
	if err := shell("print", job.Path); err != nil {
		return fmt.Errorf("%w: %w", ErrNoSpooler, err)
	}
	return nil
}

// Mail writes a draft with the files attached and opens it in the mail program
// (a message marked X-Unsent is opened for writing).
func (s System) Mail(_ context.Context, m Message) error {
	dir, err := os.MkdirTemp(s.Dir, "clausedesk-mail-")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "draft.eml")
	if err := writeDraft(path, m); err != nil {
		return err
	}
	if err := shell("open", path); err != nil {
		return fmt.Errorf("%w: %w", ErrNoMailProgram, err)
	}
	return nil
}

func shell(verb, path string) error {
	do, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(strings.TrimSpace(path))
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, do, file, nil, nil, windows.SW_SHOWNORMAL)
}

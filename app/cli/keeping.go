package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"clausedesk/app/explain"
	"clausedesk/app/store"
	"clausedesk/i18n"
)

type backupCmd struct {
	File    string `arg:"" type:"path" help:"${help_backup_file}"`
	Replace bool   `help:"${help_replace}"`
}

// Run copies the library into one checked file.
func (c *backupCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	if err := st.Store.Backup(s.ctx, c.File, c.Replace); err != nil {
		return aboutFile(c.File, err)
	}
	return s.result(map[string]any{"file": c.File}, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.backed_up", i18n.Data{"File": c.File}))
	})
}

// aboutFile names the file a backup could not be written to or read from. An
// error about a library that is damaged or too new names that one itself.
func aboutFile(path string, err error) error {
	var corrupt *store.CorruptError
	var newer *store.NewerSchemaError
	if errors.As(err, &corrupt) || errors.As(err, &newer) {
		return err
	}
	return &explain.FileError{Path: path, Err: err}
}

type restoreCmd struct {
	File string `arg:"" type:"path" help:"${help_restore_file}"`
}

// Run makes a backup the library; the library that was there is kept beside.
func (c *restoreCmd) Run(s *session) error {
	kept, err := store.Restore(s.ctx, c.File, s.libraryPath(), store.Options{
		Program: "command", Wait: lockWait, Now: s.env.Now,
	})
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, store.ErrExists) {
		return aboutFile(c.File, err)
	}
	if err != nil {
		return err
	}
	value := map[string]any{"library": s.libraryPath(), "kept": kept}
	return s.result(value, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.restored", i18n.Data{"File": c.File, "Library": s.libraryPath()}))
		if kept != "" {
			fmt.Fprintln(w, s.loc.T("cli.restored_kept", i18n.Data{"Kept": kept}))
		}
	})
}

type versionCmd struct{}

// Run prints the version of the program.
func (c *versionCmd) Run(s *session) error {
	return s.result(map[string]any{"version": s.env.Version}, func(w io.Writer) {
		fmt.Fprintln(w, "clausedesk "+s.env.Version)
	})
}

package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"clausedesk/app/explain"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type tourCmd struct {
	Out string `type:"path" placeholder:"DIR" help:"${help_out}"`
}

// tourLibrary is the name of the library that a tour leaves behind.
const tourLibrary = "tour.clausedesk"

// Run does the whole main job on the sample studio in a library of its own.
func (c *tourCmd) Run(s *session) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	path := filepath.Join(dir, tourLibrary)
	if _, err := os.Stat(path); err == nil {
		return &explain.FileError{Path: path, Err: os.ErrExist}
	}
	st, err := store.Open(s.ctx, path, store.Options{Program: "command", Now: s.env.Now})
	if err != nil {
		return err
	}
	s.opened = studio.New(st, s.env.Now)
	result, err := s.opened.Tour(s.ctx, dir, func(step studio.TourStep) {
		s.say("tour."+step.Name, i18n.Data{"What": step.What, "Count": step.Count})
	})
	if err != nil {
		return err
	}
	value := map[string]any{"folder": dir, "library": path, "files": result.Files}
	return s.result(value, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.N("cli.tour_done", len(result.Files), i18n.Data{"Dir": dir}))
		for _, file := range result.Files {
			fmt.Fprintln(w, file)
		}
	})
}

func (c *tourCmd) folder() (string, error) {
	if c.Out == "" {
		dir, err := os.MkdirTemp("", "clausedesk-tour-")
		if err != nil {
			return "", fmt.Errorf("tour: %w", err)
		}
		return dir, nil
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return "", &explain.FileError{Path: c.Out, Err: err}
	}
	return c.Out, nil
}

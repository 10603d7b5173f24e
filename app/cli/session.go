package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/task"
	"clausedesk/i18n"

	"golang.org/x/term"
)

// lockWait is how long a command waits for a window to let the library go.
const lockWait = 3 * time.Second

// session is one run of a command: its surroundings and, once it was asked
// for, the open library.
type session struct {
	ctx     context.Context
	env     Env
	out     *output // env.Out
	loc     *i18n.Localizer
	json    bool
	library string
	opened  *studio.Studio
}

// output remembers that a result could not be written: what a command did in
// the library is done all the same.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(data []byte) (int, error) {
	n, err := o.to.Write(data)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

func (s *session) libraryPath() string {
	if s.library != "" {
		return s.library
	}
	return s.env.Library
}

// studio opens the library the first time it is asked for.
func (s *session) studio() (*studio.Studio, error) {
	if s.opened != nil {
		return s.opened, nil
	}
	path := s.libraryPath()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, &explain.FileError{Path: path, Err: err}
	}
	st, err := store.Open(s.ctx, path, store.Options{Program: "command", Wait: lockWait, Now: s.env.Now})
	if err != nil {
		return nil, err
	}
	s.opened = studio.New(st, s.env.Now)
	return s.opened, nil
}

func (s *session) close() error {
	if s.opened == nil {
		return nil
	}
	return s.opened.Store.Close()
}

// policy opens the library and finds the policy that a person named.
func (s *session) policy(ref string) (*studio.Studio, policy.ID, error) {
	st, err := s.studio()
	if err != nil {
		return nil, "", err
	}
	id, err := st.Store.FindPolicy(s.ctx, ref)
	if errors.Is(err, store.ErrNotFound) {
		err = &explain.MissingError{Kind: "policy", Name: ref, Err: err}
	}
	return st, id, err
}

// edition finds POLICY or POLICY@VERSION; version 0 is the draft.
func (s *session) edition(ref string) (*studio.Studio, policy.ID, int, error) {
	name, number := ref, 0
	if at := strings.LastIndexByte(ref, '@'); at > 0 {
		if n, err := strconv.Atoi(ref[at+1:]); err == nil && n > 0 {
			name, number = ref[:at], n
		}
	}
	st, id, err := s.policy(name)
	if err == nil && number > 0 {
		if _, err = st.Store.Version(s.ctx, id, number); errors.Is(err, store.ErrNotFound) {
			err = &explain.MissingError{Kind: "version", Name: ref, Err: err}
		}
	}
	return st, id, number, err
}

// result prints a value as JSON, or lets text write it for people.
func (s *session) result(value any, text func(w io.Writer)) error {
	if !s.json {
		text(s.env.Out)
		return nil
	}
	return writeJSON(s.env.Out, value)
}

func writeJSON(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}

// say prints a line for people on standard error.
func (s *session) say(key string, data ...i18n.Data) {
	fmt.Fprintln(s.env.Err, s.loc.T(key, data...))
}

func noProgress(task.Progress) {}

// passphrase takes it from a file, the environment or, on a terminal, from
// the person. It never prompts when standard input is no terminal.
func (s *session) passphrase(file string) (string, error) {
	if file != "" {
		data, err := readFile(file)
		return strings.TrimRight(string(data), "\r\n"), err
	}
	if value := s.env.Getenv("CLAUSEDESK_PASSPHRASE"); value != "" {
		return value, nil
	}
	in, ok := s.env.In.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", &usageError{key: "cli.passphrase_needed"}
	}
	fmt.Fprint(s.env.Err, s.loc.T("cli.passphrase_prompt")+" ")
	typed, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(s.env.Err)
	if err != nil {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return string(typed), nil
}

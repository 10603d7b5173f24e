package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type libraryExportCmd struct {
	IDs      []string `arg:"" optional:"" name:"id" help:"${help_library_ids}"`
	Services bool     `help:"${help_own_services}"`
	Out      string   `short:"o" type:"path" placeholder:"FILE" help:"${help_out_library}"`
}

// Run writes clauses or services as a file that library import takes.
func (c *libraryExportCmd) Run(s *session) error {
	if len(c.IDs) == 0 && !c.Services {
		return &usageError{key: "cli.clause_needed"}
	}
	_, lib, err := s.clauses()
	if err != nil {
		return err
	}
	if c.Services {
		return c.exportServices(s, lib)
	}
	clauses := make([]library.Clause, len(c.IDs))
	for i, id := range c.IDs {
		if clauses[i], err = lib.Clause(id); err != nil {
			return missingEntry(id, err)
		}
	}
	data, err := studio.EncodeClauses(clauses)
	if err != nil {
		return err
	}
	return c.deliver(s, data, "clauses", clauses)
}

func (c *libraryExportCmd) exportServices(s *session, lib *library.Library) error {
	services := []library.Service{}
	for _, id := range c.IDs {
		service, err := lib.Service(id)
		if err != nil {
			return missingEntry(id, err)
		}
		services = append(services, service)
	}
	for _, service := range lib.Services() {
		if service.Own && len(c.IDs) == 0 {
			services = append(services, service)
		}
	}
	if len(services) == 0 && !s.json {
		s.say("cli.no_own_services")
		return nil
	}
	data, err := library.EncodeServices(services)
	if err != nil {
		return err
	}
	return c.deliver(s, data, "services", services)
}

// deliver writes TOML to the file or to standard output, where --json asks for
// the values themselves.
func (c *libraryExportCmd) deliver(s *session, data []byte, name string, values any) error {
	value := map[string]any{name: values}
	if s.json && c.Out == "" {
		return s.result(value, nil)
	}
	return s.put(c.Out, data, value)
}

type libraryImportCmd struct {
	File   string `arg:"" type:"path" help:"${help_library_file}"`
	Client string `placeholder:"NAME" help:"${help_one_client}"`
}

// Run makes the clauses and services of a file the studio's own.
func (c *libraryImportCmd) Run(s *session) error {
	data, err := s.input(c.File)
	if err != nil {
		return err
	}
	shared, err := studio.ReadShared(data)
	if err != nil {
		return &studio.FileError{Name: c.File, Err: err}
	}
	st, _, err := s.clauses()
	if err != nil {
		return err
	}
	owner, err := c.owner(s, st)
	if err != nil {
		return err
	}
	for i, clause := range shared.Clauses {
		if shared.Clauses[i].Client, err = ownerOf(s, st, clause, owner); err != nil {
			return err
		}
	}
	saved, err := st.SaveShared(s.ctx, shared)
	if err != nil {
		return err
	}
	return s.imported(saved, shared.Services)
}

func (c *libraryImportCmd) owner(s *session, st *studio.Studio) (policy.ID, error) {
	if c.Client == "" {
		return "", nil
	}
	client, err := s.client(st, c.Client)
	return client.ID, err
}

// ownerOf says whose a clause becomes: the named client's, or the one's it
// came with where this library knows that client.
func ownerOf(s *session, st *studio.Studio, c library.Clause, named policy.ID) (policy.ID, error) {
	if named != "" || c.Client == "" {
		return named, nil
	}
	_, err := st.Store.Client(s.ctx, c.Client)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return c.Client, err
}

func (s *session) imported(clauses []library.Clause, services []library.Service) error {
	outClauses, outServices := make([]clauseJSON, len(clauses)), make([]serviceJSON, len(services))
	for i, clause := range clauses {
		outClauses[i] = clauseToJSON(clause)
	}
	for i, service := range services {
		service.Own = true
		outServices[i] = serviceToJSON(service)
	}
	value := map[string]any{"clauses": outClauses, "services": outServices}
	return s.result(value, func(w io.Writer) {
		for _, clause := range outClauses {
			fmt.Fprintln(w, s.loc.T("cli.library_imported", i18n.Data{
				"ID": clause.ID, "Revision": clause.Revision, "Languages": strings.Join(clause.Languages, ", "),
			}))
		}
		if len(services) > 0 {
			fmt.Fprintln(w, s.loc.N("cli.services_imported", len(services)))
		}
	})
}

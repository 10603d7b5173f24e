package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/i18n"

	"github.com/BurntSushi/toml"
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
	data, err := encodeClauses(clauses)
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

// encodeClauses writes one clause as a file of its own, and several as tables
// of one file.
func encodeClauses(clauses []library.Clause) ([]byte, error) {
	if len(clauses) == 1 {
		return library.EncodeClause(clauses[0])
	}
	var file struct {
		Clause []map[string]any `toml:"clauses"`
	}
	for _, clause := range clauses {
		one, err := library.EncodeClause(clause)
		if err != nil {
			return nil, err
		}
		var table map[string]any
		if _, err := toml.Decode(string(one), &table); err != nil {
			return nil, err
		}
		file.Clause = append(file.Clause, table)
	}
	return encodeTOML(file)
}

func encodeTOML(value any) ([]byte, error) {
	var out bytes.Buffer
	enc := toml.NewEncoder(&out)
	enc.Indent = ""
	err := enc.Encode(value)
	return out.Bytes(), err
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
	clauses, services, err := decodeShared(data)
	if err != nil {
		return &studio.FileError{Name: c.File, Err: err}
	}
	st, lib, err := s.clauses()
	if err != nil {
		return err
	}
	owner, err := c.owner(s, st)
	if err != nil {
		return err
	}
	for i := range clauses {
		if clauses[i].Client, err = ownerOf(s, st, clauses[i], owner); err != nil {
			return err
		}
	}
	saved, err := saveClauses(s, st, lib, clauses)
	if err != nil {
		return err
	}
	if len(services) > 0 {
		if err := st.SaveService(s.ctx, services...); err != nil {
			return err
		}
	}
	return s.imported(saved, services)
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

// decodeShared reads a file of one clause, of several, or of services.
func decodeShared(data []byte) ([]library.Clause, []library.Service, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var file struct {
		Clause  []map[string]any `toml:"clauses"`
		Service []map[string]any `toml:"service"`
	}
	if _, err := toml.Decode(string(data), &file); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", library.ErrBadClause, err)
	}
	if len(file.Clause)+len(file.Service) == 0 {
		clause, err := library.DecodeClause(data)
		return []library.Clause{clause}, nil, err
	}
	var clauses []library.Clause
	for _, table := range file.Clause {
		one, err := encodeTOML(table)
		if err != nil {
			return nil, nil, err
		}
		clause, err := library.DecodeClause(one)
		if err != nil {
			return nil, nil, err
		}
		clauses = append(clauses, clause)
	}
	services, err := library.DecodeServices(data)
	return clauses, services, err
}

// saveClauses saves what differs from the studio's own: the same once more
// would be a revision in which nothing is new.
func saveClauses(s *session, st *studio.Studio, lib *library.Library, clauses []library.Clause) ([]library.Clause, error) {
	out := make([]library.Clause, len(clauses))
	for i, clause := range clauses {
		old, err := lib.Clause(clause.ID)
		if err == nil && old.Own && sameClause(old, clause) {
			out[i] = old
			continue
		}
		if out[i], err = st.SaveLibraryClause(s.ctx, clause); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sameClause compares what a file of a clause says, but for the revision.
func sameClause(a, b library.Clause) bool {
	a.Revision, b.Revision = 1, 1
	one, errA := library.EncodeClause(a)
	two, errB := library.EncodeClause(b)
	return errA == nil && errB == nil && reflect.DeepEqual(one, two)
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

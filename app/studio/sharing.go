package studio

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"clausedesk/app/library"
	"clausedesk/app/store"

	"github.com/BurntSushi/toml"
)

// Shared is what a file holds that clauses and services are handed on in.
type Shared struct {
	Clauses  []library.Clause
	Services []library.Service
}

// sharedFile is a file of several: each table is shaped like a file of one.
type sharedFile struct {
	Clauses  []map[string]any `toml:"clauses"`
	Services []map[string]any `toml:"service"`
}

// ReadShared reads a file of one clause, of several, of services, or of both.
// It returns library.ErrBadClause or ErrBadService with what is wrong.
func ReadShared(data []byte) (Shared, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var file sharedFile
	if _, err := toml.Decode(string(data), &file); err != nil {
		return Shared{}, fmt.Errorf("%w: %w", library.ErrBadClause, err)
	}
	if len(file.Clauses)+len(file.Services) == 0 {
		clause, err := library.DecodeClause(data)
		if err != nil {
			return Shared{}, err
		}
		return Shared{Clauses: []library.Clause{clause}}, nil
	}
	var out Shared
	for _, table := range file.Clauses {
		one, err := encodeTOML(table)
		if err != nil {
			return Shared{}, err
		}
		clause, err := library.DecodeClause(one)
		if err != nil {
			return Shared{}, err
		}
		out.Clauses = append(out.Clauses, clause)
	}
	var err error
	out.Services, err = library.DecodeServices(data)
	return out, err
}

// EncodeClauses writes one clause as a file of its own, and several as tables
// of one file, as ReadShared reads them.
func EncodeClauses(clauses []library.Clause) ([]byte, error) {
	if len(clauses) == 1 {
		return library.EncodeClause(clauses[0])
	}
	var file struct {
		Clauses []map[string]any `toml:"clauses"`
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
		file.Clauses = append(file.Clauses, table)
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

// SaveShared keeps what a file holds as the studio's own, all or nothing. A
// clause that the studio has already, word for word, gets no new revision.
// It returns the clauses as they are kept.
func (s *Studio) SaveShared(ctx context.Context, shared Shared) ([]library.Clause, error) {
	out := make([]library.Clause, len(shared.Clauses))
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		for i, clause := range shared.Clauses {
			var err error
			if out[i], err = putShared(tx, clause); err != nil {
				return err
			}
		}
		return putServices(tx, shared.Services)
	})
	if err != nil {
		return nil, fmt.Errorf("take over a library file: %w", err)
	}
	s.emit(Event{Kind: LibraryChanged})
	return out, nil
}

func putShared(tx *store.Tx, c library.Clause) (library.Clause, error) {
	lib, err := libraryOf(tx)
	if err != nil {
		return c, err
	}
	if old, err := lib.Clause(c.ID); err == nil && old.Own && sameClause(old, c) {
		return old, nil
	}
	return putLibraryClause(tx, c)
}

// sameClause compares what a file of a clause says, but for the revision.
func sameClause(a, b library.Clause) bool {
	a.Revision, b.Revision = 1, 1
	one, errA := library.EncodeClause(a)
	two, errB := library.EncodeClause(b)
	return errA == nil && errB == nil && bytes.Equal(one, two)
}

func putServices(tx *store.Tx, services []library.Service) error {
	for _, service := range services {
		if err := service.Validate(); err != nil {
			return err
		}
		raw, err := json.Marshal(service)
		if err != nil {
			return err
		}
		if err := tx.PutLibraryService(service.ID, raw); err != nil {
			return err
		}
	}
	return nil
}

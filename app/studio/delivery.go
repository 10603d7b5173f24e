package studio

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// ErrNotExported is returned for a file that is none this library wrote of the
// version, or that changed since.
var ErrNotExported = errors.New("the file is not one that was written of this version, or it changed since")

// DeliveryRequest says what went to whom. Path is a file that was exported of
// the version; On is a day, empty for today.
type DeliveryRequest struct {
	Policy  policy.ID
	Version int
	Path    string
	To      string
	Address string
	How     policy.Channel
	On      string
	Note    string
	By      string
}

// Deliver enters a delivery in the register. Errors: *FileError, ErrBadDate,
// ErrNotExported, store.ErrNotFound, store.ErrNoRecipient.
func (s *Studio) Deliver(ctx context.Context, req DeliveryRequest) (policy.Delivery, error) {
	if req.On == "" {
		req.On = s.Today()
	}
	if !isDay(req.On) {
		return policy.Delivery{}, fmt.Errorf("deliver: %q: %w", req.On, ErrBadDate)
	}
	data, err := os.ReadFile(req.Path)
	if err != nil {
		return policy.Delivery{}, fmt.Errorf("deliver: %w", &FileError{req.Path, err})
	}
	d := policy.Delivery{
		PolicyID: req.Policy, Number: req.Version, File: filepath.Base(req.Path), SHA256: policy.HashOf(data),
		Bytes: int64(len(data)), To: req.To, Address: req.Address, How: req.How, On: req.On, Note: req.Note, By: req.By,
	}
	if d.How == "" {
		d.How = policy.ByOther
	}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error {
		file, err := exported(tx, d)
		if err != nil {
			return err
		}
		d.Lang = file.Lang
		d.ID, err = tx.AddDelivery(d)
		return err
	})
	if err != nil {
		return policy.Delivery{}, fmt.Errorf("deliver: %w", err)
	}
	d.Created = s.now()
	s.emit(Event{DeliveriesChanged, req.Policy})
	return d, nil
}

// exported finds the record of a file among those written of its version.
func exported(tx *store.Tx, d policy.Delivery) (store.File, error) {
	if _, err := tx.Version(d.PolicyID, d.Number); err != nil {
		return store.File{}, err
	}
	files, err := tx.Files(d.PolicyID, d.Number)
	if err != nil {
		return store.File{}, err
	}
	for _, f := range files {
		if f.SHA256 == d.SHA256 {
			return f, nil
		}
	}
	return store.File{}, fmt.Errorf("%s: %w", d.File, ErrNotExported)
}

// VoidDelivery marks a mistaken entry of the register. Errors:
// store.ErrNotFound, store.ErrNoReason, store.ErrFrozen.
func (s *Studio) VoidDelivery(ctx context.Context, id int64, reason, by string) error {
	if err := s.Store.VoidDelivery(ctx, id, reason, by); err != nil {
		return fmt.Errorf("void delivery %d: %w", id, err)
	}
	s.emit(Event{Kind: DeliveriesChanged})
	return nil
}

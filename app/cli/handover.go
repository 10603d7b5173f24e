package cli

import (
	"errors"
	"fmt"
	"io"

	"clausedesk/app/explain"
	"clausedesk/app/handover"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type deliverCmd struct {
	File    string `arg:"" type:"path" help:"${help_deliver_file}"`
	Of      string `required:"" placeholder:"POLICY@VERSION" help:"${help_deliver_of}"`
	To      string `required:"" placeholder:"NAME" help:"${help_deliver_to}"`
	Address string `placeholder:"TEXT" help:"${help_deliver_address}"`
	How     string `enum:"hand,mail,post,upload,other" default:"other" placeholder:"CHANNEL" help:"${help_deliver_how}"`
	On      string `placeholder:"DATE" help:"${help_deliver_on}"`
	Note    string `placeholder:"TEXT" help:"${help_deliver_note}"`
	By      string `placeholder:"NAME" help:"${help_deliver_by}"`
}

// Run enters a file that was handed over in the register.
func (c *deliverCmd) Run(s *session) error {
	st, id, number, err := s.version(c.Of)
	if err != nil {
		return err
	}
	delivered, err := st.Deliver(s.ctx, studio.DeliveryRequest{
		Policy: id, Version: number, Path: c.File, To: c.To, Address: c.Address,
		How: policy.Channel(c.How), On: c.On, Note: c.Note, By: c.By,
	})
	if err != nil {
		return err
	}
	return s.result(delivered, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.delivered", i18n.Data{"Entry": delivered.ID, "File": delivered.File, "To": delivered.To}))
	})
}

type sheetCmd struct {
	Entry int64  `arg:"" help:"${help_deliver_entry}"`
	Out   string `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_deliver_sheet}"`
}

// Run writes the handover sheet of an entry of the register.
func (c *sheetCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	err = st.HandoverSheet(s.ctx, c.Entry, s.loc.Language(), c.Out)
	if err != nil {
		return missingDelivery(c.Entry, err)
	}
	return s.result(map[string]any{"file": c.Out}, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.sheet_written", i18n.Data{"File": c.Out}))
	})
}

func missingDelivery(entry int64, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return &explain.MissingError{Kind: "delivery", Name: fmt.Sprint(entry), Err: err}
	}
	return err
}

type voidCmd struct {
	Entry  int64  `arg:"" help:"${help_deliver_entry}"`
	Reason string `required:"" placeholder:"TEXT" help:"${help_void_reason}"`
	By     string `placeholder:"NAME" help:"${help_deliver_by}"`
}

// Run marks a mistaken entry of the register as void.
func (c *voidCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	if err := st.VoidDelivery(s.ctx, c.Entry, c.Reason, c.By); err != nil {
		return missingDelivery(c.Entry, err)
	}
	return s.result(map[string]any{"entry": c.Entry, "void": c.Reason}, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.voided", i18n.Data{"Entry": c.Entry}))
	})
}

func listDeliveries(s *session, st *store.Store) error {
	rows, err := st.Deliveries(s.ctx, store.DeliveryFilter{})
	if err != nil {
		return err
	}
	if rows == nil {
		rows = []store.DeliveryRow{}
	}
	return s.table(map[string]any{"deliveries": rows}, len(rows), func(i int) []any {
		d := rows[i]
		state := explain.Channel(s.loc, d.How)
		if d.Void != "" {
			state = s.loc.T("cli.void", i18n.Data{"Reason": d.Void})
		}
		return []any{d.ID, d.On, d.Client, d.Title, d.Number, d.Lang, d.File, d.To, state}
	})
}

type bundleCmd struct {
	Policy string   `arg:"" help:"${help_bundle_policy}"`
	Lang   []string `placeholder:"TAG" help:"${help_langs}"`
	Out    string   `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_out_bundle}"`
	signingFlags
}

// Run writes a version with all its files into one zip file.
func (c *bundleCmd) Run(s *session) error {
	st, id, number, err := s.version(c.Policy)
	if err != nil {
		return err
	}
	req := studio.BundleRequest{Policy: id, Version: number, Languages: c.Lang, Lang: s.loc.Language()}
	if req.Signature, err = c.signature(s, st); err != nil {
		return err
	}
	entries, err := st.Bundle(s.ctx, req, c.Out, noProgress)
	if err != nil {
		return err
	}
	return s.result(map[string]any{"file": c.Out, "files": entries}, func(w io.Writer) {
		for _, e := range entries {
			fmt.Fprintln(w, e.SHA256, "", e.Name)
		}
	})
}

type printCmd struct {
	File    string `arg:"" optional:"" type:"path" help:"${help_print_file}"`
	Printer string `placeholder:"NAME" help:"${help_printer}"`
	Copies  int    `default:"1" help:"${help_copies}"`
	Sides   string `enum:",one-sided,two-sided-long-edge,two-sided-short-edge" default:"" placeholder:"SIDES" help:"${help_sides}"`
}

// Run hands a file to the spooler, or lists the printers without one.
func (c *printCmd) Run(s *session) error {
	if c.File == "" {
		printers, err := handover.System{}.Printers(s.ctx)
		if err != nil {
			return err
		}
		if printers == nil {
			printers = []handover.Printer{}
		}
		return s.table(map[string]any{"printers": printers}, len(printers), func(i int) []any {
			return []any{printers[i].Name}
		})
	}
	if c.Copies < 1 || !handover.Chooses && (c.Copies > 1 || c.Printer != "" || c.Sides != "") {
		return &usageError{key: "cli.print_choice"}
	}
	job := handover.Job{Path: c.File, Printer: c.Printer, Copies: c.Copies, Sides: handover.Sides(c.Sides)}
	if err := (handover.System{}).Print(s.ctx, job); err != nil {
		return err
	}
	return s.result(map[string]any{"file": c.File, "copies": c.Copies}, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.printing", i18n.Data{"File": c.File}))
	})
}

type mailCmd struct {
	Files   []string `arg:"" type:"path" help:"${help_mail_files}"`
	To      string   `placeholder:"ADDRESS" help:"${help_mail_to}"`
	Subject string   `placeholder:"TEXT" help:"${help_mail_subject}"`
	Body    string   `placeholder:"TEXT" help:"${help_mail_body}"`
}

// Run opens a draft in the mail program of the system.
func (c *mailCmd) Run(s *session) error {
	err := handover.System{}.Mail(s.ctx, handover.Message{To: c.To, Subject: c.Subject, Body: c.Body, Files: c.Files})
	if err != nil {
		return err
	}
	return s.result(map[string]any{"files": c.Files}, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.drafted"))
	})
}

package studio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"clausedesk/app/exchange"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/task"

	"golang.org/x/text/language"
)

// ErrBadLanguage is returned for a language that is no BCP 47 tag.
var ErrBadLanguage = errors.New("no language tag")

// File is a document to import: its name and its bytes.
type File struct {
	Name string
	Data []byte
}

// ImportRequest says what to import and for whom. An empty Client takes the
// name from each document; an empty Lang lets the program recognise it.
type ImportRequest struct {
	Files  []File
	Client string
	Lang   string
}

// ImportResult is what became of one document.
type ImportResult struct {
	Policy   policy.ID
	Client   string
	Title    string
	Language string
	Clauses  int
	Facts    policy.Facts // what the text says beyond doubt
	LeftOut  []exchange.LeftOut
	Warnings []exchange.Warning
}

// FileError names the file that could not be imported or written.
type FileError struct {
	Name string
	Err  error
}

func (e *FileError) Error() string { return filepath.Base(e.Name) + ": " + e.Err.Error() }
func (e *FileError) Unwrap() error { return e.Err }

// Import reads every document and then stores all of them in one transaction:
// after an error or a cancel the library is as it was.
func (s *Studio) Import(ctx context.Context, req ImportRequest, report task.Report) ([]ImportResult, error) {
	if _, err := language.Parse(req.Lang); err != nil && req.Lang != "" {
		return nil, fmt.Errorf("import: %q: %w", req.Lang, ErrBadLanguage)
	}
	imported := make([]readDocument, len(req.Files))
	for i, file := range req.Files {
		var err error
		if imported[i], err = s.readFile(ctx, file, req.Lang); err != nil {
			return nil, &FileError{file.Name, err}
		}
		report(task.Progress{Done: i + 1, Total: len(req.Files)})
	}
	var results []ImportResult
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		var err error
		results, err = s.storeImported(tx, req, imported)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	s.emit(Event{Kind: ClientsChanged})
	return results, nil
}

func (s *Studio) storeImported(tx *store.Tx, req ImportRequest, all []readDocument) ([]ImportResult, error) {
	results := make([]ImportResult, len(all))
	for i, imported := range all {
		name := req.Client
		if strings.TrimSpace(name) == "" {
			name = clientName(imported, req.Files[i].Name)
		}
		client, err := s.clientNamed(tx, name)
		if err != nil {
			return nil, err
		}
		p := s.policyOf(imported.Imported, client.ID)
		if p.Facts, err = shareFacts(tx, client, imported.Facts); err != nil {
			return nil, err
		}
		if imported.Warnings, err = addIncoming(tx, p, imported); err != nil {
			return nil, err
		}
		results[i] = ImportResult{
			Policy: p.ID, Client: client.Name, Title: imported.Title, Language: imported.Language,
			Clauses: len(policy.Flatten(p.Clauses)), Facts: imported.Facts, LeftOut: imported.LeftOut, Warnings: imported.Warnings,
		}
		if err := addReport(tx, results[i]); err != nil {
			return nil, err
		}
	}
	return results, nil
}

// addIncoming stores a policy and returns what to look at in it.
func addIncoming(tx *store.Tx, p policy.Policy, in readDocument) ([]exchange.Warning, error) {
	if in.version == nil {
		_, err := tx.CreatePolicy(p)
		return in.Warnings, err
	}
	lost, err := addRead(tx, p, *in.version)
	for _, lang := range lost {
		in.Warnings = append(in.Warnings, exchange.Warning{Code: exchange.WarnLanguageApart, Detail: lang})
	}
	return in.Warnings, err
}

// shareFacts gives the client what a document says about it and the client
// did not say yet; the policy keeps the rest.
func shareFacts(tx *store.Tx, client policy.Client, found policy.Facts) (policy.Facts, error) {
	own, grown := policy.Facts{}, false
	for _, key := range found.Keys() {
		switch {
		case policy.OfPolicy(key) || client.Facts[key] != "" && client.Facts[key] != found[key]:
			own[key] = found[key]
		case client.Facts[key] == "":
			client.Facts[key], grown = found[key], true
		}
	}
	if !grown {
		return own, nil
	}
	_, err := tx.SaveClient(client)
	return own, err
}

func addReport(tx *store.Tx, result ImportResult) error {
	data, err := json.Marshal(result)
	if err != nil {
		return fmt.Errorf("import report: %w", err)
	}
	return tx.AddImportReport(result.Policy, data)
}

// clientNamed returns the client of that name, created when there is none.
func (s *Studio) clientNamed(tx *store.Tx, name string) (policy.Client, error) {
	clients, err := tx.Clients()
	if err != nil {
		return policy.Client{}, err
	}
	for _, client := range clients {
		if strings.EqualFold(client.Name, strings.TrimSpace(name)) {
			if client.Facts == nil {
				client.Facts = policy.Facts{}
			}
			return client, nil
		}
	}
	return tx.SaveClient(policy.Client{Name: strings.TrimSpace(name), Facts: policy.Facts{}})
}

func (s *Studio) policyOf(imported exchange.Imported, client policy.ID) policy.Policy {
	return policy.Policy{
		ID: policy.NewID(), ClientID: client,
		Titles:     map[string]string{imported.Language: imported.Title},
		SourceLang: imported.Language, Numbered: imported.Numbered,
		Facts: imported.Facts, Clauses: imported.Clauses,
		Created: s.now(), Changed: s.now(),
	}
}

// clientName guesses a name from the document: the host of its website, the
// domain of its e-mail address, or the file's name.
func clientName(imported readDocument, file string) string {
	if imported.version != nil && imported.version.Client != "" {
		return imported.version.Client
	}
	if link, err := url.Parse(imported.Facts["client.website"]); err == nil && link.Host != "" {
		return strings.TrimPrefix(link.Host, "www.")
	}
	if _, domain, ok := strings.Cut(imported.Facts["client.email"], "@"); ok {
		return domain
	}
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

package studio

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"clausedesk/app/exchange"
	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/store"
)

// Format is a kind of file the program writes.
type Format string

// The formats.
const (
	PDF      Format = "pdf"
	HTML     Format = "html"
	Markdown Format = "md"
	Plain    Format = "txt"
	JSON     Format = "json"
)

// Errors of export. No file is written after any of them.
var (
	ErrFormat       = errors.New("this kind of file cannot be written")
	ErrSignOnlyPDF  = errors.New("only a PDF can be signed")
	ErrSignOnlyDone = errors.New("only a published version can be signed")
	ErrBesideSame   = errors.New("an edition in two languages needs two that differ")
	ErrBesideFormat = errors.New("only a PDF or an HTML page shows two languages beside each other")
)

// ExportRequest says what to write. Version 0 is the draft. An empty Lang is
// the source language. Beside, when set, is a second language to stand beside
// it in a PDF or HTML page. Signature, when it names an identity, signs a PDF;
// Countersign then leaves a place beside it for the client's.
type ExportRequest struct {
	Policy  policy.ID
	Version int
	Lang    string
	Beside  string
	Format  Format
	Signature
	Countersign bool
	Paper       string // of a PDF, "a4" or "letter"; empty as the letterhead has it
	Print       string // of a PDF, "normal" or "large"; empty as the letterhead has it
}

// ExportResult describes the file that was written.
type ExportResult struct {
	Bytes  int
	SHA256 string
	Pages  int // of a PDF
	Signed bool
	langs  string // "nl", or "nl+en" for two
}

// edition is one policy in one language, a draft or a version.
type edition struct {
	text     policy.Text
	beside   *policy.Text   // the other language of an edition in two
	prevails string         // the language that decides between two
	content  policy.Content // zero for a draft
	frozen   []byte         // the version's canonical form
	sha256   string         // of that
	created  time.Time
}

// Export writes a policy in one language to w.
func (s *Studio) Export(ctx context.Context, req ExportRequest, w io.Writer) (ExportResult, error) {
	data, result, err := s.render(ctx, req)
	if err != nil {
		return ExportResult{}, fmt.Errorf("export: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return ExportResult{}, fmt.Errorf("export: %w", err)
	}
	return result, nil
}

// ExportFile is Export to a file, which appears only when it is complete. A
// file made from a version is noted in the library.
func (s *Studio) ExportFile(ctx context.Context, req ExportRequest, path string) (ExportResult, error) {
	result, err := s.exportFile(ctx, req, path)
	if err == nil && req.Version > 0 {
		s.emit(Event{VersionsChanged, req.Policy})
	}
	return result, err
}

// exportFile is ExportFile without the event.
func (s *Studio) exportFile(ctx context.Context, req ExportRequest, path string) (ExportResult, error) {
	data, result, err := s.render(ctx, req)
	if err != nil {
		return ExportResult{}, fmt.Errorf("export: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return ExportResult{}, err
	}
	if err := stage.WriteBytes(path, 0o644, data); err != nil {
		return ExportResult{}, &FileError{path, err}
	}
	if req.Version == 0 {
		return result, nil
	}
	// The file is there: who cancels now must find it noted.
	return result, s.noteFile(context.WithoutCancel(ctx), req, path, result)
}

func (s *Studio) noteFile(ctx context.Context, req ExportRequest, path string, result ExportResult) error {
	file := store.File{
		PolicyID: req.Policy, Number: req.Version, Lang: result.langs, Kind: string(req.Format),
		SHA256: result.SHA256, Bytes: int64(result.Bytes), Path: path,
	}
	if result.Signed {
		identity, err := s.Store.Identity(ctx, req.Identity)
		if err != nil {
			return err
		}
		file.SignedBy = identity.Fingerprint
	}
	return s.Store.AddFile(ctx, file)
}

// languages names what an edition is in, "nl+en" for two.
func (e edition) languages() string {
	if e.beside == nil {
		return e.text.Lang
	}
	return e.text.Lang + "+" + e.beside.Lang
}

func (s *Studio) render(ctx context.Context, req ExportRequest) ([]byte, ExportResult, error) {
	if req.Identity != "" && req.Format != PDF {
		return nil, ExportResult{}, ErrSignOnlyPDF
	}
	if req.Identity != "" && req.Version == 0 {
		return nil, ExportResult{}, ErrSignOnlyDone
	}
	if req.Beside != "" && req.Format != PDF && req.Format != HTML {
		return nil, ExportResult{}, ErrBesideFormat
	}
	ed, err := s.edition(ctx, req.Policy, req.Version, req.Lang, req.Beside)
	if err != nil {
		return nil, ExportResult{}, err
	}
	var out bytes.Buffer
	pages, err := s.write(ctx, &out, ed, req)
	if err != nil {
		return nil, ExportResult{}, err
	}
	data := out.Bytes()
	return data, ExportResult{
		Bytes: len(data), SHA256: policy.HashOf(data), Pages: pages, Signed: req.Identity != "",
		langs: ed.languages(),
	}, nil
}

func (s *Studio) write(ctx context.Context, out *bytes.Buffer, ed edition, req ExportRequest) (pages int, err error) {
	switch req.Format {
	case PDF:
		return s.writePDF(ctx, out, ed, req)
	case HTML:
		return 0, exchange.WriteHTML(out, ed.page())
	case Markdown:
		return 0, exchange.WriteMarkdown(out, ed.text)
	case Plain:
		return 0, exchange.WriteText(out, ed.text)
	case JSON:
		return 0, writeJSON(out, ed)
	}
	return 0, fmt.Errorf("%q: %w", req.Format, ErrFormat)
}

// writeJSON writes a version in its canonical form, a draft as its text.
func writeJSON(out *bytes.Buffer, ed edition) error {
	if ed.sha256 == "" {
		return exchange.WriteDraftJSON(out, ed.text)
	}
	return exchange.WriteJSON(out, ed.content)
}

func (s *Studio) writePDF(ctx context.Context, out *bytes.Buffer, ed edition, req ExportRequest) (int, error) {
	look, err := s.look(ctx, req.Policy, req)
	if err != nil {
		return 0, err
	}
	in := ed.input()
	in.Look = look
	result, err := pdf.Write(ctx, out, in)
	if err != nil || req.Identity == "" {
		return result.Pages, err
	}
	signed, err := s.sign(ctx, out.Bytes(), ed, result, req)
	if err != nil {
		return 0, err
	}
	out.Reset()
	_, err = out.Write(signed)
	return result.Pages, err
}

func (e edition) input() pdf.Input {
	return pdf.Input{
		Text: e.text, Beside: e.beside, Prevails: e.prevails, Version: e.content.Number, Effective: e.content.Effective,
		SHA256: e.sha256, Content: e.frozen, Created: e.created, Draft: e.sha256 == "",
	}
}

func (e edition) page() exchange.Page {
	return exchange.Page{
		Text: e.text, Beside: e.beside, Prevails: e.prevails, Version: e.content.Number, Effective: e.content.Effective,
		SHA256: e.sha256, Draft: e.sha256 == "",
	}
}

// edition reads a draft (version 0) or a version in a language, and in a
// second one beside it unless that is empty.
func (s *Studio) edition(ctx context.Context, id policy.ID, number int, lang, beside string) (edition, error) {
	if number == 0 {
		return s.draft(ctx, id, lang, beside)
	}
	version, err := s.Store.Version(ctx, id, number)
	if err != nil {
		return edition{}, err
	}
	content, err := version.Content()
	if err != nil {
		return edition{}, err
	}
	if lang == "" {
		lang = content.Source
	}
	ed := edition{content: content, frozen: version.Canonical, sha256: version.SHA256, created: content.Published, prevails: content.Facts[imprint.Prevailing]}
	return ed.in(lang, beside, content.TextIn)
}

func (s *Studio) draft(ctx context.Context, id policy.ID, lang, beside string) (edition, error) {
	snap, err := s.Store.Snapshot(ctx, id)
	if err != nil {
		return edition{}, err
	}
	if lang == "" {
		lang = snap.Policy.SourceLang
	}
	ed := edition{created: snap.Policy.Changed.UTC().Truncate(time.Second), prevails: snap.Facts()[imprint.Prevailing]}
	return ed.in(lang, beside, func(lang string) (policy.Text, bool) {
		if !snap.Policy.HasLanguage(lang) {
			return policy.Text{}, false
		}
		return markup.Resolve(snap, lang, markup.Issue{}).Text, true
	})
}

// in puts an edition into one language or two.
func (e edition) in(lang, beside string, textIn func(lang string) (policy.Text, bool)) (edition, error) {
	var ok bool
	if e.text, ok = textIn(lang); !ok {
		return edition{}, fmt.Errorf("%q: %w", lang, ErrNoSuchLang)
	}
	if beside == "" {
		return e, nil
	}
	if beside == lang {
		return edition{}, ErrBesideSame
	}
	other, ok := textIn(beside)
	if !ok {
		return edition{}, fmt.Errorf("%q: %w", beside, ErrNoSuchLang)
	}
	e.beside = &other
	return e, nil
}

// Text returns a draft (version 0) or a version as it reads in a language.
func (s *Studio) Text(ctx context.Context, id policy.ID, number int, lang string) (policy.Text, error) {
	ed, err := s.edition(ctx, id, number, lang, "")
	if err != nil {
		return policy.Text{}, fmt.Errorf("read policy: %w", err)
	}
	return ed.text, nil
}

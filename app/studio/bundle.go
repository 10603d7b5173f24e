package studio

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"clausedesk/app/imprint"
	"clausedesk/app/markup"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/stage"
	"clausedesk/app/store"
	"clausedesk/app/task"
)

// BundleRequest says what to put into a bundle. No Languages means all of the
// version's. Lang is that of the report, one of the program's. With an identity
// every PDF is signed anew; without one a signed file that was written before
// and is still there unchanged goes in, and an unsigned one otherwise.
type BundleRequest struct {
	Policy    policy.ID
	Version   int
	Languages []string
	Lang      string
	Signature
}

// BundleEntry is a file of a bundle.
type BundleEntry struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Signer string `json:"signer,omitempty"`
	data   []byte
}

// The files of every bundle.
const (
	bundleVersion = "version.json"
	bundleReport  = "report.pdf"
	bundleSums    = "SHA256SUMS"
)

// Bundle writes a zip file with a version: a PDF and an HTML page for each
// language, its canonical JSON, a report, and the SHA-256 of each as sha256sum
// checks them. The file appears only once it is whole. Errors are those of
// Export and *FileError.
func (s *Studio) Bundle(ctx context.Context, req BundleRequest, path string, progress func(task.Progress)) ([]BundleEntry, error) {
	version, err := s.Store.Version(ctx, req.Policy, req.Version)
	if err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	content, err := version.Content()
	if err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	if req.Identity != "" {
		if req.hand, err = s.hand(ctx, req.Signature); err != nil {
			return nil, fmt.Errorf("bundle: %w", err)
		}
	}
	b := &bundle{Studio: s, req: req, content: content, created: version.Created}
	if err := b.fill(ctx, version, progress); err != nil {
		return nil, fmt.Errorf("bundle: %w", err)
	}
	if err := stage.Write(path, 0o644, b.zip); err != nil {
		return nil, fmt.Errorf("bundle: %w", &FileError{path, err})
	}
	return b.entries, nil
}

// bundle is one that is being made.
type bundle struct {
	*Studio
	req     BundleRequest
	content policy.Content
	created time.Time
	entries []BundleEntry
}

func (b *bundle) fill(ctx context.Context, version policy.Version, progress func(task.Progress)) error {
	langs := b.req.Languages
	if len(langs) == 0 {
		langs = b.content.Languages()
	}
	pattern, err := b.NamePattern(ctx)
	if err != nil {
		return err
	}
	for i, lang := range langs {
		progress(task.Progress{Done: i, Total: len(langs)})
		if err := b.language(ctx, lang, pattern); err != nil {
			return err
		}
	}
	progress(task.Progress{Done: len(langs), Total: len(langs)})
	b.add(bundleVersion, version.Canonical)
	report, err := b.report(ctx, version)
	if err != nil {
		return err
	}
	b.add(bundleReport, report)
	b.add(bundleSums, b.sums())
	return ctx.Err()
}

func (b *bundle) language(ctx context.Context, lang string, pattern NamePattern) error {
	text, ok := b.content.TextIn(lang)
	if !ok {
		return ErrNoSuchLang
	}
	name := func(format Format) string {
		return pattern.Name(FileNamed{
			Client: b.content.Client, Policy: text.Title, Version: b.content.Number, Lang: lang,
			Effective: b.content.Effective, Format: format,
		})
	}
	data, err := b.printed(ctx, lang)
	if err != nil {
		return err
	}
	b.add(name(PDF), data)
	b.entries[len(b.entries)-1].Signer = signerOf(data, b.now())
	page, _, err := b.render(ctx, b.request(lang, HTML))
	if err != nil {
		return err
	}
	b.add(name(HTML), page)
	return nil
}

func (b *bundle) request(lang string, format Format) ExportRequest {
	return ExportRequest{Policy: b.req.Policy, Version: b.req.Version, Lang: lang, Format: format}
}

// printed is the PDF of a language: signed now, signed before, or unsigned.
func (b *bundle) printed(ctx context.Context, lang string) ([]byte, error) {
	req := b.request(lang, PDF)
	if b.req.Identity != "" {
		req.Signature = b.req.Signature
	} else if data, err := b.signedBefore(ctx, lang); data != nil || err != nil {
		return data, err
	}
	data, _, err := b.render(ctx, req)
	return data, err
}

// signedBefore returns the file of a language that was signed last, nil where
// there is none that is still what it was.
func (b *bundle) signedBefore(ctx context.Context, lang string) ([]byte, error) {
	files, err := b.Store.Files(ctx, b.req.Policy, b.req.Version)
	if err != nil {
		return nil, err
	}
	var last store.File
	for _, f := range files {
		if f.SignedBy != "" && f.Lang == lang {
			last = f
		}
	}
	if last.Path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(last.Path)
	if err != nil || policy.HashOf(data) != last.SHA256 {
		return nil, nil // moved or changed since: one is made anew
	}
	return data, nil
}

// signerOf names who signed a PDF that is unchanged, "" for any other.
func signerOf(data []byte, now time.Time) string {
	report := VerifyBytes(data, now)
	if report.Result != sign.Intact || len(report.Signatures) == 0 {
		return ""
	}
	return report.Signatures[0].Signer
}

func (b *bundle) add(name string, data []byte) {
	b.entries = append(b.entries, BundleEntry{Name: name, Bytes: len(data), SHA256: policy.HashOf(data), data: data})
}

// sums lists the files as sha256sum(1) reads them.
func (b *bundle) sums() []byte {
	var out bytes.Buffer
	for _, e := range b.entries {
		fmt.Fprintf(&out, "%s  %s\n", e.SHA256, e.Name)
	}
	return out.Bytes()
}

func (b *bundle) report(ctx context.Context, version policy.Version) ([]byte, error) {
	letterhead, err := b.Store.Letterhead(ctx, "")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	_, err = pdf.Write(ctx, &out, pdf.Input{
		Text: b.reportText(version), Version: version.Number, Effective: version.Effective, SHA256: version.SHA256,
		Created: b.created, Look: pdf.LookOf(letterhead), Code: codeOf(version.SHA256),
	})
	return out.Bytes(), err
}

func (b *bundle) reportText(version policy.Version) policy.Text {
	w := imprint.SheetIn(b.req.Lang)
	about := table{
		{w.SheetDocument, b.content.Texts[0].Title},
		{w.SheetClient, b.content.Client},
		{w.SheetVersionHash, grouped(version.SHA256)},
	}
	var files strings.Builder
	fmt.Fprintf(&files, "| %s | %s | %s |\n|---|---|---|\n", w.SheetFile, w.SheetFileHash, w.BundleState)
	for _, e := range b.entries {
		state := w.BundleUnsigned
		if e.Signer != "" {
			state = imprint.Fill(w.BundleSigned, "name", e.Signer)
		}
		fmt.Fprintf(&files, "| %s | %s | %s |\n", cell(e.Name), grouped(e.SHA256), cell(state))
	}
	return policy.Text{
		Lang: b.req.Lang, Title: imprint.Fill(w.BundleTitle, "title", b.content.Texts[0].Title), Client: b.content.Client,
		Clauses: []policy.TextClause{
			{ID: "bundle", Body: markup.Escape(w.BundleAbout) + "\n\n" + about.markdown()},
			{ID: "files", Heading: w.BundleFiles, Body: files.String()},
		},
	}
}

// zip writes the files in order, all of the moment the version was made, so
// that the same files give the same bytes.
func (b *bundle) zip(w io.Writer) error {
	archive := zip.NewWriter(w)
	for _, e := range b.entries {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: e.Name, Method: zip.Deflate, Modified: b.created.UTC()})
		if err != nil {
			return err
		}
		if _, err := file.Write(e.data); err != nil {
			return err
		}
	}
	return archive.Close()
}

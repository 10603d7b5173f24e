package studio

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/task"
	"clausedesk/app/translate"
	"clausedesk/assets"
)

// TourStep tells what the tour has just done.
type TourStep struct {
	Name  string // "sample", "import", "edit", "translate", "check", "publish", "identity", "sign", "verify"
	What  string
	Count int
}

// TourResult lists the signed PDFs that the tour left.
type TourResult struct{ Files []string }

// ErrTourNotIntact means that a file the tour signed did not verify.
var ErrTourNotIntact = errors.New("a signed file does not verify")

type tour struct {
	*Studio
	dir        string
	tell       func(TourStep)
	passphrase string
	result     TourResult
}

// Tour does the whole main job in this (empty) library: it adds the sample,
// imports texts, edits a clause, mends its translation, checks, publishes,
// signs into dir and verifies what it wrote.
func (s *Studio) Tour(ctx context.Context, dir string, tell func(TourStep)) (TourResult, error) {
	t := &tour{Studio: s, dir: dir, tell: tell}
	samples, err := t.AddSample(ctx)
	if err != nil {
		return TourResult{}, err
	}
	tell(TourStep{"sample", SampleName, len(samples)})
	imported, err := t.importTexts(ctx)
	if err != nil {
		return TourResult{}, err
	}
	if err := t.makeIdentity(ctx); err != nil {
		return TourResult{}, err
	}
	for _, sample := range samples {
		if err := t.finish(ctx, sample); err != nil {
			return TourResult{}, err
		}
	}
	for _, result := range imported {
		if err := t.publishAndSign(ctx, SamplePolicy{result.Policy, t.Today()}, "tour"); err != nil {
			return TourResult{}, err
		}
	}
	return t.result, nil
}

// importTexts imports the five texts of assets/sample/import, one client each.
func (t *tour) importTexts(ctx context.Context) ([]ImportResult, error) {
	entries, err := fs.ReadDir(assets.Sample, "sample/import")
	if err != nil {
		return nil, err
	}
	req := ImportRequest{}
	for _, entry := range entries {
		data, err := fs.ReadFile(assets.Sample, path.Join("sample/import", entry.Name()))
		if err != nil {
			return nil, err
		}
		req.Files = append(req.Files, File{Name: entry.Name(), Data: data})
	}
	results, err := t.Import(ctx, req, func(task.Progress) {})
	if err != nil {
		return nil, err
	}
	t.tell(TourStep{"import", "", len(results)})
	return results, nil
}

// makeIdentity makes a key under a passphrase that nobody keeps.
func (t *tour) makeIdentity(ctx context.Context) error {
	var raw [16]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return err
	}
	t.passphrase = hex.EncodeToString(raw[:])
	identity, err := t.NewIdentity(ctx, IdentityRequest{
		Name: SampleName, Algorithm: sign.P256, Passphrase: t.passphrase,
	})
	if err != nil {
		return err
	}
	t.tell(TourStep{"identity", identity.Name, 1})
	return nil
}

// finish edits the first clause of a sample policy, mends its translations,
// publishes and signs.
func (t *tour) finish(ctx context.Context, sample SamplePolicy) error {
	p, err := t.Store.Policy(ctx, sample.ID)
	if err != nil {
		return err
	}
	edited := firstHeading(p.Clauses)
	tree, err := policy.Update(p.Clauses, edited, func(c *policy.Clause) { c.Heading += " (2026)" })
	if err != nil {
		return err
	}
	if err := t.SaveClauses(ctx, sample.ID, tree); err != nil {
		return err
	}
	t.tell(TourStep{"edit", p.Title(p.SourceLang), 1})
	for _, lang := range p.TargetLang {
		if err := t.mend(ctx, sample.ID, lang); err != nil {
			return err
		}
	}
	return t.publishAndSign(ctx, sample, "")
}

func firstHeading(clauses []policy.Clause) policy.ID {
	for _, c := range clauses {
		if c.Heading != "" {
			return c.ID
		}
	}
	return ""
}

// mend brings the translations that the edit made stale up to date.
func (t *tour) mend(ctx context.Context, id policy.ID, lang string) error {
	snap, err := t.Store.Snapshot(ctx, id)
	if err != nil {
		return err
	}
	var mended []policy.Unit
	for _, row := range translate.Rows(snap, lang) {
		if row.State != policy.Stale {
			continue
		}
		row.Target += " (2026)"
		unit, err := translate.SetState(row, lang, policy.Approved, translate.Hand{})
		if err != nil {
			return err
		}
		mended = append(mended, unit)
	}
	if err := t.SaveUnits(ctx, id, mended); err != nil {
		return err
	}
	t.tell(TourStep{"translate", lang, len(mended)})
	return nil
}

func (t *tour) publishAndSign(ctx context.Context, sample SamplePolicy, accept string) error {
	findings, err := t.Check(ctx, sample.ID)
	if err != nil {
		return err
	}
	t.tell(TourStep{"check", "", len(findings)})
	version, err := t.Publish(ctx, PublishRequest{Policy: sample.ID, Effective: sample.Effective, Accept: accept})
	if err != nil {
		return err
	}
	content, err := version.Content()
	if err != nil {
		return err
	}
	t.tell(TourStep{"publish", content.Client, version.Number})
	for _, lang := range content.Languages() {
		if err := t.signOne(ctx, content, lang); err != nil {
			return err
		}
	}
	return nil
}

func (t *tour) signOne(ctx context.Context, content policy.Content, lang string) error {
	text, _ := content.TextIn(lang)
	file := filepath.Join(t.dir, DefaultPattern.Name(FileNamed{
		Client: content.Client, Policy: text.Title, Version: content.Number, Lang: lang, Format: PDF,
	}))
	_, err := t.ExportFile(ctx, ExportRequest{
		Policy: content.PolicyID, Version: content.Number, Lang: lang, Format: PDF,
		Signature: Signature{Identity: SampleName, Passphrase: t.passphrase},
	}, file)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if report := VerifyBytes(data, t.now()); report.Result != sign.Intact {
		return fmt.Errorf("%s: %w (%s)", filepath.Base(file), ErrTourNotIntact, report.Result)
	}
	t.tell(TourStep{"verify", filepath.Base(file), 1})
	t.result.Files = append(t.result.Files, file)
	return nil
}

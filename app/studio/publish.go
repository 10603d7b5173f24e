package studio

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"clausedesk/app/check"
	"clausedesk/app/exchange"
	"clausedesk/app/markup"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// Errors of publishing. Nothing is stored after any of them.
var (
	ErrBadDate      = errors.New("a date is written as year-month-day")
	ErrNoSuchLang   = errors.New("the policy is not kept in this language")
	ErrNothingToSay = errors.New("the policy has no visible clause")
)

// OpenFindingsError keeps a policy from being published without a reason.
type OpenFindingsError struct{ Findings []policy.Finding }

func (e *OpenFindingsError) Error() string {
	return fmt.Sprintf("%d findings of severity error are open", check.Errors(e.Findings))
}

// PublishRequest says what to freeze. No Languages means all of the policy's.
// Accept is the reason for publishing in spite of error findings.
type PublishRequest struct {
	Policy    policy.ID
	Effective string // yyyy-mm-dd
	Languages []string
	Note      string
	Accept    string
}

// Publish freezes the draft as the next version. It returns an
// *OpenFindingsError when error findings are open and no reason is given.
func (s *Studio) Publish(ctx context.Context, req PublishRequest) (policy.Version, error) {
	if !isDay(req.Effective) {
		return policy.Version{}, fmt.Errorf("publish: %q: %w", req.Effective, ErrBadDate)
	}
	var version policy.Version
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		var err error
		version, err = s.freeze(ctx, tx, req)
		return err
	})
	if err != nil {
		return policy.Version{}, fmt.Errorf("publish: %w", err)
	}
	s.emit(Event{VersionsChanged, req.Policy}, Event{Kind: ClientsChanged})
	return version, nil
}

// TryPublish returns the findings that would be frozen with a version, and
// publishes nothing.
func (s *Studio) TryPublish(ctx context.Context, req PublishRequest) ([]policy.Finding, error) {
	if !isDay(req.Effective) {
		return nil, fmt.Errorf("publish: %q: %w", req.Effective, ErrBadDate)
	}
	var subject check.Subject
	err := s.Store.View(ctx, func(tx *store.Tx) (err error) {
		subject, _, err = s.next(ctx, tx, req)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("publish: %w", err)
	}
	return Findings(subject), nil
}

func (s *Studio) freeze(ctx context.Context, tx *store.Tx, req PublishRequest) (policy.Version, error) {
	subject, next, err := s.next(ctx, tx, req)
	if err != nil {
		return policy.Version{}, err
	}
	content, err := s.content(subject, req)
	if err != nil {
		return policy.Version{}, err
	}
	content.Previous = next.Previous
	return addVersion(tx, content, policy.ManuscriptOf(subject.Snapshot))
}

// next is the draft as the version that it becomes, to be checked.
func (s *Studio) next(ctx context.Context, tx *store.Tx, req PublishRequest) (check.Subject, store.NextVersion, error) {
	var none check.Subject
	snap, err := tx.Snapshot(req.Policy)
	if err != nil {
		return none, store.NextVersion{}, err
	}
	langs, err := chosenLanguages(snap.Policy, req.Languages)
	if err != nil {
		return none, store.NextVersion{}, err
	}
	next, err := tx.NextVersion(req.Policy)
	if err != nil {
		return none, next, err
	}
	versions, err := tx.Versions(req.Policy)
	if err != nil {
		return none, next, err
	}
	withdrawals, err := tx.Withdrawals(req.Policy)
	if err != nil {
		return none, next, err
	}
	subject, err := s.Subject(ctx, snap, langs)
	subject.Issue = markup.Issue{Number: next.Number, Effective: req.Effective}
	subject.Previous = standing(versions, withdrawals).Effective
	return subject, next, err
}

func (s *Studio) content(subject check.Subject, req PublishRequest) (policy.Content, error) {
	snap, issue := subject.Snapshot, subject.Issue
	findings, dismissed := Review(subject)
	if check.Errors(findings) > 0 && strings.TrimSpace(req.Accept) == "" {
		return policy.Content{}, &OpenFindingsError{findings}
	}
	content := policy.Content{
		Format: policy.ContentFormat, PolicyID: snap.Policy.ID, Number: issue.Number,
		Client: snap.Client.Name, Effective: issue.Effective,
		Published: s.now().UTC().Truncate(time.Second), Note: req.Note,
		Source: snap.Policy.SourceLang, Facts: snap.Facts(), Registers: snap.Answers().Registers, Findings: findings, Dismissed: dismissed,
		Accepted: strings.TrimSpace(req.Accept),
	}
	for _, lang := range subject.Languages {
		content.Texts = append(content.Texts, markup.Resolve(snap, lang, issue).Text)
	}
	if len(content.Texts[0].Clauses) == 0 {
		return policy.Content{}, ErrNothingToSay
	}
	return content, nil
}

func addVersion(tx *store.Tx, content policy.Content, made policy.Manuscript) (policy.Version, error) {
	manuscript, err := made.Canonical()
	if err != nil {
		return policy.Version{}, err
	}
	content.Manuscript = policy.HashOf(manuscript)
	canonical, err := content.Canonical()
	if err != nil {
		return policy.Version{}, err
	}
	version := policy.Version{
		PolicyID: content.PolicyID, Number: content.Number, Effective: content.Effective,
		Created: content.Published, SHA256: policy.HashOf(canonical),
		Previous: content.Previous, Canonical: canonical, Manuscript: manuscript,
	}
	return version, tx.AddVersion(version)
}

// chosenLanguages puts the wanted languages in the policy's own order.
func chosenLanguages(p policy.Policy, wanted []string) ([]string, error) {
	if len(wanted) == 0 {
		return p.Languages(), nil
	}
	want := map[string]bool{}
	for _, lang := range wanted {
		if !p.HasLanguage(lang) {
			return nil, fmt.Errorf("%q: %w", lang, ErrNoSuchLang)
		}
		want[lang] = true
	}
	var out []string
	for _, lang := range p.Languages() {
		if want[lang] {
			out = append(out, lang)
		}
	}
	return out, nil
}

// CheckFile imports a document in memory and runs every rule over it. The
// library is neither needed nor changed. The clauses are those the findings
// name.
func CheckFile(ctx context.Context, file File) ([]policy.Finding, []policy.Clause, error) {
	imported, err := exchange.Import(ctx, file.Name, file.Data, "")
	if err != nil {
		return nil, nil, &FileError{file.Name, err}
	}
	snap := policy.Snapshot{Policy: policy.Policy{
		Titles: map[string]string{imported.Language: imported.Title}, SourceLang: imported.Language,
		Numbered: imported.Numbered, Facts: imported.Facts, Clauses: imported.Clauses,
	}}
	return Findings(check.Subject{Snapshot: snap, Languages: snap.Policy.Languages()}), imported.Clauses, nil
}

// Check runs every rule over the draft in all its languages.
func (s *Studio) Check(ctx context.Context, id policy.ID) ([]policy.Finding, error) {
	snap, err := s.Store.Snapshot(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	open, _, err := s.Review(ctx, snap)
	if err != nil {
		return nil, fmt.Errorf("check: %w", err)
	}
	return open, nil
}

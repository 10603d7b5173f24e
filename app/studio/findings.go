package studio

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/pdf"
	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// Findings runs every check over a policy in some of its languages and returns
// what is open: not dismissed.
func Findings(s check.Subject) []policy.Finding {
	open, _ := Review(s)
	return open
}

// Review runs every check over a policy in some of its languages: the rules of
// app/check, and whether the document's fonts can show the text. It returns what
// is open and what was dismissed.
func Review(s check.Subject) ([]policy.Finding, []policy.Dismissal) {
	return check.Open(allFindings(s), s.Snapshot.Dismissals)
}

func allFindings(s check.Subject) []policy.Finding {
	s = s.Prepare()
	findings := check.Run(s)
	for _, lang := range s.Languages {
		findings = append(findings, unprintable(s.Resolved(lang).Text)...)
	}
	check.Sort(findings)
	return findings
}

// Dismiss leaves findings of a policy as they are, with a reason; all or none.
// It returns ErrNotDismissible for one that makes the document impossible.
func (s *Studio) Dismiss(ctx context.Context, id policy.ID, reason, by string, findings ...policy.Finding) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		for _, f := range findings {
			if !check.Dismissible(f) {
				return ErrNotDismissible
			}
			if err := tx.Dismiss(id, policy.Dismissal{Finding: f, Reason: reason, By: by}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("dismiss a finding: %w", err)
	}
	s.emit(Event{PolicyChanged, id})
	return nil
}

// Reopen takes dismissals back.
func (s *Studio) Reopen(ctx context.Context, id policy.ID, findings ...policy.Finding) error {
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		for _, f := range findings {
			if err := tx.Undismiss(id, f.Key()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("open a finding again: %w", err)
	}
	s.emit(Event{PolicyChanged, id})
	return nil
}

// ErrNotDismissible is returned for a finding that no reason mends.
var ErrNotDismissible = errors.New("this finding must be mended: it cannot be left as it is")

// shownRunes is how many characters of a clause a finding names.
const shownRunes = 12

// unprintable finds, once per clause, the characters that keep a text from
// becoming a PDF. A version with one could never be printed or signed.
func unprintable(text policy.Text) []policy.Finding {
	var out []policy.Finding
	at := map[policy.ID]int{}
	count := map[policy.ID]int{}
	for _, missing := range pdf.Uncovered(text) {
		i, known := at[missing.Clause]
		if !known {
			i = len(out)
			at[missing.Clause] = i
			out = append(out, policy.Finding{
				Rule: check.RuleUnprintable, Severity: policy.SeverityError, ClauseID: missing.Clause, Lang: text.Lang,
			})
		}
		if count[missing.Clause]++; count[missing.Clause] <= shownRunes {
			out[i].Evidence = strings.TrimSpace(fmt.Sprintf("%s %c", out[i].Evidence, missing.Rune))
		}
	}
	return out
}

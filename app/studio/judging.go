package studio

import (
	"bytes"
	"context"
	"errors"

	"clausedesk/app/pdf/enclosed"
	"clausedesk/app/policy"
	"clausedesk/app/sign"
)

// PagesState says whether a PDF of Clausedesk says on its pages what the
// policy inside it says.
type PagesState string

// The states; empty when a PDF carries no policy.
const (
	PagesSame    PagesState = "same"    // every clause is on the pages, in its order
	PagesDiffer  PagesState = "differs" // the pages say something else
	PagesAltered PagesState = "altered" // the policy inside is not the one named
	PagesUnread  PagesState = "unread"  // the pages could not be read as text
)

// Pages is what became of comparing the pages with the policy inside.
type Pages struct {
	State PagesState
	Words string // where they part, for PagesDiffer
}

// Wrong tells whether the PDF contradicts itself.
func (s Pages) Wrong() bool { return s.State == PagesDiffer || s.State == PagesAltered }

// Match is the version in the library that a PDF was made from.
type Match struct {
	Policy policy.ID
	Title  string
	Number int
}

// Judgement is what can be said about a verified PDF beyond its signatures.
type Judgement struct {
	Pages Pages
	// Match is nil when the library does not hold the version; Sought tells
	// whether it was looked for.
	Match  *Match
	Sought bool
}

// JudgeFile compares the pages of a PDF with the policy it carries. It needs no
// library. The report is that of the same bytes.
func JudgeFile(_ context.Context, data []byte, report sign.Report) Judgement {
	content, _, err := enclosed.Policy(data)
	switch {
	case err == nil:
	case errors.Is(err, enclosed.ErrAltered):
		return Judgement{Pages: Pages{State: PagesAltered}}
	default:
		return Judgement{}
	}
	lang := ""
	if report.Policy != nil {
		lang = report.Policy.Language
	}
	return Judgement{Pages: pagesSay(data, content, lang)}
}

// Judge is JudgeFile that also finds the version in the library by its hash,
// which is over the canonical form.
func (s *Studio) Judge(ctx context.Context, data []byte, report sign.Report) (Judgement, error) {
	out := JudgeFile(ctx, data, report)
	if report.Policy == nil {
		return out, nil
	}
	out.Sought = true
	rows, err := s.Store.PolicyRows(ctx, "")
	if err != nil {
		return out, err
	}
	for _, row := range rows {
		versions, err := s.Store.Versions(ctx, row.ID)
		if err != nil {
			return out, err
		}
		for _, v := range versions {
			if v.SHA256 != report.Policy.SHA256 || policy.HashOf(v.Canonical) != v.SHA256 {
				continue
			}
			out.Match = &Match{Policy: v.PolicyID, Title: row.Title, Number: v.Number}
			if _, canonical, err := enclosed.Policy(data); err == nil && !bytes.Equal(canonical, v.Canonical) {
				out.Pages = Pages{State: PagesAltered}
			}
			return out, nil
		}
	}
	return out, nil
}

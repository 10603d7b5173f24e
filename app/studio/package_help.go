package studio

import (
	"context"
	"slices"

	"clausedesk/app/exchange"
	"clausedesk/app/glossary"
	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

// mostMatches go with a segment: more than that nobody reads.
const mostMatches = 3

// segmentPlace is where a segment stands in its policy.
type segmentPlace struct {
	clause policy.ID
	pos    int
}

func placeOf(row translate.Row) segmentPlace { return segmentPlace{row.ClauseID, row.Pos} }

// neighbours returns the sources before and after each segment of a clause.
func neighbours(rows []translate.Row) map[segmentPlace][2]string {
	out := map[segmentPlace][2]string{}
	for i, row := range rows {
		var beside [2]string
		if i > 0 && rows[i-1].ClauseID == row.ClauseID {
			beside[0] = rows[i-1].Source
		}
		if i+1 < len(rows) && rows[i+1].ClauseID == row.ClauseID {
			beside[1] = rows[i+1].Source
		}
		out[placeOf(row)] = beside
	}
	return out
}

// helped adds what the memory and the glossary have.
func (s *Studio) helped(
	ctx context.Context, req PackageRequest, pkg exchange.Package, file exchange.PackageFile, client policy.ID,
) error {
	for i := range file.Segments {
		segment := &file.Segments[i]
		if segment.State == policy.Approved || segment.State == policy.Reviewed {
			continue
		}
		if req.Matches {
			found, err := s.Matches(ctx, MemoryQuery{
				From: pkg.Source, To: pkg.Target, Source: translate.Canonical(segment.Source), Before: segment.Before,
				After: segment.After, Client: client, Limit: mostMatches,
			})
			if err != nil {
				return err
			}
			segment.Matches = packMatches(found)
		}
		if req.Terms {
			terms, err := s.Glossary(ctx, client)
			if err != nil {
				return err
			}
			segment.Terms = packTerms(terms, segment.Source, pkg.Source, pkg.Target)
		}
	}
	return nil
}

func packMatches(found []memory.Match) []exchange.PackageMatch {
	var out []exchange.PackageMatch
	for _, m := range found {
		target := m.Target
		if m.Substituted {
			target = m.Adapted
		}
		out = append(out, exchange.PackageMatch{Source: m.Source, Target: target, Score: m.Score, Origin: m.Origin})
	}
	return out
}

// packTerms lists the terms of a text that have something to say about the
// other language, each once.
func packTerms(g *glossary.Glossary, source, from, to string) []exchange.PackageTerm {
	var out []exchange.PackageTerm
	var met []*glossary.Concept
	for _, hit := range g.Find(markup.PlainInline(markup.ParseInline(source)), from) {
		if slices.Contains(met, hit.Concept) {
			continue
		}
		met = append(met, hit.Concept)
		term := exchange.PackageTerm{Term: hit.Term.Text, Definition: hit.Concept.Definition}
		for _, t := range hit.Concept.In(to, glossary.Preferred, glossary.Allowed) {
			if !t.Weak {
				term.Translations = append(term.Translations, t.Text)
			}
		}
		for _, t := range hit.Concept.In(to, glossary.Forbidden) {
			term.Forbidden = append(term.Forbidden, t.Text)
		}
		if len(term.Translations) > 0 {
			out = append(out, term)
		}
	}
	return out
}

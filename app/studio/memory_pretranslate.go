package studio

import (
	"context"
	"fmt"

	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/translate"
)

// Pretranslated says what the memory filled in.
type Pretranslated struct {
	Asked       int `json:"asked"`  // segments that had no translation
	Filled      int `json:"filled"` // of these, with a draft now
	Words       int `json:"words"`  // in their sources
	InContext   int `json:"in_context"`
	Exact       int `json:"exact"`
	Fuzzy       int `json:"fuzzy"` // the rest
	Substituted int `json:"substituted"`
}

// Pretranslate gives every segment without a translation the best match of the
// memory and the clause library that scores at least threshold percent, as a
// draft. What somebody else
// translates meanwhile stays.
func (s *Studio) Pretranslate(ctx context.Context, id policy.ID, lang string, threshold int) (Pretranslated, error) {
	matches := map[spot]memory.Match{}
	var asked int
	err := s.Store.View(ctx, func(tx *store.Tx) error {
		snap, err := tx.Snapshot(id)
		if err != nil {
			return err
		}
		if !snap.Policy.HasLanguage(lang) || lang == snap.Policy.SourceLang {
			return fmt.Errorf("%q: %w", lang, ErrNoSuchLang)
		}
		asked, err = s.findMatches(ctx, tx, snap, lang, threshold, matches)
		return err
	})
	if err != nil {
		return Pretranslated{}, fmt.Errorf("pretranslate: %w", err)
	}
	out := Pretranslated{Asked: asked}
	err = s.Store.InTx(ctx, func(tx *store.Tx) error { return out.fill(tx, id, lang, matches) })
	if err != nil {
		return Pretranslated{}, fmt.Errorf("pretranslate: %w", err)
	}
	if out.Filled > 0 {
		s.emit(Event{PolicyChanged, id})
	}
	return out, nil
}

// spot is where a segment stands, and what it says.
type spot struct {
	clause policy.ID
	pos    int
	source string
}

func spotOf(row translate.Row) spot { return spot{row.ClauseID, row.Pos, row.Source} }

func (s *Studio) findMatches(ctx context.Context, tx *store.Tx, snap policy.Snapshot, lang string, threshold int,
	matches map[spot]memory.Match,
) (asked int, err error) {
	rows := translate.Rows(snap, lang)
	for i, row := range rows {
		if row.State != policy.Untranslated || row.Hidden {
			continue
		}
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		asked++
		q := memory.Query{
			From: snap.Policy.SourceLang, To: lang, Source: row.Source, Client: snap.Client.ID, Limit: 1, Threshold: threshold,
		}
		q.Before, q.After = Neighbours(rows, i)
		found, err := s.offers(tx, q)
		if err != nil {
			return 0, err
		}
		if len(found) > 0 {
			matches[spotOf(row)] = found[0]
		}
	}
	return asked, nil
}

// Neighbours returns the sources beside a row in its clause: the context that
// the memory keeps.
func Neighbours(rows []translate.Row, i int) (before, after string) {
	if i > 0 && rows[i-1].ClauseID == rows[i].ClauseID {
		before = rows[i-1].Source
	}
	if i+1 < len(rows) && rows[i+1].ClauseID == rows[i].ClauseID {
		after = rows[i+1].Source
	}
	return before, after
}

func (p *Pretranslated) fill(tx *store.Tx, id policy.ID, lang string, matches map[spot]memory.Match) error {
	snap, err := tx.Snapshot(id)
	if err != nil {
		return err
	}
	var units []policy.Unit
	for _, row := range translate.Rows(snap, lang) {
		match, found := matches[spotOf(row)]
		if !found || row.State != policy.Untranslated {
			continue
		}
		units = append(units, policy.Unit{
			ClauseID: row.ClauseID, Lang: lang, Pos: row.Pos, Source: row.Source,
			Target: match.Adapted, State: policy.Draft, Via: policy.ViaPretranslated,
		})
		p.count(row.Source, match)
	}
	if len(units) == 0 {
		return nil
	}
	return tx.PutUnits(id, units)
}

func (p *Pretranslated) count(source string, match memory.Match) {
	p.Filled++
	p.Words += len(markup.Words(markup.PlainInline(markup.ParseInline(source))))
	switch match.Score {
	case memory.InContext:
		p.InContext++
	case memory.Exact:
		p.Exact++
	default:
		p.Fuzzy++
	}
	if match.Substituted {
		p.Substituted++
	}
}

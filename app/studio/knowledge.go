package studio

import (
	"context"
	"sync"

	"clausedesk/app/check"
	"clausedesk/app/policy"
	"clausedesk/app/quality"
	"clausedesk/app/spelling"
)

// Knowledge returns what the checks of translations into a language rest on: the
// terms that hold for a client, and the names in its answers, which stay as they
// are.
func (s *Studio) Knowledge(ctx context.Context, snap policy.Snapshot, lang string) (*quality.Knowledge, error) {
	terms, err := s.Glossary(ctx, snap.Client.ID)
	if err != nil {
		return nil, err
	}
	return &quality.Knowledge{Glossary: terms, Names: quality.NamesIn(snap.Answers())}, nil
}

// DeskKnowledge is Knowledge for who translates, with the words of the language
// where this machine has a dictionary. What a version freezes rests on none: it
// would differ from machine to machine.
func (s *Studio) DeskKnowledge(ctx context.Context, snap policy.Snapshot, lang string) (*quality.Knowledge, error) {
	known, err := s.Knowledge(ctx, snap, lang)
	if err != nil {
		return nil, err
	}
	if words := s.dictionaries.open(lang); words != nil {
		known.Spelling = func(word string) bool { return len(words.Unknown(word)) == 0 }
	}
	return known, nil
}

// dictionaries keeps those that were read, by language; nil for one the machine
// does not have.
type dictionaries struct {
	mu sync.Mutex
	by map[string]spelling.Speller
}

func (d *dictionaries) open(lang string) spelling.Speller {
	d.mu.Lock()
	defer d.mu.Unlock()
	words, known := d.by[lang]
	if !known {
		if d.by == nil {
			d.by = map[string]spelling.Speller{}
		}
		words, _ = spelling.Open(lang)
		d.by[lang] = words
	}
	return words
}

// Subject returns what the checks look at for a policy in some of its languages,
// with what they need to know about each.
func (s *Studio) Subject(ctx context.Context, snap policy.Snapshot, langs []string) (check.Subject, error) {
	known := map[string]*quality.Knowledge{}
	for _, lang := range langs {
		var err error
		if known[lang], err = s.Knowledge(ctx, snap, lang); err != nil {
			return check.Subject{}, err
		}
	}
	return check.Subject{
		Snapshot: snap, Languages: langs, Knowledge: func(lang string) *quality.Knowledge { return known[lang] },
	}, nil
}

// Review runs every check over a policy as it stands on the screen or on the
// disk, in all its languages, and returns what is open and what was dismissed.
func (s *Studio) Review(ctx context.Context, snap policy.Snapshot) ([]policy.Finding, []policy.Dismissal, error) {
	subject, err := s.Subject(ctx, snap, snap.Policy.Languages())
	if err != nil {
		return nil, nil, err
	}
	open, dismissed := Review(subject)
	return open, dismissed, nil
}

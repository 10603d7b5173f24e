package studio

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"clausedesk/app/policy"
	"clausedesk/app/store"
)

// ErrRestoreSource is returned for a version of an earlier release that was
// published without the language its policy is written in: there is no text to
// put back.
var ErrRestoreSource = errors.New("the version is not in the language that the policy is written in")

// Restored is a version as the draft it would become. The clauses and their
// translations belong together; Rest is a choice of its own.
//
// Answers are never changed on the way: the client's are shared with its other
// policies. Who wants those of then gets them as answers of this policy alone.
type Restored struct {
	Number int
	// Exact says that the manuscript is put back; otherwise the version is of an
	// earlier release, and its texts are, with the answers filled in.
	Exact bool
	Tree  []policy.Clause
	// Units are the translations of every clause of Tree, in all languages.
	Units map[policy.ID][]policy.Unit
	Rest  Rest
}

// Rest is what of the draft, beside its clauses, was otherwise in a version.
type Rest struct {
	Titles    map[string]string // those that differ, by language
	Numbered  *bool             // when it differs
	Facts     []policy.FactKey  // answers that differ
	Registers []string          // that differ
	// Stays are answers that were empty then: a policy cannot empty those of its
	// client.
	Stays []policy.FactKey

	own policy.Answers // of the policy, after it was put back
}

// Empty reports that nothing differs.
func (r Rest) Empty() bool {
	return len(r.Titles) == 0 && r.Numbered == nil && len(r.Facts) == 0 && len(r.Registers) == 0
}

// PlanRestore says what putting a version back would make of the draft.
// Nothing is written. The draft is the one of snap, saved or not.
func (s *Studio) PlanRestore(ctx context.Context, snap policy.Snapshot, number int) (Restored, error) {
	var out Restored
	err := s.Store.View(ctx, func(tx *store.Tx) (err error) {
		out, err = planRestore(tx, snap, number)
		return err
	})
	if err != nil {
		return Restored{}, fmt.Errorf("restore version %d: %w", number, err)
	}
	return out, nil
}

// Restore puts a version back into the draft, and with rest also its title,
// numbering and answers. All of it or nothing.
func (s *Studio) Restore(ctx context.Context, id policy.ID, number int, rest bool) (Restored, error) {
	var out Restored
	err := s.Store.InTx(ctx, func(tx *store.Tx) error {
		snap, err := tx.Snapshot(id)
		if err != nil {
			return err
		}
		if out, err = planRestore(tx, snap, number); err != nil {
			return err
		}
		if err := writeDraft(tx, id, out.Tree, out.Units); err != nil || !rest {
			return err
		}
		out.Rest.PutBack(&snap.Policy)
		return tx.SavePolicyMeta(snap.Policy)
	})
	if err != nil {
		return Restored{}, fmt.Errorf("restore version %d: %w", number, err)
	}
	s.emit(Event{PolicyChanged, id}, Event{Kind: ClientsChanged})
	return out, nil
}

func planRestore(tx *store.Tx, snap policy.Snapshot, number int) (Restored, error) {
	version, err := tx.Version(snap.Policy.ID, number)
	if err != nil {
		return Restored{}, err
	}
	content, err := version.Content()
	if err != nil {
		return Restored{}, err
	}
	out := Restored{Number: number}
	titles, numbered := textTitles(content), content.Texts[0].Numbered
	if content.Manuscript == "" {
		if out.Tree, out.Units, err = fromTexts(snap, content); err != nil {
			return Restored{}, err
		}
	} else {
		data, err := tx.Manuscript(snap.Policy.ID, number)
		if err != nil {
			return Restored{}, errors.Join(policy.ErrVersionDamaged, err)
		}
		m, err := policy.ReadManuscript(content, data)
		if err != nil {
			return Restored{}, err
		}
		out.Exact, out.Tree, out.Units = true, m.Clauses, fromManuscript(snap, m)
		titles, numbered = m.Titles, m.Numbered
	}
	out.Rest = restOf(snap, content, titles, numbered)
	return out, policy.ValidateTree(out.Tree)
}

func textTitles(content policy.Content) map[string]string {
	out := map[string]string{}
	for _, text := range content.Texts {
		out[text.Lang] = text.Title
	}
	return out
}

// restOf compares what is no clause: the draft of now with the version.
func restOf(snap policy.Snapshot, content policy.Content, titles map[string]string, numbered bool) Rest {
	r := Rest{Titles: map[string]string{}}
	for _, lang := range snap.Policy.Languages() {
		if title := titles[lang]; title != "" && title != snap.Policy.Title(lang) {
			r.Titles[lang] = title
		}
	}
	if numbered != snap.Policy.Numbered {
		r.Numbered = &numbered
	}
	now, client := snap.Answers(), snap.Client
	r.own = policy.Answers{Facts: policy.Facts{}, Registers: policy.Registers{}}
	for _, key := range union(content.Facts, now.Facts) {
		then := content.Facts[key]
		if then != now.Facts[key] {
			if then == "" && client.Facts[key] != "" {
				r.Stays = append(r.Stays, key)
			} else {
				r.Facts = append(r.Facts, key)
			}
		}
		if then != "" && then != client.Facts[key] {
			r.own.Facts[key] = then
		}
	}
	for _, name := range union(content.Registers, now.Registers) {
		then, had := content.Registers[name]
		if !reflect.DeepEqual(then, now.Registers[name]) && len(then)+len(now.Registers[name]) > 0 {
			r.Registers = append(r.Registers, name)
		}
		if !reflect.DeepEqual(then, client.Registers[name]) && (had || len(client.Registers[name]) > 0) {
			r.own.Registers[name] = then
		}
	}
	return r
}

func union[K ~string, V any](a, b map[K]V) []K {
	keys := map[K]bool{}
	for key := range a {
		keys[key] = true
	}
	for key := range b {
		keys[key] = true
	}
	return slices.Sorted(maps.Keys(keys))
}

// PutBack makes title, numbering and answers of a policy those of the version.
func (r Rest) PutBack(p *policy.Policy) {
	p.Titles = maps.Clone(p.Titles)
	maps.Copy(p.Titles, r.Titles)
	if r.Numbered != nil {
		p.Numbered = *r.Numbered
	}
	p.Facts, p.Registers = r.own.Facts, r.own.Registers.Clone()
}

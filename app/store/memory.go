package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/translate"
)

const memoryColumns = `SELECT id, from_lang, to_lang, source, target, client_id, policy_id, clause_id, before, after,
	origin, written_by, changed FROM memory_entry `

func scanMemory(rows *sql.Rows) (memory.Entry, error) {
	var e memory.Entry
	err := rows.Scan(&e.ID, &e.From, &e.To, &e.Source, &e.Target, &e.Client, &e.Policy, &e.Clause, &e.Before, &e.After,
		&e.Origin, &e.By, moment{&e.Changed})
	return e, err
}

// closely is how many entries that share terms with a text are compared with it.
const closely = 1000

// literally is how many entries with the words of a text are looked through for
// it.
const literally = 400

// atOnce is how many are read in one go: when none of them is better than those
// before, no more are.
const atOnce = 200

// MemoryMatches returns the entries that a text is like, best first. Entries of
// private clients are for their own texts only.
func (tx *Tx) MemoryMatches(q memory.Query) ([]memory.Match, error) {
	matches, _, err := tx.memoryMatches(q)
	return matches, err
}

// memoryWork counts what a look-up took, whatever the machine.
type memoryWork struct {
	rows, bytes int // of places
	compared    int // entries
}

func (tx *Tx) memoryMatches(q memory.Query) (matches []memory.Match, work memoryWork, err error) {
	readers, err := tx.memoryReaders(q.Client)
	if err != nil {
		return nil, work, err
	}
	if q.Names, err = readers.names(q.Client); err != nil {
		return nil, work, err
	}
	scorer := memory.NewScorer(q)
	finder := memory.NewFinder(scorer.Query(), closely)
	found, err := tx.memoryPromising(finder)
	if err != nil {
		return nil, work, err
	}
	matches, err = tx.memoryBest(scorer, readers, found)
	return matches, memoryWork{finder.Rows, finder.Bytes, scorer.Compared}, err
}

// memoryBest returns the best matches among entries that promise to be some,
// those with the same source, and what can be put together.
func (tx *Tx) memoryBest(scorer *memory.Scorer, readers *memoryReaders, found []int64) ([]memory.Match, error) {
	q := scorer.Query()
	exact, err := tx.memorySame(q.From, q.To, q.Source)
	if err != nil {
		return nil, err
	}
	near, err := tx.memoryNear(scorer, readers, append(exact, found...))
	if err != nil {
		return nil, err
	}
	matches := scorer.Best(near)
	if len(matches) > 0 && matches[0].Score >= memory.Exact {
		return matches, nil
	}
	return tx.memoryJoined(scorer.Query(), readers, matches)
}

// memoryJoined adds a match that is made of the text's sentences, when the
// memory has each of them.
func (tx *Tx) memoryJoined(q memory.Query, readers *memoryReaders, matches []memory.Match) ([]memory.Match, error) {
	var parts []memory.Match
	sentences := translate.Sentences(q.Source, q.From)
	for _, sentence := range sentences {
		one := q
		one.Source, one.Before, one.After, one.Limit = strings.TrimSpace(sentence), "", "", 1
		ids, err := tx.memorySame(one.From, one.To, one.Source)
		if err != nil {
			return nil, err
		}
		scorer := memory.NewScorer(one)
		near, err := tx.memoryNear(scorer, readers, ids)
		if err != nil {
			return nil, err
		}
		parts = append(parts, scorer.Best(near)...)
	}
	return memory.WithJoined(q, matches, sentences, parts), nil
}

// MemoryContaining returns entries that have all the words of a text in their
// source, those that have it as it stands first, then the newest. The last
// letters of long words do not count.
func (tx *Tx) MemoryContaining(q memory.Query) ([]memory.Match, error) {
	finder := memory.NewContaining(q, literally)
	if len(finder.Terms) == 0 {
		return nil, nil
	}
	readers, err := tx.memoryReaders(q.Client)
	if err != nil {
		return nil, err
	}
	found, err := tx.memoryPromising(finder)
	if err != nil {
		return nil, err
	}
	entries, err := list(tx, scanMemory, memoryColumns+`WHERE id IN (`+numbers(found)+`) ORDER BY id DESC`)
	if err != nil {
		return nil, err
	}
	scorer := memory.NewScorer(q)
	var literal, other []memory.Match
	for _, e := range entries {
		source, text := fold(e.Source), fold(q.Source)
		switch m := scorer.Plain(e); {
		case !readers.may(e) || !samePair(e, q):
		case strings.Contains(source, text):
			literal = append(literal, m)
		case containsAll(source, strings.Fields(text)):
			other = append(other, m)
		}
	}
	out := append(literal, other...)
	return out[:min(len(out), scorer.Query().Limit)], nil
}

func containsAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// memoryPromising returns the entries that share most terms with a text, the
// most promising first.
func (tx *Tx) memoryPromising(finder *memory.Finder) ([]int64, error) {
	defer finder.Release()
	if err := tx.chooseTerms(finder); err != nil {
		return nil, err
	}
	block := int64(-1)
	err := tx.scan(func(rows *sql.Rows) error {
		var of, term int64
		var size int
		var places sql.RawBytes
		if err := rows.Scan(&of, &term, &size, &places); err != nil {
			return err
		}
		if of != block && block >= 0 {
			finder.Close(block)
		}
		block = of
		finder.Add(term, size, places)
		return nil
	}, `SELECT memory_block.id, term, size, places FROM memory_block CROSS JOIN memory_posting ON block = memory_block.id
		WHERE reading = 0 AND term IN (`+numbers(finder.Terms)+`) AND size BETWEEN ? AND ? ORDER BY memory_block.id`,
		finder.Low, finder.High)
	finder.Close(block)
	return finder.Found(), err
}

// chooseTerms asks the first block that has any of the terms how common each
// is, and takes the others to be like it.
func (tx *Tx) chooseTerms(finder *memory.Finder) error {
	blocks, err := list(tx, scanOne[int64], `SELECT id FROM memory_block WHERE reading = 0 ORDER BY id`)
	var costs []memory.Cost
	for _, block := range blocks {
		if err != nil || len(costs) > 0 {
			break
		}
		costs, err = list(tx, func(rows *sql.Rows) (c memory.Cost, err error) {
			err = rows.Scan(&c.Term, &c.Size, &c.Bytes)
			c.Bytes *= len(blocks)
			return c, err
		}, `SELECT term, size, length(places) FROM memory_posting WHERE block = ?
			AND term IN (`+numbers(finder.Terms)+`) AND size BETWEEN ? AND ?`, block, finder.Low, finder.High)
	}
	finder.Choose(costs)
	return err
}

// memorySame returns the entries with just this source.
func (tx *Tx) memorySame(from, to, source string) ([]int64, error) {
	return list(tx, scanOne[int64], fmt.Sprintf(`SELECT memory_source.block << %d | place FROM memory_block
		CROSS JOIN memory_source ON memory_source.block = memory_block.id
		WHERE memory_block.reading = 0 AND memory_source.hash = ? ORDER BY 1 DESC LIMIT %d`, memory.BlockBits, closely),
		memory.SourceHash(from, to, source))
}

// memoryNear tells how alike candidates are, the most promising first, as long
// as that brings a better one, and returns the most alike, whole.
func (tx *Tx) memoryNear(scorer *memory.Scorer, readers *memoryReaders, found []int64) ([]memory.Candidate, error) {
	alike, best := map[int64]float64{}, -1.0
	for some := range slices.Chunk(found, atOnce) {
		before := best
		err := tx.memoryLikeness(scorer, readers, some, func(id int64, likeness float64) {
			alike[id], best = likeness, max(best, likeness)
		})
		if err != nil {
			return nil, err
		}
		if best == before {
			break
		}
	}
	ids := slices.SortedFunc(maps.Keys(alike), func(a, b int64) int {
		return cmp.Or(cmp.Compare(alike[b], alike[a]), cmp.Compare(b, a))
	})
	whole, err := list(tx, scanMemory, memoryColumns+`WHERE id IN (`+numbers(ids[:min(len(ids), scorer.Finalists())])+`)`)
	var out []memory.Candidate
	for _, e := range whole {
		if samePair(e, scorer.Query()) {
			out = append(out, memory.Candidate{Entry: e, Names: readers.called[e.Client], Alike: alike[e.ID]})
		}
	}
	return out, err
}

// memoryLikeness tells how alike some entries are that may be used.
func (tx *Tx) memoryLikeness(scorer *memory.Scorer, readers *memoryReaders, ids []int64, tell func(int64, float64)) error {
	entries, err := list(tx, scanMemorySource, `SELECT id, source, client_id FROM memory_entry WHERE id IN (`+numbers(ids)+`)`)
	for _, e := range entries {
		if err != nil || !readers.may(e) {
			continue
		}
		var names memory.Names
		if names, err = readers.names(e.Client); err == nil {
			tell(e.ID, scorer.Likeness(e.Source, names))
		}
	}
	return err
}

func scanMemorySource(rows *sql.Rows) (memory.Entry, error) {
	var e memory.Entry
	err := rows.Scan(&e.ID, &e.Source, &e.Client)
	return e, err
}

func samePair(e memory.Entry, q memory.Query) bool {
	return memory.Base(e.From) == memory.Base(q.From) && memory.Base(e.To) == memory.Base(q.To)
}

// numbers writes numbers for an IN: a statement of many parameters is slower.
func numbers(ids []int64) string {
	var out strings.Builder
	for i, id := range ids {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(strconv.FormatInt(id, 10))
	}
	return out.String()
}

// memoryReaders knows who may see which entries, and what clients are called.
type memoryReaders struct {
	tx      *Tx
	client  policy.ID
	private map[policy.ID]bool
	called  map[policy.ID]memory.Names
}

func (tx *Tx) memoryReaders(client policy.ID) (*memoryReaders, error) {
	private, err := list(tx, scanOne[policy.ID], `SELECT client_id FROM memory_private`)
	r := &memoryReaders{tx: tx, client: client, private: map[policy.ID]bool{}, called: map[policy.ID]memory.Names{"": nil}}
	for _, id := range private {
		r.private[id] = true
	}
	return r, err
}

// may reports whether the texts of the client may use an entry.
func (r *memoryReaders) may(e memory.Entry) bool { return e.Client == r.client || !r.private[e.Client] }

func (r *memoryReaders) names(client policy.ID) (memory.Names, error) {
	if names, known := r.called[client]; known {
		return names, nil
	}
	facts, err := r.tx.facts("client", client)
	r.called[client] = memory.NamesOf(facts)
	return r.called[client], err
}

// MemoryPrivate reports whether a client's entries serve nobody else.
func (tx *Tx) MemoryPrivate(client policy.ID) (bool, error) {
	n, err := list(tx, scanOne[int], `SELECT count(*) FROM memory_private WHERE client_id = ?`, client)
	return err == nil && n[0] > 0, err
}

// SetMemoryPrivate says whether a client's entries serve nobody else.
func (tx *Tx) SetMemoryPrivate(client policy.ID, private bool) error {
	if _, err := tx.Client(client); err != nil {
		return err
	}
	change := `DELETE FROM memory_private WHERE client_id = ?`
	if private {
		change = `INSERT OR IGNORE INTO memory_private (client_id) VALUES (?)`
	}
	_, err := tx.exec(change, client)
	return err
}

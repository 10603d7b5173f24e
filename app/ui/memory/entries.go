package memory

import (
	"context"
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// Pair is two languages that the memory has entries between.
type Pair = store.MemoryPair

// Contents is what the memory holds, as far as it may be shown to everybody:
// entries of private clients are not counted.
type Contents struct {
	Pairs   []Pair // the fullest first
	Clients []policy.Client
	Private map[policy.ID]bool
}

// ReadContents counts the memory. It touches no widget.
func ReadContents(ctx context.Context, from Reader) (*Contents, error) {
	c := &Contents{Private: map[policy.ID]bool{}}
	err := from.View(ctx, func(tx *store.Tx) (err error) {
		if c.Pairs, err = tx.MemoryPairs(); err != nil {
			return err
		}
		if c.Clients, err = tx.Clients(); err != nil {
			return err
		}
		for _, client := range c.Clients {
			if c.Private[client.ID], err = tx.MemoryPrivate(client.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return c, err
}

// Find returns a pair of languages, with how many entries it has.
func (c *Contents) Find(from, to string) (Pair, bool) {
	i := slices.IndexFunc(c.Pairs, func(p Pair) bool { return p.From == from && p.To == to })
	if i < 0 {
		return Pair{From: from, To: to}, false
	}
	return c.Pairs[i], true
}

// Named lists the clients with every word of a query in their names.
func (c *Contents) Named(query string) []policy.Client {
	words := strings.Fields(studio.Fold(query))
	return slices.DeleteFunc(slices.Clone(c.Clients), func(client policy.Client) bool {
		name := studio.Fold(client.Name)
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) })
	})
}

// Piece is a part of a text. Hit says that it was looked for.
type Piece struct {
	Text string
	Hit  bool
}

// Marked cuts a text where it has a query as it stands, or else the words of
// it. Case and accents do not count, as in the search.
func Marked(text, query string) []Piece {
	folded, at := foldWithPlaces(text)
	hit := make([]bool, len(text))
	query = strings.Join(strings.Fields(studio.Fold(query)), " ")
	if !mark(hit, at, folded, query) {
		for _, word := range strings.Fields(query) {
			mark(hit, at, folded, word)
		}
	}
	return pieces(text, hit)
}

// foldWithPlaces folds a text; at has the byte of the text that each byte of
// the result comes from, and last the end.
func foldWithPlaces(text string) (folded string, at []int) {
	var out strings.Builder
	for i, r := range text {
		part := studio.Fold(string(r))
		out.WriteString(part)
		for range len(part) {
			at = append(at, i)
		}
	}
	return out.String(), append(at, len(text))
}

// mark notes every place of a word; false when there is none.
func mark(hit []bool, at []int, folded, word string) bool {
	found := false
	for from := 0; word != ""; {
		i := strings.Index(folded[from:], word)
		if i < 0 {
			break
		}
		start := from + i
		from = start + len(word)
		for b := at[start]; b < at[from]; b++ {
			hit[b] = true
		}
		found = true
	}
	return found
}

func pieces(text string, hit []bool) []Piece {
	var out []Piece
	for from := 0; from < len(text); {
		to := from + 1
		for to < len(text) && hit[to] == hit[from] {
			to++
		}
		out = append(out, Piece{text[from:to], hit[from]})
		from = to
	}
	return out
}

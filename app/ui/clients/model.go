// Package clients is the left side of the window: clients and their policies,
// with search.
package clients

import (
	"context"
	"math"
	"slices"
	"strings"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// Library is what the side reads.
type Library interface {
	Studio(ctx context.Context) (policy.Studio, error)
	Clients(ctx context.Context) ([]policy.Client, error)
	FirstPolicyRows(ctx context.Context, search string, limit int) ([]store.PolicyRow, error)
}

// Item is a client or one of its policies.
type Item struct {
	Client   policy.ID
	Policy   policy.ID // empty for a client
	Title    string
	Policies int // of a client
	Version  int // of a policy; 0 is a draft
}

// List is what the side shows.
type List struct {
	Studio string
	Items  []Item
	First  policy.ID // the first policy
}

// Load reads clients and policies; with a search only what matches. It
// touches no widget and may run on any goroutine.
func Load(ctx context.Context, lib Library, search string) (List, error) {
	owner, err := lib.Studio(ctx)
	if err != nil {
		return List{}, err
	}
	all, err := lib.Clients(ctx)
	if err != nil {
		return List{}, err
	}
	rows, err := lib.FirstPolicyRows(ctx, search, limitOf(search))
	if err != nil {
		return List{}, err
	}
	list := arrange(all, rows, search)
	list.Studio = owner.Name
	return list, nil
}

// searchLimit is how many policies a search shows: more than anybody reads,
// and few enough to find while one types.
const searchLimit = 200

// limitOf returns how many policies to list: all of them without a search.
func limitOf(search string) int {
	if search == "" {
		return math.MaxInt32
	}
	return searchLimit
}

func arrange(all []policy.Client, rows []store.PolicyRow, search string) List {
	of := map[policy.ID][]store.PolicyRow{}
	for _, row := range rows {
		of[row.ClientID] = append(of[row.ClientID], row)
	}
	var list List
	for _, client := range all {
		if search != "" && len(of[client.ID]) == 0 && !named(client.Name, search) {
			continue
		}
		list.Items = append(list.Items, Item{Client: client.ID, Title: client.Name, Policies: len(of[client.ID])})
		for _, row := range of[client.ID] {
			if list.First == "" {
				list.First = row.ID
			}
			list.Items = append(list.Items, Item{Client: client.ID, Policy: row.ID, Title: row.Title, Version: row.LatestVersion})
		}
	}
	return list
}

// named reports that every word of the search begins a word of the name,
// whatever its case and accents.
func named(name, search string) bool {
	words := strings.Fields(studio.Fold(name))
	for _, sought := range strings.Fields(studio.Fold(search)) {
		begins := func(word string) bool { return strings.HasPrefix(word, sought) }
		if !slices.ContainsFunc(words, begins) {
			return false
		}
	}
	return true
}

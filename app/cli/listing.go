package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

type listCmd struct {
	What   string `arg:"" enum:"clients,policies,versions,identities,deliveries" help:"${help_what}"`
	Search string `help:"${help_search}"`
	Due    bool   `help:"${help_due}"`
}

// Run lists what is in the library.
func (c *listCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	switch c.What {
	case "clients":
		return listClients(s, st.Store)
	case "policies":
		return listPolicies(s, st, c.Search, c.Due)
	case "versions":
		return listVersions(s, st.Store, st.Today())
	case "deliveries":
		return listDeliveries(s, st.Store)
	}
	return listIdentities(s, st.Store)
}

type clientJSON struct {
	ID       policy.ID    `json:"id"`
	Name     string       `json:"name"`
	Facts    policy.Facts `json:"facts"`
	Policies int          `json:"policies"`
}

func listClients(s *session, st *store.Store) error {
	clients, err := st.Clients(s.ctx)
	if err != nil {
		return err
	}
	rows, err := st.PolicyRows(s.ctx, "")
	if err != nil {
		return err
	}
	count := map[policy.ID]int{}
	for _, row := range rows {
		count[row.ClientID]++
	}
	out := make([]clientJSON, len(clients))
	for i, c := range clients {
		out[i] = clientJSON{c.ID, c.Name, policy.Facts{}.Merge(c.Facts), count[c.ID]}
	}
	return s.table(map[string]any{"clients": out}, len(out), func(i int) []any {
		return []any{out[i].ID, out[i].Name, out[i].Policies}
	})
}

type policyJSON struct {
	ID        policy.ID   `json:"id"`
	Client    string      `json:"client"`
	Title     string      `json:"title"`
	Languages []string    `json:"languages"`
	Clauses   int         `json:"clauses"`
	Version   int         `json:"version"`
	Effective string      `json:"effective,omitempty"`
	InEffect  int         `json:"in_effect"`
	Review    *reviewJSON `json:"review,omitempty"`
}

type reviewJSON struct {
	policy.Review
	State policy.ReviewState `json:"state"`
}

func reviewToJSON(at studio.Standing) *reviewJSON {
	if at.State == "" {
		return nil
	}
	return &reviewJSON{at.Review, at.State}
}

// listPolicies lists policies; with due only those to look at again, the most
// urgent first.
func listPolicies(s *session, st *studio.Studio, search string, due bool) error {
	rows, err := st.Store.PolicyRows(s.ctx, search)
	if err != nil {
		return err
	}
	standings, err := st.Standings(s.ctx)
	if err != nil {
		return err
	}
	out := []policyJSON{}
	for _, r := range rows {
		at := standings[r.ID]
		if due && !at.Due() {
			continue
		}
		out = append(out, policyJSON{
			r.ID, r.ClientName, r.Title, r.Languages, r.ClauseCount, r.LatestVersion, r.LatestEffective, at.InEffect, reviewToJSON(at),
		})
	}
	if due {
		slices.SortStableFunc(out, func(a, b policyJSON) int { return strings.Compare(a.Review.Day, b.Review.Day) })
	}
	return s.table(map[string]any{"policies": out}, len(out), func(i int) []any {
		p := out[i]
		cells := []any{p.ID, p.Client, p.Title, strings.Join(p.Languages, ","), p.Clauses, p.Version}
		if due {
			cells = append(cells, explain.Due(s.loc, standings[p.ID]))
		}
		return cells
	})
}

type listedVersionJSON struct {
	Policy    policy.ID           `json:"policy"`
	Client    string              `json:"client"`
	Title     string              `json:"title"`
	Version   int                 `json:"version"`
	Effective string              `json:"effective"`
	State     policy.VersionState `json:"state"`
	Languages []string            `json:"languages"`
	SHA256    string              `json:"sha256"`
	Withdrawn *withdrawnJSON      `json:"withdrawn,omitempty"`
}

type withdrawnJSON struct {
	From   string `json:"from"`
	Reason string `json:"reason"`
	By     string `json:"by,omitempty"`
}

// damaged stands for the state of a version that cannot be read.
const damaged policy.VersionState = "damaged"

func listVersions(s *session, st *store.Store, today string) error {
	rows, err := st.PolicyRows(s.ctx, "")
	if err != nil {
		return err
	}
	out := []listedVersionJSON{}
	for _, row := range rows {
		if row.LatestVersion == 0 {
			continue
		}
		of, err := versionsOf(s, st, row, today)
		if err != nil {
			return err
		}
		out = append(out, of...)
	}
	return s.table(map[string]any{"versions": out}, len(out), func(i int) []any {
		v := out[i]
		return []any{fmt.Sprintf("%s@%d", v.Policy, v.Version), v.Client, v.Title, v.Effective, v.State, strings.Join(v.Languages, ",")}
	})
}

// versionsOf lists the versions of one policy. One that is damaged is listed
// too, by what is recorded beside it.
func versionsOf(s *session, st *store.Store, row store.PolicyRow, today string) ([]listedVersionJSON, error) {
	versions, err := st.Versions(s.ctx, row.ID)
	if err != nil {
		return nil, err
	}
	withdrawals, err := st.Withdrawals(s.ctx, row.ID)
	if err != nil {
		return nil, err
	}
	states := policy.StatesOn(versions, withdrawals, today)
	var out []listedVersionJSON
	for _, v := range versions {
		item := listedVersionJSON{
			Policy: row.ID, Client: row.ClientName, Title: row.Title, Version: v.Number, Effective: v.Effective,
			State: states[v.Number], Languages: []string{}, SHA256: v.SHA256,
		}
		for _, w := range withdrawals {
			if w.Number == v.Number {
				item.Withdrawn = &withdrawnJSON{w.From, w.Reason, w.By}
			}
		}
		if content, err := v.Content(); err == nil {
			item.Languages = content.Languages()
		} else {
			item.State = damaged
		}
		out = append(out, item)
	}
	return out, nil
}

type identityJSON struct {
	Name        string `json:"name"`
	Subject     string `json:"subject"`
	Algorithm   string `json:"algorithm"`
	Fingerprint string `json:"fingerprint"`
	NotAfter    string `json:"not_after"`
}

func identityToJSON(i store.Identity) identityJSON {
	return identityJSON{i.Name, i.Subject, i.Algorithm, i.Fingerprint, i.NotAfter.Format("2006-01-02")}
}

func listIdentities(s *session, st *store.Store) error {
	identities, err := st.Identities(s.ctx)
	if err != nil {
		return err
	}
	out := make([]identityJSON, len(identities))
	for i, identity := range identities {
		out[i] = identityToJSON(identity)
	}
	return s.table(map[string]any{"identities": out}, len(out), func(i int) []any {
		return []any{out[i].Name, out[i].Subject, out[i].Algorithm, out[i].NotAfter, out[i].Fingerprint}
	})
}

// table prints rows in columns, or the value as JSON.
func (s *session) table(value any, rows int, row func(i int) []any) error {
	return s.result(value, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
		for i := 0; i < rows; i++ {
			for j, cell := range row(i) {
				if j > 0 {
					fmt.Fprint(tw, "\t")
				}
				fmt.Fprint(tw, cell)
			}
			fmt.Fprintln(tw)
		}
		tw.Flush()
	})
}

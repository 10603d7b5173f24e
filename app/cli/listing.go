package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"clausedesk/app/policy"
	"clausedesk/app/store"
)

type listCmd struct {
	What   string `arg:"" enum:"clients,policies,versions,identities" help:"${help_what}"`
	Search string `help:"${help_search}"`
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
		return listPolicies(s, st.Store, c.Search)
	case "versions":
		return listVersions(s, st.Store, st.Today())
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
	ID        policy.ID `json:"id"`
	Client    string    `json:"client"`
	Title     string    `json:"title"`
	Languages []string  `json:"languages"`
	Clauses   int       `json:"clauses"`
	Version   int       `json:"version"`
	Effective string    `json:"effective,omitempty"`
}

func listPolicies(s *session, st *store.Store, search string) error {
	rows, err := st.PolicyRows(s.ctx, search)
	if err != nil {
		return err
	}
	out := make([]policyJSON, len(rows))
	for i, r := range rows {
		out[i] = policyJSON{r.ID, r.ClientName, r.Title, r.Languages, r.ClauseCount, r.LatestVersion, r.LatestEffective}
	}
	return s.table(map[string]any{"policies": out}, len(out), func(i int) []any {
		return []any{out[i].ID, out[i].Client, out[i].Title, strings.Join(out[i].Languages, ","), out[i].Clauses, out[i].Version}
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
}

func listVersions(s *session, st *store.Store, today string) error {
	rows, err := st.PolicyRows(s.ctx, "")
	if err != nil {
		return err
	}
	out := []listedVersionJSON{}
	for _, row := range rows {
		versions, err := st.Versions(s.ctx, row.ID)
		if err != nil {
			return err
		}
		states := policy.StatesOn(versions, today)
		for _, v := range versions {
			content, err := v.Content()
			if err != nil {
				return err
			}
			out = append(out, listedVersionJSON{
				row.ID, row.ClientName, row.Title, v.Number, v.Effective,
				states[v.Number], content.Languages(), v.SHA256,
			})
		}
	}
	return s.table(map[string]any{"versions": out}, len(out), func(i int) []any {
		v := out[i]
		return []any{fmt.Sprintf("%s@%d", v.Policy, v.Version), v.Client, v.Title, v.Effective, v.State, strings.Join(v.Languages, ",")}
	})
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

package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"clausedesk/app/check"
	"clausedesk/app/explain"
	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"

	"golang.org/x/text/language"
)

type policyCmd struct {
	New      policyNewCmd      `cmd:"" help:"${help_policy_new}"`
	Restore  policyRestoreCmd  `cmd:"" help:"${help_policy_restore}"`
	Withdraw policyWithdrawCmd `cmd:"" help:"${help_policy_withdraw}"`
	Review   policyReviewCmd   `cmd:"" help:"${help_policy_review}"`
}

type policyNewCmd struct {
	Client    string   `required:"" placeholder:"NAME" help:"${help_client}"`
	NewClient bool     `help:"${help_new_client}"`
	Kind      string   `placeholder:"KIND" help:"${help_kind}"`
	Country   []string `placeholder:"CODE" help:"${help_country}"`
	Answers   string   `type:"path" placeholder:"FILE" help:"${help_answers}"`
	Lang      string   `default:"en" placeholder:"TAG" help:"${help_lang}"`
	To        []string `placeholder:"TAG" help:"${help_to}"`
	Title     string   `help:"${help_title}"`
	Full      bool     `help:"${help_full}"`
	Tone      string   `enum:"plain,formal" default:"plain" help:"${help_tone}"`
}

type newPolicyJSON struct {
	ID        policy.ID     `json:"id"`
	Client    string        `json:"client"`
	Title     string        `json:"title"`
	Kind      string        `json:"kind"`
	Countries []string      `json:"countries"`
	Languages []string      `json:"languages"`
	Clauses   int           `json:"clauses"`
	Open      int           `json:"open"`
	Errors    int           `json:"errors"`
	Findings  []findingJSON `json:"findings"`
}

// findingJSON is one thing to mend, with the titles of the clauses it stands in.
type findingJSON struct {
	policy.Finding
	Clauses []string `json:"clauses"`
}

// Run makes a policy from answers, and says what it still lacks.
func (c *policyNewCmd) Run(s *session) error {
	req, err := c.request(s)
	if err != nil {
		return err
	}
	st, err := s.studio()
	if err != nil {
		return err
	}
	client, p, err := c.create(s, st, req)
	if err != nil {
		return err
	}
	found, err := st.Check(s.ctx, p.ID)
	if err != nil {
		return err
	}
	snap, err := st.Snapshot(s.ctx, p.ID)
	if err != nil {
		return err
	}
	p.Clauses = snap.Shown() // numbered as the document is
	out := newPolicyToJSON(client, p, found)
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.N("cli.policy_new", out.Clauses, i18n.Data{
			"ID": out.ID, "Client": out.Client, "Title": out.Title, "Languages": strings.Join(out.Languages, ", "),
		}))
		if out.Open > 0 {
			fmt.Fprintln(w, s.loc.N("cli.open_findings", out.Open))
		}
		s.printFindings(w, found, p.Clauses)
	})
}

// request reads the answers and puts what the options say over them.
func (c *policyNewCmd) request(s *session) (studio.NewPolicyRequest, error) {
	req := studio.NewPolicyRequest{Source: c.Lang, Targets: c.To, Title: c.Title, Full: c.Full, Countries: upper(c.Country)}
	if c.Tone == string(policy.ToneFormal) {
		req.Tone = policy.ToneFormal
	}
	for _, lang := range append([]string{c.Lang}, c.To...) {
		if _, err := language.Parse(lang); err != nil {
			return req, fmt.Errorf("new policy: %q: %w", lang, studio.ErrBadLanguage)
		}
	}
	if c.Answers != "" {
		var err error
		if req.Answers, err = s.answers(c.Answers); err != nil {
			return req, err
		}
	}
	req.Kind = c.Kind
	if req.Kind == "" {
		req.Kind = req.Answers.Facts["policy.kind"]
	}
	for _, key := range []policy.FactKey{"policy.countries", "client.country"} {
		if len(req.Countries) == 0 {
			req.Countries = policy.SplitValues(req.Answers.Facts[key])
		}
	}
	delete(req.Answers.Facts, "policy.kind") // the options say these
	delete(req.Answers.Facts, "policy.countries")
	return req, checkStart(req)
}

func upper(values []string) []string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = strings.ToUpper(strings.TrimSpace(value))
	}
	return out
}

// checkStart finds a kind or country that is none.
func checkStart(req studio.NewPolicyRequest) error {
	if !slices.Contains(policy.PolicyKinds, req.Kind) {
		return &usageError{"cli.bad_kind", i18n.Data{"Kinds": strings.Join(policy.PolicyKinds, ", ")}}
	}
	if len(req.Countries) == 0 {
		return &usageError{key: "cli.country_needed"}
	}
	known := vocabulary.Countries(i18n.Fallback)
	for _, code := range req.Countries {
		if !slices.ContainsFunc(known, func(c vocabulary.Country) bool { return c.Code == code }) {
			return &usageError{"cli.bad_country", i18n.Data{"Code": code}}
		}
	}
	return nil
}

// create makes the policy, and its client where there is none of that name.
func (c *policyNewCmd) create(s *session, st *studio.Studio, req studio.NewPolicyRequest) (policy.Client, policy.Policy, error) {
	client, err := s.client(st, c.Client)
	switch {
	case err == nil && c.NewClient:
		return client, policy.Policy{}, &usageError{"cli.client_taken", i18n.Data{"Client": client.Name}}
	case errors.Is(err, store.ErrNotFound):
		client.Name = strings.TrimSpace(c.Client)
		req.ClientName = client.Name
	case err != nil:
		return client, policy.Policy{}, err
	}
	req.Client = client.ID
	p, err := st.NewPolicy(s.ctx, req)
	return client, p, err
}

// client finds a client by its name, whatever the case.
func (s *session) client(st *studio.Studio, name string) (policy.Client, error) {
	clients, err := st.Store.Clients(s.ctx)
	if err != nil {
		return policy.Client{}, err
	}
	for _, client := range clients {
		if strings.EqualFold(client.Name, strings.TrimSpace(name)) {
			return client, nil
		}
	}
	return policy.Client{}, &explain.MissingError{Kind: "client", Name: name, Err: store.ErrNotFound}
}

func newPolicyToJSON(client policy.Client, p policy.Policy, found []policy.Finding) newPolicyJSON {
	out := newPolicyJSON{
		ID: p.ID, Client: client.Name, Title: p.Title(p.SourceLang), Kind: p.Facts["policy.kind"],
		Countries: policy.SplitValues(p.Facts["policy.countries"]), Languages: p.Languages(),
		Clauses: len(policy.Flatten(p.Clauses)), Errors: check.Errors(found), Findings: []findingJSON{},
	}
	for _, group := range check.Groups(found) {
		titles := append([]string{}, check.Titles(p.Clauses, group.Clauses)...)
		out.Findings = append(out.Findings, findingJSON{group.Finding, titles})
	}
	out.Open = len(out.Findings)
	return out
}

package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"clausedesk/app/explain"
	"clausedesk/app/library"
	"clausedesk/app/policy"
	"clausedesk/app/studio"
	"clausedesk/app/vocabulary"
	"clausedesk/i18n"
)

type libraryCmd struct {
	List     libraryListCmd     `cmd:"" help:"${help_library_list}"`
	Services libraryServicesCmd `cmd:"" help:"${help_library_services}"`
	Show     libraryShowCmd     `cmd:"" help:"${help_library_show}"`
	Export   libraryExportCmd   `cmd:"" help:"${help_library_export}"`
	Import   libraryImportCmd   `cmd:"" help:"${help_library_import}"`
	Uses     libraryUsesCmd     `cmd:"" help:"${help_library_uses}"`
	Update   libraryUpdateCmd   `cmd:"" help:"${help_library_update}"`
}

type libraryListCmd struct {
	Topic  string `help:"${help_topic}"`
	Regime string `help:"${help_regime}"`
	Search string `placeholder:"WORDS" help:"${help_search_library}"`
}

type clauseJSON struct {
	ID        string    `json:"id"`
	Topic     string    `json:"topic"`
	Revision  int       `json:"revision"`
	Regimes   []string  `json:"regimes"`
	Kinds     []string  `json:"kinds"`
	Languages []string  `json:"languages"`
	When      string    `json:"when"`
	Citation  string    `json:"citation"`
	Confirmed bool      `json:"confirmed"`
	Own       bool      `json:"own"`
	Client    policy.ID `json:"client,omitempty"`
}

func clauseToJSON(c library.Clause) clauseJSON {
	return clauseJSON{
		ID: c.ID, Topic: c.Topic, Revision: c.Revision, Regimes: append([]string{}, c.Regimes...),
		Kinds: append([]string{}, c.Kinds...), Languages: append([]string{}, c.Languages()...),
		When: c.When, Citation: c.Citation, Confirmed: c.Confirmed, Own: c.Own, Client: c.Client,
	}
}

// clauses opens the library of a person and reads its clauses and services.
func (s *session) clauses() (*studio.Studio, *library.Library, error) {
	st, err := s.studio()
	if err != nil {
		return nil, nil, err
	}
	lib, err := st.Library(s.ctx)
	return st, lib, err
}

// Run lists the clauses there are to choose from, in the order of documents.
func (c *libraryListCmd) Run(s *session) error {
	if c.Regime != "" && !slices.Contains(policy.Regimes(), c.Regime) {
		return &usageError{"cli.bad_regime", i18n.Data{"Regimes": strings.Join(policy.Regimes(), ", ")}}
	}
	_, lib, err := s.clauses()
	if err != nil {
		return err
	}
	out := []clauseJSON{}
	found := library.Search(lib.Clauses(), c.Search, s.loc.Language())
	for _, clause := range found {
		if (c.Topic == "" || clause.Topic == c.Topic) && (c.Regime == "" || slices.Contains(clause.Regimes, c.Regime)) {
			out = append(out, clauseToJSON(clause))
		}
	}
	return s.table(map[string]any{"clauses": out}, len(out), func(i int) []any {
		clause, _ := lib.Clause(out[i].ID)
		return []any{
			out[i].ID, out[i].Topic, out[i].Revision, strings.Join(out[i].Regimes, ","),
			strings.Join(out[i].Languages, ","), clause.HeadingIn(s.loc.Language()),
		}
	})
}

type libraryServicesCmd struct {
	Search   string `placeholder:"TEXT" help:"${help_search_services}"`
	Category string `help:"${help_category}"`
}

// serviceJSON is a service of which no list is null.
type serviceJSON struct {
	library.Service
	Functions []string         `json:"functions"`
	Data      []string         `json:"data"`
	Countries []string         `json:"data_countries"`
	Cookies   []library.Cookie `json:"cookies"`
}

func serviceToJSON(service library.Service) serviceJSON {
	return serviceJSON{
		service, append([]string{}, service.Functions...), append([]string{}, service.Data...),
		append([]string{}, service.DataCountries...), append([]library.Cookie{}, service.Cookies...),
	}
}

// Run lists the services that policies name as recipients.
func (c *libraryServicesCmd) Run(s *session) error {
	_, lib, err := s.clauses()
	if err != nil {
		return err
	}
	out := []serviceJSON{}
	for _, service := range lib.SearchServices(c.Search) {
		if c.Category == "" || service.Category == c.Category {
			out = append(out, serviceToJSON(service))
		}
	}
	return s.table(map[string]any{"services": out}, len(out), func(i int) []any {
		o := out[i]
		return []any{o.ID, o.Name, o.Entity, o.Country, o.Role, o.Category, o.Checked}
	})
}

type libraryShowCmd struct {
	ID   string `arg:"" name:"id" help:"${help_library_id}"`
	Lang string `placeholder:"TAG" help:"${help_lang}"`
	Tone string `enum:"plain,formal" default:"plain" help:"${help_tone}"`
}

type shownClauseJSON struct {
	clauseJSON
	Lang    string `json:"lang"`
	Tone    string `json:"tone"`
	Purpose string `json:"purpose"`
	Heading string `json:"heading"`
	Body    string `json:"body"`
}

// Run prints the wording of a clause, or what is known of a service.
func (c *libraryShowCmd) Run(s *session) error {
	_, lib, err := s.clauses()
	if err != nil {
		return err
	}
	clause, err := lib.Clause(c.ID)
	if err == nil {
		return c.showClause(s, clause)
	}
	service, err := lib.Service(c.ID)
	if err != nil {
		return missingEntry(c.ID, err)
	}
	text, err := library.EncodeServices([]library.Service{service})
	if err != nil {
		return err
	}
	return s.result(serviceToJSON(service), func(w io.Writer) { fmt.Fprint(w, string(text)) })
}

func (c *libraryShowCmd) showClause(s *session, clause library.Clause) error {
	lang := cmp.Or(c.Lang, s.loc.Language())
	tone := policy.TonePlain
	if c.Tone == string(policy.ToneFormal) {
		tone = policy.ToneFormal
	}
	words := clause.Wording(lang, tone)
	if words.Empty() {
		return fmt.Errorf("show %s: %w: %s", clause.ID, studio.ErrNotWorded, lang)
	}
	out := shownClauseJSON{clauseToJSON(clause), lang, c.Tone, clause.PurposeIn(lang), words.Heading, words.Body}
	return s.result(out, func(w io.Writer) {
		fmt.Fprintf(w, "# %s\n\n", words.Heading)
		if clause.When != "" {
			in, _ := vocabulary.In(s.loc.Language())
			condition := explain.ConditionText(s.loc, in, clause.When)
			fmt.Fprintf(w, "%s\n\n", s.loc.T("library.shown_when", i18n.Data{"Condition": condition}))
		}
		fmt.Fprintf(w, "%s\n", strings.TrimSpace(words.Body))
	})
}

// missingEntry names what is neither a clause nor a service.
func missingEntry(id string, err error) error {
	if errors.Is(err, library.ErrNoClause) || errors.Is(err, library.ErrNoService) {
		return &explain.MissingError{Kind: "library_entry", Name: id, Err: err}
	}
	return err
}

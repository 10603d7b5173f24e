package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"clausedesk/app/explain"
	"clausedesk/app/markup"
	"clausedesk/app/memory"
	"clausedesk/app/policy"
	"clausedesk/app/stage"
	"clausedesk/app/studio"
	"clausedesk/i18n"
)

type memoryCmd struct {
	Import  memoryImportCmd  `cmd:"" help:"${help_memory_import}"`
	Export  memoryExportCmd  `cmd:"" help:"${help_memory_export}"`
	Search  memorySearchCmd  `cmd:"" help:"${help_memory_search}"`
	Delete  memoryDeleteCmd  `cmd:"" help:"${help_memory_delete}"`
	Correct memoryCorrectCmd `cmd:"" help:"${help_memory_correct}"`
	Private memoryPrivateCmd `cmd:"" help:"${help_memory_private}"`
}

type memoryImportCmd struct {
	File   string `arg:"" type:"path" help:"${help_memory_file}"`
	Client string `placeholder:"NAME" help:"${help_memory_of}"`
}

type memoryReadJSON struct {
	Units      int `json:"units"`
	Added      int `json:"added"`
	Duplicates int `json:"duplicates"`
	Skipped    int `json:"skipped"`
}

// Run reads a TMX file into the memory, all of it or nothing.
func (c *memoryImportCmd) Run(s *session) error {
	file, err := os.Open(c.File)
	if err != nil {
		return &explain.FileError{Path: c.File, Err: err}
	}
	defer file.Close() //nolint:errcheck // only read
	st, client, err := s.memoryClient(c.Client)
	if err != nil {
		return err
	}
	read, err := st.ReadMemoryFile(s.ctx, file, studio.MemoryImport{Origin: filepath.Base(c.File), Client: client}, noProgress)
	if err != nil {
		return &studio.FileError{Name: c.File, Err: err}
	}
	out := memoryReadJSON{read.Units, read.Added, read.Duplicate, read.Skipped}
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.N("cli.memory_imported", out.Units, i18n.Data{"Added": out.Added, "Skipped": out.Skipped}))
	})
}

// memoryClient opens the library and finds a client, if one is named.
func (s *session) memoryClient(name string) (*studio.Studio, policy.ID, error) {
	st, err := s.studio()
	if err != nil || name == "" {
		return st, "", err
	}
	client, err := s.client(st, name)
	return st, client.ID, err
}

type memoryExportCmd struct {
	From string `placeholder:"TAG" help:"${help_memory_from}"`
	To   string `placeholder:"TAG" help:"${help_memory_to}"`
	Out  string `short:"o" required:"" type:"path" placeholder:"FILE" help:"${help_out_memory}"`
}

// Run writes the memory as TMX.
func (c *memoryExportCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	var entries int
	err = stage.Write(c.Out, 0o644, func(w io.Writer) (err error) {
		entries, err = st.ExportMemory(s.ctx, w, c.From, c.To)
		return err
	})
	if err != nil {
		return &explain.FileError{Path: c.Out, Err: err}
	}
	return s.result(map[string]any{"file": c.Out, "units": entries}, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.N("cli.memory_exported", entries, i18n.Data{"File": c.Out}))
	})
}

type memorySearchCmd struct {
	Text      string `arg:"" help:"${help_memory_text}"`
	From      string `required:"" placeholder:"TAG" help:"${help_memory_from}"`
	To        string `required:"" placeholder:"TAG" help:"${help_memory_to}"`
	Client    string `placeholder:"NAME" help:"${help_memory_for}"`
	Threshold int    `default:"50" placeholder:"PERCENT" help:"${help_memory_threshold}"`
	Limit     int    `default:"10" help:"${help_memory_limit}"`
	Words     bool   `help:"${help_memory_words}"`
}

// memoryMatchJSON has texts as people read them, with placeholders but without
// marks. Target has what differs put in; stored is as the memory has it.
type memoryMatchJSON struct {
	Entry       *int64    `json:"entry,omitempty"` // its number; none for what is not in the memory as it stands
	Source      string    `json:"source"`
	Target      string    `json:"target"`
	Stored      string    `json:"stored"`
	Markdown    string    `json:"markdown"` // of the target
	Score       int       `json:"score"`
	Substituted bool      `json:"substituted"`
	Origin      string    `json:"origin"`
	By          string    `json:"by,omitempty"`
	Changed     time.Time `json:"changed"`
	From        string    `json:"from"`
	To          string    `json:"to"`
}

// Run asks the memory for a text, or for what has its words.
func (c *memorySearchCmd) Run(s *session) error {
	st, client, err := s.memoryClient(c.Client)
	if err != nil {
		return err
	}
	var matches []memory.Match
	if c.Words {
		matches, err = st.ConcordanceOf(s.ctx, client, c.Text, c.From, c.To, c.Limit)
	} else {
		matches, err = st.Matches(s.ctx, studio.MemoryQuery{
			From: c.From, To: c.To, Source: memory.Canonical(c.Text), Client: client, Limit: c.Limit, Threshold: c.Threshold,
		})
	}
	if err != nil {
		return err
	}
	out := make([]memoryMatchJSON, len(matches))
	for i, m := range matches {
		out[i] = memoryMatchJSON{
			Entry: entryOf(m), Source: readable(m.Source), Target: readable(m.Adapted), Stored: readable(m.Target), Markdown: m.Adapted,
			Score: m.Score, Substituted: m.Substituted, Origin: m.Origin, By: m.By, Changed: m.Changed, From: m.From, To: m.To,
		}
	}
	return s.result(map[string]any{"matches": out}, func(w io.Writer) { s.printMatches(w, out) })
}

// entryOf returns the number of the entry that a match is, nil for none.
func entryOf(m memory.Match) *int64 {
	if m.ID == memory.NoEntry {
		return nil
	}
	return &m.ID
}

func readable(text string) string { return markup.PlainInline(markup.ParseInline(text)) }

func (s *session) printMatches(w io.Writer, matches []memoryMatchJSON) {
	if len(matches) == 0 {
		fmt.Fprintln(w, s.loc.T("cli.memory_nothing"))
	}
	for _, m := range matches {
		fmt.Fprintln(w, s.loc.T("cli.memory_match", i18n.Data{
			"Score": m.Score, "Source": oneLine(m.Source), "Target": oneLine(m.Target), "Origin": m.Origin,
		}))
	}
}

type memoryDeleteCmd struct {
	Entries []int64 `arg:"" optional:"" name:"entry" help:"${help_memory_entries}"`
	Words   string  `placeholder:"TEXT" help:"${help_memory_delete_words}"`
	From    string  `placeholder:"TAG" help:"${help_memory_from}"`
	To      string  `placeholder:"TAG" help:"${help_memory_to}"`
	Client  string  `placeholder:"NAME" help:"${help_memory_for}"`
	DryRun  bool    `help:"${help_dry_run}"`
}

// Run deletes entries by their numbers, all of them or none, or those that have
// some words.
func (c *memoryDeleteCmd) Run(s *session) error {
	byWords := c.Words != "" && c.From != "" && c.To != ""
	if byWords == (len(c.Entries) > 0) {
		return &usageError{key: "cli.memory_delete_what"}
	}
	st, client, err := s.memoryClient(c.Client)
	if err != nil {
		return err
	}
	var deleted int
	if byWords {
		deleted, err = st.DeleteMemoryFound(s.ctx, studio.MemoryQuery{Source: c.Words, From: c.From, To: c.To, Client: client}, c.DryRun)
	} else {
		deleted, err = st.DeleteMemory(s.ctx, c.Entries, c.DryRun)
	}
	if err != nil {
		return err
	}
	return s.result(map[string]any{"deleted": deleted, "dry_run": c.DryRun}, func(w io.Writer) {
		key := "cli.memory_deleted"
		if c.DryRun {
			key = "cli.memory_would_delete"
		}
		fmt.Fprintln(w, s.loc.N(key, deleted))
	})
}

type memoryCorrectCmd struct {
	Entry  int64  `arg:"" help:"${help_memory_entry}"`
	Target string `required:"" placeholder:"TEXT" help:"${help_memory_new_target}"`
	Source string `placeholder:"TEXT" help:"${help_memory_new_source}"`
}

// Run gives an entry another translation.
func (c *memoryCorrectCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	e, err := st.CorrectMemory(s.ctx, c.Entry, c.Source, c.Target, "")
	if err != nil {
		return err
	}
	out := map[string]any{"entry": e.ID, "source": readable(e.Source), "target": readable(e.Target)}
	return s.result(out, func(w io.Writer) {
		fmt.Fprintln(w, s.loc.T("cli.memory_corrected", i18n.Data{"Source": oneLine(readable(e.Source)), "Target": oneLine(readable(e.Target))}))
	})
}

type memoryPrivateCmd struct {
	Client string `arg:"" help:"${help_memory_client}"`
	State  string `arg:"" optional:"" enum:"on,off,show" default:"show" help:"${help_memory_state}"`
}

// Run says whether a client's translations serve nobody else, and changes it.
func (c *memoryPrivateCmd) Run(s *session) error {
	st, err := s.studio()
	if err != nil {
		return err
	}
	client, err := s.client(st, c.Client)
	if err != nil {
		return err
	}
	private := c.State == "on"
	if c.State == "show" {
		private, err = st.MemoryPrivate(s.ctx, client.ID)
	} else {
		err = st.SetMemoryPrivate(s.ctx, client.ID, private)
	}
	if err != nil {
		return err
	}
	return s.result(map[string]any{"client": client.Name, "private": private}, func(w io.Writer) {
		key := "cli.memory_shared"
		if private {
			key = "cli.memory_private"
		}
		fmt.Fprintln(w, s.loc.T(key, i18n.Data{"Client": client.Name}))
	})
}

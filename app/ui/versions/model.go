// Package versions is the tab where a draft is published and a version is
// signed, opened and verified.
package versions

import (
	"context"
	"path/filepath"
	"slices"
	"sort"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// Library is what the tab reads.
type Library interface {
	Versions(ctx context.Context, id policy.ID) ([]policy.Version, error)
	Files(ctx context.Context, id policy.ID, number int) ([]store.File, error)
	Identities(ctx context.Context) ([]store.Identity, error)
}

// Row is one version in the timeline.
type Row struct {
	Number    int
	Effective string
	Published string // yyyy-mm-dd
	State     policy.VersionState
	Languages []string
	Note      string
	SHA256    string
	Files     []store.File
}

// Model is the state behind the tab.
type Model struct {
	Policy     policy.ID
	Rows       []Row // newest first
	Identities []store.Identity
	selected   int
}

// Load reads the versions of a policy as they stand on a day. It touches no
// widget and may run on any goroutine.
func Load(ctx context.Context, lib Library, id policy.ID, today string) (Model, error) {
	m := Model{Policy: id}
	versions, err := lib.Versions(ctx, id)
	if err != nil {
		return m, err
	}
	files, err := lib.Files(ctx, id, 0)
	if err != nil {
		return m, err
	}
	if m.Identities, err = lib.Identities(ctx); err != nil {
		return m, err
	}
	states := policy.StatesOn(versions, today)
	for _, v := range versions {
		content, err := v.Content()
		if err != nil {
			return m, err
		}
		m.Rows = append(m.Rows, Row{
			Number: v.Number, Effective: v.Effective, Published: content.Published.Format("2006-01-02"),
			State: states[v.Number], Languages: content.Languages(), Note: content.Note,
			SHA256: v.SHA256, Files: filesOf(files, v.Number),
		})
	}
	sort.Slice(m.Rows, func(i, j int) bool { return m.Rows[i].Number > m.Rows[j].Number })
	return m, nil
}

func filesOf(files []store.File, number int) []store.File {
	var out []store.File
	for _, f := range files {
		if f.Number == number {
			out = append(out, f)
		}
	}
	return out
}

// Select makes the version of a number the one that actions work on.
func (m *Model) Select(number int) {
	for i, row := range m.Rows {
		if row.Number == number {
			m.selected = i
		}
	}
}

// Selected returns the version that actions work on; false when there is none.
func (m *Model) Selected() (Row, bool) {
	if m.selected >= len(m.Rows) {
		return Row{}, false
	}
	return m.Rows[m.selected], true
}

// Has reports whether the selected version is in a language.
func (m *Model) Has(lang string) bool {
	row, ok := m.Selected()
	return ok && slices.Contains(row.Languages, lang)
}

// Others lists the languages of the selected version that can stand beside
// one of them.
func (m *Model) Others(lang string) []string {
	row, _ := m.Selected()
	return slices.DeleteFunc(slices.Clone(row.Languages), func(other string) bool { return other == lang })
}

// SignedLast is where the file of the policy that was signed last was written, ""
// when none was signed.
func (m *Model) SignedLast() string {
	var last store.File
	for _, row := range m.Rows {
		for _, f := range row.Files {
			if f.SignedBy != "" && f.Created.After(last.Created) {
				last = f
			}
		}
	}
	return last.Path
}

// FilePath proposes where a file of the selected version goes.
func (m *Model) FilePath(dir, client, lang string, format studio.Format) string {
	row, _ := m.Selected()
	return filepath.Join(dir, studio.FileName(client, row.Number, lang, format))
}

// Package versions is the tab where a draft is published and a version is
// signed, opened and verified.
package versions

import (
	"context"
	"slices"
	"sort"

	"clausedesk/app/policy"
	"clausedesk/app/store"
	"clausedesk/app/studio"
)

// Library is what the tab reads.
type Library interface {
	Versions(ctx context.Context, id policy.ID) ([]policy.Version, error)
	Withdrawals(ctx context.Context, id policy.ID) ([]policy.Withdrawal, error)
	Files(ctx context.Context, id policy.ID, number int) ([]store.File, error)
	Identities(ctx context.Context) ([]store.Identity, error)
	Deliveries(ctx context.Context, f store.DeliveryFilter) ([]store.DeliveryRow, error)
}

// Row is one version in the timeline.
type Row struct {
	Number    int
	Effective string
	Published string // yyyy-mm-dd
	State     policy.VersionState
	Withdrawn *policy.Withdrawal // nil unless it was, or will be
	Damaged   bool               // its content is not what was published
	Languages []string
	Note      string
	SHA256    string
	Files     []store.File
	Delivered []store.DeliveryRow // newest first
}

// Model is the state behind the tab.
type Model struct {
	Policy     policy.ID
	Rows       []Row // newest first
	Identities []store.Identity
	Pattern    studio.NamePattern // of file names; "" is the default
	// Checked says how each exported file is now, by its path, after CheckFiles.
	Checked  map[string]studio.FileState
	selected int
}

// DamagedState stands for the state of a version that is damaged.
const DamagedState policy.VersionState = "damaged"

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
	withdrawals, err := lib.Withdrawals(ctx, id)
	if err != nil {
		return m, err
	}
	delivered, err := lib.Deliveries(ctx, store.DeliveryFilter{Policy: id})
	if err != nil {
		return m, err
	}
	states := policy.StatesOn(versions, withdrawals, today)
	for _, v := range versions {
		row := Row{
			Number: v.Number, Effective: v.Effective, Published: v.Created.Format("2006-01-02"),
			State: states[v.Number], SHA256: v.SHA256, Files: filesOf(files, v.Number), Withdrawn: withdrawalOf(withdrawals, v.Number),
		}
		if content, err := v.Content(); err == nil {
			row.Languages, row.Note = content.Languages(), content.Note
			row.Published = content.Published.Format("2006-01-02")
		} else {
			row.Damaged, row.State = true, DamagedState
		}
		row.Delivered = deliveredOf(delivered, v.Number)
		m.Rows = append(m.Rows, row)
	}
	sort.Slice(m.Rows, func(i, j int) bool { return m.Rows[i].Number > m.Rows[j].Number })
	return m, nil
}

func withdrawalOf(withdrawals []policy.Withdrawal, number int) *policy.Withdrawal {
	for _, w := range withdrawals {
		if w.Number == number {
			return &w
		}
	}
	return nil
}

func deliveredOf(all []store.DeliveryRow, number int) []store.DeliveryRow {
	var out []store.DeliveryRow
	for _, d := range all {
		if d.Number == number {
			out = append(out, d)
		}
	}
	return out
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

// FileName proposes a name for a file of the selected version.
func (m *Model) FileName(of studio.FileNamed) string {
	row, _ := m.Selected()
	of.Version, of.Effective = row.Number, row.Effective
	pattern := m.Pattern
	if pattern == "" {
		pattern = studio.DefaultPattern
	}
	return pattern.Name(of)
}

// Earlier is the version before one.
func (m *Model) Earlier(number int) (int, bool) {
	before := 0
	for _, row := range m.Rows {
		if row.Number < number {
			before = max(before, row.Number)
		}
	}
	return before, before > 0
}

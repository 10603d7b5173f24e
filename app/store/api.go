package store

import (
	"context"

	"clausedesk/app/policy"
)

// Studio returns the owner of the library; a new library has an empty name.
func (s *Store) Studio(ctx context.Context) (policy.Studio, error) {
	return view(ctx, s, (*Tx).Studio)
}

// SetStudio saves the owner of the library.
func (s *Store) SetStudio(ctx context.Context, studio policy.Studio) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.SetStudio(studio) })
}

// Clients lists the clients with their facts, without registers, by name.
func (s *Store) Clients(ctx context.Context) ([]policy.Client, error) {
	return view(ctx, s, (*Tx).Clients)
}

// Client returns one client, or ErrNotFound.
func (s *Store) Client(ctx context.Context, id policy.ID) (policy.Client, error) {
	return view(ctx, s, func(tx *Tx) (policy.Client, error) { return tx.Client(id) })
}

// SaveClient adds or changes a client and returns it as it was saved: with
// its identifier and time of creation, both set here when they were empty.
// A client without a name is policy.ErrNoName.
func (s *Store) SaveClient(ctx context.Context, c policy.Client) (policy.Client, error) {
	return change(ctx, s, func(tx *Tx) (policy.Client, error) { return tx.SaveClient(c) })
}

// DeleteClient removes a client with all its policies. A client with a
// published version stays: ErrHasVersions.
func (s *Store) DeleteClient(ctx context.Context, id policy.ID) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.DeleteClient(id) })
}

// PolicyRows lists policies by client and title. Each word of search must
// begin a word of the client's name or of a title in any language; an empty
// search lists all. Letters match without their accents.
func (s *Store) PolicyRows(ctx context.Context, search string) ([]PolicyRow, error) {
	return view(ctx, s, func(tx *Tx) ([]PolicyRow, error) { return tx.PolicyRows(search) })
}

// FirstPolicyRows is PolicyRows up to a number of rows: what a list shows
// while someone types. Below 0 it lists all.
func (s *Store) FirstPolicyRows(ctx context.Context, search string, limit int) ([]PolicyRow, error) {
	return view(ctx, s, func(tx *Tx) ([]PolicyRow, error) { return tx.FirstPolicyRows(search, limit) })
}

// FindPolicy turns what a person typed into an identifier: the identifier
// itself, a title in any language, or "Client/Title", in any case. It
// returns ErrNotFound or *AmbiguousError.
func (s *Store) FindPolicy(ctx context.Context, ref string) (policy.ID, error) {
	return view(ctx, s, func(tx *Tx) (policy.ID, error) { return tx.FindPolicy(ref) })
}

// Policy returns one policy with its clauses, or ErrNotFound.
func (s *Store) Policy(ctx context.Context, id policy.ID) (policy.Policy, error) {
	return view(ctx, s, func(tx *Tx) (policy.Policy, error) { return tx.Policy(id) })
}

// CreatePolicy adds a policy with its clauses and returns it as it was saved:
// with its identifier and times, set here when they were empty.
func (s *Store) CreatePolicy(ctx context.Context, p policy.Policy) (policy.Policy, error) {
	return change(ctx, s, func(tx *Tx) (policy.Policy, error) { return tx.CreatePolicy(p) })
}

// SavePolicyMeta saves titles, languages, numbering and answers. Clauses and
// the client stay as they are.
func (s *Store) SavePolicyMeta(ctx context.Context, p policy.Policy) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.SavePolicyMeta(p) })
}

// SaveClauses makes the policy's tree this one, writing only what differs.
// Translations of clauses that go stay, so that an undo finds them again.
func (s *Store) SaveClauses(ctx context.Context, id policy.ID, clauses []policy.Clause) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.SaveClauses(id, clauses) })
}

// DeletePolicy removes a policy that has no version; ErrHasVersions otherwise.
func (s *Store) DeletePolicy(ctx context.Context, id policy.ID) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.DeletePolicy(id) })
}

// Snapshot reads everything that decides how a policy reads, in one
// transaction.
func (s *Store) Snapshot(ctx context.Context, id policy.ID) (policy.Snapshot, error) {
	return view(ctx, s, func(tx *Tx) (policy.Snapshot, error) { return tx.Snapshot(id) })
}

// Units lists a policy's translations by clause, language and position,
// detached ones first.
func (s *Store) Units(ctx context.Context, id policy.ID) ([]policy.Unit, error) {
	return view(ctx, s, func(tx *Tx) ([]policy.Unit, error) { return tx.Units(id) })
}

// PutUnits adds or replaces single translations: the unit at the same clause,
// language and position is replaced, and a detached unit is replaced by one
// with the same source. Other units stay.
func (s *Store) PutUnits(ctx context.Context, id policy.ID, units []policy.Unit) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.PutUnits(id, units) })
}

// ReplaceUnits makes the translations of one clause, in all languages, these:
// what translate.Realign returned after the clause's source changed.
func (s *Store) ReplaceUnits(ctx context.Context, id, clause policy.ID, units []policy.Unit) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.ReplaceUnits(id, clause, units) })
}

// Versions lists a policy's versions by number, with their canonical bytes.
func (s *Store) Versions(ctx context.Context, id policy.ID) ([]policy.Version, error) {
	return view(ctx, s, func(tx *Tx) ([]policy.Version, error) { return tx.Versions(id) })
}

// Version returns one version, or ErrNotFound.
func (s *Store) Version(ctx context.Context, id policy.ID, number int) (policy.Version, error) {
	return view(ctx, s, func(tx *Tx) (policy.Version, error) { return tx.Version(id, number) })
}

// NextVersion returns the number the next version gets and the SHA-256 of the
// one before, empty for the first.
func (s *Store) NextVersion(ctx context.Context, id policy.ID) (NextVersion, error) {
	return view(ctx, s, func(tx *Tx) (NextVersion, error) { return tx.NextVersion(id) })
}

// AddVersion freezes a version. Its number, previous hash and own hash must
// fit what NextVersion says and its canonical bytes, or ErrChain is returned.
func (s *Store) AddVersion(ctx context.Context, v policy.Version) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.AddVersion(v) })
}

// Withdrawals lists the withdrawals of a policy by number; of all policies for
// an empty identifier.
func (s *Store) Withdrawals(ctx context.Context, id policy.ID) ([]policy.Withdrawal, error) {
	return view(ctx, s, func(tx *Tx) ([]policy.Withdrawal, error) { return tx.Withdrawals(id) })
}

// Files lists what was exported of a version, oldest first; number 0 lists
// the files of all versions.
func (s *Store) Files(ctx context.Context, id policy.ID, number int) ([]File, error) {
	return view(ctx, s, func(tx *Tx) ([]File, error) { return tx.Files(id, number) })
}

// AddFile logs an exported file. The log only grows.
func (s *Store) AddFile(ctx context.Context, f File) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.AddFile(f) })
}

// Identities lists the signing identities by name.
func (s *Store) Identities(ctx context.Context) ([]Identity, error) {
	return view(ctx, s, (*Tx).Identities)
}

// Identity returns the identity of that name, or ErrNotFound.
func (s *Store) Identity(ctx context.Context, name string) (Identity, error) {
	return view(ctx, s, func(tx *Tx) (Identity, error) { return tx.Identity(name) })
}

// AddIdentity saves an identity. A name in use is ErrNameTaken.
func (s *Store) AddIdentity(ctx context.Context, i Identity) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.AddIdentity(i) })
}

// LibraryItems lists the studio's own clauses and services.
func (s *Store) LibraryItems(ctx context.Context) (LibraryItems, error) {
	return view(ctx, s, (*Tx).LibraryItems)
}

// AddImportReport keeps what an import said about a policy, as JSON.
func (s *Store) AddImportReport(ctx context.Context, id policy.ID, report []byte) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.AddImportReport(id, report) })
}

// ImportReport returns the JSON kept for a policy, or ErrNotFound.
func (s *Store) ImportReport(ctx context.Context, id policy.ID) ([]byte, error) {
	return view(ctx, s, func(tx *Tx) ([]byte, error) { return tx.ImportReport(id) })
}

// Setting returns a setting kept in the library, and false when it has none.
func (s *Store) Setting(ctx context.Context, key string) (value string, ok bool, err error) {
	err = s.View(ctx, func(tx *Tx) error {
		value, ok, err = tx.Setting(key)
		return err
	})
	return value, ok, err
}

// SetSetting keeps a setting in the library.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.InTx(ctx, func(tx *Tx) error { return tx.SetSetting(key, value) })
}

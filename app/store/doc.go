// Package store owns the library file: one SQLite database that holds a
// studio, its clients, their policies, translations, published versions and
// signing identities. It opens, locks, migrates, backs up and restores that
// file, and it is the only package that speaks SQL.
//
// It does not decide what a policy may say or when a version may be
// published, and it words nothing for people: callers choose the wording by
// the sentinel and typed errors of this package.
//
// Every exported method of Store is one transaction. Use cases wider than
// one aggregate run inside InTx and call the same methods on Tx; its time is
// fixed when it begins.
package store

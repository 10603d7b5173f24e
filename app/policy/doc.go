// Package policy is the domain: studios, clients, their policies, the ordered
// clause tree, facts, translations and published versions, with the rules
// that hold between them.
//
// It does no input or output and knows no screen, no file format and no
// database. Clause text is an opaque string here; app/markup parses it.
package policy

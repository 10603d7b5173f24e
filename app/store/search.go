package store

import (
	"database/sql"
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"clausedesk/app/policy"
)

const rowColumns = `SELECT policy.id, client.id, client.name, policy.title, policy.source_lang, policy.languages,
		policy.clause_count, policy.latest_version, policy.latest_effective, policy.changed
	FROM client CROSS JOIN policy ON policy.client_id = client.id `

// The rows of a search come from the index first and are sorted after; all of
// them are walked in their order, which a limit ends early.
const matchColumns = `SELECT policy.id, client.id, client.name, policy.title, policy.source_lang, policy.languages,
		policy.clause_count, policy.latest_version, policy.latest_effective, policy.changed
	FROM policy_search CROSS JOIN policy ON policy.seq = policy_search.rowid
	CROSS JOIN client ON client.id = policy.client_id WHERE policy_search MATCH ? `

// PolicyRows lists policies by client and title. Each word of search must
// begin a word of the client's name or of a title.
func (tx *Tx) PolicyRows(search string) ([]PolicyRow, error) {
	return tx.FirstPolicyRows(search, -1)
}

// FirstPolicyRows is PolicyRows up to a number of rows; below 0 all of them.
func (tx *Tx) FirstPolicyRows(search string, limit int) ([]PolicyRow, error) {
	query, args := rowColumns, []any{}
	if match := matchExpr(search); match != "" {
		query, args = matchColumns, []any{match}
	}
	return list(tx, scanPolicyRow, query+
		`ORDER BY client.folded, client.id, policy.folded, policy.seq LIMIT ?`, append(args, limit)...)
}

func scanPolicyRow(rows *sql.Rows) (PolicyRow, error) {
	var r PolicyRow
	var id, client, languages, changed string
	err := rows.Scan(&id, &client, &r.ClientName, &r.Title, &r.SourceLang, &languages,
		&r.ClauseCount, &r.LatestVersion, &r.LatestEffective, &changed)
	if err != nil {
		return r, err
	}
	r.ID, r.ClientID, r.Languages = policy.ID(id), policy.ID(client), strings.Fields(languages)
	r.Changed, err = time.Parse(timeFormat, changed)
	return r, err
}

// matchExpr writes what was typed as an FTS5 query in which no character has
// a meaning of its own: each word a prefix, all of them required.
func matchExpr(search string) string {
	var words []string
	for _, word := range strings.Fields(search) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			words = append(words, `"`+strings.ReplaceAll(word, `"`, `""`)+`"*`)
		}
	}
	return strings.Join(words, " ")
}

// fold returns text in lower case and without accents.
func fold(text string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(cases.Fold().String(text)) {
		if !unicode.Is(unicode.Mn, r) {
			out.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// FindPolicy turns what a person typed into an identifier: the identifier
// itself, a title in any language, or "Client/Title", in any case; accents
// and extra spaces do not matter. It returns ErrNotFound or *AmbiguousError.
func (tx *Tx) FindPolicy(ref string) (policy.ID, error) {
	if id := strings.ToLower(strings.TrimSpace(ref)); policy.ValidID(id) {
		if p, err := tx.policyRow(policy.ID(id)); err == nil {
			return p.ID, nil
		}
	}
	candidates, err := tx.titled(fold(ref), "")
	for i, r := range ref {
		if err != nil || len(candidates) > 0 {
			break
		}
		if r == '/' {
			candidates, err = tx.titled(fold(ref[i+1:]), fold(ref[:i]))
		}
	}
	switch {
	case err != nil:
		return "", err
	case len(candidates) == 0:
		return "", fmt.Errorf("policy %q: %w", ref, ErrNotFound)
	case len(candidates) > 1:
		return "", &AmbiguousError{Ref: ref, Candidates: candidates}
	}
	return candidates[0].ID, nil
}

// titled finds policies by folded title and, unless it is empty, folded name
// of the client.
func (tx *Tx) titled(title, client string) ([]Candidate, error) {
	return list(tx, func(rows *sql.Rows) (Candidate, error) {
		var c Candidate
		err := rows.Scan(&c.ID, &c.Client, &c.Title)
		return c, err
	}, `SELECT policy.id, client.name, min(policy_title.title) FROM policy_title
		JOIN policy ON policy.id = policy_title.policy_id
		JOIN client ON client.id = policy.client_id
		WHERE policy_title.folded = ? AND (client.folded = ? OR ? = '')
		GROUP BY policy.id, client.name, client.folded ORDER BY client.folded, policy.seq`, title, client, client)
}

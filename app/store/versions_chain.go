package store

import (
	"database/sql"

	"clausedesk/app/policy"
)

// VersionRecord is a version as the file has it, with nothing taken on trust:
// what somebody changed past the program must be readable to be found.
type VersionRecord struct {
	Number     int
	Effective  string
	Created    string
	SHA256     string
	Previous   string
	Canonical  []byte
	Manuscript []byte // nil where there is none
}

// VersionRecords lists the versions of a policy by number, as the file has
// them.
func (tx *Tx) VersionRecords(id policy.ID) ([]VersionRecord, error) {
	return list(tx, func(rows *sql.Rows) (VersionRecord, error) {
		var v VersionRecord
		err := rows.Scan(&v.Number, &v.Effective, &v.Created, &v.SHA256, &v.Previous, &v.Canonical, &v.Manuscript)
		return v, err
	}, `SELECT version.number, effective, created, sha256, previous, version.canonical, version_manuscript.canonical
		FROM version LEFT JOIN version_manuscript USING (policy_id, number)
		WHERE policy_id = ? ORDER BY version.number`, id)
}

// Published is a policy that has versions, or says that it has.
type Published struct {
	ID     policy.ID
	Client string // empty, as Title, where the policy itself is gone
	Title  string
	// Latest and Effective are of the last version, as the policy's own row
	// remembers it.
	Latest    int
	Effective string
}

const publishedQuery = `SELECT known.id, coalesce(client.name, ''), coalesce(policy.title, ''),
		coalesce(policy.latest_version, 0), coalesce(policy.latest_effective, '')
	FROM (SELECT DISTINCT policy_id AS id FROM version
		UNION SELECT id FROM policy WHERE latest_version > 0
		UNION SELECT policy_id FROM version_file UNION SELECT policy_id FROM version_manuscript
		UNION SELECT policy_id FROM version_withdrawal) AS known
	LEFT JOIN policy ON policy.id = known.id LEFT JOIN client ON client.id = policy.client_id
	WHERE ? = '' OR known.id = ? ORDER BY client.folded, policy.folded, known.id`

// Published lists the policies that have versions, by client and title; one of
// them for an identifier.
func (tx *Tx) Published(id policy.ID) ([]Published, error) {
	return list(tx, func(rows *sql.Rows) (Published, error) {
		var p Published
		err := rows.Scan(&p.ID, &p.Client, &p.Title, &p.Latest, &p.Effective)
		return p, err
	}, publishedQuery, id, id)
}

// BesideNumbers lists the numbers that files, manuscripts and withdrawals of a
// policy name, each once.
func (tx *Tx) BesideNumbers(id policy.ID) ([]int, error) {
	return list(tx, scanOne[int], `SELECT number FROM version_file WHERE policy_id = ?
		UNION SELECT number FROM version_manuscript WHERE policy_id = ?
		UNION SELECT number FROM version_withdrawal WHERE policy_id = ? ORDER BY 1`, id, id, id)
}

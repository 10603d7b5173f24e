-- +goose Up

-- Under which condition a clause is shown, and the library clause it came from.
ALTER TABLE clause ADD COLUMN shown_when TEXT NOT NULL DEFAULT '';
ALTER TABLE clause ADD COLUMN library_id TEXT NOT NULL DEFAULT '';
ALTER TABLE clause ADD COLUMN library_revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE clause ADD COLUMN library_tone TEXT NOT NULL DEFAULT '';
CREATE INDEX clause_by_library ON clause (library_id) WHERE library_id <> '';

-- The records of one register as a JSON array. A policy with a row has a list
-- of its own, even an empty one, in place of its client's.
CREATE TABLE client_register (
    client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    register  TEXT NOT NULL,
    records   TEXT NOT NULL CHECK (json_valid(records)),
    PRIMARY KEY (client_id, register)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_register (
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    register  TEXT NOT NULL,
    records   TEXT NOT NULL CHECK (json_valid(records)),
    PRIMARY KEY (policy_id, register)
) STRICT, WITHOUT ROWID;

-- The studio's own clauses and services, as the library package writes them.
CREATE TABLE library_clause (
    id        TEXT PRIMARY KEY NOT NULL,
    client_id TEXT REFERENCES client (id) ON DELETE CASCADE,
    revision  INTEGER NOT NULL CHECK (revision > 0),
    json      TEXT NOT NULL CHECK (json_valid(json))
) STRICT;

CREATE TABLE library_service (
    id   TEXT PRIMARY KEY NOT NULL,
    json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;

-- Every revision a policy was made from: the base of later merges, also after
-- the program brings a newer one.
CREATE TABLE library_revision (
    id       TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    json     TEXT NOT NULL CHECK (json_valid(json)),
    PRIMARY KEY (id, revision)
) STRICT, WITHOUT ROWID;

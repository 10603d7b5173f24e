-- +goose Up

-- The studio's own concepts and, with a client, those of one client. A concept
-- is known by its identifier within its owner; seq keeps the order they came in.
CREATE TABLE glossary_concept (
    seq        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL CHECK (id <> ''),
    client_id  TEXT REFERENCES client (id) ON DELETE CASCADE,
    domain     TEXT NOT NULL,
    definition TEXT NOT NULL,
    note       TEXT NOT NULL,
    citation   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX glossary_concept_once ON glossary_concept (coalesce(client_id, ''), id);
CREATE INDEX glossary_concept_by_client ON glossary_concept (client_id) WHERE client_id IS NOT NULL;

CREATE TABLE glossary_term (
    concept        INTEGER NOT NULL REFERENCES glossary_concept (seq) ON DELETE CASCADE,
    pos            INTEGER NOT NULL,
    lang           TEXT NOT NULL,
    text           TEXT NOT NULL CHECK (text <> ''),
    status         TEXT NOT NULL CHECK (status IN ('preferred', 'allowed', 'forbidden')),
    note           TEXT NOT NULL,
    case_sensitive INTEGER NOT NULL,
    weak           INTEGER NOT NULL,
    PRIMARY KEY (concept, pos)
) STRICT, WITHOUT ROWID;

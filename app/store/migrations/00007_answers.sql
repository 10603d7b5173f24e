-- +goose Up

-- Translations of answers in words of a client's own, and their history, as
-- unit and unit_event have those of a policy: its policies share them.
CREATE TABLE client_unit (
    id         INTEGER PRIMARY KEY,
    client_id  TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    clause_id  TEXT NOT NULL,
    lang       TEXT NOT NULL,
    pos        INTEGER NOT NULL,
    source     TEXT NOT NULL,
    target     TEXT NOT NULL,
    state      TEXT NOT NULL,
    written_by TEXT NOT NULL,
    via        TEXT NOT NULL,
    state_by   TEXT NOT NULL,
    reason     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX client_unit_once ON client_unit (client_id, clause_id, lang, pos) WHERE pos >= 0;
CREATE INDEX client_unit_by_client ON client_unit (client_id);

CREATE TABLE client_unit_event (
    id            INTEGER PRIMARY KEY,
    client_id     TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    clause_id     TEXT NOT NULL,
    lang          TEXT NOT NULL,
    pos           INTEGER NOT NULL,
    source        TEXT NOT NULL,
    target        TEXT NOT NULL,
    state         TEXT NOT NULL,
    written_by    TEXT NOT NULL,
    via           TEXT NOT NULL,
    state_by      TEXT NOT NULL,
    reason        TEXT NOT NULL,
    at            TEXT NOT NULL,
    before_source TEXT NOT NULL,
    before_target TEXT NOT NULL,
    before_state  TEXT NOT NULL,
    comment_by    TEXT NOT NULL DEFAULT '',
    comment       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX client_unit_event_by_clause ON client_unit_event (client_id, clause_id, lang, id);

-- +goose Up

-- Whether somebody else than the writer must approve a translation.
ALTER TABLE studio ADD COLUMN four_eyes INTEGER NOT NULL DEFAULT 0;

-- Who wrote a translation, how it came to be, who put it in its state, and why
-- it was said to hold for a source that had moved.
ALTER TABLE unit ADD COLUMN written_by TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN via TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN state_by TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- The history of translations. Segments move within their clause, so an event
-- is found by what the translation became, and names what it was before.
CREATE TABLE unit_event (
    id            INTEGER PRIMARY KEY,
    policy_id     TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
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
    comment       TEXT NOT NULL DEFAULT '' -- said of the translation, which stays as it is
) STRICT;
CREATE INDEX unit_event_by_clause ON unit_event (policy_id, clause_id, lang, id);

-- Findings that somebody decided to leave as they are.
CREATE TABLE dismissal (
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    key       TEXT NOT NULL,
    finding   TEXT NOT NULL CHECK (json_valid(finding)),
    reason    TEXT NOT NULL CHECK (reason <> ''),
    by        TEXT NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (policy_id, key)
) STRICT, WITHOUT ROWID;

-- +goose Up

CREATE TABLE studio (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
) STRICT;
INSERT INTO studio (id, name) VALUES (1, '');

-- folded columns hold text in lower case and without accents: what lists are
-- sorted by and titles are found by.
CREATE TABLE client (
    id      TEXT PRIMARY KEY NOT NULL,
    name    TEXT NOT NULL,
    folded  TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX client_by_name ON client (folded, id);

CREATE TABLE client_fact (
    client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    key       TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (client_id, key)
) STRICT, WITHOUT ROWID;

-- seq is what the search index knows a policy by. The columns from title on
-- repeat what other tables say, so that a list of ten thousand policies is
-- one pass over two tables, already in order.
CREATE TABLE policy (
    seq              INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    client_id        TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
    source_lang      TEXT NOT NULL,
    numbered         INTEGER NOT NULL,
    created          TEXT NOT NULL,
    changed          TEXT NOT NULL,
    title            TEXT NOT NULL,            -- in the source language
    folded           TEXT NOT NULL,
    languages        TEXT NOT NULL,            -- source first, a space between
    clause_count     INTEGER NOT NULL DEFAULT 0,
    latest_version   INTEGER NOT NULL DEFAULT 0,
    latest_effective TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX policy_by_client ON policy (client_id, folded);

CREATE TABLE policy_title (
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    lang      TEXT NOT NULL,
    title     TEXT NOT NULL,
    folded    TEXT NOT NULL,
    PRIMARY KEY (policy_id, lang)
) STRICT, WITHOUT ROWID;
CREATE INDEX policy_title_by_text ON policy_title (folded);

CREATE TABLE policy_fact (
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    key       TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (policy_id, key)
) STRICT, WITHOUT ROWID;

-- Target languages; the source language is a column of policy.
CREATE TABLE policy_language (
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    pos       INTEGER NOT NULL,
    lang      TEXT NOT NULL,
    PRIMARY KEY (policy_id, pos)
) STRICT, WITHOUT ROWID;

-- parent_id is empty for a top clause; pos counts among siblings.
CREATE TABLE clause (
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    id        TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    pos       INTEGER NOT NULL,
    heading   TEXT NOT NULL,
    body      TEXT NOT NULL,
    topic     TEXT NOT NULL,
    origin    TEXT NOT NULL,
    hidden    INTEGER NOT NULL,
    PRIMARY KEY (policy_id, id)
) STRICT;

-- Units do not refer to clause: the translations of a removed clause wait
-- for an undo. pos is -1 for a unit whose segment is gone.
CREATE TABLE unit (
    id        INTEGER PRIMARY KEY,
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    clause_id TEXT NOT NULL,
    lang      TEXT NOT NULL,
    pos       INTEGER NOT NULL,
    source    TEXT NOT NULL,
    target    TEXT NOT NULL,
    state     TEXT NOT NULL
) STRICT;
CREATE INDEX unit_by_place ON unit (policy_id, clause_id, lang, pos);
CREATE UNIQUE INDEX unit_once ON unit (policy_id, clause_id, lang, pos) WHERE pos >= 0;

-- Without a rowid there is one way only to name a version, and the insert
-- trigger closes it: REPLACE does not fire delete triggers.
CREATE TABLE version (
    policy_id TEXT NOT NULL REFERENCES policy (id) ON DELETE RESTRICT,
    number    INTEGER NOT NULL CHECK (number > 0),
    effective TEXT NOT NULL,
    created   TEXT NOT NULL,
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    previous  TEXT NOT NULL,
    canonical BLOB NOT NULL,
    PRIMARY KEY (policy_id, number)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER version_insert BEFORE INSERT ON version
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM version WHERE policy_id = NEW.policy_id)
  OR NEW.previous <> coalesce((SELECT sha256 FROM version
                               WHERE policy_id = NEW.policy_id AND number = NEW.number - 1), '')
BEGIN
    SELECT CASE
        WHEN EXISTS (SELECT 1 FROM version WHERE policy_id = NEW.policy_id AND number = NEW.number)
        THEN RAISE(ABORT, 'frozen: a published version cannot be replaced')
        ELSE RAISE(ABORT, 'chain: a version must follow the one before')
    END;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_latest AFTER INSERT ON version
BEGIN
    UPDATE policy SET latest_version = NEW.number, latest_effective = NEW.effective WHERE id = NEW.policy_id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_update BEFORE UPDATE ON version
BEGIN
    SELECT RAISE(ABORT, 'frozen: a published version cannot change');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_delete BEFORE DELETE ON version
BEGIN
    SELECT RAISE(ABORT, 'frozen: a published version cannot be deleted');
END;
-- +goose StatementEnd

CREATE TABLE version_file (
    id        INTEGER PRIMARY KEY,
    policy_id TEXT NOT NULL,
    number    INTEGER NOT NULL,
    lang      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    bytes     INTEGER NOT NULL,
    signed_by TEXT NOT NULL,
    created   TEXT NOT NULL,
    path      TEXT NOT NULL,
    FOREIGN KEY (policy_id, number) REFERENCES version (policy_id, number) ON DELETE RESTRICT
) STRICT;
CREATE INDEX version_file_by_version ON version_file (policy_id, number);

-- +goose StatementBegin
CREATE TRIGGER version_file_insert BEFORE INSERT ON version_file
WHEN EXISTS (SELECT 1 FROM version_file WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'frozen: the log of exported files only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_file_update BEFORE UPDATE ON version_file
BEGIN
    SELECT RAISE(ABORT, 'frozen: the log of exported files only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_file_delete BEFORE DELETE ON version_file
BEGIN
    SELECT RAISE(ABORT, 'frozen: the log of exported files only grows');
END;
-- +goose StatementEnd

-- These hold where foreign keys are not enforced too.
-- +goose StatementBegin
CREATE TRIGGER policy_delete BEFORE DELETE ON policy
WHEN EXISTS (SELECT 1 FROM version WHERE policy_id = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'has versions: the policy was published');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER policy_rename BEFORE UPDATE OF id ON policy
WHEN NEW.id <> OLD.id
BEGIN
    SELECT RAISE(ABORT, 'frozen: an identifier never changes');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER client_delete BEFORE DELETE ON client
WHEN EXISTS (SELECT 1 FROM version JOIN policy ON policy.id = version.policy_id
             WHERE policy.client_id = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'has versions: a policy of the client was published');
END;
-- +goose StatementEnd

CREATE VIRTUAL TABLE policy_search USING fts5 (
    words, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- +goose StatementBegin
CREATE TRIGGER policy_gone AFTER DELETE ON policy
BEGIN
    DELETE FROM policy_search WHERE rowid = OLD.seq;
END;
-- +goose StatementEnd

CREATE TABLE identity (
    name        TEXT PRIMARY KEY NOT NULL,
    subject     TEXT NOT NULL,
    algorithm   TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    not_before  TEXT NOT NULL,
    not_after   TEXT NOT NULL,
    created     TEXT NOT NULL,
    certificate TEXT NOT NULL,
    sealed      BLOB NOT NULL
) STRICT;

CREATE TABLE import_report (
    policy_id TEXT PRIMARY KEY NOT NULL REFERENCES policy (id) ON DELETE CASCADE,
    json      TEXT NOT NULL CHECK (json_valid(json))
) STRICT;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Up

-- A client whose translations serve nobody else.
CREATE TABLE memory_private (
    client_id TEXT PRIMARY KEY NOT NULL REFERENCES client (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- An entry's id is its block, shifted left by 17 bits, and its place there.
-- Neither client nor policy is referred to: the memory outlives both.
CREATE TABLE memory_entry (
    id         INTEGER PRIMARY KEY,
    from_lang  TEXT NOT NULL,
    to_lang    TEXT NOT NULL,
    source     TEXT NOT NULL,
    target     TEXT NOT NULL,
    client_id  TEXT NOT NULL,
    policy_id  TEXT NOT NULL,
    clause_id  TEXT NOT NULL,
    before     TEXT NOT NULL,
    after      TEXT NOT NULL,
    origin     TEXT NOT NULL,
    written_by TEXT NOT NULL,
    changed    TEXT NOT NULL
) STRICT;
CREATE INDEX memory_entry_by_client ON memory_entry (client_id) WHERE client_id <> '';

-- A block of a file that is being read belongs to that reading until all of it
-- is there; then all its blocks become 0 at once.
CREATE TABLE memory_block (
    id      INTEGER PRIMARY KEY,
    used    INTEGER NOT NULL,
    reading INTEGER NOT NULL
) STRICT;

-- Where the entries with a source stand: hash is of both languages and the
-- source, to the letter.
CREATE TABLE memory_source (
    block INTEGER NOT NULL,
    hash  INTEGER NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (block, hash, place)
) STRICT, WITHOUT ROWID;

-- Which entries of a block have a term: the places, rising, as the differences
-- between them in variable length (unsigned LEB128). size groups entries by
-- how many words they have.
CREATE TABLE memory_posting (
    block  INTEGER NOT NULL,
    term   INTEGER NOT NULL,
    size   INTEGER NOT NULL,
    last   INTEGER NOT NULL, -- of the places
    places BLOB NOT NULL,
    PRIMARY KEY (block, term, size)
) STRICT, WITHOUT ROWID;

-- What was private does not become everybody's because its client is gone.
-- +goose StatementBegin
CREATE TRIGGER memory_private_client_gone BEFORE DELETE ON client
WHEN EXISTS (SELECT 1 FROM memory_private WHERE client_id = OLD.id)
BEGIN
    DELETE FROM memory_entry WHERE client_id = OLD.id AND client_id <> '';
END;
-- +goose StatementEnd

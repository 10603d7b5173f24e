-- +goose Up

-- How many entries of an owner a block has between two languages: nobody has to
-- walk through the memory to count it.
CREATE TABLE memory_pair (
    block     INTEGER NOT NULL,
    from_lang TEXT NOT NULL,
    to_lang   TEXT NOT NULL,
    client_id TEXT NOT NULL,
    entries   INTEGER NOT NULL,
    PRIMARY KEY (block, from_lang, to_lang, client_id)
) STRICT, WITHOUT ROWID;

INSERT INTO memory_pair (block, from_lang, to_lang, client_id, entries)
SELECT id >> 17, from_lang, to_lang, client_id, count(*) FROM memory_entry GROUP BY id >> 17, from_lang, to_lang, client_id;

-- As memory_private_client_gone does with the entries.
-- +goose StatementBegin
CREATE TRIGGER memory_pair_client_gone BEFORE DELETE ON client
WHEN EXISTS (SELECT 1 FROM memory_private WHERE client_id = OLD.id)
BEGIN
    DELETE FROM memory_pair WHERE client_id = OLD.id AND client_id <> '';
END;
-- +goose StatementEnd

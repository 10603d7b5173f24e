-- +goose Up

-- What stands at the head of documents: of the studio, where client_id is null,
-- and of its clients. The look is JSON: logo, lines, colour, paper, print.
CREATE TABLE letterhead (
    client_id TEXT REFERENCES client (id) ON DELETE CASCADE,
    look      TEXT NOT NULL CHECK (json_valid(look))
) STRICT;
CREATE UNIQUE INDEX letterhead_once ON letterhead (coalesce(client_id, ''));

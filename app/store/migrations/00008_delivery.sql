-- +goose Up

-- What was handed over to whom. The register only grows: a mistaken entry is
-- marked as void by another record.
CREATE TABLE delivery (
    id        INTEGER PRIMARY KEY,
    policy_id TEXT NOT NULL,
    number    INTEGER NOT NULL,
    lang      TEXT NOT NULL,
    file      TEXT NOT NULL CHECK (file <> ''),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes     INTEGER NOT NULL,
    recipient TEXT NOT NULL CHECK (recipient <> ''),
    address   TEXT NOT NULL,
    how       TEXT NOT NULL,
    on_day    TEXT NOT NULL,
    note      TEXT NOT NULL,
    by        TEXT NOT NULL,
    created   TEXT NOT NULL,
    FOREIGN KEY (policy_id, number) REFERENCES version (policy_id, number) ON DELETE RESTRICT
) STRICT;
CREATE INDEX delivery_by_version ON delivery (policy_id, number);

CREATE TABLE delivery_void (
    delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE RESTRICT,
    reason      TEXT NOT NULL CHECK (reason <> ''),
    by          TEXT NOT NULL,
    at          TEXT NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER delivery_insert BEFORE INSERT ON delivery
WHEN EXISTS (SELECT 1 FROM delivery WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'frozen: the register of deliveries only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER delivery_update BEFORE UPDATE ON delivery
BEGIN
    SELECT RAISE(ABORT, 'frozen: the register of deliveries only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER delivery_delete BEFORE DELETE ON delivery
BEGIN
    SELECT RAISE(ABORT, 'frozen: the register of deliveries only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER delivery_void_insert BEFORE INSERT ON delivery_void
WHEN EXISTS (SELECT 1 FROM delivery_void WHERE delivery_id = NEW.delivery_id)
BEGIN
    SELECT RAISE(ABORT, 'frozen: a delivery is voided once');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER delivery_void_update BEFORE UPDATE ON delivery_void
BEGIN
    SELECT RAISE(ABORT, 'frozen: the register of deliveries only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER delivery_void_delete BEFORE DELETE ON delivery_void
BEGIN
    SELECT RAISE(ABORT, 'frozen: the register of deliveries only grows');
END;
-- +goose StatementEnd

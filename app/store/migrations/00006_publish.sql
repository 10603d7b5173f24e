-- +goose Up

-- What stands and what is due is computed from these columns alone.
CREATE INDEX version_by_day ON version (policy_id, number, effective);

-- The policy as it was edited when a version was made. The version names its
-- SHA-256; versions of earlier releases have none.
CREATE TABLE version_manuscript (
    policy_id TEXT NOT NULL,
    number    INTEGER NOT NULL,
    canonical BLOB NOT NULL,
    PRIMARY KEY (policy_id, number),
    FOREIGN KEY (policy_id, number) REFERENCES version (policy_id, number) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER version_manuscript_insert BEFORE INSERT ON version_manuscript
WHEN EXISTS (SELECT 1 FROM version_manuscript WHERE policy_id = NEW.policy_id AND number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'frozen: a published version cannot be replaced');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_manuscript_update BEFORE UPDATE ON version_manuscript
BEGIN
    SELECT RAISE(ABORT, 'frozen: a published version cannot change');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_manuscript_delete BEFORE DELETE ON version_manuscript
BEGIN
    SELECT RAISE(ABORT, 'frozen: a published version cannot be deleted');
END;
-- +goose StatementEnd

-- That a version holds no more from a day on, and why.
CREATE TABLE version_withdrawal (
    policy_id TEXT NOT NULL,
    number    INTEGER NOT NULL,
    from_day  TEXT NOT NULL,
    reason    TEXT NOT NULL CHECK (reason <> ''),
    by        TEXT NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (policy_id, number),
    FOREIGN KEY (policy_id, number) REFERENCES version (policy_id, number) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER version_withdrawal_insert BEFORE INSERT ON version_withdrawal
WHEN EXISTS (SELECT 1 FROM version_withdrawal WHERE policy_id = NEW.policy_id AND number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'frozen: a version is withdrawn once');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_withdrawal_update BEFORE UPDATE ON version_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'frozen: a withdrawal cannot change');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER version_withdrawal_delete BEFORE DELETE ON version_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'frozen: a withdrawal cannot be deleted');
END;
-- +goose StatementEnd

-- The day that a person chose to look at a policy again; empty for none.
ALTER TABLE policy ADD COLUMN review_due TEXT NOT NULL DEFAULT '';

-- The catalogue as the feed tells it: one row a record, gone ones kept as tombstones.
CREATE TABLE dataset (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    epoch TEXT NOT NULL,
    change_number BIGINT NOT NULL,
    oldest_change BIGINT NOT NULL,
    -- What stands beside the records in the document: its licence, and as JSON the keys this version doesn't know.
    license TEXT NOT NULL,
    extra TEXT NOT NULL
);
CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    modified BIGINT NOT NULL UNIQUE,
    data TEXT,
    deleted_at BIGINT,
    PRIMARY KEY (kind, id),
    CHECK ((data IS NULL) <> (deleted_at IS NULL))
);

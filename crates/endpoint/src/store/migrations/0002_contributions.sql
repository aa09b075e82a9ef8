-- What people say, as it was received. Only its state changes; what is withdrawn loses its words.
CREATE TABLE contributions (
    id TEXT NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL,
    -- The 64 bits of the receipt's code, as a signed number.
    code BIGINT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    theme TEXT,
    section TEXT,
    -- The hashed part of the item in its canonical form; its SHA-256 is sha256. Gone where it was withdrawn.
    item TEXT,
    -- What the device says of the time, as it wrote it.
    created_at TEXT NOT NULL,
    age_seconds BIGINT,
    -- What this clock says, in milliseconds since the Unix epoch.
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- Why it was held or refused, in words for who said it.
    reason TEXT
);
CREATE INDEX contributions_by_state ON contributions (state, received_at);
-- The recordings and photos that contributions announce. Their bytes are files, named by their hash.
CREATE TABLE contribution_attachments (
    contribution_id TEXT NOT NULL REFERENCES contributions (id),
    position INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (contribution_id, position)
);
CREATE INDEX contribution_attachments_by_hash ON contribution_attachments (sha256);
-- What the team answers, shown on the receipt.
CREATE TABLE contribution_replies (
    contribution_id TEXT NOT NULL REFERENCES contributions (id),
    position INTEGER NOT NULL,
    answered_at BIGINT NOT NULL,
    answered_by TEXT,
    words TEXT NOT NULL,
    PRIMARY KEY (contribution_id, position)
);

-- The city's team: who may sign in, who is signed in, and what was done.
CREATE TABLE team_members (
    name TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    -- argon2id, as a PHC string.
    password TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE team_sessions (
    -- The SHA-256 of the cookie's secret.
    token TEXT NOT NULL PRIMARY KEY,
    member TEXT NOT NULL REFERENCES team_members (name) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);
-- Who did what. Each line holds the hash of the one before; nothing is ever changed or taken away.
CREATE TABLE team_log (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    member TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    note TEXT NOT NULL,
    previous TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE INDEX team_log_subject ON team_log (subject);
CREATE TRIGGER team_log_never_changes BEFORE UPDATE ON team_log
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER team_log_never_shrinks BEFORE DELETE ON team_log
BEGIN SELECT RAISE(ABORT, 'the log never shrinks'); END;
-- What the team keeps beside a contribution.
CREATE TABLE team_work (
    contribution_id TEXT NOT NULL PRIMARY KEY REFERENCES contributions (id),
    -- The need it is a voice of.
    need_id TEXT,
    -- The colleague who was asked, and what.
    asked TEXT,
    question TEXT,
    -- Its words without personal data.
    public_words TEXT,
    -- When it was first answered, refused or published.
    decided_at BIGINT
);
CREATE INDEX team_work_by_need ON team_work (need_id);
-- Who takes their words back takes them back from here too.
CREATE TRIGGER team_work_forgets AFTER UPDATE OF state ON contributions WHEN NEW.state = 'withdrawn'
BEGIN UPDATE team_work SET public_words = NULL, question = NULL WHERE contribution_id = NEW.id; END;
-- Voices of a need that were counted elsewhere before the first contribution was grouped into it.
CREATE TABLE team_needs (
    need_id TEXT NOT NULL PRIMARY KEY,
    other_voices BIGINT NOT NULL
);

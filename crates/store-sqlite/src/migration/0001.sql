-- Narrow columns are what is searched, joined and counted; `doc` is the whole thing as JSON with sealed secrets.
-- Identifiers are 16 bytes; times are microseconds since 1970; `seq` is the order of making.

CREATE TABLE sealing_key (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE stack (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    version     INTEGER NOT NULL,
    epoch       INTEGER NOT NULL,
    operation   BLOB,
    root        BLOB NOT NULL,
    is_root     INTEGER NOT NULL,
    nested      INTEGER NOT NULL,
    project     TEXT NOT NULL,
    name        TEXT NOT NULL,
    action      TEXT NOT NULL,
    status      TEXT NOT NULL,
    owner       TEXT NOT NULL,
    tags        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,            -- the smallest number if it never was
    deleted_at  INTEGER,
    sweep_after INTEGER,                     -- microseconds; null unless superseded objects are removed after a delay
    settled     INTEGER NOT NULL,            -- the newest revision is the committed one
    doc         TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX stack_living_name ON stack (project, name) WHERE is_root = 1 AND deleted_at IS NULL;
CREATE INDEX stack_deleted_name ON stack (project, name, deleted_at) WHERE is_root = 1 AND deleted_at IS NOT NULL;
CREATE INDEX stack_tree ON stack (root, is_root DESC, seq) WHERE deleted_at IS NULL;
CREATE INDEX stack_whole_tree ON stack (root);
CREATE INDEX stack_listed ON stack (project, created_at, id) WHERE nested = 0 AND deleted_at IS NULL;

CREATE TABLE submission (id TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;

CREATE TABLE revision (
    stack      BLOB NOT NULL,
    number     INTEGER NOT NULL,
    submission TEXT NOT NULL,
    doc        TEXT NOT NULL,
    PRIMARY KEY (stack, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_submission ON revision (submission);

CREATE TABLE bindings (
    stack    BLOB NOT NULL,
    revision INTEGER NOT NULL,
    doc      TEXT NOT NULL,
    PRIMARY KEY (stack, revision)
) STRICT;

-- The counters tell how many steps are on their way, so that nobody has to look at all of them.
CREATE TABLE operation (
    seq      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE,
    stack    BLOB NOT NULL,
    epoch    INTEGER NOT NULL,
    final    INTEGER NOT NULL,
    undecided INTEGER NOT NULL,              -- in a phase that waits for an engine's decision
    halting  INTEGER NOT NULL,
    active   INTEGER NOT NULL,               -- owns its stack's epoch and is not final
    deadline INTEGER,
    token    TEXT,
    ready    INTEGER NOT NULL DEFAULT 0,     -- never started
    again    INTEGER NOT NULL DEFAULT 0,     -- ready after the engine that had it was lost
    running  INTEGER NOT NULL DEFAULT 0,
    waiting  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX operation_stack ON operation (stack, seq);
CREATE INDEX operation_token ON operation (stack, token, seq) WHERE token IS NOT NULL;
CREATE INDEX operation_active ON operation (stack) WHERE active = 1;
CREATE INDEX operation_deadline ON operation (deadline) WHERE active = 1 AND deadline IS NOT NULL;
CREATE INDEX operation_attention ON operation (seq) WHERE active = 1
    AND (undecided = 1 OR (running = 0 AND waiting = 0 AND again = 0 AND (ready = 0 OR halting = 1)));

CREATE TABLE operation_doc (seq INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;

CREATE TABLE plan (id BLOB PRIMARY KEY, stack BLOB NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE INDEX plan_stack ON plan (stack);

CREATE TABLE step (
    operation  INTEGER NOT NULL,             -- the operation's seq, which is also its age
    idx        INTEGER NOT NULL,
    status     INTEGER NOT NULL,             -- 0 pending, 1 ready, 2 running, 3 waiting, 4 done, 5 failed, 6 skipped
    lane       INTEGER NOT NULL,             -- 0 cannot be claimed, 1 when its time has come, 2 now
    waits      INTEGER NOT NULL,
    claims     INTEGER NOT NULL,
    ready_at   INTEGER NOT NULL,
    owner      BLOB,
    started_at INTEGER,
    stage      TEXT,
    failure    TEXT,
    PRIMARY KEY (operation, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_timed ON step (ready_at, operation, idx) WHERE lane = 1;
CREATE INDEX step_open ON step (operation, idx) WHERE lane = 2;
CREATE INDEX step_running ON step (owner) WHERE status = 2;

CREATE TABLE journal (
    seq         INTEGER PRIMARY KEY,
    operation   INTEGER NOT NULL,
    step        INTEGER NOT NULL,
    incarnation BLOB,
    epoch       INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    doc         TEXT NOT NULL
) STRICT;
CREATE INDEX journal_operation ON journal (operation);

CREATE TABLE incarnation (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    generation INTEGER NOT NULL,
    root       BLOB NOT NULL,
    stack      BLOB NOT NULL,
    path       TEXT NOT NULL,
    current    INTEGER NOT NULL,
    gone       INTEGER NOT NULL,
    unneeded   INTEGER NOT NULL,             -- 1 a leftover, 2 its removal was put off
    updated_at INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    doc        TEXT NOT NULL
) STRICT;
CREATE INDEX incarnation_changed ON incarnation (root, changed);
CREATE INDEX incarnation_slot ON incarnation (root, path) WHERE current = 1;
CREATE INDEX incarnation_stack ON incarnation (stack) WHERE current = 1;
CREATE INDEX incarnation_unneeded ON incarnation (root, unneeded, updated_at) WHERE unneeded > 0;

CREATE TABLE event (
    seq    INTEGER PRIMARY KEY,
    id     BLOB NOT NULL UNIQUE,
    stack  BLOB NOT NULL,
    name   TEXT NOT NULL,
    type   TEXT NOT NULL,
    action TEXT NOT NULL,
    status TEXT NOT NULL,
    doc    TEXT NOT NULL
) STRICT;
CREATE INDEX event_stack ON event (stack);

CREATE TABLE snapshot (seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, stack BLOB NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE INDEX snapshot_stack ON snapshot (stack);

CREATE TABLE engine (
    id          BLOB PRIMARY KEY,
    host        TEXT NOT NULL,
    binary      TEXT NOT NULL,
    started_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    lease_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

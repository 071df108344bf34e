//! Every fixed statement, by name, so that a test can prepare them all. Lists by filter are built in `list.rs`.

macro_rules! statements {
    ($($name:ident = $sql:expr;)*) => {
        $(pub(crate) const $name: &str = $sql;)*
        /// All of them.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name),)*];
    };
}

/// Columns of a step in the order in which `row::step` reads them.
macro_rules! step_columns {
    () => {
        "step.idx, step.status, step.waits, step.owner, step.ready_at, step.claims, step.stage, step.started_at, step.failure"
    };
}

/// Columns of an operation's counters in the order in which `commit::operation` reads them.
macro_rules! state_columns {
    () => {
        "o.seq, o.id, o.stack, o.epoch, o.active, o.undecided, o.halting, o.ready, o.again, o.running, o.waiting"
    };
}

statements! {
    // fences
    ENGINE_LEASE = "SELECT lease_until FROM engine WHERE id = ?1";
    STACK_VERSION = "SELECT version FROM stack WHERE id = ?1";
    OWNED_OPERATION = concat!("SELECT ", state_columns!(), ", s.operation IS o.id AND s.epoch = o.epoch
        FROM operation o LEFT JOIN stack s ON s.id = o.stack WHERE o.id = ?1");

    // stacks
    STACK = "SELECT id, version, doc FROM stack WHERE id = ?1";
    STACK_LIVING = "SELECT id, version, doc FROM stack
        WHERE project = ?1 AND name = ?2 AND is_root = 1 AND deleted_at IS NULL";
    STACK_DELETED = "SELECT id, version, doc FROM stack
        WHERE project = ?1 AND name = ?2 AND is_root = 1 AND deleted_at IS NOT NULL ORDER BY deleted_at DESC, seq DESC LIMIT 1";
    TREE = "SELECT id, version, doc FROM stack WHERE root = ?1 AND deleted_at IS NULL ORDER BY is_root DESC, seq";
    STACK_NAMESAKE = "SELECT 1 FROM stack
        WHERE project = ?1 AND name = ?2 AND is_root = 1 AND deleted_at IS NULL AND id <> ?3";
    STACK_INSERT = "INSERT INTO stack (version, epoch, operation, project, name, action, status, owner, tags, created_at,
            updated_at, deleted_at, sweep_after, settled, doc, id, root, is_root, nested)
        VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    STACK_UPDATE = "UPDATE stack SET version = version + 1, epoch = ?1, operation = ?2, project = ?3, name = ?4, action = ?5,
            status = ?6, owner = ?7, tags = ?8, created_at = ?9, updated_at = ?10, deleted_at = ?11, sweep_after = ?12,
            settled = ?13, doc = ?14, root = ?16, is_root = ?17, nested = ?18
        WHERE id = ?15";

    // submissions, revisions, bindings
    SUBMISSION = "SELECT doc FROM submission WHERE id = ?1";
    SUBMISSION_INSERT = "INSERT INTO submission (id, doc) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    SUBMISSION_DROP = "DELETE FROM submission
        WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM revision WHERE submission = ?1)";
    REVISION = "SELECT number, doc FROM revision WHERE stack = ?1 AND number = ?2";
    REVISIONS = "SELECT number, doc FROM revision WHERE stack = ?1 ORDER BY number DESC";
    REVISION_SUBMISSIONS = "SELECT DISTINCT submission FROM revision WHERE stack = ?1";
    REVISION_UPSERT = "INSERT INTO revision (stack, number, submission, doc) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET submission = ?3, doc = ?4";
    REVISION_DELETE = "DELETE FROM revision WHERE stack = ?1 AND number = ?2 RETURNING submission";
    BINDINGS = "SELECT doc FROM bindings WHERE stack = ?1 AND revision = ?2";
    BINDINGS_UPSERT = "INSERT INTO bindings (stack, revision, doc) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET doc = ?3";
    BINDINGS_DELETE = "DELETE FROM bindings WHERE stack = ?1 AND revision = ?2";

    // operations and plans
    OPERATION_DOC = "SELECT o.id, d.doc FROM operation o JOIN operation_doc d ON d.seq = o.seq WHERE o.id = ?1";
    OPERATIONS = "SELECT o.id, d.doc FROM operation o JOIN operation_doc d ON d.seq = o.seq WHERE o.stack = ?1 ORDER BY o.seq DESC";
    OPERATION_TOKEN = "SELECT o.id, d.doc FROM operation o JOIN operation_doc d ON d.seq = o.seq
        WHERE o.stack = ?1 AND o.token = ?2 ORDER BY o.seq DESC LIMIT 1";
    OPERATION_STATE = concat!("SELECT ", state_columns!(), " FROM operation o WHERE o.id = ?1");
    OPERATION_STATE_BY_SEQ = concat!("SELECT ", state_columns!(), " FROM operation o WHERE o.seq = ?1");
    OPERATION_INSERT = "INSERT INTO operation (id, stack, epoch, final, undecided, halting, deadline, token, active)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)";
    OPERATION_UPDATE = "UPDATE operation SET stack = ?2, epoch = ?3, final = ?4, undecided = ?5, halting = ?6, deadline = ?7,
            token = ?8
        WHERE id = ?1";
    OPERATION_DOC_UPSERT = "INSERT INTO operation_doc (seq, doc) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET doc = ?2";
    OPERATION_COUNTS = "UPDATE operation SET ready = ?2, again = ?3, running = ?4, waiting = ?5 WHERE seq = ?1";
    OPERATION_ACTIVATE = "UPDATE operation SET active = ?2 WHERE seq = ?1";
    // Those of a stack that are active or should be, and whether they should be.
    OPERATION_OWNERS = "SELECT o.id, s.operation IS o.id AND s.epoch = o.epoch AND o.final = 0
            FROM stack s JOIN operation o ON o.stack = s.id AND o.active = 1 WHERE s.id = ?1
        UNION SELECT o.id, s.epoch = o.epoch AND o.final = 0
            FROM stack s JOIN operation o ON o.id = s.operation AND o.stack = s.id WHERE s.id = ?1";
    PLAN = "SELECT doc FROM plan WHERE id = ?1";
    PLAN_INSERT = "INSERT INTO plan (id, stack, doc) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";

    OPERATION_ENDED = "SELECT seq FROM operation WHERE id = ?1 AND final = 1 AND active = 0";
    OPERATION_DELETE = "DELETE FROM operation WHERE seq = ?1";
    OPERATION_DOC_DELETE = "DELETE FROM operation_doc WHERE seq = ?1";
    JOURNAL_DELETE = "DELETE FROM journal WHERE operation = ?1";
    PLANS_OLD = "SELECT id FROM plan WHERE stack = ?1 ORDER BY rowid DESC LIMIT -1 OFFSET ?2";
    PLAN_DELETE = "DELETE FROM plan WHERE id = ?1";

    // steps
    STEPS = concat!("SELECT ", step_columns!(), " FROM operation o JOIN step ON step.operation = o.seq
        WHERE o.id = ?1 ORDER BY step.idx");
    STEP_STANDING = "SELECT status, claims, lane, ready_at FROM step WHERE operation = ?1 AND idx = ?2";
    STEP_INSERT = "INSERT INTO step (operation, idx, status, lane, waits, claims, ready_at) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)";
    STEP_UPDATE = "UPDATE step SET status = ?3, lane = ?4, waits = ?5, claims = ?6, ready_at = ?7, owner = ?8, started_at = ?9,
            stage = ?10, failure = ?11
        WHERE operation = ?1 AND idx = ?2";
    // ?3 is the lane of a ready step that was never started, ?4 that of one that was.
    STEP_RELEASE = "UPDATE step SET waits = max(waits - 1, 0), status = iif(waits <= 1, 1, 0),
            lane = iif(waits <= 1, iif(claims > 0, ?4, ?3), 0)
        WHERE operation = ?1 AND idx = ?2 AND status = 0 RETURNING status, claims, lane";
    STEP_UNWAIT = "UPDATE step SET waits = max(waits - 1, 0) WHERE operation = ?1 AND idx = ?2";
    STEPS_DELETE = "DELETE FROM step WHERE operation = ?1";
    LANES_CLOSE = "UPDATE step SET lane = 0 WHERE operation = ?1 AND lane > 0";
    LANES_HALT = "UPDATE step SET lane = 0 WHERE operation = ?1 AND lane = 2 AND claims = 0";
    LANES_OPEN = "UPDATE step SET lane = 2 WHERE operation = ?1 AND status = 1 AND lane = 0 AND (claims > 0 OR ?2 = 0)";
    LANES_TIME = "UPDATE step SET lane = 1 WHERE operation = ?1 AND status = 3 AND lane = 0 RETURNING ready_at";
    TIMED = concat!("SELECT step.operation, ", step_columns!(), " FROM step
        WHERE lane = 1 AND ready_at <= ?1 ORDER BY ready_at, operation, idx LIMIT ?2");
    OPEN = concat!("SELECT step.operation, ", step_columns!(), " FROM step WHERE lane = 2 ORDER BY operation, idx LIMIT ?1");
    NEXT_DUE = "SELECT ready_at FROM step WHERE lane = 1 ORDER BY ready_at LIMIT 1";
    STEP_CLAIM = "UPDATE step SET status = 2, lane = 0, claims = ?3, owner = ?4, started_at = ?5 WHERE operation = ?1 AND idx = ?2";
    LOST_STEPS = "SELECT operation, idx, claims FROM step
        WHERE status = 2 AND owner NOT IN (SELECT id FROM engine WHERE lease_until > ?1)";
    STEPS_OF_ENGINE = "SELECT operation, idx, claims FROM step WHERE status = 2 AND owner = ?1";
    STEP_FREE = "UPDATE step SET status = 1, owner = NULL, lane = ?3 WHERE operation = ?1 AND idx = ?2";

    // the journal
    JOURNAL = "SELECT j.step, j.incarnation, j.epoch, j.at, j.doc FROM operation o JOIN journal j ON j.operation = o.seq
        WHERE o.id = ?1 AND (?2 IS NULL OR j.incarnation = ?2) ORDER BY j.seq";
    JOURNAL_INSERT = "INSERT INTO journal (operation, step, incarnation, epoch, at, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    // incarnations
    INCARNATION = "SELECT id, generation, doc FROM incarnation WHERE id = ?1";
    INCARNATIONS = "SELECT id, generation, doc FROM incarnation WHERE root = ?1 AND gone <= ?2 ORDER BY seq";
    INCARNATIONS_SINCE = "SELECT id, generation, doc, changed FROM incarnation WHERE root = ?1 AND changed > ?2 ORDER BY changed";
    RESOURCES = "SELECT id, generation, doc FROM incarnation WHERE stack = ?1 AND current = 1 ORDER BY seq";
    INCARNATION_CURRENT = "SELECT id, generation, doc FROM incarnation
        WHERE root = ?1 AND path = ?2 AND current = 1 ORDER BY seq DESC LIMIT 1";
    INCARNATION_GENERATION = "SELECT seq, generation FROM incarnation WHERE id = ?1";
    INCARNATION_INSERT = "INSERT INTO incarnation (generation, root, stack, path, current, gone, unneeded, updated_at, changed, doc,
            id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    INCARNATION_UPDATE = "UPDATE incarnation SET generation = ?1, root = ?2, stack = ?3, path = ?4, current = ?5, gone = ?6,
            unneeded = ?7, updated_at = ?8, changed = ?9, doc = ?10
        WHERE seq = ?11";
    INCARNATION_LAST_CHANGE = "SELECT coalesce(max(changed), 0) FROM incarnation";

    // events
    WHOLE_TREE = "SELECT id FROM stack WHERE root = ?1";
    EVENTS_TRIM = "DELETE FROM event WHERE stack = ?1
        AND seq <= (SELECT seq FROM event WHERE stack = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)";
    EVENT = "SELECT id, doc FROM event WHERE id = ?1";
    EVENT_INSERT = "INSERT INTO event (id, stack, name, type, action, status, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO NOTHING";

    // snapshots
    SNAPSHOT = "SELECT id, doc FROM snapshot WHERE id = ?1";
    SNAPSHOTS = "SELECT id, doc FROM snapshot WHERE stack = ?1 ORDER BY seq";
    SNAPSHOT_UPSERT = "INSERT INTO snapshot (id, stack, doc) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET stack = ?2, doc = ?3";
    SNAPSHOT_DELETE = "DELETE FROM snapshot WHERE id = ?1";

    // engines and their work
    ENGINE_UPSERT = "INSERT INTO engine (id, host, binary, started_at, seen_at, lease_until) VALUES (?1, ?2, ?3, ?4, ?4, ?5)
        ON CONFLICT DO UPDATE SET host = ?2, seen_at = ?4, lease_until = ?5";
    ENGINE_DELETE = "DELETE FROM engine WHERE id = ?1";
    ENGINES = "SELECT id, host, binary, started_at, seen_at, lease_until FROM engine WHERE seen_at > ?1 ORDER BY started_at, id";
    ATTENTION = "SELECT o.id, d.doc FROM operation o JOIN operation_doc d ON d.seq = o.seq WHERE o.seq IN (
            SELECT seq FROM operation WHERE active = 1
                AND (undecided = 1 OR (running = 0 AND waiting = 0 AND again = 0 AND (ready = 0 OR halting = 1)))
            UNION SELECT seq FROM operation WHERE active = 1 AND deadline IS NOT NULL AND deadline <= ?1
        ) ORDER BY o.seq LIMIT ?2";
    // The roots with unneeded objects are found by leaping from one to the next in the index: a stack may keep many. The terms
    // `unneeded > 0` are what lets SQLite use that index.
    SWEEPABLE = "WITH RECURSIVE candidate (root) AS (
            SELECT min(root) FROM incarnation WHERE unneeded > 0
            UNION ALL SELECT (SELECT min(root) FROM incarnation WHERE unneeded > 0 AND root > candidate.root)
                FROM candidate WHERE candidate.root IS NOT NULL
        )
        SELECT s.id FROM candidate CROSS JOIN stack s ON s.id = candidate.root
        WHERE NOT EXISTS (SELECT 1 FROM operation WHERE stack = s.id AND active = 1)
            AND (EXISTS (SELECT 1 FROM incarnation WHERE root = s.id AND unneeded > 0 AND unneeded = 1 AND updated_at <= ?1)
                OR s.deleted_at IS NULL AND s.settled = 1 AND s.sweep_after IS NOT NULL
                    AND EXISTS (SELECT 1 FROM incarnation
                        WHERE root = s.id AND unneeded > 0 AND unneeded = 2 AND updated_at <= ?2 - s.sweep_after))
        ORDER BY s.seq LIMIT ?3";

    // a tree is forgotten
    FORGET_STEPS = "DELETE FROM step WHERE operation IN (SELECT seq FROM operation WHERE stack = ?1)";
    FORGET_JOURNAL = "DELETE FROM journal WHERE operation IN (SELECT seq FROM operation WHERE stack = ?1)";
    FORGET_OPERATION_DOCS = "DELETE FROM operation_doc WHERE seq IN (SELECT seq FROM operation WHERE stack = ?1)";
    FORGET_OPERATIONS = "DELETE FROM operation WHERE stack = ?1";
    FORGET_PLANS = "DELETE FROM plan WHERE stack = ?1";
    FORGET_INCARNATIONS = "DELETE FROM incarnation WHERE root = ?1";
    FORGET_SNAPSHOTS = "DELETE FROM snapshot WHERE stack = ?1";
    FORGET_BINDINGS = "DELETE FROM bindings WHERE stack = ?1";
    FORGET_REVISIONS = "DELETE FROM revision WHERE stack = ?1";
    FORGET_EVENTS = "DELETE FROM event WHERE stack IN (SELECT id FROM stack WHERE root = ?1)";
    FORGET_STACKS = "DELETE FROM stack WHERE root = ?1";

    // keys
    KEY_IDS = "SELECT id FROM sealing_key";
    KEY_INSERT = "INSERT INTO sealing_key (id) VALUES (?1) ON CONFLICT DO NOTHING";
    KEYS_DELETE = "DELETE FROM sealing_key WHERE id <> ?1";
}

-- What the desk decides on events. Every ruling is a row here and a row of the log; undoing it is another row of the log.

CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE REFERENCES log (position),
    ruling TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at INTEGER NOT NULL,
    why TEXT,
    event TEXT,
    other TEXT,
    items TEXT NOT NULL,
    relation TEXT,
    related_to TEXT,
    suggestion TEXT,
    undone_at INTEGER,
    undone_by TEXT,
    undone_position INTEGER REFERENCES log (position)
) WITHOUT ROWID;

-- The memberships that a ruling changed, as they were and as it left them.
CREATE TABLE decided (
    decision TEXT NOT NULL REFERENCES decision (id),
    item TEXT NOT NULL REFERENCES item (id),
    event_before TEXT NOT NULL,
    relation_before TEXT NOT NULL,
    related_before TEXT,
    evidence_before TEXT NOT NULL,
    event_after TEXT NOT NULL,
    relation_after TEXT NOT NULL,
    related_after TEXT,
    PRIMARY KEY (decision, item)
) WITHOUT ROWID;
CREATE INDEX decided_item ON decided (item);
CREATE INDEX decided_before ON decided (event_before);
CREATE INDEX decided_after ON decided (event_after);

-- `one` < `other`. `ended_by`: the ruling that overruled it (its own id when it was undone); NULL = in force, and then it holds.
CREATE TABLE pair (
    decision TEXT NOT NULL REFERENCES decision (id),
    one TEXT NOT NULL REFERENCES item (id),
    other TEXT NOT NULL REFERENCES item (id),
    must INTEGER NOT NULL,
    ended_by TEXT,
    PRIMARY KEY (decision, one, other)
) WITHOUT ROWID;
CREATE INDEX pair_one ON pair (one) WHERE ended_by IS NULL;
CREATE INDEX pair_other ON pair (other) WHERE ended_by IS NULL;
CREATE INDEX pair_ended ON pair (ended_by) WHERE ended_by IS NOT NULL;

-- An event id without members any more, and where its members went.
CREATE TABLE redirect (event TEXT PRIMARY KEY, target TEXT NOT NULL, decision TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE suggestion (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    item TEXT NOT NULL REFERENCES item (id),
    event TEXT,
    target TEXT,
    score REAL,
    threshold REAL,
    terms TEXT NOT NULL,
    at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'rejected', 'moot')),
    decided_by TEXT,
    decided_at INTEGER,
    decision TEXT REFERENCES decision (id)
);
CREATE UNIQUE INDEX suggestion_once ON suggestion (item, kind, coalesce(event, ''), coalesce(target, ''));
CREATE INDEX suggestion_open ON suggestion (n) WHERE state = 'open';
CREATE INDEX suggestion_target ON suggestion (target) WHERE target IS NOT NULL;
CREATE INDEX suggestion_event ON suggestion (event) WHERE event IS NOT NULL;
CREATE INDEX suggestion_decision ON suggestion (decision) WHERE decision IS NOT NULL;

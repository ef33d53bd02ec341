-- Rights in more detail, what narrows them, and readers' own queries with what they were told.

ALTER TABLE entitlement ADD COLUMN archive INTEGER;
ALTER TABLE entitlement ADD COLUMN advance INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entitlement ADD COLUMN seats INTEGER;

-- Until now every editor could manage companies, products and people: nobody loses that.
UPDATE user SET role = 'administrator' WHERE role = 'editor';

-- Standing ids (JSON) that carry a held version, where the desk has opened it in advance.
ALTER TABLE held ADD COLUMN advance TEXT;

-- `carried` has the rows of a restriction under its standing id: `block:ID`, `filter:ID`.
CREATE TABLE restriction (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    query TEXT NOT NULL,
    company TEXT REFERENCES company (id),
    name TEXT NOT NULL,
    active INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE seat (
    company TEXT NOT NULL REFERENCES company (id),
    product TEXT NOT NULL,
    user TEXT NOT NULL REFERENCES user (id),
    PRIMARY KEY (company, product, user)
) WITHOUT ROWID;
CREATE INDEX seat_user ON seat (user);

CREATE TABLE topic (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    owner TEXT NOT NULL,
    reach TEXT NOT NULL,
    company TEXT,
    watched TEXT NOT NULL,
    target TEXT,
    active INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);
CREATE INDEX topic_owner ON topic (owner);
CREATE INDEX topic_shared ON topic (reach, company);

-- `hours` is a JSON array of local hours.
CREATE TABLE follow (
    topic TEXT NOT NULL REFERENCES topic (id),
    user TEXT NOT NULL,
    mode TEXT NOT NULL,
    which TEXT NOT NULL,
    hours TEXT NOT NULL,
    zone TEXT,
    muted_until INTEGER,
    at INTEGER NOT NULL,
    PRIMARY KEY (topic, user)
) WITHOUT ROWID;
CREATE INDEX follow_user ON follow (user);

CREATE TABLE mute (user TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;

-- Whom a version was told to because of topics. No text is in here: a kill changes nothing of it.
CREATE TABLE alert (
    n INTEGER PRIMARY KEY,
    user TEXT NOT NULL,
    item TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    topics TEXT NOT NULL,
    at INTEGER NOT NULL,
    due INTEGER NOT NULL,
    event TEXT,
    changes TEXT NOT NULL,
    muted INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    position INTEGER NOT NULL REFERENCES log (position),
    read_at INTEGER,
    FOREIGN KEY (item, version) REFERENCES version (item, version)
);
CREATE UNIQUE INDEX alert_once ON alert (item, user, version);
CREATE INDEX alert_inbox ON alert (user, due);
CREATE INDEX alert_unread ON alert (user, due) WHERE read_at IS NULL;

-- Compiled standing queries: a cache. `versions` is a JSON array: grammar, analysis, plan.
CREATE TABLE plan (query TEXT PRIMARY KEY, versions TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;

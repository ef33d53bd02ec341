-- The record of one agency. Instants are microseconds since 1970, UTC. Append-only: a change is a new file.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- What arrived. `n` is the order of arrival; `envelope` is the filing as JSON without its bytes.
CREATE TABLE filing (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT,
    sender TEXT NOT NULL,
    key TEXT,
    sha256 TEXT NOT NULL,
    ordered INTEGER NOT NULL,
    envelope TEXT NOT NULL,
    body BLOB NOT NULL,
    item TEXT NOT NULL,
    uri TEXT NOT NULL,
    version INTEGER,
    position INTEGER,
    state TEXT NOT NULL
);
CREATE UNIQUE INDEX filing_key ON filing (sender, key) WHERE key IS NOT NULL;
CREATE INDEX filing_same ON filing (sha256, source) WHERE ordered = 0;
CREATE INDEX filing_item ON filing (item);
CREATE INDEX filing_source ON filing (source, n);

-- What a filing was read as; `n` 1 is the reading that its version was made from.
CREATE TABLE reading (
    filing TEXT NOT NULL REFERENCES filing (id),
    n INTEGER NOT NULL,
    reader_version INTEGER NOT NULL,
    facts TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (filing, n)
) WITHOUT ROWID;

CREATE TABLE reread (
    n INTEGER PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filing (id),
    item TEXT,
    reader_version INTEGER NOT NULL,
    same INTEGER NOT NULL,
    changed TEXT NOT NULL,
    at INTEGER NOT NULL
);

-- The log: positions dense from 1, in commit order.
CREATE TABLE log (
    position INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    item TEXT,
    version INTEGER,
    cause TEXT
);

-- One row an item; `first_position` is the order of the live list and the rowid of the search table.
CREATE TABLE item (
    first_position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    uri TEXT NOT NULL UNIQUE,
    newest INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('usable', 'withheld', 'canceled')),
    event TEXT,
    position INTEGER NOT NULL UNIQUE,
    first_published_at INTEGER,
    killed_at INTEGER,
    embargo_until INTEGER,
    urgency INTEGER NOT NULL,
    language TEXT,
    source TEXT NOT NULL
);
CREATE INDEX item_event ON item (event, first_position);

-- `body` is the dispatch as JSON; of a killed item a stub. `incomplete`: products whose query failed on it.
CREATE TABLE version (
    item TEXT NOT NULL REFERENCES item (id),
    version INTEGER NOT NULL,
    position INTEGER NOT NULL UNIQUE REFERENCES log (position),
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    filing TEXT REFERENCES filing (id),
    late INTEGER NOT NULL,
    incomplete TEXT,
    PRIMARY KEY (item, version)
);

-- Where an item stands in its event (`item.event`). `at` is its time on the event's time-line.
CREATE TABLE member (
    item TEXT PRIMARY KEY REFERENCES item (id),
    relation TEXT NOT NULL,
    related_to TEXT,
    evidence TEXT NOT NULL,
    partial TEXT NOT NULL,
    contains TEXT NOT NULL,
    position INTEGER NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX member_at ON member (at);

-- Which products carry a version. A row whose product no longer does is ended and kept: a kill follows the text.
CREATE TABLE carried (
    item TEXT NOT NULL,
    version INTEGER NOT NULL,
    product TEXT NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (item, version, product),
    FOREIGN KEY (item, version) REFERENCES version (item, version)
) WITHOUT ROWID;
CREATE INDEX carried_product ON carried (product) WHERE ended_at IS NULL;

CREATE TABLE slip (
    position INTEGER NOT NULL REFERENCES log (position),
    item TEXT NOT NULL,
    subscriber TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (position, subscriber)
) WITHOUT ROWID;
CREATE INDEX slip_item ON slip (item, position);

-- Versions that wait. No reader's query names this table.
CREATE TABLE held (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    uri TEXT NOT NULL,
    body TEXT NOT NULL,
    due INTEGER,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    relied_on INTEGER,
    filing TEXT NOT NULL REFERENCES filing (id)
);
CREATE INDEX held_item ON held (item);
CREATE INDEX held_uri ON held (uri);

CREATE TABLE timer (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    due INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX timer_due ON timer (due);
CREATE INDEX timer_key ON timer (key);

-- The words of the newest usable version of each item. `secure-delete`: what is taken out is really gone.
CREATE VIRTUAL TABLE search USING fts5 (
    headline, slugline, abstract, body, keywords, byline, located, tokenize = 'telex'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TABLE product (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    public INTEGER NOT NULL,
    active INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE company (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    active INTEGER NOT NULL
) WITHOUT ROWID;

-- Ended entitlements are kept: a kill still has to reach who once had the text.
CREATE TABLE entitlement (
    id INTEGER PRIMARY KEY,
    company TEXT NOT NULL REFERENCES company (id),
    product TEXT NOT NULL,
    "right" TEXT NOT NULL,
    since INTEGER,
    until INTEGER,
    channels TEXT NOT NULL
);
CREATE INDEX entitlement_company ON entitlement (company);

CREATE TABLE user (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    address TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    company TEXT,
    active INTEGER NOT NULL,
    language TEXT,
    password TEXT
) WITHOUT ROWID;

CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    user TEXT NOT NULL REFERENCES user (id),
    opened_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    closed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX session_user ON session (user);

CREATE TABLE token (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    label TEXT NOT NULL,
    company TEXT,
    source TEXT,
    user TEXT,
    made_at INTEGER NOT NULL,
    revoked_at INTEGER
) WITHOUT ROWID;

-- Failed sign-ins.
CREATE TABLE attempt (key TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX attempt_key ON attempt (key, at);
CREATE INDEX attempt_at ON attempt (at);

CREATE TABLE source (id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE source_state (source TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE profile (id TEXT PRIMARY KEY, toml TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE quarantine (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    code TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    source TEXT,
    envelope TEXT NOT NULL,
    body BLOB NOT NULL,
    whole INTEGER NOT NULL,
    resolved_at INTEGER
);
CREATE INDEX quarantine_open ON quarantine (sha256) WHERE resolved_at IS NULL;

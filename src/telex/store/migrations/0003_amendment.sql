-- What editors say of an item in place of what was read. The last row of a field and key counts; `value` is JSON.
CREATE TABLE amendment (
    n INTEGER PRIMARY KEY,
    item TEXT NOT NULL,
    field TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX amendment_item ON amendment (item);

-- name: read
SELECT position, at, kind, item, version, cause FROM log WHERE position > :after ORDER BY position LIMIT :limit

-- name: head
SELECT coalesce(max(position), 0) FROM log

-- name: earliest
SELECT coalesce(min(position) - 1, 0) FROM log

-- name: instant
SELECT at FROM log WHERE position = ?

-- name: latest
SELECT value FROM meta WHERE key = 'latest'

-- name: append
INSERT INTO log (position, at, kind, item, version, cause)
VALUES ((SELECT coalesce(max(position), 0) + 1 FROM log), ?, ?, ?, ?, ?)
RETURNING position

-- name: saw
INSERT INTO meta (key, value) VALUES ('latest', ?)
ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)

-- name: scrub
INSERT OR REPLACE INTO meta (key, value) VALUES ('scrub', 1)

-- name: scrub_due
SELECT value FROM meta WHERE key = 'scrub'

-- name: scrubbed
DELETE FROM meta WHERE key = 'scrub'

-- Tables with pages of their own; a virtual table's check would analyse every text again.
-- name: tables
SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name

-- name: place
SELECT first_position FROM item WHERE id = ?

-- name: remove
DELETE FROM search WHERE rowid = ?

-- The newest usable versions, for a new index: in the order of the table.
-- name: texts
SELECT i.first_position, v.body
FROM item i JOIN version v ON v.item = i.id AND v.version = i.newest
WHERE i.status = 'usable' AND i.first_position > :after ORDER BY i.first_position LIMIT :limit

-- Which analysis and columns the index in use was made with; how far its successor has come.
-- name: made
SELECT value FROM meta WHERE key = 'search'

-- name: set_made
INSERT OR REPLACE INTO meta (key, value) VALUES ('search', ?)

-- name: making
SELECT value FROM meta WHERE key = 'search making'

-- name: set_making
INSERT OR REPLACE INTO meta (key, value) VALUES ('search making', ?)

-- name: not_making
DELETE FROM meta WHERE key = 'search making'

-- Places of items (`item.first_position`, the rowid of the search table) in a stretch of the archive.

-- name: items
SELECT first_position FROM item WHERE first_position >= :low AND first_position < :high ORDER BY first_position

-- name: proposed
SELECT rowid FROM search WHERE search MATCH :match AND rowid >= :low AND rowid < :high ORDER BY rowid

-- Those of :places that `visible` lets through; the conditions follow.
-- name: opened
SELECT i.first_position FROM json_each(:places) p CROSS JOIN item i ON i.first_position = p.value WHERE

-- name: at
{dispatches.stored} WHERE i.first_position IN (SELECT value FROM json_each(:places)) AND v.version = i.newest
ORDER BY i.first_position

-- name: due
SELECT id, kind, key, due FROM timer WHERE due <= ? ORDER BY due, id LIMIT ?

-- name: next
SELECT min(due) FROM timer

-- name: add
INSERT INTO timer (id, kind, key, due) VALUES (?, ?, ?, ?)

-- name: drop
DELETE FROM timer WHERE key = ?

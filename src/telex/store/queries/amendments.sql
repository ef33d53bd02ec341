-- What editors set on an item.

-- name: of
SELECT field, key, value, by, at, why FROM amendment WHERE item = ? ORDER BY n

-- name: add
INSERT INTO amendment (item, field, key, value, by, at, why) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: forget
DELETE FROM amendment WHERE item = ?

-- name: killed
SELECT 1 FROM item WHERE id = ? AND status = 'canceled'

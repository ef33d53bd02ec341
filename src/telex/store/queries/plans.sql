-- name: all
SELECT query, body FROM plan WHERE versions = ?

-- name: drop_others
DELETE FROM plan WHERE versions <> ?

-- name: put
INSERT INTO plan (query, versions, body) VALUES (?, ?, ?)
ON CONFLICT (query) DO UPDATE SET versions = excluded.versions, body = excluded.body

-- How far each reader of the log has come that works by itself.

-- name: at
SELECT value FROM meta WHERE key = 'cursor ' || ?

-- name: put
INSERT INTO meta (key, value) VALUES ('cursor ' || ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value

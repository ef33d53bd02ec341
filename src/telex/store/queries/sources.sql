-- name: put
INSERT INTO source (id, body, at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body, at = excluded.at

-- name: get
SELECT body FROM source WHERE id = ?

-- name: all
SELECT body FROM source ORDER BY id

-- name: state
SELECT body FROM source_state WHERE source = ?

-- name: remember
INSERT INTO source_state (source, body) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET body = excluded.body

-- name: put_profile
INSERT INTO profile (id, toml, at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET toml = excluded.toml, at = excluded.at

-- name: profiles
SELECT id, toml FROM profile ORDER BY id

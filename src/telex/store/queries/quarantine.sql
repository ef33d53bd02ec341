-- name: known
SELECT id FROM quarantine
WHERE sha256 = :sha256 AND source IS :source AND reason = :reason AND resolved_at IS NULL

-- name: add
INSERT INTO quarantine (id, at, reason, code, size, sha256, source, envelope, body, whole)
VALUES (:id, :at, :reason, :code, :size, :sha256, :source, :envelope, :body, :whole)

-- name: list
SELECT id, at, reason, code, size, sha256, source, whole, resolved_at, envelope FROM quarantine
WHERE :resolved OR resolved_at IS NULL ORDER BY n

-- name: get
SELECT id, at, reason, code, size, sha256, source, whole, resolved_at, envelope, body FROM quarantine WHERE id = :id

-- name: resolve
UPDATE quarantine SET resolved_at = coalesce(resolved_at, ?) WHERE id = ?

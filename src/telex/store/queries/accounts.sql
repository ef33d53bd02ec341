-- name: user
SELECT id, email, name, role, company, active, language FROM user WHERE id = ?

-- name: user_by_email
SELECT password, id, email, name, role, company, active, language FROM user WHERE address = ?

-- name: users
SELECT id, email, name, role, company, active, language FROM user ORDER BY address

-- name: address_taken
SELECT 1 FROM user WHERE address = ? AND id <> ?

-- name: put_user
INSERT INTO user (id, email, address, name, role, company, active, language, password)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    email = excluded.email, address = excluded.address, name = excluded.name, role = excluded.role,
    company = excluded.company, active = excluded.active, language = excluded.language,
    password = coalesce(excluded.password, password)

-- name: leave_seats
DELETE FROM seat WHERE user = :id AND company IS NOT :company

-- name: open_session
INSERT INTO session (hash, user, opened_at, until) VALUES (?, ?, ?, ?)

-- name: session
SELECT u.id, u.email, u.name, u.role, u.company, u.active, u.language
FROM session s JOIN user u ON u.id = s.user
WHERE s.hash = ? AND s.closed_at IS NULL AND ? < s.until AND u.active

-- name: close_session
UPDATE session SET closed_at = ? WHERE hash = ? AND closed_at IS NULL

-- name: close_sessions
UPDATE session SET closed_at = ? WHERE user = ? AND closed_at IS NULL AND ? < until

-- name: put_token
INSERT INTO token (id, hash, scope, label, company, source, user, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: token
SELECT id, scope, label, company, source, user FROM token
WHERE hash = ? AND (revoked_at IS NULL OR ? < revoked_at)

-- name: tokens
SELECT id, scope, label, company, source, user FROM token WHERE revoked_at IS NULL ORDER BY made_at, id

-- name: revoke_token
UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?

-- name: failures
SELECT count(*) FROM attempt WHERE key = ? AND at >= ?

-- name: failed
INSERT INTO attempt (key, at) VALUES (?, ?)

-- name: forget_failures
DELETE FROM attempt WHERE at < ?

-- name: forgive
DELETE FROM attempt WHERE key = ?

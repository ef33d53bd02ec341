-- name: columns
SELECT user, item, version, kind, topics, at, due, event, changes, muted, digest, n, position, read_at FROM alert

-- name: add
INSERT INTO alert (user, item, version, kind, topics, at, due, event, changes, muted, digest, position)
VALUES (:user, :item, :version, :kind, :topics, :at, :due, :event, :changes, :muted, :digest, :position)
ON CONFLICT (item, user, version) DO NOTHING

-- Members of the event as rulings have it now, not as it was when the alert was made.
-- name: told
{alerts.columns}
WHERE item = :item OR item IN (SELECT id FROM item WHERE event = :event)
ORDER BY n

-- name: of
{alerts.columns} WHERE item = :item AND user = :user ORDER BY n

-- name: inbox
{alerts.columns} WHERE user = :user AND due <= :now ORDER BY due DESC, n DESC LIMIT :limit

-- name: inbox_before
{alerts.columns}
WHERE user = :user AND due <= :now AND (due, n) < (SELECT due, n FROM alert WHERE n = :before AND user = :user)
ORDER BY due DESC, n DESC LIMIT :limit

-- name: first
{alerts.columns} WHERE user = :user AND due <= :now ORDER BY due, n LIMIT :limit

-- name: after
{alerts.columns}
WHERE user = :user AND due <= :now AND (due, n) > (SELECT due, n FROM alert WHERE n = :after AND user = :user)
ORDER BY due, n LIMIT :limit

-- name: waiting
{alerts.columns} WHERE user = :user AND due > :now ORDER BY due, n

-- name: unread
SELECT count(*) FROM alert WHERE user = :user AND due <= :now AND read_at IS NULL

-- name: read
UPDATE alert SET read_at = :now
WHERE user = :user AND read_at IS NULL AND n IN (SELECT value FROM json_each(:ns))

-- name: read_all
UPDATE alert SET read_at = :now WHERE user = :user AND read_at IS NULL AND due <= :now

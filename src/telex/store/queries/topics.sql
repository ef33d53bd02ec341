-- name: columns
SELECT t.id, t.name, t.query, t.owner, t.reach, t.company, t.watched, t.target, t.active, t.made_at, t.changed_at
FROM topic t

-- name: put
INSERT INTO topic (id, name, query, owner, reach, company, watched, target, active, made_at, changed_at)
VALUES (:id, :name, :query, :owner, :reach, :company, :watched, :target, :active, :made_at, :now)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, query = excluded.query, owner = excluded.owner, reach = excluded.reach,
    company = excluded.company, watched = excluded.watched, target = excluded.target, active = excluded.active,
    changed_at = CASE query WHEN excluded.query THEN changed_at ELSE excluded.changed_at END

-- name: get
{topics.columns} WHERE t.id = ?

-- name: all
{topics.columns} WHERE t.active ORDER BY t.id

-- name: open_to
{topics.columns}
WHERE t.active AND (t.owner = :user OR t.reach = 'global' OR (t.reach = 'company' AND t.company IS :company))
ORDER BY t.name COLLATE NOCASE, t.id

-- name: follow_columns
SELECT topic, user, mode, which, hours, zone, muted_until FROM follow

-- name: follow
INSERT INTO follow (topic, user, mode, which, hours, zone, muted_until, at)
VALUES (:topic, :user, :mode, :which, :hours, :zone, :muted_until, :now)
ON CONFLICT (topic, user) DO UPDATE SET
    mode = excluded.mode, which = excluded.which, hours = excluded.hours, zone = excluded.zone,
    muted_until = excluded.muted_until

-- name: unfollow
DELETE FROM follow WHERE topic = ? AND user = ?

-- name: follows
{topics.follow_columns} ORDER BY topic, user

-- name: follows_of
{topics.follow_columns} WHERE topic = ? ORDER BY user

-- name: follows_by
{topics.follow_columns} WHERE user = ? ORDER BY topic

-- name: mute
INSERT INTO mute (user, until) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET until = excluded.until

-- name: unmute
DELETE FROM mute WHERE user = ?

-- name: mutes
SELECT user, until FROM mute ORDER BY user

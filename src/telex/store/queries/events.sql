-- name: placed
SELECT v.body, i.status, i.first_published_at, i.killed_at, i.id, i.event, m.relation, m.related_to, m.evidence,
    m.position, m.at, m.partial, m.contains
FROM member m
JOIN item i ON i.id = m.item
JOIN version v ON v.item = i.id AND v.version = i.newest

-- name: around
{events.placed}
WHERE i.status = 'usable' AND m.item IN (
    SELECT n.item FROM member n JOIN item j ON j.id = n.item
    WHERE n.at BETWEEN :start AND :end AND j.status = 'usable' AND j.event IS NOT NULL
    ORDER BY n.position DESC LIMIT :limit
)
ORDER BY m.position

-- name: arrived
{events.placed}
WHERE i.status = 'usable' AND m.item IN (
    SELECT n.item FROM member n JOIN item j ON j.id = n.item JOIN log l ON l.position = n.position
    WHERE l.at >= :since AND j.status = 'usable' AND j.event IS NOT NULL
    ORDER BY n.position DESC LIMIT :limit
)
ORDER BY m.position

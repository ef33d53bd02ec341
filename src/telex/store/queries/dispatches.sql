-- What a `Stored` is made of. `carried`: the products that carry this version now; of a killed item, all that ever
-- carried one of its versions.

-- name: columns
SELECT v.body, v.position, v.at, v.kind, v.version = i.newest, i.status, i.first_published_at, i.killed_at,
    i.first_position, i.id, i.event, m.relation, m.related_to, m.evidence, m.position, m.at,
    (
        SELECT json_group_array(DISTINCT c.product) FROM carried c
        WHERE c.item = i.id AND (i.status = 'canceled' OR (c.version = v.version AND c.ended_at IS NULL))
    )

-- name: stored
{dispatches.columns}
FROM item i
JOIN version v ON v.item = i.id
LEFT JOIN member m ON m.item = i.id

-- name: newest
{dispatches.stored} WHERE i.id = :id AND v.version = i.newest

-- name: by_uri
{dispatches.stored} WHERE i.uri = :uri AND v.version = i.newest

-- name: version
{dispatches.stored} WHERE i.id = :id AND v.version = :version

-- name: versions
{dispatches.stored} WHERE i.id = :id ORDER BY v.version

-- name: at
{dispatches.stored} WHERE v.position = :position

-- name: numbers
SELECT version FROM version WHERE item = :id ORDER BY version

-- name: carried_before
SELECT DISTINCT product FROM carried WHERE item = :id

-- name: facts
SELECT r.facts FROM version v JOIN reading r ON r.filing = v.filing
WHERE v.item = :id AND v.version = :version ORDER BY r.n LIMIT 1

-- name: named_facts
SELECT r.facts FROM version v JOIN reading r ON r.filing = v.filing
WHERE v.item = :id AND v.version = :version AND r.model IS NOT NULL ORDER BY r.n DESC LIMIT 1

-- name: slips
SELECT subscriber, why FROM slip WHERE item = :id ORDER BY position, subscriber

-- name: live
{dispatches.columns}
FROM item i
JOIN version v ON v.item = i.id AND v.version = i.newest
LEFT JOIN member m ON m.item = i.id

-- name: matching
{dispatches.columns}
FROM search
CROSS JOIN item i ON i.first_position = search.rowid
JOIN version v ON v.item = i.id AND v.version = i.newest
LEFT JOIN member m ON m.item = i.id

-- name: members
{dispatches.stored} WHERE i.event = :event AND v.version = i.newest ORDER BY i.position

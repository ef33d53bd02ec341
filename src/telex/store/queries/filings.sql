-- name: add
INSERT INTO filing (id, source, sender, key, sha256, ordered, envelope, body, item, uri, version, position, state)
VALUES (
    :id, :source, :sender, :key, :sha256, :ordered, :envelope, :body, :item, :uri, :version, :position, :state
)

-- name: answer
UPDATE filing SET version = :version, position = :position, state = :state WHERE id = :id

-- name: key_taken
SELECT 1 FROM filing WHERE sender = ? AND key = ?

-- name: answered
SELECT sha256, item, uri, version, position, state FROM filing WHERE sender = ? AND key = ?

-- name: same
SELECT item, uri, version, position, state FROM filing
WHERE source IS ? AND sha256 = ? AND ordered = 0 ORDER BY n LIMIT 1

-- name: kept
SELECT id, envelope, body, item, version, position, state FROM filing

-- name: of
{filings.kept} WHERE item = ? ORDER BY n

-- name: place
SELECT n FROM filing WHERE id = ?

-- name: page
{filings.kept} WHERE n > :after ORDER BY n LIMIT :limit

-- name: page_of
{filings.kept} WHERE source = :source AND n > :after ORDER BY n LIMIT :limit

-- name: facts
SELECT facts FROM reading WHERE filing = ? ORDER BY n LIMIT 1

-- name: add_reading
INSERT INTO reading (filing, n, reader_version, facts, at, model)
VALUES (:filing, (SELECT count(*) + 1 FROM reading WHERE filing = :filing), :reader_version, :facts, :at, :model)

-- Newest usable versions in one language, by the place of their last log row, that the model has not read yet.
-- name: unnamed
SELECT i.position, v.filing
FROM item i
JOIN version v ON v.item = i.id AND v.version = i.newest
WHERE i.position > :after AND i.status = 'usable'
    AND (i.language = :language OR i.language LIKE :language || '-%')
    AND EXISTS (SELECT 1 FROM reading r WHERE r.filing = v.filing)
    AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.filing = v.filing AND r.model = :model)
ORDER BY i.position
LIMIT :limit

-- name: named
SELECT 1 FROM reading WHERE filing = ? AND model = ?

-- name: add_reread
INSERT INTO reread (filing, item, reader_version, same, changed, at) VALUES (?, ?, ?, ?, ?, ?)

-- name: killed
SELECT 1 FROM filing f JOIN item i ON i.id = f.item WHERE f.id = ? AND i.status = 'canceled'

-- What one unit of work writes.

-- name: item
SELECT newest, status FROM item WHERE id = ?

-- name: uri_taken
SELECT 1 FROM item WHERE uri = ? AND id <> ?

-- name: version_taken
SELECT 1 FROM version WHERE item = ? AND version = ?

-- name: add_version
INSERT INTO version (item, version, position, kind, at, body, filing, late, incomplete)
VALUES (:item, :version, :position, :kind, :at, :body, :filing, :late, :incomplete)

-- name: filing_before
SELECT filing FROM version WHERE item = ? AND late = 0 ORDER BY version DESC LIMIT 1

-- name: add_item
INSERT INTO item (
    first_position, id, uri, newest, status, event, position, first_published_at, killed_at, embargo_until, urgency,
    language, source
)
VALUES (
    :position, :id, :uri, :newest, :status, :event, :position, :published, :killed, :embargo, :urgency, :language,
    :source
)

-- name: change_item
UPDATE item SET
    newest = :newest, status = :status, event = coalesce(:event, event), position = :position,
    first_published_at = coalesce(first_published_at, :published), killed_at = coalesce(killed_at, :killed),
    embargo_until = :embargo, urgency = :urgency, language = :language, source = :source
WHERE id = :id

-- name: put_member
INSERT INTO member (item, relation, related_to, evidence, partial, contains, position, at)
VALUES (:item, :relation, :related_to, :evidence, :partial, :contains, :position, :at)
ON CONFLICT (item) DO UPDATE SET
    relation = excluded.relation, related_to = excluded.related_to, evidence = excluded.evidence,
    partial = excluded.partial, contains = excluded.contains, position = excluded.position, at = excluded.at

-- name: add_carried
INSERT INTO carried (item, version, product) VALUES (?, ?, ?)

-- name: add_slip
INSERT INTO slip (position, item, subscriber, why) VALUES (?, ?, ?, ?)

-- name: bodies
SELECT version, body FROM version WHERE item = ?

-- name: set_body
UPDATE version SET body = ? WHERE item = ? AND version = ?

-- name: forget_readings
DELETE FROM reading WHERE filing IN (SELECT id FROM filing WHERE item = ?)

-- name: evidence
SELECT evidence FROM member WHERE item = ?

-- name: set_evidence
UPDATE member SET evidence = ? WHERE item = ?

-- name: newest_body
SELECT v.body FROM item i JOIN version v ON v.item = i.id AND v.version = i.newest WHERE i.id = ?

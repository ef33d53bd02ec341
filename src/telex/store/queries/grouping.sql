-- Rulings, their pairs, and suggestions. Lists of ids come as JSON arrays.

-- name: standings
SELECT i.id, i.event, m.relation, m.related_to, m.evidence, i.status = 'usable'
FROM item i JOIN member m ON m.item = i.id
WHERE i.event IN (SELECT value FROM json_each(:events))
ORDER BY i.first_position

-- name: members
SELECT i.id, i.event, m.relation, m.related_to, m.evidence, m.position, m.at
FROM item i JOIN member m ON m.item = i.id
WHERE i.id IN (SELECT value FROM json_each(:items)) AND i.event IS NOT NULL

-- name: status
SELECT status FROM item WHERE id = ?

-- name: resolve
WITH RECURSIVE way (event, n) AS (
    SELECT :event, 0
    UNION ALL
    SELECT r.target, n + 1 FROM way JOIN redirect r ON r.event = way.event WHERE n < 1000
)
SELECT event FROM way ORDER BY n DESC LIMIT 1

-- name: redirected
SELECT decision FROM redirect WHERE event = ?

-- name: put_redirect
INSERT INTO redirect (event, target, decision) VALUES (:event, :target, :decision)
ON CONFLICT (event) DO UPDATE SET target = excluded.target, decision = excluded.decision

-- name: drop_redirect
DELETE FROM redirect WHERE event = ?

-- name: inhabited
SELECT 1 FROM item WHERE event = ? LIMIT 1

-- name: set_event
UPDATE item SET event = :event WHERE id = :item

-- name: set_member
UPDATE member SET relation = :relation, related_to = :related_to, evidence = :evidence WHERE item = :item

-- name: ruled_since
SELECT 1 FROM decided c JOIN decision d ON d.id = c.decision
WHERE max(d.position, coalesce(d.undone_position, 0)) > :after AND (
    c.event_before IN (SELECT value FROM json_each(:events)) OR c.event_after IN (SELECT value FROM json_each(:events))
)
LIMIT 1

-- name: add_decision
INSERT INTO decision (id, position, ruling, "by", at, why, event, other, items, relation, related_to, suggestion)
VALUES (:id, :position, :ruling, :by, :at, :why, :event, :other, :items, :relation, :related_to, :suggestion)

-- name: add_decided
INSERT INTO decided (
    decision, item, event_before, relation_before, related_before, evidence_before, event_after, relation_after,
    related_after
)
VALUES (
    :decision, :item, :event_before, :relation_before, :related_before, :evidence_before, :event_after,
    :relation_after, :related_after
)

-- name: decision_columns
SELECT id, ruling, "by", at, why, event, other, items, relation, related_to, suggestion, position, undone_at, undone_by
FROM decision d

-- name: decision
{grouping.decision_columns} WHERE id = :id

-- name: decisions
{grouping.decision_columns}
WHERE d.position < :before AND (
    :event IS NULL OR d.event = :event OR d.other = :event
    OR EXISTS (SELECT 1 FROM decided c WHERE c.decision = d.id AND (c.event_before = :event OR c.event_after = :event))
)
ORDER BY d.position DESC LIMIT :limit

-- name: decided
SELECT item, event_before, relation_before, related_before, evidence_before, event_after, relation_after, related_after
FROM decided WHERE decision = ?

-- name: decided_since
SELECT DISTINCT c.item FROM decided c JOIN decision d ON d.id = c.decision
WHERE c.item IN (SELECT item FROM decided WHERE decision = :id)
AND d.position > (SELECT position FROM decision WHERE id = :id) AND d.undone_at IS NULL

-- name: undone
UPDATE decision SET undone_at = :at, undone_by = :by, undone_position = :position WHERE id = :id

-- name: add_pair
INSERT INTO pair (decision, one, other, must) VALUES (:decision, :one, :other, :must)

-- Pairs in force always hold: whatever a later ruling contradicts is over, by its name.
-- name: end_contradicted
UPDATE pair SET ended_by = :by
WHERE ended_by IS NULL AND (
    one IN (SELECT value FROM json_each(:items)) OR other IN (SELECT value FROM json_each(:items))
)
AND must <> ((SELECT event FROM item WHERE id = one) = (SELECT event FROM item WHERE id = other))

-- name: end_own
UPDATE pair SET ended_by = :decision WHERE decision = :decision AND ended_by IS NULL

-- name: revive
UPDATE pair SET ended_by = NULL
WHERE ended_by = :decision AND decision <> :decision
AND (SELECT undone_at FROM decision d WHERE d.id = pair.decision) IS NULL
AND must = ((SELECT event FROM item WHERE id = one) = (SELECT event FROM item WHERE id = other))

-- name: pairs
SELECT one, other, must, decision FROM pair
WHERE ended_by IS NULL AND (
    one IN (SELECT value FROM json_each(:items)) OR other IN (SELECT value FROM json_each(:items))
)
ORDER BY one, other, decision

-- name: all_pairs
SELECT one, other, must, decision FROM pair WHERE ended_by IS NULL ORDER BY one, other, decision

-- name: partners
SELECT p.must, i.id, i.event FROM pair p JOIN item i ON i.id = p.other
WHERE p.ended_by IS NULL AND p.one IN (SELECT value FROM json_each(:items))
UNION
SELECT p.must, i.id, i.event FROM pair p JOIN item i ON i.id = p.one
WHERE p.ended_by IS NULL AND p.other IN (SELECT value FROM json_each(:items))
ORDER BY 1, 2

-- name: suggest
INSERT INTO suggestion (id, kind, item, event, target, score, threshold, terms, at, position, state)
VALUES (:id, :kind, :item, :event, :target, :score, :threshold, :terms, :at, :position, 'open')
ON CONFLICT DO NOTHING

-- name: suggestion_columns
SELECT s.id, s.kind, s.item, s.event, s.target, s.score, s.threshold, s.terms, s.at, s.position, s.state, s.decided_by,
    s.decided_at, s.decision
FROM suggestion s

-- name: suggestion
{grouping.suggestion_columns} WHERE s.id = :id

-- name: suggestions
{grouping.suggestion_columns}
WHERE s.state IN (SELECT value FROM json_each(:states))
AND (:before IS NULL OR s.n < (SELECT n FROM suggestion WHERE id = :before))
ORDER BY s.n DESC LIMIT :limit

-- name: suggestions_of
{grouping.suggestion_columns}
WHERE s.state = 'open' AND (
    s.event = :event OR s.item IN (SELECT id FROM item WHERE event = :event)
    OR s.target IN (SELECT id FROM item WHERE event = :event)
)
ORDER BY s.n DESC LIMIT :limit

-- name: open_suggestions
SELECT count(*) FROM suggestion WHERE state = 'open'

-- name: settle
UPDATE suggestion SET state = :state, decided_by = :by, decided_at = :at, decision = :decision WHERE id = :id

-- name: touched_suggestions
SELECT s.id, s.event, i.event FROM suggestion s JOIN item i ON i.id = s.item
WHERE s.state = 'open' AND s.kind IN ('join', 'merge') AND (
    s.item IN (SELECT value FROM json_each(:items)) OR s.event IN (SELECT value FROM json_each(:events))
    OR s.item IN (SELECT id FROM item WHERE event IN (SELECT value FROM json_each(:events)))
)

-- name: reopen
UPDATE suggestion SET state = 'open', decided_by = NULL, decided_at = NULL, decision = NULL
WHERE decision = :decision
AND EXISTS (SELECT 1 FROM item i WHERE i.id = suggestion.item AND i.status <> 'canceled')
AND NOT EXISTS (SELECT 1 FROM item i WHERE i.id = suggestion.target AND i.status = 'canceled')

-- name: label_pair
SELECT one, other FROM pair WHERE decision = :decision ORDER BY one <> :item AND other <> :item, one, other LIMIT 1

-- A killed item asks nothing of the desk any more, and nobody asks anything of it; its words go.
-- name: forget_suggestions
UPDATE suggestion SET terms = '[]', state = CASE state WHEN 'open' THEN 'moot' ELSE state END
WHERE item = :item OR target = :item

-- name: forget_deserted
UPDATE suggestion SET state = 'moot'
WHERE state = 'open' AND kind IN ('join', 'merge') AND event = (SELECT event FROM item WHERE id = :item)
AND NOT EXISTS (SELECT 1 FROM item i WHERE i.event = suggestion.event AND i.status = 'usable')

-- name: decided_evidence
SELECT decision, evidence_before FROM decided WHERE item = ?

-- name: set_decided_evidence
UPDATE decided SET evidence_before = ? WHERE decision = ? AND item = ?

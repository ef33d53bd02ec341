-- name: add
INSERT INTO held (id, item, uri, body, due, reason, since, relied_on, filing)
VALUES (:id, :item, :uri, :body, :due, :reason, :since, :relied_on, :filing)

-- name: columns
SELECT id, body, due, reason, since, relied_on, advance FROM held

-- name: all
{holds.columns} ORDER BY n

-- name: offered
{holds.columns} WHERE advance IS NOT NULL ORDER BY due IS NULL, due, n

-- name: get
{holds.columns} WHERE id = :id OR item = :id ORDER BY id = :id DESC, n DESC LIMIT 1

-- name: of_item
{holds.columns} WHERE item = :item OR uri = :uri ORDER BY n DESC LIMIT 1

-- name: filing
SELECT item, filing FROM held WHERE id = ?

-- name: ids
SELECT id, filing FROM held WHERE id = :id OR item = :id

-- name: move
UPDATE held SET due = :due, body = :body, reason = CASE WHEN :due IS NULL THEN reason ELSE 'embargo' END WHERE id = :id

-- name: offer
UPDATE held SET advance = :advance WHERE id = :id

-- name: drop
DELETE FROM held WHERE id = ?

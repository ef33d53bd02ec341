-- name: company
SELECT id, name, active FROM company WHERE id = ?

-- name: companies
SELECT id, name, active FROM company ORDER BY id

-- name: put_company
INSERT INTO company (id, name, active) VALUES (?, ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = excluded.active

-- name: entitlement_rows
SELECT id, product, "right", since, until, channels, archive, advance, seats FROM entitlement WHERE company = ? ORDER BY id

-- name: add_entitlement
INSERT INTO entitlement (company, product, "right", since, until, channels, archive, advance, seats)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: end
UPDATE entitlement SET until = :now WHERE id = :id AND (until IS NULL OR until > :now)

-- name: product
SELECT id, name, query, public, active FROM product WHERE id = ?

-- name: products
SELECT id, name, query, public, active FROM product ORDER BY id

-- name: put_product
INSERT INTO product (id, name, query, public, active) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, query = excluded.query, public = excluded.public, active = excluded.active

-- name: restriction_kind
SELECT kind FROM restriction WHERE id = ?

-- name: restrictions
SELECT id, kind, query, company, name, active FROM restriction ORDER BY id

-- name: put_restriction
INSERT INTO restriction (id, kind, query, company, name, active) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    query = excluded.query, company = excluded.company, name = excluded.name, active = excluded.active

-- name: seats
SELECT company, product, user FROM seat ORDER BY company, product, user

-- name: clear_seats
DELETE FROM seat WHERE company = ? AND product = ?

-- name: belongs
SELECT 1 FROM user WHERE id = ? AND company = ?

-- name: add_seat
INSERT OR IGNORE INTO seat (company, product, user) VALUES (?, ?, ?)

-- Pairs of [item, version] that the standing query (a product's id, or `block:ID`, `filter:ID`) carries from now on.
-- name: end_carried
UPDATE carried SET ended_at = :now
WHERE product = :standing AND ended_at IS NULL
AND (item, version) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(:pairs))

-- name: add_carried
INSERT INTO carried (item, version, product)
SELECT v.item, v.version, :standing FROM json_each(:pairs) p
JOIN version v ON v.item = p.value ->> 0 AND v.version = p.value ->> 1
WHERE true
ON CONFLICT (item, version, product) DO UPDATE SET ended_at = NULL

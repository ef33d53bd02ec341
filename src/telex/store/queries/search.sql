-- name: place
SELECT first_position FROM item WHERE id = ?

-- name: add
INSERT INTO search (rowid, headline, slugline, abstract, body, keywords, byline, located)
VALUES (:place, :headline, :slugline, :abstract, :body, :keywords, :byline, :located)

-- name: remove
DELETE FROM search WHERE rowid = ?

-- The gate as SQL: which rows of `item` a viewer may see. The same rules as `routing/entitlement.py`, and a property test
-- compares the two. :grants is a JSON array of [product, since, until, archive] of one channel (microseconds, or days back;
-- null = open). Where the viewer has such limits, two more stand beside `visible`: `within`, how far back the archive is open
-- (:reach for the deepest right, in microseconds, then right by right), and `closed`, the blocks and filters that carry the
-- text now. Both are of texts alone: the notice of a kill reaches whoever may hold the text.

-- name: visible
(
    (:desk AND i.status IN ('usable', 'canceled'))
    OR (
        NOT :desk AND :active AND i.status = 'usable'
        AND (i.embargo_until IS NULL OR i.embargo_until <= :now)
        AND EXISTS (
            SELECT 1 FROM carried c
            WHERE c.item = i.id AND c.version = i.newest AND c.ended_at IS NULL
            AND c.product IN (
                SELECT g.value ->> 0 FROM json_each(:grants) g
                WHERE (g.value ->> 1 IS NULL OR g.value ->> 1 <= :now)
                AND (g.value ->> 2 IS NULL OR :now < g.value ->> 2)
            )
        )
    )
    OR (
        NOT :desk AND i.status = 'canceled'
        AND EXISTS (
            SELECT 1 FROM carried c JOIN json_each(:grants) g ON g.value ->> 0 = c.product
            WHERE c.item = i.id
            AND (i.killed_at IS NULL OR g.value ->> 1 IS NULL OR g.value ->> 1 <= i.killed_at)
            AND (i.first_published_at IS NULL OR g.value ->> 2 IS NULL OR i.first_published_at < g.value ->> 2)
        )
    )
)

-- name: within
(
    :desk OR i.status = 'canceled'
    OR (
        (i.first_published_at IS NULL OR i.first_published_at > :reach)
        AND EXISTS (
            SELECT 1 FROM carried c
            CROSS JOIN (
                SELECT g.value ->> 0 AS product,
                    min(coalesce(:now - (g.value ->> 3) * 86400000000, -9223372036854775807)) AS floor
                FROM json_each(:grants) g
                WHERE (g.value ->> 1 IS NULL OR g.value ->> 1 <= :now)
                AND (g.value ->> 2 IS NULL OR :now < g.value ->> 2)
                AND (g.value ->> 3 IS NULL OR g.value ->> 3 > 0)
                GROUP BY 1
            ) r ON r.product = c.product
            WHERE c.item = i.id AND c.version = i.newest AND c.ended_at IS NULL
            AND (i.first_published_at IS NULL OR i.first_published_at > r.floor)
        )
    )
)

-- name: closed
(
    i.status = 'canceled' OR NOT EXISTS (
        SELECT 1 FROM carried c
        WHERE c.item = i.id AND c.version = i.newest AND c.ended_at IS NULL
        AND c.product IN (SELECT value FROM json_each(:closed))
    )
)

-- name: texts_only
i.status = 'usable'

-- name: carried_by
EXISTS (
    SELECT 1 FROM carried c
    WHERE c.item = i.id AND c.product = :product
    AND (i.status = 'canceled' OR (c.version = i.newest AND c.ended_at IS NULL))
)

-- name: language
(
    i.language = :language COLLATE NOCASE
    OR substr(i.language, 1, length(:language) + 1) = :language || '-' COLLATE NOCASE
)

-- name: urgency
i.urgency <= :urgency

-- name: source
i.source = :source

-- name: event
i.event = :event

-- name: match
i.first_position IN (SELECT rowid FROM search WHERE search MATCH :match)

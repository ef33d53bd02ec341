-- A reading that a model took part in says which one; NULL = by rules alone.
ALTER TABLE reading ADD COLUMN model TEXT;

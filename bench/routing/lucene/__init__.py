"""Lucene's Monitor as a peer of the bench: optional, never needed by tests or CI."""

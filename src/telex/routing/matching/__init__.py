"""Standing queries, asked backwards: which of them want a dispatch."""

"""The record: one append-only log with dense positions, and everything committed with it."""

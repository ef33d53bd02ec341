"""Readers of the log: everything that leaves goes through here, and through the gate."""

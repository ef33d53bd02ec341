"""Telex: the wire of a press agency in one process."""

__version__ = "0.1.0"

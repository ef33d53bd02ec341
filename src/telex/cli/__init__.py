"""The command line: one file a command."""

from telex.cli.app import main

__all__ = ["main"]

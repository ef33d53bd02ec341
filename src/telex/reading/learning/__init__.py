"""A profile from a few texts of one source, for an editor to accept or mend (`telex source learn`). Pure."""

from telex.reading.learning.propose import Proposal, learn

__all__ = ["Proposal", "learn"]

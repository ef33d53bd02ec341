"""A filing becomes a draft: chooses the format, gives blocks with offsets into the filing; deletes nothing. Pure."""

from telex.intake.limits import Limits
from telex.intake.read import read
from telex.intake.split import split

__all__ = ["Limits", "read", "split"]

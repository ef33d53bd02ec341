"""What an editor does with a draft: which item, which version, held or out."""

from telex.desk.assemble import item_uri
from telex.desk.edit import edit
from telex.desk.notices import LOOKED_AT, concerned, named
from telex.desk.release import restate

__all__ = ["LOOKED_AT", "concerned", "edit", "item_uri", "named", "restate"]

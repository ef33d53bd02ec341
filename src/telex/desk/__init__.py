"""What an editor does with a draft: which item, which version, held or out."""

from telex.desk.assemble import item_uri
from telex.desk.edit import edit

__all__ = ["edit", "item_uri"]

"""Which event a dispatch belongs to, how it stands to it, and on what evidence."""

from telex.events.candidates import Window
from telex.events.near import Near, Noticed
from telex.events.relation import place
from telex.events.when import at

__all__ = ["Near", "Noticed", "Window", "at", "place"]

"""What a dispatch says: `read` turns a draft into facts, each with its proof. Pure; marks, never deletes."""

from telex.reading.layout.profiles import Profile, Profiles, default_profiles, load_text
from telex.reading.reader import READER_VERSION, read

__all__ = ["READER_VERSION", "Profile", "Profiles", "default_profiles", "load_text", "read"]

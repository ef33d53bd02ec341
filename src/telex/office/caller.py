"""Who is calling."""

from __future__ import annotations

from dataclasses import dataclass

from telex.model.company import Token, User, Viewer
from telex.model.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling, and with what. `viewer` is what the gate needs; it is renewed before every event of a stream."""

    viewer: Viewer
    user: User | None = None
    token: Token | None = None

    @property
    def editor(self) -> bool:
        """One of the agency's own people: an editor or an administrator."""
        return self.viewer.desk

    @property
    def administrator(self) -> bool:
        """An administrator of the agency, or the operator at the machine itself."""
        return self.viewer.desk and (self.user is None or self.user.role is Role.ADMINISTRATOR)

    @property
    def company_administrator(self) -> bool:
        """Who manages the people, seats and filters of a company that is not suspended."""
        mine = self.user is not None and self.user.role is Role.COMPANY_ADMINISTRATOR
        return mine and self.viewer.active and self.viewer.company is not None

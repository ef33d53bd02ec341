"""The front office: companies, products, people, tokens and sign-in. Every change takes effect in the book at once."""

from __future__ import annotations

from telex.office.caller import Caller
from telex.office.contracts import Contracts, Ending
from telex.office.ids import check_id
from telex.office.own import OwnCompany
from telex.office.secrecy import digest, form_token, same_secret
from telex.office.signin import SignIn, TooManyAttempts


class Office(OwnCompany, Contracts, SignIn):
    """Administration and sign-in on one store. Its rooms are the files beside this one."""


__all__ = [
    "Caller",
    "Ending",
    "Office",
    "TooManyAttempts",
    "check_id",
    "digest",
    "form_token",
    "same_secret",
]

"""Secrets compared and derived: tokens, sessions, forms."""

from __future__ import annotations

import hashlib
import hmac

TOKEN_PREFIX = "tlx_"  # noqa: S105 - makes a leaked token recognisable


def digest(secret: str) -> str:
    """What the store keeps of a token or a session: SHA-256, as the secret has 256 random bits of its own."""
    return hashlib.sha256(secret.encode()).hexdigest()


def form_token(secret: str, session: str, purpose: str = "form") -> str:
    """CSRF token: keyed hash of the session, so that no other site can know it."""
    return hmac.new(secret.encode(), f"{purpose}:{session}".encode(), hashlib.sha256).hexdigest()


def same_secret(given: str, expected: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())

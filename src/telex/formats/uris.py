"""Which strings are URIs (RFC 3986) and which are links that a page may carry."""

from __future__ import annotations

import re

_CHARS = r"(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_URI = re.compile(rf"([A-Za-z][A-Za-z0-9+.\-]*):{_CHARS}*(?:\#{_CHARS}*)?")
_AUTHORITY = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*://(?:[^/?\#@:]*(?::[^/?\#@]*)?@)?([^/?\#@:]*)(?::\d{0,5})?(?=[/?\#]|$)"
)
_LIMIT = 2000
_TAG = re.compile(r"([A-Za-z]{2,3}|[A-Za-z]{5,8})(-[A-Za-z0-9]{1,8}){0,8}")


def is_uri(value: str | None) -> bool:
    """True for an absolute URI of RFC 3986 with ASCII characters (an IPv6 host is not accepted)."""
    if not value or len(value) > _LIMIT or not _URI.fullmatch(value):
        return False
    if "://" not in value.partition("?")[0].partition("#")[0]:
        return not value.partition(":")[2].startswith("//")
    authority = _AUTHORITY.match(value)
    return bool(authority and (authority[1] or not value.lower().startswith("http")))


def web_link(value: object) -> str | None:
    """The value when it is an http or https link without user-info, else None (`javascript:` and the like)."""
    if not isinstance(value, str):
        return None
    link = value.strip()
    if len(link) > _LIMIT or not re.match(r"https?://[^\s/?#@\\<>\"]+(?:[/?#][^\s\\<>\"]*)?$", link, re.IGNORECASE):
        return None
    return link


def language(value: object) -> str | None:
    """A BCP 47 tag (`fr_FR` is read as `fr-FR`), or None when the value is not shaped like one."""
    tag = value.strip().replace("_", "-") if isinstance(value, str) else ""
    return tag if _TAG.fullmatch(tag) and tag.lower() not in {"und", "none", "null"} else None

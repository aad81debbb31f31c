"""What a link to a photograph leads to: something of Drive's, an address of the web, or nothing that is fetched."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

DRIVE_HOSTS = ("drive.google.com", "docs.google.com")
DRIVE_ID = re.compile(r"/(?:d|folders)/([\w-]{10,200})(?![\w-])|[?&]id=([\w-]{10,200})(?![\w-])")


def drive_id(link: str) -> str:
    """The id of the file or folder of Drive that a link leads to; empty when it leads elsewhere."""
    if host_of(link) not in DRIVE_HOSTS:
        return ""
    found = DRIVE_ID.search(link)
    return (found[1] or found[2]) if found else ""


def is_web(link: str) -> bool:
    """Whether a link leads to an address of the web that may be asked, should it be public: https, and not Drive's."""
    return link[:8].lower() == "https://" and bool(host_of(link)) and host_of(link) not in DRIVE_HOSTS


def host_of(link: str) -> str:
    """The name of the host in small letters; empty where there is none."""
    try:
        return (urlsplit(link).hostname or "").lower()
    except ValueError:
        return ""

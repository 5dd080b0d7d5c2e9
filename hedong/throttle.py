"""What wrong passwords are counted by: the name that was tried and the address it came from."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

NAME_LENGTH = 150


def client_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name as one person means it: without case, and no longer than a name can be."""
    name = (credentials or request.POST).get("username") or ""
    return str(name).casefold()[:NAME_LENGTH]


def client_address(request: HttpRequest) -> str | None:
    """The address our outermost proxy saw: so many hops from the right as there are proxies; what stands left of it
    anybody can write. Without proxies, or when the header is no list of addresses, the connection's own."""
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    proxies: int = settings.TRUSTED_PROXIES
    seen = _address(hops[-proxies]) if 0 < proxies <= len(hops) else None
    return seen or _address(request.META.get("REMOTE_ADDR", ""))


def _address(text: str) -> str | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return None if "%" in str(address) else str(address)

"""Pages that stand anywhere: the file a page becomes, and the addresses in it written from where it stands.

All of it is pure text. An address here is a path from the site's root, such as `/2021-06/targets/?light=DONE#top`.
"""

import re
from collections.abc import Callable
from html import unescape
from posixpath import splitext
from urllib.parse import unquote, urlsplit

from django.utils.html import escape

TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
ATTRIBUTE = re.compile(r"""(\s(href|src|action|formaction|poster|content|data-[\w-]+)=)(?:"([^"]*)"|'([^']*)')""")
STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')\s]+)["']?\s*\)""")

Write = Callable[[str, str], str | None]  # of attribute and address: what to write instead; None: leave it


def rewritten(html: str, write: Write) -> str:
    """The page with the addresses in its tags written anew; every other letter stays."""

    def attribute(found: re.Match[str]) -> str:
        address = unescape(found[3] if found[3] is not None else found[4])
        new = write(found[2], address)
        return found[0] if new is None or new == address else f'{found[1]}"{escape(new)}"'

    return TAG.sub(lambda tag: ATTRIBUTE.sub(attribute, tag[0]), html)


def addresses(html: str) -> list[tuple[str, str]]:
    """Each attribute that may hold an address, with what it holds, in order."""
    found: list[tuple[str, str]] = []
    rewritten(html, lambda attribute, address: found.append((attribute, address)))
    return found


def style_addresses(css: str) -> list[str]:
    """The addresses a stylesheet loads, as written; those it carries in itself left out."""
    return [address for address in STYLE_ADDRESS.findall(css) if not address.startswith(("data:", "#"))]


def file_of(address: str) -> str:
    """The file below the export that answers for an address: `targets/index.html`, `og/2021-06/report.png`.

    Raises ValueError for one that no web server would find again: neither ending in a slash nor in a file's ending, or
    leading out of the site.
    """
    path = unquote(urlsplit(address).path)
    name = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
    if not splitext(name)[1] or not path.startswith("/") or {"", ".", ".."} & set(name.split("/")):
        raise ValueError(address)
    return name


def relative(place: str, address: str) -> str:
    """The address as a page at `place` writes it: `../../targets/?light=DONE`."""
    cut = min(address.index(sign) if sign in address else len(address) for sign in "?#")
    path, rest = address[:cut], address[cut:]
    here, there = place.split("/")[:-1], path.split("/")
    folders = there[:-1]
    same = 0
    while same < min(len(here), len(folders)) and here[same] == folders[same]:
        same += 1
    steps = [".."] * (len(here) - same) + there[same:]
    written = "/".join(steps)
    return (written if written and ":" not in steps[0] else f"./{written}") + rest

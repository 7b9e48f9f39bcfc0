"""
Which part points to which: the `_rels` beside each part, read and edited.

Source: ECMA-376 part 2, 9.3 (relationships) and RFC 3986, 5.2 (targets are relative references).
"""

import posixpath
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from actionbook.ooxml.characters import escape_attribute
from actionbook.ooxml.markup import Edit, parse, splice

__all__ = [
    "EMPTY_RELATIONSHIPS",
    "RELATIONSHIPS_TYPE",
    "Relationship",
    "next_id",
    "relationships_in",
    "rels_name",
    "source_of",
    "with_relationship",
    "without_target",
]

RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
EMPTY_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NUMBERED = re.compile(r"rId([0-9]{1,9})", re.IGNORECASE)


class Relationship(NamedTuple):
    """
    One pointer from a part to another.

    *target* is a part's name without a leading slash; as written where *is_external*, or where it
    is only a place in the same part (``#Sheet1!A1``).
    """

    id: str
    type: str
    target: str
    is_external: bool


def rels_name(name: str) -> str:
    """The part that holds the relationships of part *name*; of the package itself for ""."""
    folder, _, base = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{base}.rels")


def source_of(rels: str) -> str:
    """The part whose relationships the part *rels* holds; "" is the package."""
    folder, _, base = rels.rpartition("/")
    return posixpath.join(folder.rpartition("/")[0], base[: -len(".rels")])


def relationships_in(
    data: bytes, source: str, *, known: Callable[[str], str]
) -> tuple[Relationship, ...]:
    """
    The relationships in the UTF-8 bytes of a `_rels` part, in its order.

    *known* gives the name as the package writes it for a resolved target. Raises:
        BrokenPartError: the part is broken.
    """
    return tuple(
        _relationship(element.attributes, source, known)
        for element in parse(data).all("Relationship")
    )


def _relationship(stated: dict[str, str], source: str, known: Callable[[str], str]) -> Relationship:
    written = stated.get("Target", "")
    is_external = stated.get("TargetMode", "").lower() == "external"
    target = written if is_external else known(_resolved(source, written))
    return Relationship(stated.get("Id", ""), stated.get("Type", ""), target, is_external)


def _resolved(source: str, written: str) -> str:
    """The part name that a target means, seen from *source*."""
    path = written.partition("#")[0].replace("\\", "/")
    if not path or _SCHEME.match(path):
        return written
    folder = "/" + source.rpartition("/")[0]
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/")


def next_id(relationships: tuple[Relationship, ...]) -> str:
    """An id that none of *relationships* has: one more than the highest ``rId``."""
    numbers = (_NUMBERED.fullmatch(relationship.id) for relationship in relationships)
    return f"rId{max((int(number[1]) for number in numbers if number), default=0) + 1}"


def with_relationship(data: bytes, added: Relationship, source: str) -> bytes:
    """*data* with one relationship more; every byte that was there stays."""
    root = parse(data)
    folder = "/" + source.rpartition("/")[0]
    relative = posixpath.relpath("/" + added.target, folder)
    text = b'<%sRelationship Id="%s" Type="%s" Target="%s"/>' % (
        root.prefix,
        escape_attribute(added.id),
        escape_attribute(added.type),
        escape_attribute(quote(relative, safe="/!$&'()*+,;=@[]%")),
    )
    return splice(data, [root.appending(text)])


def without_target(data: bytes, source: str, target: str) -> bytes:
    """*data* without the relationships that point to part *target*."""
    edits = [
        Edit(element.start, element.end, b"")
        for element in parse(data).all("Relationship")
        if not (found := _relationship(element.attributes, source, str.lower)).is_external
        and found.target == target.lower()
    ]
    return splice(data, edits)

"""
What `[Content_Types].xml` says each part is, and whether that is true.

Source: ECMA-376 part 2, 10.1.2 (a part's own Override, else the Default of its extension).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from actionbook.ooxml.characters import escape_attribute
from actionbook.ooxml.markup import Edit, Element, parse, splice

__all__ = [
    "CONTENT_TYPES",
    "ContentTypes",
    "false_type",
    "with_override",
    "without_override",
]

CONTENT_TYPES = "[Content_Types].xml"
# What Excel calls a part with this root element, as the end of the type (macro-enabled and
# template workbooks differ in the middle).
_TYPE_OF_ROOT = {
    "worksheet": "worksheet+xml",
    "workbook": "main+xml",
    "styleSheet": "styles+xml",
    "sst": "sharedStrings+xml",
    "table": "table+xml",
    "calcChain": "calcChain+xml",
}
_ROOT = re.compile(rb"<(?:[^\s/>!?\"'=]+:)?([A-Za-z]+)[\s/>]")
_NOT_THE_ROOT = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_HEAD = 4096


class ContentTypes(NamedTuple):
    """Types by part name and by extension, both in lower case; *contradicted* have two."""

    overrides: dict[str, str]
    defaults: dict[str, str]
    contradicted: frozenset[str]

    @classmethod
    def parsed(cls, data: bytes) -> "ContentTypes":
        """The types in the UTF-8 bytes of `[Content_Types].xml`; raises where it is broken."""
        overrides: dict[str, str] = {}
        contradicted = set()
        for element in parse(data).all("Override"):
            stated = element.attributes
            key, declared = _key(stated.get("PartName", "")), stated.get("ContentType", "")
            if overrides.setdefault(key, declared) != declared:
                contradicted.add(key)
        defaults = {
            element.attributes.get("Extension", "").lower(): element.attributes.get(
                "ContentType", ""
            )
            for element in parse(data).all("Default")
        }
        return cls(overrides, defaults, frozenset(contradicted))

    def of(self, name: str) -> str:
        """The type of a part; empty where nothing is said of it."""
        key = _key(name)
        last = key.rpartition("/")[2]
        return self.overrides.get(key) or self.defaults.get(last.rpartition(".")[2], "")


def _key(part_name: str) -> str:
    return unquote(part_name).lstrip("/").lower()


def _overrides(root: Element, name: str) -> Iterator[Element]:
    key = _key(name)
    return (
        element
        for element in root.all("Override")
        if _key(element.attributes.get("PartName", "")) == key
    )


def with_override(data: bytes, name: str, content_type: str) -> bytes:
    """*data* with the type of a new part; every byte that was there stays."""
    root = parse(data)
    text = b'<%sOverride PartName="%s" ContentType="%s"/>' % (
        root.prefix,
        escape_attribute("/" + quote(name, safe="/!$&'()*+,;=:@[]")),
        escape_attribute(content_type),
    )
    return splice(data, [root.appending(text)])


def without_override(data: bytes, name: str) -> bytes:
    """*data* without the type of a part that is no more."""
    edits = [Edit(element.start, element.end, b"") for element in _overrides(parse(data), name)]
    return splice(data, edits)


def false_type(types: ContentTypes, name: str, data: bytes) -> str | None:
    """What is wrong with the type declared for a part, by what the part shows itself to be."""
    declared = types.of(name)
    if _key(name) in types.contradicted:
        return f"says two things about {name}"
    if not declared:
        return f"does not say what {name} is"
    root = _ROOT.search(_NOT_THE_ROOT.sub(b"", data[:_HEAD]))
    expected = _TYPE_OF_ROOT.get(root[1].decode(), "") if root else ""
    if name.lower().endswith(".xml") and not declared.lower().endswith(expected.lower()):
        return f"says that {name} is something else than it is"
    return None

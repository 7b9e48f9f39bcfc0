"""
Text between a string and the characters that a workbook's XML holds.

Two layers lie on each other: XML's references (``&amp;``), and Excel's own escape for what XML
cannot hold (``_x0001_``), with its guard for text that merely looks like one (``_x005F_x0041_``).
Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
"""

import re
import sys
from collections.abc import Iterator, Sequence

__all__ = [
    "decode_escapes",
    "escape_attribute",
    "escape_text",
    "escape_texts",
    "text_of",
]

_HIDING = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BETWEEN = "\t"  # which cannot be printed
_SURROGATES = (0xD800, 0xDFFF)
_UNSAFE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def escape_text(text: str) -> bytes:
    """*text* as the content of an element that Excel reads: ``<t>``, ``<v>``, ``<f>``."""
    # What can be printed holds nothing unsafe, and is told so much faster than by a search.
    if "_x" in text or not text.isprintable():
        text = _UNSAFE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return _referring(text)


def escape_texts(texts: Sequence[str]) -> list[bytes] | None:
    """What `escape_text` makes of each of *texts*, in one go; None where one holds what is rare."""
    joined = "".join(texts)
    if "_x" in joined or not joined.replace("\n", "").isprintable():
        return None
    return _referring(_BETWEEN.join(texts)).split(_BETWEEN.encode())


def _referring(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def escape_attribute(text: str) -> bytes:
    """*text* fit to stand between quotation marks of either kind."""
    for char, reference in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&apos;"),
        ("\n", "&#10;"),
        ("\r", "&#13;"),
        ("\t", "&#9;"),
    ):
        text = text.replace(char, reference)
    return text.encode()


def decode_escapes(text: str) -> str:
    """*text* with Excel's ``_x000a_`` resolved; halves of one character are joined."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if any("\ud800" <= char <= "\udfff" for char in decoded):
        return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return decoded


def text_of(content: bytes) -> str:
    """The characters that XML content stands for: references, CDATA and line ends resolved."""
    if b"<" in content:
        return "".join(_pieces(content))
    text = content.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    """The character that a reference stands for; U+FFFD where there is no such character."""
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    is_character = 0 < number <= sys.maxunicode and not _SURROGATES[0] <= number <= _SURROGATES[1]
    return chr(number) if is_character else "\ufffd"


def _pieces(content: bytes) -> Iterator[str]:
    at = 0
    for match in _HIDING.finditer(content):
        yield text_of(content[at : match.start()])
        if match.group().startswith(b"<![CDATA["):
            yield match.group()[9:-3].decode("utf-8", "replace").replace("\r\n", "\n")
        at = match.end()
    yield text_of(content[at:].replace(b"<", b"&lt;"))

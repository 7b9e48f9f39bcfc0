"""
What word processors leave in a text: tags, entities, bullets, soft hyphens, stars for bold.

None of it is the council's; under it are paragraphs, and lists that belong to them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from actionbook.plan.late import late

__all__ = [
    "BULLET",
    "Piece",
    "bullet_of",
    "goes_on",
    "hangs",
    "is_plain",
    "joined",
    "letters_in",
    "paragraphs",
    "pieces",
    "plain",
    "starts_item",
    "visible",
    "words_of",
]

BULLET = "•"
_TAG = late(
    r"<(/?)(p|div|ul|ol|li|br|b|i|u|em|strong|span|font|sup|sub|a|h[1-6]|table|tbody|thead"
    r"|tr|td|th|hr|center|small|big|s|o:p)(?=[\s/>])[^<>]{0,400}>",
    re.IGNORECASE,
)
_ORDINAL = late(r"(?<=\d)\s*<sup>\s*(st|nd|rd|th)\s*</sup>", re.IGNORECASE)
_BULLET = late(r"(?:^|(?<=\s))[•·▪◦‣●■\uf0b7\uf0a7]\s*")
_LINE_BULLET = late(
    r"\s*(?:[·•▪◦‣●■○\uf0b7\uf0a7*–—-]|o(?=\s+[A-Z])|\(?(?:[A-Za-z]|[ivx]{1,5}|\d{1,2})\)"
    r"|(?:[a-z]|[ivx]{1,5}|\d{1,2})\.)\s+(?=\S)"
)
_INVISIBLE = {
    code: None
    for code in (*range(32), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
    if chr(code) not in "\t\n\r"
}
# What is worth a closer look: without any of it, a text is as it was typed.
_ODD_LETTERS = r"<&*\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200d\u2060\ufeff"
_ODD = late(f"[{_ODD_LETTERS}]")
_PARTED = late(rf"[{_ODD_LETTERS}\n•·▪◦‣●■\uf0b7\uf0a7]")
_STARS = late(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")
_BLOCK = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th"})
_LIST = frozenset({"ul", "ol"})
_INLINE = frozenset(
    {"b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "a", "small", "big", "s", "o:p"}
)
_OPEN_END = late(
    r"(?:[,/&(–—-]|\b(?:a|an|and|as|at|by|for|from|in|into|is|of|on|or|that|the|their|through|to"
    r"|under|via|which|with|within))\s*$",
    re.IGNORECASE,
)
_LETTERS_OR_DIGITS = late(r"[^\W\d_]+|\d+")
_BETWEEN_WORDS = bytes(code for code in range(128) if not chr(code).isalnum())
_CLOSED = late(r"[.!?:;…][\"'”’)\]]*\s*$")


class Piece(NamedTuple):
    """One paragraph of a cell, or one item of a list."""

    text: str
    is_item: bool = False


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """*text* on one line, without what a word processor left in it."""
    if is_plain(text):
        return " ".join(text.split())
    text = _TAG.sub(lambda tag: "" if tag[2].lower() in _INLINE else " ", _ORDINAL.sub(r"\1", text))
    return _folded(text)


def is_plain(text: str) -> bool:
    """Whether a word processor left nothing in *text*."""
    # Two strokes are looked for apart: one set of letters is looked for many times as fast.
    return not _ODD.search(text) and "__" not in text


def visible(text: str) -> str:
    """*text* without the characters that nobody sees; tabs and line ends stay."""
    return text if is_plain(text) else text.translate(_INVISIBLE)


def _is_one(text: str) -> bool:
    """Whether *text* is one paragraph as it stands, as most cells are."""
    return not _PARTED.search(text) and "__" not in text


def pieces(text: str) -> tuple[Piece, ...]:
    """The paragraphs and list items of a cell, in order; none of a blank one."""
    if _is_one(text):
        words = " ".join(text.split())
        return (Piece(words),) if words else ()
    found: list[Piece] = []
    in_list = False
    at = 0
    text = _ORDINAL.sub(r"\1", text)
    gathered: list[str] = []
    for tag in _TAG.finditer(text):
        gathered.append(text[at : tag.start()])
        at = tag.end()
        name = tag[2].lower()
        if name == "br":
            gathered.append("\n")
        elif name in _BLOCK or name in _LIST or name == "li":
            found += _cut("".join(gathered), in_list=in_list)
            gathered = []
            in_list = name == "li" or (name in _LIST and not tag[1])
    found += _cut("".join([*gathered, text[at:]]), in_list=in_list)
    return tuple(found)


def _cut(text: str, *, in_list: bool) -> Iterable[Piece]:
    for line in text.split("\n"):
        before, *items = _BULLET.split(line)
        if _folded(before):
            yield Piece(_folded(before), in_list)
        for item in items:
            if _folded(item):
                yield Piece(_folded(item), is_item=True)


def joined(found: Sequence[Piece]) -> list[str]:
    """Paragraphs as text, each with the list that follows it; a list alone is one paragraph."""
    paragraphs: list[str] = []
    for piece in found:
        if piece.is_item and paragraphs:
            paragraphs[-1] += f"\n• {piece.text}"
        else:
            paragraphs.append(f"• {piece.text}" if piece.is_item else piece.text)
    return paragraphs


def paragraphs(text: str) -> str:
    """The words of a cell, a paragraph to a line, its bullets as bullets."""
    return " ".join(text.split()) if _is_one(text) else "\n".join(joined(pieces(text)))


def bullet_of(line: str) -> str | None:
    """What follows the bullet, dash, letter or number that a line begins with; None for none."""
    found = _LINE_BULLET.match(line)
    return line[found.end() :] if found else None


def starts_item(found: Sequence[Piece]) -> bool:
    """Whether a cell begins in the middle of a list."""
    return bool(found) and found[0].is_item


def goes_on(before: str, after: str) -> bool:
    """Whether *after* ends a sentence that *before* begins: it starts in small letters."""
    if not before or not after or _CLOSED.search(before):
        return False
    return after[0].islower() or after[0] in ",;)"


def hangs(before: str) -> bool:
    """Whether *before* breaks off: it ends in a comma, a dash, or a word such as "to" or "the"."""
    return _OPEN_END.search(before) is not None


def words_of(text: str) -> list[str]:
    """The words of *text* for counting: runs of letters and runs of digits, without case."""
    words: list[str] = []
    for word in text.casefold().split():
        if word.isalpha():  # most are, and are not searched
            words.append(word)
        else:
            words += _LETTERS_OR_DIGITS.findall(word)
    return words


def letters_in(text: str) -> int:
    """How many letters and digits the words of *text* have, as `words_of` counts them."""
    if text.isascii():
        return len(text.encode().translate(None, _BETWEEN_WORDS))
    return sum(map(str.isalnum, text.casefold()))


def _folded(text: str) -> str:
    if is_plain(text):
        return " ".join(text.split())
    if "&" in text:
        from html import unescape  # loaded where a word processor left an entity

        text = unescape(text)
    text = text.translate(_INVISIBLE)
    if "*" in text or "__" in text:
        text = _STARS.sub("", text)
    return " ".join(text.split())

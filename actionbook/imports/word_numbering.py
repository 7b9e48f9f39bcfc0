"""
The numbers and bullets that Word prints before paragraphs and that stand in no text.

Source: ECMA-376 part 1, section 17.9. Numbers count on within one abstract list, whatever table
their paragraphs stand in; a deeper level begins anew under a shallower one.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from actionbook.imports.markup import BULLET
from actionbook.imports.word_parts import W, attribute
from actionbook.plan.numbering import letter, roman

__all__ = ["Numbering"]

_LEVELS = 9
_MOST_STYLES = 20  # styles that are based on one another
_LARGEST = 5000  # no list of a plan is longer; a hostile start is


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    is_legal: bool = False


class Numbering:
    """Counts down a document; *numbering* and *styles* are its parts of that name, if any."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._styles: dict[str, ET.Element] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if styles is not None:
            self._styles = {
                attribute(style, "styleId"): style for style in styles.findall(f"{W}style")
            }
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: ET.Element) -> None:
        abstract = {
            attribute(each, "abstractNumId"): {
                _whole(attribute(level, "ilvl")): _level(level) for level in each.findall(f"{W}lvl")
            }
            for each in numbering.findall(f"{W}abstractNum")
        }
        for each in numbering.findall(f"{W}num"):
            of = attribute(each.find(f"{W}abstractNumId"))
            levels = dict(abstract.get(of, {}))
            anew: dict[int, int] = {}
            for override in each.findall(f"{W}lvlOverride"):
                at = _whole(attribute(override, "ilvl"))
                own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
                if own is not None:
                    levels[at] = _level(own)
                if start is not None:
                    anew[at] = _whole(attribute(start), 1)
            self._lists[attribute(each, "numId")] = (of, levels, anew)

    def style_name(self, style: str) -> str:
        """The name of a style by its id, the same in every language for Word's own; "" for none."""
        found = self._styles.get(style)
        return "" if found is None else attribute(found.find(f"{W}name"))

    def printed(self, paragraph: ET.Element) -> str:
        """What Word prints before *paragraph*, which is counted; "" for none."""
        number, at = self._of(paragraph)
        of, levels, anew = self._lists.get(number, ("", {}, {}))
        if at not in levels:
            return ""
        counts = self._counts.setdefault(of, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for level, start in anew.items():
                if level < _LEVELS:
                    counts[level] = start - 1
        before = counts[at]
        counts[at] = levels[at].start if before is None else min(before + 1, _LARGEST)
        counts[at + 1 :] = [None] * (_LEVELS - at - 1)
        return _label(levels, counts, at)

    def _of(self, paragraph: ET.Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else that of its style."""
        properties = paragraph.find(f"{W}pPr")
        number, at = "", -1
        for _ in range(_MOST_STYLES):
            if properties is None:
                break
            said = properties.find(f"{W}numPr")
            if said is not None:
                number = number or attribute(said.find(f"{W}numId"))
                level = attribute(said.find(f"{W}ilvl"))
                at = _whole(level) if level and at < 0 else at
            if number:
                break
            named = attribute(properties.find(f"{W}pStyle")) or attribute(
                properties.find(f"{W}basedOn")
            )
            properties = self._style(named)
        return number, min(max(at, 0), _LEVELS - 1)

    def _style(self, name: str) -> ET.Element | None:
        """The paragraph properties of a style, with the style it is based on put in."""
        style = self._styles.get(name)
        if style is None:
            return None
        found = ET.Element(f"{W}pPr")
        own = style.find(f"{W}pPr")
        if own is not None and (said := own.find(f"{W}numPr")) is not None:
            found.append(said)
        if (based := style.find(f"{W}basedOn")) is not None:
            found.append(based)
        return found


def _level(level: ET.Element) -> _Level:
    return _Level(
        attribute(level.find(f"{W}numFmt")) or "decimal",
        attribute(level.find(f"{W}lvlText")),
        _whole(attribute(level.find(f"{W}start")), 1),
        level.find(f"{W}isLgl") is not None,
    )


def _label(levels: dict[int, _Level], counts: list[int | None], at: int) -> str:
    here = levels[at]
    if here.form == "bullet":
        return BULLET
    if here.form == "none":
        return ""

    def number(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        of = levels.get(level, _Level())
        count = counts[level]
        form = "decimal" if here.is_legal else of.form
        return _shown(of.start if count is None else count, form)

    return re.sub(r"%([1-9])", number, here.text).strip()


def _shown(number: int, form: str) -> str:
    if form.endswith("Letter") and number > 0:
        # Word's 27th is aa, its 28th bb.
        text = letter((number - 1) % 26 + 1) * ((number - 1) // 26 + 1)
    elif form.endswith("Roman"):
        text = roman(number)
    elif form == "decimalZero":
        return f"{number:02}"
    else:
        return str(number)
    return text.upper() if form.startswith("upper") else text


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else otherwise  # noqa: PLR2004 - digits

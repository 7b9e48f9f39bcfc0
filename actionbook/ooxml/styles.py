"""
The styles part: number formats looked up, and a style cloned where a cell needs another format.

Nothing is renumbered and nothing taken out: a clone goes last, where no other cell points yet.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from actionbook.errors import ContentLossError
from actionbook.ooxml.fills import colour_of, named_colour
from actionbook.ooxml.markup import Edit, Element, parse, splice, with_attributes
from actionbook.ooxml.number_formats import BUILT_IN, is_date_format, shows_a_day
from actionbook.ooxml.sheet import is_true, put_child

__all__ = ["EMPTY_STYLES", "Styles"]

Told = TypeVar("Told")

# Source: ECMA-376 part 1, 18.8.39.
_ORDER = """
    numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst
"""
ORDER = tuple(_ORDER.split())
MOST_STYLES = 65_490  # Excel limit
_FIRST_OWN_FORMAT = 164
EMPTY_STYLES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    b'</cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    b' xfId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """The styles of a workbook; *data* is the part as edited so far."""

    def __init__(self, data: bytes) -> None:
        self.original = data
        self._made: dict[tuple[int, str], int] = {}
        self._load(data)

    def _load(self, data: bytes) -> None:
        self.data = data
        self.root = parse(data)
        formats = self.root.find("numFmts")
        self._codes = dict(BUILT_IN)
        for element in formats.all("numFmt") if formats else ():
            stated = element.attributes
            if "numFmtId" in stated:  # one without is broken, and no cell can point to it
                self._codes[int(stated["numFmtId"])] = stated.get("formatCode", "")
        holder = self.root.find("cellXfs")
        self._xfs = list(holder.all("xf")) if holder else []
        self._formats = [int(xf.attributes.get("numFmtId", 0)) for xf in self._xfs]

    @property
    def is_edited(self) -> bool:
        """Whether anything was added."""
        return self.data != self.original

    def code(self, style: int) -> str:
        """The number format of a cell with that style; General where there is no such style."""
        number = self._formats[style] if style < len(self._formats) else 0
        return self._codes.get(number, "General")

    def date_codes(self) -> dict[int, str]:
        """The styles that show a date or a time, and how."""
        codes = {style: self.code(style) for style in range(len(self._formats))}
        return {style: code for style, code in codes.items() if is_date_format(code)}

    def colours(self) -> dict[int, str]:
        """The styles whose cells are filled with a colour (no white, no grey), as `colour_of`."""
        holder = self.root.find("fills")
        fills = [colour_of(fill) for fill in holder.all("fill")] if holder else []
        found = (
            (style, fills[fill])
            for style, xf in enumerate(self._xfs)
            if (fill := int(xf.attributes.get("fillId", 0))) < len(fills)
        )
        return {style: colour for style, colour in found if colour is not None}

    def letters(self) -> dict[int, str]:
        """The styles whose letters are of a colour (no black, no grey), as `colour_of` has it."""
        colours = [font.find("color") for font in self._fonts]
        named = [None if each is None else named_colour(each.attributes) for each in colours]
        return {style: name for style, name in self._by_font(named).items() if name is not None}

    def fonts(self) -> dict[int, str]:
        """The name of the font of each style."""
        names = [font.find("name") for font in self._fonts]
        return self._by_font(
            ["" if name is None else name.attributes.get("val", "") for name in names]
        )

    @property
    def _fonts(self) -> list[Element]:
        holder = self.root.find("fonts")
        return list(holder.all("font")) if holder else []

    def _by_font(self, told: Sequence[Told]) -> dict[int, Told]:
        """What is *told* of each font, by the styles that have it."""
        fonts = (int(xf.attributes.get("fontId", 0)) for xf in self._xfs)
        return {style: told[font] for style, font in enumerate(fonts) if font < len(told)}

    def struck(self) -> frozenset[int]:
        """The styles whose letters are struck through."""
        strikes = [font.find("strike") for font in self._fonts]
        struck = [each is not None and is_true(each.attributes.get("val", "1")) for each in strikes]
        return frozenset(style for style, is_struck in self._by_font(struck).items() if is_struck)

    def shows_a_day(self, style: int) -> bool:
        """Whether a day can be read in a cell with that style."""
        return shows_a_day(self.code(style))

    def shows_time(self, style: int) -> bool:
        """Whether a number in a cell with that style is a date or a time."""
        return is_date_format(self.code(style))

    def with_format(self, style: int, code: str) -> int:
        """The style that is *style* in all but its number format; added if there is none yet."""
        if self.code(style) == code:
            return style
        if (style, code) not in self._made:
            self._made[style, code] = self._formatted(style, code)
        return self._made[style, code]

    def _formatted(self, style: int, code: str) -> int:
        number = self._format_number(code)
        xf = self._xfs[style].outer if style < len(self._xfs) else self._plain_xf()
        return self._style(_changed(xf, {"numFmtId": str(number), "applyNumberFormat": "1"}))

    def with_font(self, style: int, change: Callable[[bytes], bytes]) -> int:
        """The style that is *style* in all but its font, which is *change* of it."""
        self._make_whole()
        xf = self._xfs[style].outer if style < len(self._xfs) else self._plain_xf()
        number = int(parse(xf).attributes.get("fontId", "0"))
        fonts = self.root.find("fonts")
        known = [font.outer for font in fonts.children] if fonts else []
        font = known[number] if number < len(known) else b"<%bfont/>" % self._prefix
        changed = change(font)
        if changed == font:
            return style
        number = self._child("fonts", changed)
        return self._style(_changed(xf, {"fontId": str(number), "applyFont": "1"}))

    def with_fill(self, style: int, colour: str) -> int:
        """The style that is *style* on a ground of *colour*, ``FFRRGGBB``."""
        self._make_whole()
        xf = self._xfs[style].outer if style < len(self._xfs) else self._plain_xf()
        fill = b'<%bfill><%bpatternFill patternType="solid"><%bfgColor rgb="%b"/></%bpatternFill>'
        text = fill % (*[self._prefix] * 3, colour.encode(), self._prefix)
        number = self._child("fills", text + b"</%bfill>" % self._prefix)
        return self._style(_changed(xf, {"fillId": str(number), "applyFill": "1"}))

    def wrapped(self, style: int) -> int:
        """The style that is *style* with its text wrapped and at the top of the cell."""
        self._make_whole()
        xf = self._xfs[style].outer if style < len(self._xfs) else self._plain_xf()
        stated = parse(xf)
        held = stated.find("alignment")
        if held is not None:
            tag = with_attributes(held.tag, {"wrapText": "1", "vertical": "top"})
            return self._style(splice(xf, [Edit(held.start, held.inner_start, tag)]))
        mark = b'<%balignment vertical="top" wrapText="1"/>' % self._prefix
        tag = with_attributes(stated.tag, {"applyAlignment": "1"})
        opened = (tag[:-2].rstrip() + b">") if stated.is_empty else tag
        rest = b"</%b>" % stated.name if stated.is_empty else xf[stated.inner_start :]
        return self._style(opened + mark + rest)

    def in_bold(self) -> int:
        """The workbook's plain style in bold; added if there is none yet."""
        self._make_whole()
        fonts = self.root.find("fonts")
        plain = fonts.children[0].outer if fonts and fonts.children else b"<%bfont/>" % self._prefix
        number = self._child("fonts", _bold(plain))
        plain = self._xfs[0].outer if self._xfs else self._plain_xf()
        return self._style(_changed(plain, {"fontId": str(number), "applyFont": "1"}))

    def differential(self, number: int) -> bytes | None:
        """The look of a conditional format, as it stands; None where there is none such."""
        looks = self._differentials()
        return looks[number].outer if 0 <= number < len(looks) else None

    def with_differential(self, dxf: bytes) -> int:
        """The number of that look; added if there is none yet."""
        return self._child("dxfs", dxf)

    @property
    def last_differential(self) -> tuple[int, bytes] | None:
        """The number of the last look, and the look."""
        looks = self._differentials()
        return (len(looks) - 1, looks[-1].outer) if looks else None

    def drop_last_differential(self) -> None:
        """Take out the last look; their list too if it was made for it (it has no count then)."""
        holder = self.root.find("dxfs")
        if holder is None or not holder.children:
            return
        left = holder.children[:-1]
        is_counted = "count" in holder.attributes
        if left:
            last = holder.children[-1]
            edits = [Edit(last.start, last.end, b"")]
            edits += [holder.changing(count=str(len(left)))] if is_counted else []
        elif is_counted:
            tag = with_attributes(holder.tag, {"count": "0"})
            edits = [Edit(holder.start, holder.end, tag[:-1] + b"/>")]
        else:
            edits = [Edit(holder.start, holder.end, b"")]
        self._load(splice(self.data, edits))

    def _differentials(self) -> list[Element]:
        holder = self.root.find("dxfs")
        return list(holder.all("dxf")) if holder else []

    def _plain_xf(self) -> bytes:
        return b'<%bxf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' % (self._prefix)

    def _style(self, xf: bytes) -> int:
        self._make_whole()
        if len(self._xfs) >= MOST_STYLES:
            raise ContentLossError("the workbook has more cell styles than Excel can add to")
        return self._child("cellXfs", xf)

    @property
    def _prefix(self) -> bytes:
        return self.root.prefix

    def _make_whole(self) -> None:
        """Put in what a style points to, where the part was written without: Excel insists."""
        for element in parse(EMPTY_STYLES).children:
            if self.root.find(element.local) is None:
                text = re.sub(rb"<(/?)", rb"<\1" + self._prefix, element.outer)
                edit = put_child(self.root, element.local, text, order=ORDER)
                self._load(splice(self.data, [edit]))

    def _format_number(self, code: str) -> int:
        known = [number for number, other in self._codes.items() if other == code]
        if known:
            return min(known)
        number = max(_FIRST_OWN_FORMAT - 1, *self._codes) + 1
        tag = b'<%bnumFmt numFmtId="%d"/>' % (self._prefix, number)
        self._child("numFmts", with_attributes(tag, {"formatCode": code}))
        return number

    def _child(self, holder_name: str, child: bytes) -> int:
        """The number of *child* in its list, where it is put last unless it is there already."""
        holder = self.root.find(holder_name)
        known = [element.outer for element in holder.children] if holder else []
        if child in known:
            return known.index(child)
        self._load(splice(self.data, [self._adding(holder, holder_name, child, len(known) + 1)]))
        return len(known)

    def _adding(self, holder: Element | None, name: str, child: bytes, count: int) -> Edit:
        if holder is None:
            tag = self._prefix + name.encode()
            counted = b' count="%d"' % count if name != "dxfs" else b""
            text = b"<%b%b>%b</%b>" % (tag, counted, child, tag)
            return put_child(self.root, name, text, order=ORDER)
        if "count" in holder.attributes:
            return holder.appending(child, count=str(count))
        return holder.appending(child)


def _changed(xf: bytes, attributes: dict[str, str | None]) -> bytes:
    element = parse(xf)
    return with_attributes(element.tag, attributes) + xf[element.inner_start :]


def _bold(font: bytes) -> bytes:
    element = parse(font)
    if element.find("b") is not None:
        return font
    mark = b"<%bb/>" % element.prefix
    if element.is_empty:
        return splice(font, [element.appending(mark)])
    return splice(font, [Edit(element.inner_start, element.inner_start, mark)])

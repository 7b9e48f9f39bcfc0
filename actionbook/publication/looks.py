"""How each style of a finished workbook looks: letters, colours, alignment, named style."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from actionbook.ooxml.markup import Element, parse
from actionbook.ooxml.sheet import is_true
from actionbook.publication.colours import BLACK, WHITE, Colour, read_colour

__all__ = ["HEADING_1", "PLAIN", "Font", "Look", "Looks", "read_font", "theme_colours"]

Kind = TypeVar("Kind")

HEADING_1 = 16
"""The number by which Excel knows its own style Heading 1."""

PLAIN_SIZE = 11.0
_THEME_ORDER = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink"
_USUAL_THEME: tuple[Colour, ...] = (
    (255, 255, 255),
    (0, 0, 0),
    (238, 236, 225),
    (31, 73, 125),
    (79, 129, 189),
    (192, 80, 77),
    (155, 187, 89),
    (128, 100, 162),
    (75, 172, 198),
    (247, 150, 70),
    (0, 0, 255),
    (128, 0, 128),
)


class Font(NamedTuple):
    """Letters: the font's *name*, its *size* in points, its *colour*."""

    name: str = "Calibri"
    size: float = PLAIN_SIZE
    colour: Colour = BLACK
    is_struck: bool = False


class Look(NamedTuple):
    """
    One style of cells.

    *fill* is the colour behind the letters, None where there is none. *code* is the number format.
    *named* is the named style it follows, *builtin* the number Excel knows that by, -1 for none.
    """

    font: Font = Font()
    fill: Colour | None = None
    horizontal: str = "general"
    is_wrapped: bool = False
    code: str = "General"
    named: str = ""
    builtin: int = -1

    @property
    def behind(self) -> Colour:
        """What the letters stand on: the paper is white."""
        return self.fill or WHITE


PLAIN = Look()


def theme_colours(theme: bytes | None) -> Sequence[Colour]:
    """The colours of a theme part, by the number that a stylesheet gives them."""
    if theme is None:
        return _USUAL_THEME
    scheme = next(_named(parse(theme), "clrScheme"), None)
    if scheme is None:
        return _USUAL_THEME
    found = []
    for name, usual in zip(_THEME_ORDER.split(), _USUAL_THEME, strict=True):
        holder = scheme.find(name)
        stated = holder.children[0].attributes if holder and holder.children else {}
        written = stated.get("lastClr") or stated.get("val", "")
        found.append(read_colour({"rgb": written}, (), automatic=usual) or usual)
    return found


def read_font(element: Element | None, theme: Sequence[Colour]) -> Font:
    """The letters that a `<font>` or a run's `<rPr>` states; the plain ones where it is None."""
    if element is None:
        return Font()
    stated = {child.local: child.attributes for child in element.children}
    name = stated.get("name", stated.get("rFont", {})).get("val", Font().name)
    size = _size(stated.get("sz", {}).get("val", ""))
    colour = read_colour(stated.get("color", {}), theme, automatic=BLACK) or BLACK
    struck = "strike" in stated and stated["strike"].get("val", "1") not in ("0", "false")
    return Font(name, size, colour, struck)


def _size(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return PLAIN_SIZE


class Looks:
    """The looks of a stylesheet, by the number that a cell states; the plain one for any other."""

    def __init__(self, styles: bytes, theme: Sequence[Colour], code: Callable[[int], str]) -> None:
        root = parse(styles)
        self._theme = theme
        fonts = [read_font(element, theme) for element in _children(root, "fonts", "font")]
        fills = [self._fill(element) for element in _children(root, "fills", "fill")]
        named = dict(_named_styles(root))
        self._looks = [
            self._look(xf, fonts, fills, named, code(number))
            for number, xf in enumerate(_children(root, "cellXfs", "xf"))
        ]
        self.conditional = [self._conditional(dxf) for dxf in _children(root, "dxfs", "dxf")]

    def __call__(self, style: int) -> Look:
        """The look of a cell with that style."""
        return self._looks[style] if 0 <= style < len(self._looks) else PLAIN

    def _look(
        self,
        xf: Element,
        fonts: Sequence[Font],
        fills: Sequence[Colour | None],
        named: dict[int, tuple[str, int]],
        code: str,
    ) -> Look:
        stated = xf.attributes
        alignment = xf.find("alignment")
        aligned = alignment.attributes if alignment else {}
        name, builtin = named.get(_whole(stated.get("xfId", "0")), ("", -1))
        return Look(
            _at(fonts, stated.get("fontId", "0"), Font()),
            _at(fills, stated.get("fillId", "0"), None),
            aligned.get("horizontal", "general"),
            is_true(aligned.get("wrapText")),
            code,
            name,
            builtin,
        )

    def _fill(self, element: Element) -> Colour | None:
        pattern = element.find("patternFill")
        if pattern is None:
            stop = next(_named(element, "color"), None)
            return read_colour(stop.attributes, self._theme, automatic=WHITE) if stop else None
        kind = pattern.attributes.get("patternType", "none")
        if kind == "none":
            return None
        holder = pattern.find("fgColor" if kind == "solid" else "bgColor")
        stated = holder.attributes if holder else {}
        return read_colour(stated, self._theme, automatic=WHITE)

    def _conditional(self, dxf: Element) -> tuple[Colour | None, Colour | None]:
        """The colours of letters and of what is behind them that a condition sets."""
        font, fill = dxf.find("font"), dxf.find("fill")
        colour = font.find("color") if font else None
        pattern = fill.find("patternFill") if fill else None
        # In a conditional format the colour behind is the background one, unlike in a style.
        holder = (pattern.find("bgColor") or pattern.find("fgColor")) if pattern else None
        return (
            read_colour(colour.attributes, self._theme, automatic=None) if colour else None,
            read_colour(holder.attributes, self._theme, automatic=None) if holder else None,
        )


def _children(root: Element, holder: str, local: str) -> Iterator[Element]:
    found = root.find(holder)
    return found.all(local) if found else iter(())


def _named(root: Element, local: str) -> Iterator[Element]:
    """Every descendant of that name; a stack of our own, for a hostile part is nested deep."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.local == local:
            yield element
        waiting.extend(reversed(element.children))


def _named_styles(root: Element) -> Iterator[tuple[int, tuple[str, int]]]:
    for style in _children(root, "cellStyles", "cellStyle"):
        stated = style.attributes
        builtin = _whole(stated.get("builtinId", ""))
        yield _whole(stated.get("xfId", "0")), (stated.get("name", ""), builtin)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def _at(found: Sequence[Kind], number: str, otherwise: Kind) -> Kind:
    place = _whole(number)
    return found[place] if 0 <= place < len(found) else otherwise

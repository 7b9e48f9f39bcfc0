"""
Colours as a reader sees them: a theme's, an index's or a number's, and how far two stand apart.

Source: ECMA-376 part 1, 18.8.3 (tint) and 18.8.27 (indexed); WCAG 2.2, relative luminance.
"""

import colorsys
from collections.abc import Mapping, Sequence

__all__ = ["BLACK", "WHITE", "Colour", "contrast", "read_colour"]

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)

_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_REST = """
    800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066
    FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF
    CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699
    969696 003366 339966 003300 333300 993300 993366 333399 333333
"""
INDEXED = tuple(f"{_EIGHT} {_EIGHT} {_REST}".split())
_LEAST_LUMINANCE = 0.05
_DARK, _LINEAR = 0.04045, 12.92


def read_colour(
    stated: Mapping[str, str], theme: Sequence[Colour], *, automatic: Colour | None
) -> Colour | None:
    """
    The colour that an element's attributes state; *automatic* where they leave it to the reader.

    *theme* is the colours of the theme by their number in a stylesheet.
    """
    found = automatic
    if "rgb" in stated:
        found = _from_hex(stated["rgb"]) or automatic
    elif "theme" in stated:
        number = _number(stated["theme"])
        found = theme[number] if 0 <= number < len(theme) else automatic
    elif "indexed" in stated:
        number = _number(stated["indexed"])
        found = _from_hex(INDEXED[number]) if 0 <= number < len(INDEXED) else automatic
    tint = _tint(stated.get("tint", ""))
    return _tinted(found, tint) if found is not None and tint else found


def _from_hex(text: str) -> Colour | None:
    """`FF17495C` or `17495C`; a first byte of eight is opacity, which Excel passes over."""
    digits = text.strip().removeprefix("#")[-6:]
    try:
        red, green, blue = bytes.fromhex(digits.zfill(6))
    except ValueError:
        return None
    return red, green, blue


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def _tint(text: str) -> float:
    try:
        return max(-1.0, min(1.0, float(text)))
    except ValueError:
        return 0.0


def _tinted(colour: Colour, tint: float) -> Colour:
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, strength))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + _LEAST_LUMINANCE) / (dark + _LEAST_LUMINANCE)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / _LINEAR if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4)

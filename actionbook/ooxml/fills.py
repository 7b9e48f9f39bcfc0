"""Whether a fill is a colour: what officers tell a status by where they type none."""

from actionbook.ooxml.markup import Element

__all__ = ["is_coloured"]

_FIRST_ACCENT = 4
"""The first of the theme's accents; those before are its light and dark grounds."""

_APART = 40
"""How far apart the strongest and the weakest of red, green and blue are in a colour, of 255."""

# Source: ECMA-376 part 1, 18.8.27: those of the old palette that are white, black or a grey.
_COLOURLESS = frozenset({0, 1, 8, 9, 22, 23, 55, 63, 64, 65})


def is_coloured(fill: Element) -> bool:
    """Whether the cells that a fill element fills show a colour."""
    pattern = fill.find("patternFill")
    if pattern is None:
        return fill.find("gradientFill") is not None
    if pattern.attributes.get("patternType", "none") in ("none", "gray125"):
        return False
    colour = pattern.find("fgColor")
    return colour is not None and _is_colour(colour.attributes)


def _is_colour(stated: dict[str, str]) -> bool:
    if "rgb" in stated:
        digits = stated["rgb"][-6:]
        try:
            parts = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
        except ValueError:
            return False
        return max(parts) - min(parts) >= _APART
    if "theme" in stated:
        return int(stated["theme"]) >= _FIRST_ACCENT
    return "indexed" in stated and int(stated["indexed"]) not in _COLOURLESS

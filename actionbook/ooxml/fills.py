"""Whether a fill is a colour, and which: what officers tell a status by where they type none."""

from actionbook.ooxml.markup import Element

__all__ = ["colour_of", "named_colour"]

_FIRST_ACCENT = 4
"""The first of the theme's accents; those before are its light and dark grounds."""

_APART = 40
"""How far apart the strongest and the weakest of red, green and blue are in a colour, of 255."""

# Source: ECMA-376 part 1, 18.8.27: those of the old palette that are white, black or a grey.
_COLOURLESS = frozenset({0, 1, 8, 9, 22, 23, 55, 63, 64, 65})


def colour_of(fill: Element) -> str | None:
    """
    The colour that cells show which a fill element fills: six digits, or its name in the theme or
    the palette; None where it is none.
    """
    pattern = fill.find("patternFill")
    if pattern is None:
        return None if fill.find("gradientFill") is None else ""
    colour = pattern.find("fgColor")
    if pattern.attributes.get("patternType", "none") in ("none", "gray125") or colour is None:
        return None
    return named_colour(colour.attributes)


def named_colour(stated: dict[str, str]) -> str | None:
    """The colour that these attributes state, as `colour_of` has it; None for black and grey."""
    named = " ".join(
        f"{name} {stated[name]}" for name in ("theme", "tint", "indexed") if name in stated
    )
    return (stated.get("rgb", "")[-6:] or named) if _is_colour(stated) else None


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

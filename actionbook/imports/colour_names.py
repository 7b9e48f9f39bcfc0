"""What a person calls the colour of a cell."""

__all__ = ["colour_name"]

_STRONG = 110  # of 255


def colour_name(fill: str) -> str:
    """The name of a fill of six digits, and they; "" for one that only a theme names."""
    try:
        red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return ""
    if min(red, green, blue) > _STRONG * 2:
        return f"pale ({fill})"
    if red > _STRONG and green > _STRONG > blue:
        return f"amber ({fill})"
    if red >= max(green, blue):
        return f"red ({fill})"
    return f"green ({fill})" if green >= blue else f"blue ({fill})"

"""Letters and roman numerals: how councils number actions and their steps."""

from actionbook.plan.cells import letters

__all__ = ["letter", "letter_number", "roman", "roman_number"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letter(number: int) -> str:
    """1 is a, 26 is z, 27 is aa: as the columns of a worksheet go."""
    return letters(number).lower()


def letter_number(name: str) -> int:
    """The number of one letter, without case: a is 1; 0 for anything else."""
    return (
        ord(name.lower()) - 96
        if len(name) == 1 and name.lower() in "abcdefghijklmnopqrstuvwxyz"
        else 0
    )


def roman(number: int) -> str:
    """1 is i, 4 is iv."""
    name = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        name += numeral * times
    return name


def roman_number(name: str) -> int:
    """The number that a roman numeral means, without case; 0 for anything else."""
    return next((number for number in range(1, 60) if roman(number) == name.lower()), 0)

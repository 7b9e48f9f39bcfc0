"""How headings are written down: in capitals, with slips and line ends, with groups over them."""

from collections.abc import Sequence
from random import Random

from kind_sheets import Sheet

__all__ = ["HINTS", "groups_over", "written"]

HINTS = {
    "action": "what will be done", "lead": "name and post", "timescale": "dd/mm/yyyy",
    "progress": "updated quarterly", "rag": "R / A / G", "issue": "as in the report",
    "status": "choose from the list",
}  # fmt: skip
"""What stands in small letters under a heading."""

_ASIDES = ("(name)", "(see key)", "(please complete)", "*", ":", "(mandatory)")
_GROUPS = ("Planning", "Monitoring", "Part A", "Part B", "For officers", "Delivery", "Follow up")
_LONG = 6  # letters of a word that has a slip


def written(random: Random, headings: Sequence[str]) -> list[str]:
    """*headings* as one person types them."""
    style = random.choice(("as is", "as is", "as is", "capitals", "lines", "spaces", "asides",
                           "slip", "slip"))  # fmt: skip
    if style == "capitals":
        return [each.upper() for each in headings]
    if style == "lines":
        return [each.replace(" ", "\n", 1) if len(each) > 10 else each for each in headings]
    if style == "spaces":
        return [f" {each.replace(' ', '  ')} " for each in headings]
    if style == "asides":
        return [
            f"{each} {random.choice(_ASIDES)}" if random.random() < 0.3 else each
            for each in headings
        ]
    if style == "slip":
        able = [at for at, each in enumerate(headings) if _long_words(each)]
        at = random.choice(able or [0])
        return [_slip(random, each) if n == at else each for n, each in enumerate(headings)]
    return list(headings)


def _long_words(heading: str) -> list[str]:
    return [word for word in heading.split() if len(word) >= _LONG and word.isalpha()]


def _slip(random: Random, heading: str) -> str:
    """One letter lost, doubled, or changed round with the next, inside a long word."""
    words = _long_words(heading)
    if not words:
        return heading
    word = random.choice(words)
    at = random.randrange(2, len(word) - 2)
    slip = random.choice((
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip
    return heading.replace(word, slip, 1)


def groups_over(sheet: Sheet, random: Random, headings: Sequence[str], left: int) -> None:
    """Two rows of headings: groups over runs of columns, the rest merged over both."""
    over = [""] * len(headings)
    under = list(headings)
    at, merges = 0, []
    while at < len(headings):
        many = random.choice((1, 2, 3))
        if many > 1 and at + many <= len(headings):
            over[at] = random.choice(_GROUPS)
            merges.append((0, at, 0, at + many - 1))
            at += many
        else:
            over[at], under[at] = headings[at], ""
            merges.append((0, at, 1, at))
            at += 1
    row = sheet.add(over, left=left)
    sheet.add(under, left=left)
    sheet.merges += [(row + a, left + b + 1, row + c, left + d + 1) for a, b, c, d in merges]

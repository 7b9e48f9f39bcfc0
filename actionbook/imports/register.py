"""Lines of two parts: a term and its meaning, initials and who they are."""

from collections.abc import Sequence

from actionbook.imports.draft import Row
from actionbook.plan.late import late
from actionbook.plan.lead_words import classify
from actionbook.plan.model import LeadKind

__all__ = ["person_row", "two_parts", "who"]

_DASH = late(r"\s+[–—-]\s+|\s*:\s+|\s+=\s+")
_POST_DASH = late(r"\s+[–—-]{1,2}\s*|\s*[–—]\s+|,\s+")
_LONGEST_TERM = 40
_CROWD = frozenset({LeadKind.GROUP, LeadKind.BOARD, LeadKind.TEAM})


def two_parts(cells: Sequence[str]) -> tuple[str, str] | None:
    """The two parts of a line; of a line in one cell, what stands round its first dash or colon."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        filled = [part.strip() for part in _DASH.split(filled[0], maxsplit=1)]
    if len(filled) < 2 or not 0 < len(filled[0]) <= _LONGEST_TERM:  # noqa: PLR2004 - two parts
        return None
    return filled[0], " – ".join(filled[1:])


def person_row(parts: tuple[str, str], number: int) -> Row:
    """
    One row of People: initials, then "name – post", "name, post", a post or a group alone.

    What follows a name is all post: it is never guessed into a directorate.
    """
    initials, rest = parts
    name, post = rest, ""
    cut = _POST_DASH.search(rest)
    if cut is not None and classify(rest[: cut.start()]) in (LeadKind.PERSON, LeadKind.INITIALS):
        name, post = rest[: cut.start()], rest[cut.end() :]
    return who(initials, name, post, (number,))


def who(initials: str, name: str, post: str, lines: tuple[int, ...]) -> Row:
    """One row of People; a *name* without a post may itself be a post or a group."""
    kind = "person"
    if not post and classify(name) is not LeadKind.PERSON:
        kind = "group" if classify(name) in _CROWD else "post"
        name, post = (name, "") if kind == "group" else ("", name)
    values = {"initials": initials, "name": name, "post": post, "kind": kind}
    return Row(values, lines)

"""A heading without what says nothing of its column: numbers, capitals within a word, plurals."""

import re

from actionbook.plan.late import late

__all__ = ["plain_heading"]

# Which figures they are tells nothing; as noughts, the cells of a column are judged once.
_FIGURES = late(r"(?<![\w'’])[0-9]+(?![\w'’])")
_PLURAL = late(r"\((?:s|es|ies|y/ies|y)\)", re.IGNORECASE)
# Offices number the columns of a template, and call one "Response: action taken / planned".
_BEFORE = late(
    r"^\s*(?:\(?[0-9]{1,2}[.)]\s+)?(?:response\W+(?=actions?\s+(?:taken|planned)))?", re.IGNORECASE
)
_OF_TIMELINE = late(r"^time(?:line|scale|frame)\s+[–-]\s+(start|end|finish)$", re.IGNORECASE)
# "DueDate", as a list on the web exports it.
_CAPITALS = late(r"(?<=[a-z])(?=[A-Z])")


def plain_heading(heading: str) -> str:
    """*heading* as it is looked up; white space at its ends is taken off."""
    text = heading if " " in heading else _CAPITALS.sub(" ", heading)
    text = _OF_TIMELINE.sub(r"\1 date", _PLURAL.sub("s", _BEFORE.sub("", text)))
    return _FIGURES.sub(lambda figures: "0" * len(figures[0]), text.strip())

"""A printed status as one of the plan's, where its words say the same; never where they do not."""

from functools import lru_cache

from actionbook.plan.model import Status
from actionbook.workbook.columns import heading_key

__all__ = ["status_of"]

_SAME = {
    **{heading_key(status): status for status in Status},
    "completed": Status.COMPLETE,
    "done": Status.COMPLETE,
    "finished": Status.COMPLETE,
    "implemented": Status.COMPLETE,
    "fullyimplemented": Status.COMPLETE,
    "notyetstarted": Status.NOT_STARTED,
    "notcommenced": Status.NOT_STARTED,
    "notyetcommenced": Status.NOT_STARTED,
    "notbegun": Status.NOT_STARTED,
    "underway": Status.IN_PROGRESS,
    "inhand": Status.IN_PROGRESS,
    "hebddechrau": Status.NOT_STARTED,
    "arwaith": Status.IN_PROGRESS,
    heading_key("wedi'i gwblhau"): Status.COMPLETE,
    "wedicwblhau": Status.COMPLETE,
    "cwblhawyd": Status.COMPLETE,
    "arygweill": Status.IN_PROGRESS,
    "mynddechrau": Status.NOT_STARTED,
    "awaitingverification": Status.TO_VERIFY,
    "onhold": Status.ON_HOLD,
    "withdrawn": Status.WITHDRAWN,
}


_COLOURED = {
    "🔴": "Red", "🟥": "Red", "🟠": "Amber", "🟧": "Amber", "🟡": "Yellow", "🟨": "Yellow",
    "🟢": "Green", "🟩": "Green", "🔵": "Blue", "🟦": "Blue", "⚫": "Black", "⬛": "Black",
}  # fmt: skip
_SHAPES = frozenset("●■◆▲▼○□◼◾⬤◯ \ufe0e\ufe0f")


@lru_cache(maxsize=1024)
def status_of(words: str) -> tuple[str, str]:
    """
    The status that *words* are, or the words themselves and what is to be said about them.

    A red circle is "Red". A shape whose colour its letters have says nothing by itself: "".
    """
    if words.strip() and _SHAPES.issuperset(words):
        return "", ""
    words = _COLOURED.get(words.strip().rstrip("\ufe0e\ufe0f"), words)
    # "Cwblhawyd / Completed" says one thing twice.
    same = _SAME.get(heading_key(words)) or _said_twice(words)
    if same is not None:
        return str(same), ""
    return words, "This is none of the plan's statuses; it is kept as it stands. Choose one."


def _said_twice(words: str) -> Status | None:
    """The status that both halves are: "Cwblhawyd / Completed"."""
    said = {_SAME.get(heading_key(half)) for half in words.split("/")}
    return said.pop() if len(said) == 1 else None

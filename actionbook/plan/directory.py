"""
People by any of the names they go by: initials, post, and a name however it is written.

`JT`, `J.T.` and `J T`; `Jo Tarrant`, `Ms Jo Tarrant`, `J Tarrant`, `Tarrant, Jo` and `Tarrant`.
What two people answer to is nobody's choice to make, and finds neither.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from actionbook.plan.late import late
from actionbook.plan.lead_words import lead_key
from actionbook.plan.records import Person

__all__ = ["Directory", "ambiguous_initials", "plain_name"]

_TITLES: Final = late(
    r"(?:(?:cllr|cllrs|councillor|mr|mrs|ms|miss|mx|dr|sir|dame|lord|lady|prof|professor|rev|revd"
    r"|reverend|the|rt|hon)\.? )+"
)
_DOTTED: Final = late(r"[a-z](?:[. ]+[a-z])+\.?")


class Directory:
    """The people of a plan, looked up by name."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._doubtful = {plain_name(initials) for initials in ambiguous_initials(people)}
        self._exact: dict[str, Person] = {}
        self._other: dict[str, Person | None] = {}
        for person in people:
            for name in (person.initials, person.name, person.post):
                if name and plain_name(name) not in self._doubtful:
                    self._exact.setdefault(plain_name(name), person)
            for name in _other_names(person):
                known = self._other.setdefault(name, person)
                if known is not None and plain_name(known.name) != plain_name(person.name):
                    self._other[name] = None

    def find(self, name: str) -> Person | None:
        """The one person, post or group of People that *name* means; None where it is not one."""
        key = plain_name(name)
        found = self._exact.get(key)
        if found is None and key not in self._doubtful and " " in name.strip():
            found = self._other.get(key.replace(", ", ","))
        return found if found is not None else self._by_surname(name, key)

    def _by_surname(self, name: str, key: str) -> Person | None:
        """A surname alone, as long as it is one: "SMITH" may be letters of something else."""
        is_surname = len(key) > 3 and (key != lead_key(name) or name.istitle())  # noqa: PLR2004
        return self._other.get(key) if is_surname else None


def ambiguous_initials(people: Sequence[Person]) -> frozenset[str]:
    """The initials that two different people of *people* share, as they stand there."""
    holders: dict[str, set[str]] = {}
    spelled: dict[str, set[str]] = {}
    for person in people:
        if person.initials:
            key = plain_name(person.initials)
            holders.setdefault(key, set()).add(lead_key(person.name or person.post))
            spelled.setdefault(key, set()).add(person.initials)
    return frozenset(
        initials for key, names in holders.items() if len(names) > 1 for initials in spelled[key]
    )


def plain_name(name: str) -> str:
    """A name as it is compared: without titles, and initials without stops or spaces."""
    key = lead_key(name)
    if _DOTTED.fullmatch(key):
        return re.sub("[. ]", "", key)
    bare = _TITLES.sub("", key, count=1)
    return re.sub(r"\.(?= |$)", "", bare) if bare else key


def _other_names(person: Person) -> Iterator[str]:
    """What else a person of a first name and a surname is called."""
    if person.kind.casefold() == "group":
        return
    first, *middle = plain_name(person.name).split() or [""]
    if not middle:
        return
    last = middle[-1]
    yield f"{first} {last}"
    yield f"{first[0]} {last}"
    yield f"{last},{first}"
    yield f"{last},{first[0]}"
    yield last

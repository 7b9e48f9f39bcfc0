"""Which action of one copy of a plan is which of another: by ref, else by its very words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actionbook.plan.model import Action

__all__ = ["Pair", "match"]


class Pair(NamedTuple):
    """One action in both copies; None where a copy does not have it."""

    old: Action | None
    new: Action | None

    @property
    def is_renumbered(self) -> bool:
        """Whether it is known by its words alone, under another ref."""
        both = self.old is not None and self.new is not None
        return both and self.old.ref.casefold() != self.new.ref.casefold()  # type: ignore[union-attr]


def match(old: Sequence[Action], new: Sequence[Action]) -> tuple[Pair, ...]:
    """
    Each action of *new* with its own of *old*, in the order of *new*; those gone come last.

    The same ref with the same words is the same action, wherever its row stands; then words that
    each copy has once, under whatever ref; then the same ref, reworded. A ref that is used twice
    is told apart by its order.
    """
    olds, news = _keyed(old), _keyed(new)
    taken: dict[int, Action] = {}
    left = dict(olds)
    for key, action in news.items():
        there = left.get(key)
        if there is not None and words_of(there) == words_of(action):
            taken[id(action)] = left.pop(key)
    by_words = _alone(left.values())
    coming = _alone(action for action in new if id(action) not in taken)
    for words, action in coming.items():
        if words and words in by_words:
            there = by_words[words]
            taken[id(action)] = there
            left = {key: kept for key, kept in left.items() if kept is not there}
    for key, action in news.items():
        if id(action) not in taken and key in left:
            taken[id(action)] = left.pop(key)
    pairs = [Pair(taken.get(id(action)), action) for action in new]
    return (*pairs, *(Pair(action, None) for action in left.values()))


def words_of(action: Action) -> str:
    """The action's words as they are compared: without case or spacing."""
    return " ".join(action.action.casefold().split())


def _keyed(actions: Iterable[Action]) -> dict[tuple[str, int], Action]:
    seen: Counter[str] = Counter()
    found = {}
    for action in actions:
        key = action.ref.casefold()
        found[key, seen[key]] = action
        seen[key] += 1
    return found


def _alone(actions: Iterable[Action]) -> dict[str, Action]:
    """The actions whose words no other of them has, by those."""
    found: dict[str, Action] = {}
    twice = set()
    for action in actions:
        words = words_of(action)
        if words in found:
            twice.add(words)
        found[words] = action
    return {words: action for words, action in found.items() if words not in twice}

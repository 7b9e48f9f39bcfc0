"""The night of a plan, step by step."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from time import perf_counter
from typing import Any

__all__ = ["Work"]


@dataclass
class Work:
    """A night of a plan, and what it has found out so far for its record."""

    on: date
    started: datetime
    last: Mapping[str, Any] | None
    seconds: dict[str, float] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count how long the block takes as part of the step *name*."""
        begun = perf_counter()
        yield
        taken = self.seconds.get(name, 0.0) + perf_counter() - begun
        self.seconds[name] = round(taken, 3)

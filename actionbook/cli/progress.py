"""How far a command over several plans has got, on a terminal only."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["progress"]

Work = Callable[[Path], int]


@contextmanager
def progress(plans: Sequence[Path]) -> Iterator[Callable[[Work], Work]]:
    """
    What makes a work that is told of as it goes from plan to plan; for one plan, the work itself.

    It is told on stderr, so that what is printed can be piped, and is gone at the end.
    """
    if len(plans) < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - one plan is done at once
        yield lambda work: work
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=len(plans))

        def told(work: Work) -> Work:
            def one(path: Path) -> int:
                # At once: a plan may be done before the next look by the clock.
                shown.update(task, description=path.name, refresh=True)
                try:
                    return work(path)
                finally:
                    shown.advance(task)

            return one

        yield told

"""
A refresh of a plan that has changed or whose day has come, begun again where it is saved meanwhile.

What is done with the plan is loaded while a large one is read.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from actionbook.errors import StaleChangeError
from actionbook.nightly.record import Run, record_run
from actionbook.nightly.settled import open_settled
from actionbook.nightly.steps import Work
from actionbook.plan.bulk import without_collecting

__all__ = ["night"]

_TRIES = 3
"""A plan that is saved while we work is begun again twice."""


def night(
    path: Path,
    *,
    on: date,
    started: datetime,
    last: Mapping[str, Any] | None,
    pause: Callable[[float], None],
    told: str = "",
) -> Run:
    """
    Check the plan, bring its colours up to date, make its appendices, and record the run.

    All that is made is made aside and put in place together when it is whole; whatever fails,
    nothing of it is in place. *last* is the record of the last success over the plan, None for
    none; *told* says whose run died over it, "" for nobody's.

    Raises:
        ActionbookError: what stopped it.
        OSError: what the system refused.
    """
    for left in reversed(range(_TRIES)):
        work = Work(on, started, last, told=[told] if told else [])
        with work.step("read"):
            opened = open_settled(path, is_known=last is not None, pause=pause)
        from actionbook.nightly.night_work import worked
        from actionbook.nightly.outputs import Outputs
        from actionbook.nightly.shared_id import refuse_shared_id

        refuse_shared_id(opened)
        outputs = Outputs(path.parent, opened.state)
        try:
            outputs.begin()
            with without_collecting():
                run = worked(opened, outputs, work)
        except StaleChangeError:
            if not left:
                raise
            continue
        finally:
            outputs.clear()
        record_run(opened.state, run)
        return run
    raise AssertionError("the last try either returned or raised")

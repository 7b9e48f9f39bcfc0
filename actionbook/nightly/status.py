"""How the nights of several plans stand: what succeeded last, what comes next, what is late."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from actionbook.nightly.due import COUNCIL_TIME, Rota
from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.mail_record import last_mailed

__all__ = ["Standing", "nightly_status", "status_data", "status_text"]

GRACE = timedelta(minutes=30)
"""A run is late when it has not succeeded so long after it was due."""


@dataclass(frozen=True)
class Standing:
    """
    How the nights of a plan stand at a moment.

    `last_good` is when it was last refreshed, or seen to be unchanged; None for never. `missed`
    are the runs that were due since and have not succeeded, at least 1 for never. `queued` says
    what waits to be written, `failed` why the last night failed, since the day `failing_since`;
    `unsent` is why mail about it could not be sent.
    """

    plan: str
    last_good: datetime | None
    next_run: datetime
    missed: int
    queued: str = ""
    failed: str = ""
    failing_since: str = ""
    unsent: str = ""

    @property
    def is_late(self) -> bool:
        """Whether a run that was due has not succeeded."""
        return self.missed > 0


def nightly_status(plans: Sequence[Path], *, now: datetime, rota: Rota) -> tuple[Standing, ...]:
    """How the nights of each of *plans* stand, from their heartbeats; no plan is opened."""
    return tuple(_standing(path, now, rota) for path in plans)


def status_text(standings: Sequence[Standing]) -> str:
    """A line for each plan."""
    return "\n".join(". ".join(_said(each)) for each in standings)


def status_data(standings: Sequence[Standing]) -> dict[str, Any]:
    """The same for machines."""
    return {"schema": 1, "plans": [_data(each) for each in standings]}


def _standing(path: Path, now: datetime, rota: Rota) -> Standing:
    beat = last_beat(path)
    good = datetime.fromisoformat(beat.good_at) if beat.good_at else None
    return Standing(
        path.name,
        good,
        rota.next_due(now),
        1 if good is None else rota.missed(good, now - GRACE),
        beat.message if beat.outcome == "waiting" else "",
        beat.message if beat.failing_since else "",
        beat.failing_since,
        last_mailed(path).waits,
    )


def _said(each: Standing) -> list[str]:
    last = f"last refreshed {_moment(each.last_good)}" if each.last_good else "never refreshed"
    said = [f"{each.plan}: {last}, next run {_moment(each.next_run)}"]
    if each.is_late and each.last_good:
        runs = "1 run that was due has" if each.missed == 1 else f"{each.missed} runs due have"
        said.append(f"LATE: {runs} not succeeded")
    if each.queued:
        said.append(f"Queued: {each.queued.removesuffix('.')}")
    if each.failed:
        since = datetime.fromisoformat(each.failing_since)
        said.append(f"FAILED since {since:%d/%m/%Y}: {each.failed.removesuffix('.')}")
    if each.unsent:
        said.append(f"Mail waits: {each.unsent.removesuffix('.')}")
    return said


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(COUNCIL_TIME):%d/%m/%Y %H:%M}"


def _data(each: Standing) -> dict[str, Any]:
    data = {**asdict(each), "is_late": each.is_late}
    for name in ("last_good", "next_run"):
        data[name] = data[name].isoformat() if data[name] else None
    return data

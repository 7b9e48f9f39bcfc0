"""A baseline in its file: what was known of each plan, by the plan's path from there."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from actionbook.errors import SettingsError
from actionbook.operations.baseline import Known, known_of
from actionbook.operations.report import Report
from actionbook.workbook.memory import write_file

__all__ = ["Baseline", "read_baseline", "write_baseline"]

SCHEMA = 1


class Baseline:
    """What is known of each plan; a plan that it has not heard of has nothing known."""

    def __init__(self, path: Path, plans: Mapping[str, Sequence[Known]]) -> None:
        self._path = path
        self._plans = plans

    def of(self, plan: Path) -> Sequence[Known]:
        """What is known of the plan in that file."""
        return self._plans.get(_name(self._path, plan), ())


def read_baseline(path: Path) -> Baseline | None:
    """
    The baseline in *path*; None where there is no such file.

    Raises:
        SettingsError: it cannot be read, or is no baseline.
    """
    import json

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise SettingsError(f"{path} was made by another actionbook, and cannot be read here.")
        plans = {
            name: tuple(Known(*map(str, each)) for each in known)
            for name, known in data["plans"].items()
        }
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise SettingsError(
            f"{path} is no baseline of actionbook. Name another file, or delete this one."
        ) from fault
    return Baseline(path, plans)


def write_baseline(path: Path, reports: Sequence[Report]) -> int:
    """
    Make *path* the baseline of *reports*, in one step; how many findings it holds.

    Raises:
        SettingsError: a file is there that is no baseline.
        ActionbookError: it cannot be written.
    """
    import json

    read_baseline(path)
    plans = {
        _name(path, report.path): [list(known) for known in known_of(report)]
        for report in reports
        if report.path is not None
    }
    lines = [
        f"    {json.dumps(name)}: [\n"
        + ",\n".join(f"      {json.dumps(known)}" for known in plans[name])
        + "\n    ]"
        for name in sorted(plans)
    ]
    body = ",\n".join(lines)
    write_file(path, f'{{\n  "schema": {SCHEMA},\n  "plans": {{\n{body}\n  }}\n}}\n')
    return sum(len(known) for known in plans.values())


def _name(baseline: Path, plan: Path) -> str:
    """The plan's path from the baseline's folder, the same on every system."""
    try:
        return Path(os.path.relpath(plan, baseline.parent)).as_posix()
    except ValueError:  # another drive
        return plan.resolve().as_posix()

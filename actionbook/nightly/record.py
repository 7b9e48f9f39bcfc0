"""
The run record: what each run read, changed and made, kept beside the plan.

`last-run.json` is the last success and is all that a night needs to see that nothing has
changed; `runs.jsonl` has one line per run that did something, or failed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from actionbook import __version__
from actionbook.workbook.state import states_folder

__all__ = [
    "LAST_RUN",
    "Run",
    "fingerprint",
    "house_print",
    "is_unchanged",
    "last_run",
    "record_run",
    "run_line",
    "runs",
]

LAST_RUN = "last-run.json"
_RUNS = "runs.jsonl"
_LOG = "refresh.log"
_LONGEST_LOG = 256 * 1024
_LOGS_KEPT = 3
_HOUSE = "actionbook.toml"
# Named here again: a night with nothing to do must not load what reads the file.


@dataclass(frozen=True)
class Run:
    """
    One run over one plan.

    `outcome` is refreshed, unchanged, waiting (what is to be written into the plan is queued, and
    `message` says why) or failed; `refused` says why an appendix was not made, "" when it was;
    `outputs` are the sha256 of each file made, by its name in the plan's folder; `house` is that
    of actionbook.toml; `steps` are the seconds each took; `open_by` who had the plan open,
    `conflicts` the copies that a sync left beside it, `told` what else an officer should know;
    `next_change` is the first day on which anything would differ. Times are aware.
    """

    plan: str
    started: datetime
    on: date
    outcome: str
    plan_id: str = ""
    seconds: float = 0.0
    version: str = __version__
    before: str = ""
    after: str = ""
    findings: Mapping[str, int] = field(default_factory=dict)
    changes: int = 0
    outputs: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    next_change: date | None = None
    message: str = ""
    house: str = ""
    steps: Mapping[str, float] = field(default_factory=dict)
    open_by: str = ""
    conflicts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The run as JSON keeps it: times and dates in ISO form."""
        data = {"schema": 1, **asdict(self)}
        for name in ("started", "on", "next_change"):
            value = data[name]
            data[name] = value.isoformat() if value else None
        return data


def fingerprint(path: Path) -> str:
    """The sha256 of a file's bytes, in hex; "" where there is no file."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def house_print(path: Path) -> str:
    """The sha256 of what settles things for all plans beside the plan *path*; "" for nothing."""
    return fingerprint(path.parent / _HOUSE)


def last_run(path: Path) -> dict[str, Any] | None:
    """The record of the last success over the plan *path*, found without opening the plan."""
    for folder in _state_folders(path):
        data = _loaded(folder / LAST_RUN)
        if data is not None and data.get("plan") == path.name:
            return data
    return None


def _state_folders(path: Path) -> Iterator[Path]:
    state = states_folder(path)
    if state.is_dir():
        yield from sorted(folder for folder in state.iterdir() if folder.is_dir())


def _loaded(file: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("schema") == 1 else None


def is_unchanged(path: Path, last: Mapping[str, Any] | None, *, on: date) -> bool:
    """
    Whether a run *on* that day would change nothing, decided from the *last* success alone.

    So it is where the plan, the version and every output are as that run left them, and no day
    has come since on which anything would differ.
    """
    if last is None or last["version"] != __version__:
        return False
    coming = last["next_change"]
    if not date.fromisoformat(last["on"]) <= on or (
        coming is not None and on >= date.fromisoformat(coming)
    ):
        return False
    if fingerprint(path) != last["after"] or house_print(path) != last.get("house"):
        return False
    return all(fingerprint(path.parent / name) == made for name, made in last["outputs"].items())


def record_run(state: Path, run: Run) -> None:
    """
    Add *run* to the record in the *state* folder; a success becomes the last one.

    Raises:
        ActionbookError: the record cannot be written.
    """
    from actionbook.workbook.memory import write_file, written_state

    log = state / _RUNS
    with written_state(log), log.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(json.dumps(run.as_data(), sort_keys=True) + "\n")
        _log(state / _LOG, f"{run.started:%Y-%m-%d %H:%M:%S%z} {run_line(run)}\n")
    if run.outcome == "refreshed":
        write_file(state / LAST_RUN, json.dumps(run.as_data(), sort_keys=True, indent=1))


def _log(log: Path, line: str) -> None:
    """Add *line* to what people read; a log that is long becomes an older one, of which 3 stay."""
    if log.exists() and log.stat().st_size + len(line) > _LONGEST_LOG:
        for number in range(_LOGS_KEPT, 0, -1):
            older = log.with_name(f"{log.name}.{number - 1}") if number > 1 else log
            if older.exists():
                older.replace(log.with_name(f"{log.name}.{number}"))
    with log.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(line)


def runs(state: Path) -> tuple[dict[str, Any], ...]:
    """Every run recorded in the *state* folder, oldest first; a line cut short is left out."""
    try:
        lines = (state / _RUNS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ()
    found = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return tuple(found)


def run_line(run: Run) -> str:
    """One line that tells what a run did."""
    if run.outcome == "failed":
        return f"{run.plan}: NOT refreshed for {run.on:%d/%m/%Y}: {run.message}"
    if run.outcome == "unchanged":
        text = f"{run.plan}: nothing has changed, nothing was written"
    else:
        found = sum(run.findings.values())
        done = "waits" if run.outcome == "waiting" else "refreshed"
        text = f"{run.plan}: {done} for {run.on:%d/%m/%Y}: {run.changes} changes, {found} findings"
        text += "".join(f", {name} made" for name in run.outputs)
    return ". ".join((text, *_remarks(run)))


def _remarks(run: Run) -> Iterator[str]:
    if run.message:
        yield run.message.removesuffix(".")
    elif run.open_by:
        yield f"{run.open_by} has it open; it was read as last saved"
    if run.conflicts:
        yield f"Look at {', '.join(run.conflicts)}: two people saved at once"
    yield from (told.removesuffix(".") for told in run.told)
    if run.refused:
        yield f"No appendix: {run.refused}"

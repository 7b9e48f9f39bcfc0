"""
The run record: what each run read, changed and made, kept beside the plan.

`last-run.json` is the last success and is all that a night needs to see that nothing has
changed; `runs.jsonl` has one line per run that did something, or failed. It and the log for people
go on in a new file when they are long, and the oldest go.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from actionbook import __version__
from actionbook.nightly.glance import glance
from actionbook.workbook.state import states_folder

__all__ = [
    "LAST_RUN",
    "Run",
    "fingerprint",
    "glances_of",
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
_LONGEST = {_RUNS: 4 * 1024 * 1024, _LOG: 256 * 1024}
"""Bytes from which on a file becomes an older one, of which three are kept."""
_KEPT = 3
_HOUSE = "actionbook.toml"
# Named here again: a night with nothing to do must not load what reads the file.


# Shared by all runs, as none is ever changed. No dataclass, which takes a blink to make.
NOTHING: Mapping[str, Any] = {}


class Run(NamedTuple):
    """
    One run over one plan.

    `outcome` is refreshed, unchanged, waiting (what is to be written into the plan is queued, and
    `message` says why) or failed; `refused` says why an appendix was not made, "" when it was;
    `outputs` are the sha256 of each file made, by its name in the plan's folder; `house` is that
    of actionbook.toml; `steps` are the seconds each held it up; `open_by` who had the plan open,
    `conflicts` the copies that a sync left beside it, `told` what else an officer should know;
    `next_change` is the first day on which anything would differ; `trace` is what a fault of our
    own leaves for whoever mends it; `glances` tell the plan and each output at a `glance`, by name.
    Times are aware.
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
    findings: Mapping[str, int] = NOTHING
    changes: int = 0
    outputs: Mapping[str, str] = NOTHING
    refused: str = ""
    next_change: date | None = None
    message: str = ""
    house: str = ""
    steps: Mapping[str, float] = NOTHING
    open_by: str = ""
    conflicts: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    trace: str = ""
    glances: Mapping[str, str] = NOTHING

    def as_data(self) -> dict[str, Any]:
        """The run as JSON keeps it: times and dates in ISO form."""
        data = {"schema": 1, **self._asdict()}
        for name in ("started", "on", "next_change"):
            value = data[name]
            data[name] = value.isoformat() if value else None
        return data


def fingerprint(path: Path) -> str:
    """The sha256 of a file's bytes, in hex; "" where there is no file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ""
    from hashlib import sha256

    return sha256(data).hexdigest()


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
    has come since on which anything would differ. What cannot be read is for the run to tell.
    """
    if last is None or last["version"] != __version__:
        return False
    coming = last["next_change"]
    if not date.fromisoformat(last["on"]) <= on or (
        coming is not None and on >= date.fromisoformat(coming)
    ):
        return False
    try:
        left = {path.name: last["after"], **last["outputs"]}
        glances = last.get("glances", {})
        return house_print(path) == last.get("house") and all(
            # What no glance was kept of is looked at whole.
            glance(file) == glances[name] if name in glances else fingerprint(file) == made
            for name, made in left.items()
            for file in (path.parent / name,)
        )
    except OSError:
        return False


def glances_of(folder: Path, left: Mapping[str, str]) -> dict[str, str]:
    """Each file of *folder* at a glance that is as it was *left*: its sha256 by its name."""
    seen = {name: glance(folder / name) for name in left}
    # First the glance: then the bytes that it was of are those that were left.
    return {name: seen[name] for name, made in left.items() if fingerprint(folder / name) == made}


def record_run(state: Path, run: Run) -> None:
    """
    Add *run* to the record in the *state* folder; a success becomes the last one.

    Raises:
        ActionbookError: the record cannot be written.
    """
    from actionbook.workbook.memory import write_file, written_state

    with written_state(state / _RUNS):
        _add(state / _RUNS, json.dumps(run.as_data(), sort_keys=True) + "\n")
        _add(state / _LOG, f"{run.started:%Y-%m-%d %H:%M:%S%z} {run_line(run)}\n{run.trace}")
    if run.outcome == "refreshed":
        write_file(state / LAST_RUN, json.dumps(run.as_data(), sort_keys=True, indent=1))


def _add(file: Path, line: str) -> None:
    """Add *line* to a file that grows; one that is long becomes an older one."""
    if file.exists() and file.stat().st_size + len(line) > _LONGEST[file.name]:
        *older, last = _ages(file)
        for age in reversed(older):
            if age.exists():
                age.replace(last)
            last = age
    start = "" if _is_whole(file) else "\n"
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(start + line)


def _ages(file: Path) -> tuple[Path, ...]:
    """The file and its older ones, the oldest last."""
    return (file, *(file.with_name(f"{file.name}.{age}") for age in range(1, _KEPT + 1)))


def _is_whole(file: Path) -> bool:
    """Whether the last line has its end: a kill, or a full disk, may have cut it short."""
    try:
        with file.open("rb") as stream:
            if not stream.seek(0, 2):
                return True
            stream.seek(-1, 2)
            return stream.read(1) == b"\n"
    except FileNotFoundError:
        return True


def runs(state: Path) -> tuple[dict[str, Any], ...]:
    """The runs recorded in the *state* folder, oldest first; a line cut short is left out."""
    lines: list[str] = []
    for file in reversed(_ages(state / _RUNS)):
        with suppress(OSError):
            lines += file.read_text(encoding="utf-8", errors="replace").splitlines()
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

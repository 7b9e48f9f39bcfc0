"""
Kills nights, really, by the hundred: a process that has read and loaded all copies itself for each.

    python night_killer.py FOLDER HOW COUNT SEED

In FOLDER/before stands a plan that a night has something to do on. A warm process runs that night
up to each of its named steps; there it copies itself, and the copy goes on alone until it is
stopped by HOW: `kill`, SIGKILL just before a call that changes the disk, or at a random moment;
`full`, no room on the disk from such a call on. What is left is then looked at, the next night runs
over it, and a line is printed for each: the step, and what is wrong or how it ended.
"""

import builtins
import errno
import hashlib
import io
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from actionbook.errors import ActionbookError
from actionbook.nightly import night, steps
from actionbook.nightly.heartbeat import last_beat
from actionbook.nightly.refresh import refresh
from actionbook.workbook.read import read_plan

MOMENT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
CALLS = ("replace", "rename", "unlink", "mkdir", "rmdir", "fsync", "open")
NEEDS_ROOM = ("mkdir", "fsync", "open")
STEPS = ("start", "read", "check", "write", "appendices", "put in place", "record")


def run(folder: Path) -> Any:
    return refresh(folder / "plan.xlsx", on=MOMENT.date(), started=MOMENT, pause=lambda _: None)


def prints(folder: Path) -> dict[str, str]:
    """What people see in the folder of a plan."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def litter(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.suffix in (".tmp", ".owner") or path.name.startswith((".appendix-", "staged"))
    ]


def whole_tree(folder: Path) -> str:
    """The state of all files: two that are alike are healed alike."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0")
        if path.is_file() and not path.name.endswith(".owner"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


class Calls:
    """Counts the calls that change the disk; at the chosen one something happens."""

    def __init__(self) -> None:
        self.number = 0
        self.chosen = -1
        self.happens: Callable[[str], None] = lambda _name: None

    def called(self, name: str, *, writes: bool) -> None:
        if writes:
            if self.number >= self.chosen >= 0:
                self.happens(name)
            self.number += 1

    @contextmanager
    def watched(self) -> Iterator[None]:
        real = {name: getattr(os, name) for name in CALLS}
        real_open = io.open

        def wrapped(name: str) -> Any:
            def call(*args: Any, **kwargs: Any) -> Any:
                is_read = name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
                # A folder that is there already is told so, however full the disk is.
                is_there = name == "mkdir" and Path(args[0]).is_dir()
                self.called(name, writes=not (is_read or is_there))
                return real[name](*args, **kwargs)

            return call

        def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            self.called("open", writes=bool(set(mode) & set("wax+")))
            return real_open(file, mode, *args, **kwargs)

        for name in CALLS:
            setattr(os, name, wrapped(name))
        io.open = builtins.open = opened
        try:
            yield
        finally:
            for name in CALLS:
                setattr(os, name, real[name])
            io.open = builtins.open = real_open


def die(_name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


def no_room(name: str) -> None:
    if name in NEEDS_ROOM:
        raise OSError(errno.ENOSPC, "No space left on device")


def ended(folder: Path) -> int:
    """The end of a copy that nothing has killed: what a command would exit with."""
    try:
        run(folder)
    except ActionbookError as fault:
        return fault.exit_status
    return 0


class Killer:
    """One warm night over FOLDER/work, and the copies of it that are stopped on the way."""

    def __init__(self, home: Path, how: str, count: int, seed: int) -> None:
        self.home, self.how, self.count = home, how, count
        self.random = random.Random(seed)
        self.work = home / "work"
        self.calls = Calls()
        self.healed: dict[str, list[str]] = {}
        self.old = prints(home / "before")
        self.new: dict[str, str] = {}
        self.marks: dict[str, tuple[int, float]] = {}
        self.is_copy = self.is_healing = False

    def lay_out(self) -> None:
        """A whole night, for what it makes, which calls each step has and how long it takes."""
        whole = Path(shutil.copytree(self.home / "before", self.home / "whole"))
        run(whole)
        shutil.copytree(self.home / "before", self.work)
        with self.at_each_step(self.mark), self.calls.watched():
            run(self.work)
        self.marks["end"] = (self.calls.number, time.perf_counter())
        self.new = prints(whole)
        assert prints(self.work) == self.new
        assert self.new.keys() >= self.old.keys()
        shutil.rmtree(self.work)

    def mark(self, step: str) -> None:
        self.marks[step] = (self.calls.number, time.perf_counter())

    @contextmanager
    def at_each_step(self, told: Callable[[str], None]) -> Iterator[None]:
        real_step, real_record = steps.Work.step, vars(night)["record_run"]

        @contextmanager
        def step(work: Any, name: str) -> Iterator[None]:
            told(name)
            with real_step(work, name):
                yield

        def record(*args: Any) -> None:
            told("record")
            real_record(*args)

        vars(steps)["Work"].step = step
        vars(night)["record_run"] = record
        told("start")
        try:
            yield
        finally:
            vars(steps)["Work"].step = real_step
            vars(night)["record_run"] = real_record

    def all_steps(self) -> None:
        """The night once more, and at each step as many copies of it as its share of the calls."""
        self.calls.number = 0
        shutil.copytree(self.home / "before", self.work)
        with self.calls.watched(), self.at_each_step(self.stopped_often):
            status = ended(self.work)
        if self.is_copy:
            os._exit(status)

    def stopped_often(self, step: str) -> None:
        if self.is_copy or self.is_healing:
            return
        ends = [name for name in (*STEPS, "end") if name in self.marks]
        first, begun = self.marks[step]
        last, ended = self.marks[ends[ends.index(step) + 1]]
        total = self.marks["end"][0]
        turns = max(self.count * (last - first) // total, self.count // 25)
        for turn in range(turns):
            chosen = first + (last - first) * turn // turns
            moment = ended - begun if turn % 4 == 3 and self.how == "kill" else 0.0
            self.stopped_once(step, chosen, self.random.uniform(0, moment))
            if vars(self)["is_copy"]:
                return

    def stopped_once(self, step: str, chosen: int, wait: float) -> None:
        """
        A copy of this process goes on, and is stopped at the *chosen* call, or after a *wait*.

        Its folder is looked at as a copy: on the folder itself this process holds the lock.
        """
        before = Path(self.copied(self.work, "kept"))
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            self.is_copy = True
            if not wait:
                self.calls.chosen = chosen
                self.calls.happens = no_room if self.how == "full" else die
            return
        if wait:
            time.sleep(wait)
            os.kill(pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        self.calls.number, counted = 0, self.calls.number
        left = self.copied(self.work, "left")
        shutil.rmtree(self.work)
        before.rename(self.work)
        wrong = self.wrong_with(left, step, status)
        ended = {-signal.SIGKILL: "killed", 0: "lived", 2: "refused"}.get(status, f"ended {status}")
        sys.stdout.write(f"{step} : {'; '.join(wrong or [ended])}\n")
        shutil.rmtree(left)
        self.calls.number = counted

    def copied(self, folder: Path, name: str) -> Path:
        return Path(shutil.copytree(folder, self.home / name))

    def wrong_with(self, left: Path, step: str, status: int) -> list[str]:
        seen, wrong = prints(left), []
        notes = {name for name in seen if name.startswith("NOT REFRESHED")}
        wrong += [
            f"torn {name}"
            for name in seen.keys() - notes
            if seen[name] not in (self.old.get(name), self.new.get(name))
        ]
        if self.how == "full" and status == 2:
            shown = {name: seen[name] for name in seen.keys() - notes}
            # Only where the very record has no room left, though room was put by for it.
            if shown != self.old and (shown, step) != (self.new, "record"):
                wrong.append("something of the night is seen")
        wrong += [f"lost {name}" for name in self.old.keys() - seen.keys()]
        tree = whole_tree(left)
        if tree not in self.healed:
            self.is_healing = True
            self.healed[tree] = self.heal(left)
            self.is_healing = False
        return wrong + self.healed[tree]

    def heal(self, left: Path) -> list[str]:
        wrong = []
        if not read_plan(left / "plan.xlsx").actions:
            wrong.append("no plan")
        outcome = run(left).outcome
        if outcome not in ("refreshed", "unchanged"):
            wrong.append(f"the next night: {outcome}")
        if prints(left) != self.new:
            wrong.append(f"not healed {sorted(prints(left).items() ^ self.new.items())}")
        if litter(left):
            wrong.append(f"litter {litter(left)}")
        if last_beat(left / "plan.xlsx").outcome not in ("refreshed", "unchanged"):
            wrong.append("no heartbeat")
        return wrong


if __name__ == "__main__":
    killer = Killer(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    killer.lay_out()
    killer.all_steps()

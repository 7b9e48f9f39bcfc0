"""An adoption that is killed, really: in a process of its own, at each call to the disk."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from killing import killed, left_behind
from staff_books import xlsxwriter_book

from actionbook.adoption.adopting import adopt, undo_adoption
from actionbook.workbook.read import read_plan

ON = date(2026, 11, 26)
# The plan is made aside once, and each process puts it in place and dies before its n-th call.
KILLED = """
import io, os, shutil, signal, sys
from datetime import date
from pathlib import Path

from actionbook.adoption import adopting
from actionbook.adoption.finding import Asked

first, on = Path(sys.argv[1]), date(2026, 11, 26)
aside = first.with_name("aside")
aside.mkdir()
made = adopting._made(first / "book.xlsx", aside, on, Asked())
adopting._made = lambda *_: made

def dying(call):
    def wrapped(*args, **kwargs):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return call(*args, **kwargs)
    return wrapped

for step in range(500):
    folder = first.with_name(f"killed-{step}")
    shutil.copytree(first, folder)
    child = os.fork()
    if child == 0:
        left = step
        for name in ("open", "fsync", "mkdir", "replace", "unlink"):
            setattr(os, name, dying(getattr(os, name)))
        plain, to_write = io.open, dying(io.open)
        io.open = lambda file, mode="r", *more, **named: (
            plain if mode in ("r", "rb") else to_write
        )(file, mode, *more, **named)
        adopting.adopt(folder / "book.xlsx", on=on)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status)
    if status != -9:
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows copies no process")
def test_killed_at_any_moment_it_is_the_old_workbook_or_the_plan_and_goes_back(
    tmp_path: Path,
) -> None:
    first = tmp_path / "first"
    first.mkdir()
    old = xlsxwriter_book(first / "book.xlsx").read_bytes()

    statuses = killed(KILLED, first)
    new = (tmp_path / f"killed-{len(statuses) - 1}" / "book.xlsx").read_bytes()
    assert len(statuses) > 8
    stood: dict[frozenset[tuple[str, bytes]], Path] = {}
    for step in range(len(statuses)):
        book = tmp_path / f"killed-{step}" / "book.xlsx"
        stood.setdefault(left_behind(book.parent), book)
    assert {book.read_bytes() for book in stood.values()} == {old, new}
    for book in _one_of_each_stage(list(stood.values()), old):
        adopt(book, on=ON)
        assert len(read_plan(book).actions) == 4, book
        undo_adoption(book, on=ON)
        assert book.read_bytes() == old, book


def _one_of_each_stage(books: list[Path], old: bytes) -> list[Path]:
    """One of those that left the same files, whatever is in them: each costs a second."""
    stages: dict[tuple[bool, frozenset[str]], Path] = {}
    for book in books:
        names = frozenset(re.sub(r"[0-9a-f]{8,}", "", each.name) for each in book.parent.rglob("*"))
        stages.setdefault((book.read_bytes() == old, names), book)
    return list(stages.values())

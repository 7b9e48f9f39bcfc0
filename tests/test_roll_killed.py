"""A roll that is killed, really: in a process of its own, at each call that touches the disk."""

import sys
from datetime import date
from pathlib import Path

import pytest
from builders import ON
from killing import killed, left_behind
from planbooks import planbook

from actionbook.nightly.changes import night_changes
from actionbook.operations.roll_forward import roll
from actionbook.workbook.read import read_plan
from actionbook.workbook.undo import find_undo, undo_roll
from actionbook.workbook.write import apply

JUNE = date(2027, 6, 30)

# One process a step: it dies just before its n-th call. Just after a call nothing more has
# happened than just before the next.
KILLED = """
import io, os, shutil, sys
from datetime import date
from pathlib import Path

from actionbook.operations.roll_forward import roll
from actionbook.workbook.read import read_plan
from actionbook.workbook.write import apply

first = Path(sys.argv[1])

def dying(call):
    def wrapped(*args, **kwargs):
        global left
        if left == 0:
            os._exit(9)
        left -= 1
        return call(*args, **kwargs)
    return wrapped

for step in range(500):
    folder = first.with_name(f"killed-{step}")
    shutil.copytree(first, folder)
    child = os.fork()
    if child == 0:
        changes = roll(read_plan(folder / "plan.xlsx"), to="2026-27 Q4", on=date(2026, 11, 22))
        left = step
        for name in ("fsync", "mkdir", "replace", "unlink"):
            setattr(os, name, dying(getattr(os, name)))
        plain, to_write = io.open, dying(io.open)
        io.open = lambda file, mode="r", *more, **named: (
            plain if mode in ("r", "rb") else to_write
        )(file, mode, *more, **named)
        apply(changes)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status)
    if status != 9:
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows copies no process")
def test_killed_at_any_moment_it_is_the_old_plan_or_the_new_and_goes_on_from_there(
    tmp_path: Path,
) -> None:
    first = tmp_path / "first"
    first.mkdir()
    path = planbook(first, {"progress": "Half built"}, {"revised_due": JUNE})
    apply(night_changes(read_plan(path), on=ON))
    old = path.read_bytes()

    statuses = killed(KILLED, first)
    new = (tmp_path / f"killed-{len(statuses) - 1}" / "plan.xlsx").read_bytes()
    stood = {}
    for step in range(len(statuses)):
        book = tmp_path / f"killed-{step}" / "plan.xlsx"
        stood[left_behind(book.parent)] = book, book.read_bytes()
    for book, stands in stood.values():
        changes = roll(read_plan(book), to="2026-27 Q4", on=ON)
        assert apply(changes) is (stands == old), book
        assert book.read_bytes() == new, book
        undo_roll(find_undo(book, on=ON))
        assert book.read_bytes() == old, book
    assert {stands for _, stands in stood.values()} == {old, new}

"""
A workbook that staff keep becomes a plan in place, in one step; and back to the very bytes.

It is made beside, in a folder of its own: put in what is missing, work out what follows from the
dates, read it as the plan that it now is. Only then does it take the place of the old one, whose
bytes are kept.
"""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from actionbook.adoption.finding import Asked, find_table, refuse_kind
from actionbook.adoption.making import put_in, sheets_to_add
from actionbook.adoption.mapping import TableMap, map_table
from actionbook.errors import ActionbookError, ContentLossError, StaleChangeError
from actionbook.ooxml import Book, BookView
from actionbook.ooxml.save import backed_up, replaced
from actionbook.ooxml.source import fingerprint, stale
from actionbook.operations.highlight import highlight
from actionbook.plan.model import Plan
from actionbook.plan.periods import period_holding
from actionbook.plan.settings import Settings
from actionbook.workbook.adopted import ADOPTED
from actionbook.workbook.backups import backup_path
from actionbook.workbook.lock import refuse_if_open
from actionbook.workbook.naming import plan_id_for
from actionbook.workbook.read import open_plan, read_plan
from actionbook.workbook.snapshots import Write, leads_to, note_write, writes
from actionbook.workbook.state import state_folder
from actionbook.workbook.write import apply_to_new

__all__ = ["Adoption", "adopt", "rehearse_adoption", "undo_adoption"]

_ANYTHING = Asked()


@dataclass(frozen=True)
class Adoption:
    """
    What adopting the workbook at *path* comes to; *told* is None where it is a plan already.

    *sheets* are the names of those that are added; *unread* the rows that are actions as they
    stand and would not be read as such, or the other way about.
    """

    path: Path
    told: TableMap | None = None
    sheets: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()


def rehearse_adoption(path: Path, *, on: date, asked: Asked = _ANYTHING) -> Adoption:
    """What `adopt` would do; the file is not changed. Raises as it does."""
    refuse_kind(path)
    with tempfile.TemporaryDirectory(prefix="actionbook-") as folder:
        return _made(path, Path(folder), on, asked)[0]


def adopt(path: Path, *, on: date, asked: Asked = _ANYTHING) -> Adoption:
    """
    Make the workbook at *path* a plan, in place; what that came to.

    Columns that a plan needs are put to the right of theirs, its other tables on sheets behind;
    what stands there stays to the byte. The old bytes are kept for `undo_adoption`. A workbook
    that is a plan already is not touched.

    Raises:
        WorkbookUnreadableError: it is missing, broken, of another kind, or holds no plan.
        ActionbookError: it holds several, or what is asked for is not there.
        ContentLossError: something stands in the way, or the workbook is locked or signed.
        WorkbookBusyError: somebody has it open, or it is read-only.
        StaleChangeError: it was changed meanwhile.
    """
    refuse_kind(path)
    with tempfile.TemporaryDirectory(prefix="actionbook-") as folder:
        adoption, made, before = _made(path, Path(folder), on, asked)
        if adoption.told is None:
            return adoption
        refuse_if_open(path)
        old = path.read_bytes()
        plan_id = plan_id_for(path)
        state = state_folder(path, plan_id)
        backed_up(_kept(state, path), (old,), like=path)
        _remember(state_folder(made, plan_id), state)
        note_write(state, Write(before, fingerprint(made), on, ""))
        _replace(path, made.read_bytes(), before)
    return adoption


def _replace(path: Path, data: bytes, before: str) -> None:
    def unchanged() -> None:
        if fingerprint(path) != before:
            raise stale(path)

    replaced(path, (data,), like=path, check=lambda _: None, before=unchanged)


def _made(path: Path, folder: Path, on: date, asked: Asked) -> tuple[Adoption, Path, str]:
    """The workbook made a plan in *folder*: what that comes to, where, and the print of the old."""
    book = Book.open(path)
    made = folder / path.name
    if is_plan(book):
        return Adoption(path), made, book.fingerprint
    told = map_table(book, find_table(book, asked), beside=asked.beside)
    told = replace(told, publication=asked.publication)
    if asked.publication and "publication" in told.fields:
        raise ActionbookError(
            f"{path.name} has a Publication column already, and what stands in it stays. Type "
            f"{asked.publication} there where it is wanted, and adopt without --publication."
        )
    sheets = tuple(name for _, name in sheets_to_add(book, told))
    put_in(book, told, _settings(path, told, on))
    book.save(to=made)
    plan = read_plan(made)
    rows = {action.row for action in plan.actions}
    _check_kept(book, plan)
    apply_to_new(highlight(plan, on=on))
    unread = tuple(sorted(rows.symmetric_difference(told.rows)))
    return Adoption(path, told, sheets, unread), made, book.fingerprint


def _check_kept(book: Book, plan: Plan) -> None:
    if not plan.actions:
        raise ContentLossError(
            f"{book.path.name} was not adopted: made a plan, it would hold no action."
        )


def is_plan(book: BookView) -> bool:
    """Whether a workbook is a plan already: it has the plan's settings, and its actions."""
    tables = {table.name.casefold() for table in book.tables}
    names = {name.casefold() for name in book.names()}
    return "settings" in tables and ("actions" in tables or ADOPTED.casefold() in names)


def _settings(path: Path, told: TableMap, on: date) -> Settings:
    return Settings(
        plan_id=plan_id_for(path),
        title=told.title or path.stem,
        current_period=period_holding(on, frequency="quarterly").name,
    )


def _kept(state: Path, path: Path) -> Path:
    return state / "adoption" / f"before{path.suffix}"


def _remember(made: Path, state: Path) -> None:
    """What the tool wrote into the starred cells, and saw, belongs beside the plan."""
    state.mkdir(parents=True, exist_ok=True)
    for name in ("written.jsonl", "seen.json"):
        if (made / name).is_file():
            shutil.copyfile(made / name, state / name)


def undo_adoption(path: Path, *, on: date) -> None:
    """
    Bring the very bytes back that `adopt` found; what stands now is kept as a backup.

    Raises:
        ActionbookError: the workbook was not adopted, or its old bytes are not there any more.
        StaleChangeError: somebody has edited it since.
        WorkbookBusyError: somebody has it open, or it is read-only.
    """
    opened = open_plan(path)
    kept = _kept(opened.state, path)
    if not kept.is_file():
        raise ActionbookError(
            f"{path.name} has no bytes of before it was adopted in {kept.parent}, so there is "
            "nothing to undo."
        )
    before, stands = fingerprint(kept), opened.plan.fingerprint
    adopted = [write for write in writes(opened.state) if write.before == before]
    if not adopted or not leads_to(opened.state, adopted[-1], stands):
        raise StaleChangeError(
            f"{path.name} has been edited since it was adopted; nothing was undone. As it was "
            f"before, it lies in {kept}."
        )
    refuse_if_open(path)
    backup_path(opened.state, path, stands).write_bytes(path.read_bytes())
    _replace(path, kept.read_bytes(), stands)
    note_write(opened.state, Write(stands, before, on, ""))

"""
Which plans a night is for: files, folders, or what an `actionbook.toml` lists.

    [nightly]
    plans = ["harbour.xlsx", "corporate/*.xlsx"]
    at = "02:00"
    days = "working"      # daily, weekdays or working
    nation = "Wales"
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from actionbook.errors import SettingsError, WorkbookUnreadableError
from actionbook.nightly.record import last_run

if TYPE_CHECKING:
    # A refresh of one plan with nothing to do names its plans here, and needs no calendar.
    from actionbook.nightly.due import Rota

__all__ = ["Nights", "nights_of", "plans_of"]

_HOUSE = "actionbook.toml"
_BOOKS = (".xlsx", ".xlsm")
_KEYS = ("plans", "at", "days", "nation")


class Nights(NamedTuple):
    """The plans of a night, and when it is due."""

    plans: tuple[Path, ...]
    rota: "Rota"

    def asked(self, **given: Any) -> "Nights":
        """
        The same plans, with what is *given* of the rota: at, days, nation.

        Raises:
            SettingsError: the nation is none of the four.
        """
        from actionbook.plan.bank_holidays import nation_code

        rota = replace(self.rota, **given)
        nation_code(rota.nation)
        return Nights(self.plans, rota)


def plans_of(given: Sequence[Path]) -> tuple[Path, ...]:
    """
    The plans that *given* name, each once: files, the plans of a folder, or a list in a file.

    A folder's are those that its `actionbook.toml` lists, else the workbooks in it that hold a
    plan, or that a night has known as one.

    Raises:
        SettingsError: an `actionbook.toml` cannot be read, or a folder has no plan.
    """
    if not any(path.suffix.casefold() == ".toml" or path.is_dir() for path in given):
        return tuple(given)
    return nights_of(given).plans


def nights_of(given: Sequence[Path]) -> Nights:
    """
    The plans that *given* name, and the rota that the first list among them settles.

    Raises:
        SettingsError: an `actionbook.toml` cannot be read, or a folder has no plan.
    """
    from actionbook.nightly.due import Rota

    plans: list[Path] = []
    rota: Rota | None = None
    for path in given:
        folder = _folder(path)
        if folder is None:
            plans.append(path)
            continue
        told = _told(folder)
        if told and rota is None:
            rota = _rota(folder, told)
        found = list(_listed(folder, told["plans"]) if "plans" in told else _in_folder(folder))
        if not found:
            raise SettingsError(f"{folder} has no plan in it. Name the plan's file.")
        plans += found
    once = {path.absolute(): path for path in plans}
    return Nights(tuple(once.values()), rota or Rota())


def _folder(path: Path) -> Path | None:
    if path.is_dir():
        return path
    return path.parent if path.name == _HOUSE else None


def _told(folder: Path) -> Mapping[str, Any]:
    from actionbook.workbook.house_file import read_house

    told = read_house(folder / _HOUSE).nightly
    for key in told:
        if key not in _KEYS:
            raise SettingsError(
                f"{folder / _HOUSE}: under [nightly] there is no setting '{key}'. There are: "
                f"{', '.join(_KEYS)}."
            )
    return told


def _rota(folder: Path, told: Mapping[str, Any]) -> "Rota":
    from datetime import time

    from actionbook.nightly.due import Days, Rota
    from actionbook.plan.bank_holidays import nation_code

    usual = Rota()
    try:
        at, days = told.get("at", usual.at), Days(told.get("days", usual.days))
        nation = str(told.get("nation", usual.nation))
        nation_code(nation)
        return Rota(at if isinstance(at, time) else time.fromisoformat(at), days, nation)
    except (ValueError, TypeError):
        raise SettingsError(
            f'{folder / _HOUSE}: under [nightly], at needs an hour such as "02:00", and days one '
            f"of {', '.join(Days)}."
        ) from None


def _listed(folder: Path, names: object) -> Iterator[Path]:
    from glob import has_magic

    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SettingsError(
            f'{folder / _HOUSE}: under [nightly], plans needs a list such as ["plan.xlsx"].'
        )
    for name in names:
        yield from _books(folder.glob(name)) if has_magic(name) else [folder / name]


def _in_folder(folder: Path) -> Iterator[Path]:
    return _books(folder.iterdir())


def _books(paths: Iterator[Path]) -> Iterator[Path]:
    for path in sorted(paths):
        is_book = path.suffix.casefold() in _BOOKS and not path.name.startswith(("~$", "."))
        if is_book and (last_run(path.absolute()) is not None or _is_plan(path)):
            yield path


def _is_plan(path: Path) -> bool:
    """Whether a workbook has a plan's tables; one that cannot be opened may be one."""
    from actionbook.ooxml import BookView
    from actionbook.workbook.locate import locate
    from actionbook.workbook.lock import conflict_copies

    if any(path in conflict_copies(other) for other in path.parent.glob(f"*{path.suffix}")):
        return False
    try:
        book = BookView.open(path)
    except WorkbookUnreadableError:
        return True
    try:
        locate(book)
    except WorkbookUnreadableError:
        return False
    return True

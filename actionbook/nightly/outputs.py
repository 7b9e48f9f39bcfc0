"""
The files of a night: made aside, and put in place together, the previous kept as last-good.

What the night has made is written down before it is put in place, so that after a kill in between
the next night knows it for its own.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copyfile, rmtree

from actionbook.errors import ActionbookError, PublicationRefusedError, WorkbookBusyError
from actionbook.nightly.record import fingerprint
from actionbook.ooxml.save import clear_litter
from actionbook.workbook.lock import refuse_if_open
from actionbook.workbook.memory import write_file
from actionbook.workbook.state import states_folder

__all__ = ["LAST_GOOD", "Outputs", "clear_halves"]

LAST_GOOD = "last-good"
"""The folder in the plan's state that keeps each output as it was before the last night."""

_ASIDE = "staged"
_PLAN = "plan"
_MADE = "made.json"
_ROOM = 64 * 1024
"""Bytes kept free for the record of a night that is about to be seen."""


def clear_halves(path: Path, state: Path) -> None:
    """Take away what a run that died over the plan *path* was writing, beside it and in *state*."""
    clear_litter(path, keep=state / "backups" / path.name)
    rmtree(state / _ASIDE, ignore_errors=True)
    for half in (
        states_folder(path) / "note.tmp",
        *states_folder(path).glob(f"{path.name}.*.tmp"),
        *state.glob("*.tmp"),
        *(state / LAST_GOOD).rglob("*.tmp"),
    ):
        half.unlink(missing_ok=True)


class Outputs:
    """
    The outputs of one night of a plan, in the *folder* of the plan; *state* is its state's.

    `aside` is where they are made, `aside_of_plan` where the plan's next form is; `made` are the
    prints of those that were made ready, by name.
    """

    def __init__(self, folder: Path, state: Path) -> None:
        self.aside = state / _ASIDE
        self._folder = folder
        self._state = state
        self._ours = _read_ours(state / _MADE)
        self.aside_of_plan = self.aside / _PLAN
        self.made: dict[str, str] = {}

    def begin(self) -> None:
        """
        Make the folders for what is made aside, empty.

        Raises:
            OSError: they cannot be.
        """
        self.clear()
        self.aside_of_plan.mkdir(parents=True)

    def clear(self) -> None:
        """Take away what is aside: of this night, or of one that was killed."""
        rmtree(self.aside, ignore_errors=True)

    def _refuse_foreign(self, name: str, *, last: Mapping[str, str]) -> None:
        """
        Nothing, where the output may be replaced; *last* are the prints of the last success.

        Raises:
            PublicationRefusedError: somebody made what stands there, or has worked on it since.
            WorkbookBusyError: somebody has it open.
        """
        path = self._folder / name
        if not path.exists():
            return
        if fingerprint(path) not in {last.get(name), *self._ours.get(name, ())}:
            raise PublicationRefusedError(
                f"{path.name} is there already and was made or changed by somebody, so it was "
                "not overwritten. Move it elsewhere or delete it, and run again."
            )
        refuse_if_open(path)

    def replaceable(
        self, names: Sequence[str], *, last: Mapping[str, str]
    ) -> tuple[tuple[str, ...], list[str]]:
        """
        Those of *names* that may be replaced, each once; why the others may not be.

        *last* are the prints of the last success.

        Raises:
            WorkbookBusyError: somebody has one of them open.
        """
        wanted: list[str] = []
        refused: list[str] = []
        for name in dict.fromkeys(names):
            try:
                self._refuse_foreign(name, last=last)
            except PublicationRefusedError as foreign:
                refused.append(str(foreign))
            else:
                wanted.append(name)
        return tuple(wanted), refused

    def make_ready(self, names: Sequence[str]) -> None:
        """
        Keep what stands where the outputs belong, and room for the record: all that takes room.

        Raises:
            OSError: there is none, or the state folder may not be written.
        """
        made = {name: fingerprint(self.aside / name) for name in names}
        if made:
            self._tell_made(made)
        for name in names:
            self._keep(name)
            (self._folder / name).parent.mkdir(exist_ok=True)
        # It goes with all that is aside, just before the record is written.
        write_file(self.aside / "room", " " * _ROOM)
        self.made = made

    def put_in_place(self) -> None:
        """
        Move what was made ready to where it belongs, all of it or nothing.

        Raises:
            WorkbookBusyError: one cannot be replaced; those before it are as they were.
            OSError: what else went wrong, likewise.
        """
        for name in self.made:
            try:
                (self.aside / name).replace(self._folder / name)
            except PermissionError as fault:
                self.take_back()
                raise WorkbookBusyError(
                    f"{self._folder / name} cannot be replaced ({fault.strerror or fault}). Close "
                    "it in Excel, and run again."
                ) from fault
            except OSError:
                self.take_back()
                raise

    def _tell_made(self, made: Mapping[str, str]) -> None:
        for name, held in made.items():
            standing = fingerprint(self._folder / name)
            self._ours[name] = [*dict.fromkeys(filter(None, (standing, held)))]
        write_file(self._state / _MADE, json.dumps(self._ours, indent=1, sort_keys=True) + "\n")

    def _keep(self, name: str) -> None:
        """Keep the output that stands there; a last-good that there is none of goes."""
        standing, kept = self._folder / name, self._state / LAST_GOOD / name
        if not standing.exists():
            kept.unlink(missing_ok=True)
            return
        kept.parent.mkdir(parents=True, exist_ok=True)
        half = kept.with_name(f"{kept.name}.tmp")
        copyfile(standing, half)
        half.replace(kept)

    def take_back(self) -> None:
        """
        Put back what stood there before, for every output that is in place.

        Raises:
            ActionbookError: one could not be; the message says where it lies.
        """
        for name, made in self.made.items():
            standing, kept = self._folder / name, self._state / LAST_GOOD / name
            try:
                if fingerprint(standing) != made:
                    continue
                if kept.exists():
                    self._bring_back(kept, standing)
                else:
                    standing.unlink(missing_ok=True)
            except OSError as fault:
                raise ActionbookError(
                    f"{standing} could not be put back ({fault.strerror}); the one before it is "
                    f"{kept}. Copy it there by hand."
                ) from fault

    def _bring_back(self, kept: Path, standing: Path) -> None:
        back = self.aside / "back"
        try:
            copyfile(kept, back)
        except OSError:
            # Without room for two of it, the one that was kept goes back itself.
            back = kept
        back.replace(standing)


def _read_ours(file: Path) -> dict[str, list[str]]:
    """The prints of what nights have made, by name; nothing where that is not known."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {name: held for name, held in data.items() if isinstance(held, list)}

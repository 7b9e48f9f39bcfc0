"""Letters as drafts that Outlook opens: an .eml file for each lead, to be looked over and sent."""

import re
import unicodedata
from datetime import date
from pathlib import Path

from actionbook.errors import ActionbookError
from actionbook.letters.letter import Letter, letters
from actionbook.letters.message import lead_message
from actionbook.plan.model import Plan

__all__ = ["chase", "write_drafts"]

_NO_NAME = re.compile(r"[^\w]+|_+")


def chase(plan: Plan, *, on: date) -> dict[str, bytes]:
    """
    A draft for each lead who is to be asked about something on that day, by its file's name.

    The same plan and day are the same bytes. Nothing is sent.
    """
    made: dict[str, bytes] = {}
    for letter in letters(plan, on=on):
        name = _slug(letter.name) or "lead"
        while f"{name}.eml" in made:
            name += "-again"
        made[f"{name}.eml"] = _draft(letter, plan, on)
    return made


def write_drafts(drafts: dict[str, bytes], folder: Path, *, force: bool = False) -> None:
    """
    Put *drafts* in *folder*, which is made; with *force*, over what stands there.

    Raises:
        ActionbookError: a draft stands there that says something else, or may not be written.
    """
    for name, data in drafts.items():
        path = folder / name
        if path.exists() and not force and path.read_bytes() != data:
            raise ActionbookError(
                f"{path} is there already and says something else, so nothing was written. Name "
                "another folder, or add --force to replace it."
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in drafts.items():
            (folder / name).write_bytes(data)
    except OSError as fault:
        raise ActionbookError(
            f"{folder} cannot be written ({fault.strerror}). Name another folder with -o."
        ) from fault


def _draft(letter: Letter, plan: Plan, on: date) -> bytes:
    message = lead_message(letter, plan, on=on)
    # What Outlook takes for a draft that can be edited and sent.
    message["X-Unsent"] = "1"
    return message.as_bytes()


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFC", words).casefold()
    return _NO_NAME.sub("-", plain).strip("-")

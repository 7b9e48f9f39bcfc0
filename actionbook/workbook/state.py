"""Where the tool keeps what it knows of a plan: in a folder beside the workbook."""

import re
from pathlib import Path

__all__ = ["owner_note", "state_folder", "states_folder"]


def states_folder(path: Path) -> Path:
    """The folder for the state of every plan that stands where the workbook *path* does."""
    return path.parent / ".actionbook"


def owner_note(path: Path) -> Path:
    """The note that says which run is at work on the plan *path*; a run that died leaves it."""
    return states_folder(path) / f"{path.name}.owner"


def state_folder(path: Path, plan_id: str) -> Path:
    """The folder for the plan's state: `.actionbook/<plan id>` beside the workbook."""
    name = re.sub(r"[^\w.-]+", "-", plan_id or path.stem).strip("-. ") or "plan"
    return states_folder(path) / name

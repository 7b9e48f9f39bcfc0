"""The old bytes of a workbook, kept before each write: a number of generations."""

from pathlib import Path

from actionbook.workbook.memory import written_state

__all__ = ["GENERATIONS", "backup_path", "prune_backups"]

GENERATIONS = 10


def backup_path(state: Path, workbook: Path, fingerprint: str) -> Path:
    """Where the old bytes of *workbook* go, in the plan's *state* folder, which is made."""
    path = state / "backups" / f"{workbook.stem}-{fingerprint[:12]}{workbook.suffix}"
    with written_state(path):
        return path


def prune_backups(state: Path) -> None:
    """Delete the oldest backups beyond `GENERATIONS`."""
    kept = sorted(
        (state / "backups").glob("*"), key=lambda path: (path.stat().st_mtime_ns, path.name)
    )
    for old in kept[:-GENERATIONS]:
        old.unlink(missing_ok=True)

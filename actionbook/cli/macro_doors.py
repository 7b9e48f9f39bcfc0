"""The doors of `macros_replacement` as values, for the library beneath them to match."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import actionbook

__all__ = ["doors"]


def doors() -> "tuple[actionbook.Door, ...]":
    """Every door, in the order in which `macros_replacement` lists them."""
    import actionbook
    from macros_replacement import DOORS

    return tuple(
        actionbook.Door(
            name=door.__name__.rpartition(".")[2],
            command=door.COMMAND,
            usual_names=door.USUAL_NAMES,
            captions=door.CAPTIONS,
            signs=door.SIGNS,
        )
        for door in DOORS
    )

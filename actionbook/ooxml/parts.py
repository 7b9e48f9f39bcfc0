"""The parts of a package as they now are: the zip's own, and the edits that lie over them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from actionbook.errors import ActionbookError, ContentLossError
from actionbook.ooxml.archive import Archive
from actionbook.ooxml.beside import Beside
from actionbook.ooxml.doctype import check_xml
from actionbook.ooxml.source import unreadable

if TYPE_CHECKING:
    from actionbook.ooxml.assembly import Ahead

__all__ = ["Parts"]

_XML = (".xml", ".rels")
_LARGE = 1 << 20  # bytes from which on packing takes a while


class Parts:
    """
    The parts in *archive*, by name whatever the case, with edits kept in memory.

    *proven* holds bytes that are compared with those in the file and need not be inflated again.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.edited: dict[str, bytes] = {}
        self.added: dict[str, bytes] = {}
        self.removed: set[str] = set()
        self.proven: dict[str, bytes] = {}
        self._ahead: dict[str, Ahead] = {}
        self._names = {key: entry.name for key, entry in archive.entries.items()}

    @property
    def path(self) -> Path:
        """The file that was opened."""
        return self.archive.source.path

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are written, in the zip's order, new ones last."""
        return tuple(self._names.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def known(self, name: str) -> str | None:
        """The name as the package writes it; None where there is no such part."""
        return self._names.get(name.lower())

    def read(self, name: str) -> bytes:
        """The bytes of a part, edits included; raises as `Package.read`."""
        written = self._written(name)
        if written in self.added:
            return self.added[written]
        key = name.lower()
        for held in (self.edited, self.proven):
            if key in held:
                return held[key]
        data = self.archive.inflated(self.archive.entries[key])
        if key.endswith(_XML):
            check_xml(data, f"{self.path.name}: {written}")
        return data

    @property
    def is_edited(self) -> bool:
        """Whether a part differs from the file's."""
        return bool(self.edited or self.added or self.removed)

    def size(self, name: str) -> int:
        """How many bytes a part of the file says it has, as it was opened."""
        self._written(name)
        return self.archive.entries[name.lower()].size

    def head(self, name: str) -> bytes:
        """How a part of the file begins, as it was opened; raises as `Package.read`."""
        self._written(name)
        return self.archive.head(self.archive.entries[name.lower()])

    def replace(self, name: str, data: bytes) -> None:
        """Puts *data* in the place of a part; what the file holds already is no edit."""
        written, key = self._written(name), name.lower()
        if written in self.added:
            self.added[written] = data
        elif self.archive.holds(self.archive.entries[key], data):
            self.edited.pop(key, None)
        else:
            self.edited[key] = data

    def add(self, name: str, data: bytes) -> None:
        """Adds a part; raises ContentLossError where there is one of that name."""
        if name in self:
            raise ContentLossError(f"{self.path.name} holds a part {name} already")
        self._names[name.lower()] = name
        self.added[name] = data

    def remove(self, name: str) -> None:
        """Takes a part out."""
        written, key = self._written(name), name.lower()
        del self._names[key]
        if self.added.pop(written, None) is None:
            self.edited.pop(key, None)
            self.removed.add(key)

    def changed(self) -> Iterator[tuple[str, bytes]]:
        """The name and bytes of every part that is edited or new."""
        for key, data in self.edited.items():
            yield self._names[key], data
        yield from self.added.items()

    def pack_ahead(self) -> None:
        """Begin to pack the large parts that are edited; to no avail if they are edited again."""
        for key, data in self.edited.items():
            begun = self._ahead.get(key)
            if len(data) < _LARGE or (begun is not None and begun.data is data):
                continue
            from actionbook.ooxml.assembly import Ahead

            self._ahead[key] = Ahead(self.archive, self.archive.entries[key], data)

    def assembled(self) -> Iterator[bytes]:
        """The bytes of the new zip, piece by piece; those of the file where nothing is edited."""
        # What packs is loaded when there is something to pack: most runs only read.
        from actionbook.ooxml.assembly import assemble

        return assemble(
            self.archive,
            edited=self.edited,
            added=self.added,
            removed=self.removed,
            ahead=self._ahead,
        )

    @contextmanager
    def checking(self, other: "Parts") -> Iterator[None]:
        """
        Make sure that *other*, read back from what was written, holds exactly these parts.

        That is done beside the block, in which *other* is believed to. At the end raises:
            ActionbookError: a part differs, is missing or too many.
        """
        if other.names != self.names:
            raise _unfaithful(self.path, "its parts are not those expected")
        changed = dict(self.changed())
        entries = other.archive.entries.items()
        other.proven = {k: changed[entry.name] for k, entry in entries if entry.name in changed}
        compared = Beside(lambda: self._compare(other))
        try:
            yield
        finally:
            compared.result()

    def _compare(self, other: "Parts") -> None:
        for key, entry in other.archive.entries.items():
            data = other.proven.get(key)
            if data is None:
                is_same = _summary(self.archive, key) == _summary(other.archive, key)
            else:
                is_same = other.archive.holds(entry, data)
            if not is_same:
                raise _unfaithful(self.path, f"{entry.name} differs")

    def _written(self, name: str) -> str:
        written = self.known(name)
        if written is None:
            raise unreadable(
                self.path,
                f"lacks the part {name}: open it in Excel, let it repair, and save it",
            )
        return written


def _summary(archive: Archive, key: str) -> tuple[object, ...]:
    entry = archive.entries[key]
    start, _, end = archive.extents[key]
    return (
        *(entry.name, entry.flags, entry.method, entry.crc, entry.packed_size, entry.size),
        end - start,
    )


def _unfaithful(path: Path, what: str) -> ActionbookError:
    return ActionbookError(
        f"{path.name} was not saved: read back from the disk, {what}; the workbook is as it was. "
        "Run again, and if it stays so, have the disk looked at."
    )

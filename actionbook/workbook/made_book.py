"""A workbook made with XlsxWriter, its parts packed as those of an edited workbook are."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.packager import Packager

from actionbook.ooxml.assembly import made_zip

__all__ = ["MadeBook"]


class MadeBook(xlsxwriter.Workbook):  # type: ignore[misc]  # it has no types
    """
    A workbook made in memory: no file mode or time of this machine gets into it.

    `close` makes its *parts*, by name, which may be changed before they are taken as `pieces`.
    """

    def __init__(self, options: Mapping[str, object]) -> None:
        super().__init__(BytesIO(), {**options, "in_memory": True})
        self.parts: dict[str, bytes] = {}

    def pieces(self) -> Iterator[bytes]:
        """The file, piece by piece: the same parts are the same bytes."""
        return made_zip(self.parts)

    def _get_packager(self) -> Any:
        # XlsxWriter's own seam. It would pack every part at the usual level, one after another.
        return _Parts(self.parts)


class _Parts(Packager):  # type: ignore[misc]  # it has no types
    """Gives its parts away, and leaves nothing to pack."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        super().__init__()
        self._taken = parts

    def _create_package(self) -> list[Any]:
        for held, name, is_binary in super()._create_package():
            part = held.getvalue()
            held.close()  # or a large sheet would be there twice
            self._taken[name] = part if is_binary else part.encode()
        return []

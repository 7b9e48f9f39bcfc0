"""The bytes of a workbook file by range, and proof that they are still the ones first read."""

import contextlib
import hashlib
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from io import BufferedReader
from pathlib import Path

from actionbook.errors import (
    ActionbookError,
    StaleChangeError,
    WorkbookBusyError,
    WorkbookUnreadableError,
)

__all__ = ["CHUNK", "Source", "fingerprint", "megabytes", "stale", "unreadable"]

CHUNK = 1 << 20
_SHARING_VIOLATIONS = (32, 33)


class Source:
    """
    A file read range by range, so that memory does not grow with its pictures.

    The file is not held open (Excel may take it meanwhile): every read first makes sure that it
    is the file that was opened, by its size, time and number, and if those moved by its hash.
    """

    def __init__(self, path: Path, *, limit: int) -> None:
        self.path = path
        with _reading(path) as stream:
            status = os.fstat(stream.fileno())
            self.size = status.st_size
            if self.size > limit:
                too_large = f"is larger than {megabytes(limit)}"
                raise unreadable(path, f"{too_large}: take pictures out, or raise the limit")
            self.fingerprint = _digest(stream)
        self._mark = _mark(status)

    def read(self, start: int, length: int) -> bytes:
        """
        *length* bytes from *start*; fewer only where the file ends.

        Raises:
            StaleChangeError: the file is no longer the one that was opened.
        """
        return self.ranges([(start, length)])[0]

    def ranges(self, places: Iterable[tuple[int, int]]) -> list[bytes]:
        """The bytes at each (start, length), the file opened once; raises as `read` does."""
        found = []
        with self._same() as stream:
            for start, length in places:
                # No more is asked for than there is: the place may be a lie.
                stream.seek(min(start, self.size))
                found.append(stream.read(min(length, self.size)))
        return found

    def chunks(self, start: int, end: int) -> Generator[bytes, None, None]:
        """The bytes from *start* up to *end*, a mebibyte at a time; raises as `read` does."""
        with self._same() as stream:
            stream.seek(start)
            while start < end:
                chunk = stream.read(min(CHUNK, end - start))
                if not chunk:
                    raise stale(self.path)
                start += len(chunk)
                yield chunk

    def whole(self) -> Iterator[bytes]:
        """All the bytes; raises StaleChangeError at their end if they are not those first read."""
        digest = hashlib.sha256()
        for chunk in self.chunks(0, self.size):
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != self.fingerprint:
            raise stale(self.path)

    @contextlib.contextmanager
    def _same(self) -> Iterator[BufferedReader]:
        if not self.path.is_file():
            raise stale(self.path)
        with _reading(self.path) as stream:
            mark = _mark(os.fstat(stream.fileno()))
            if mark != self._mark:
                if _digest(stream) != self.fingerprint:
                    raise stale(self.path)
                self._mark = mark
            yield stream


def fingerprint(path: Path) -> str:
    """The sha256 of the file's bytes as they are now, in hex; raises where it cannot be read."""
    with _reading(path) as stream:
        return _digest(stream)


def unreadable(path: Path, what: str) -> WorkbookUnreadableError:
    """The error that says *what* is wrong with the workbook at *path*, which it names."""
    return WorkbookUnreadableError(f"{path.name or path} {what}")


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[BufferedReader]:
    try:
        # A pipe or a device would wait for ever when opened.
        if not stat.S_ISREG(path.stat().st_mode):
            what = "is a folder" if path.is_dir() else "is not a file"
            raise unreadable(path, f"{what}: name the workbook itself")
        with path.open("rb") as stream:
            yield stream
    except (FileNotFoundError, NotADirectoryError) as error:
        raise unreadable(
            path, f"is not in {path.absolute().parent}: check its name and folder"
        ) from error
    except PermissionError as error:
        raise _forbidden(path, error) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise unreadable(path, f"cannot be read ({reason}): check its name and folder") from error


def _forbidden(path: Path, error: PermissionError) -> ActionbookError:
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return WorkbookBusyError(
            f"{path.name} is locked by another program. Close it there and run again."
        )
    return unreadable(path, "may not be read by you: ask its owner, or whoever runs the server")


def stale(path: Path) -> StaleChangeError:
    """The error for a file that is no longer the one that was read."""
    return StaleChangeError(
        f"{path.name} was changed by somebody else since it was read; nothing was written. "
        "Run again."
    )


def _mark(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _digest(stream: BufferedReader) -> str:
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()


def megabytes(size: int) -> str:
    """A size in bytes as an officer reads it."""
    return f"{size / (1 << 20):,.0f} MB"

"""
The workbook as a package of parts: read on demand, edited in memory, saved in one step.

What is not edited is neither inflated nor parsed, and is copied byte for byte.
Source: ECMA-376 part 2 (Open Packaging Conventions).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote, unquote

from actionbook.errors import ActionbookError, ContentLossError, WorkbookUnreadableError
from actionbook.ooxml.archive import Archive
from actionbook.ooxml.content_types import (
    CONTENT_TYPES,
    ContentTypes,
    false_type,
    with_override,
    without_override,
)
from actionbook.ooxml.limits import LIMITS, Limits
from actionbook.ooxml.markup import BrokenPartError, utf8
from actionbook.ooxml.parts import Parts
from actionbook.ooxml.relations import (
    EMPTY_RELATIONSHIPS,
    RELATIONSHIPS_TYPE,
    Relationship,
    next_id,
    relationships_in,
    rels_name,
    source_of,
    with_relationship,
    without_target,
)
from actionbook.ooxml.source import fingerprint, stale, unreadable

__all__ = ["Package", "Relationship"]

_T = TypeVar("_T")
_P = ParamSpec("_P")
_SIGNATURES = "_xmlsignatures/"
_SIGNATURE_ORIGIN = "/digital-signature/origin"


class Package:
    """
    The parts of a workbook by name, without a leading slash and whatever the case.

    Every zip entry that is no folder is a part here, `[Content_Types].xml` and `_rels` included.
    """

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._parts = Parts(archive)
        self._limits = limits
        self._types: ContentTypes | None = None
        self._pointers: dict[str, tuple[Relationship, ...]] = {}

    @classmethod
    def open(cls, path: Path, *, limits: Limits = LIMITS) -> "Package":
        """
        The package at *path*, its directory checked and nothing in it inflated. Raises:
            WorkbookUnreadableError: it is missing, no workbook, broken, hostile or too large.
            WorkbookBusyError: another program keeps it from being read.
        """
        return cls(Archive(path, limits=limits), limits)

    @property
    def path(self) -> Path:
        """The file that was opened."""
        return self._parts.path

    @property
    def fingerprint(self) -> str:
        """The sha256 of the file's bytes as they were read, in hex."""
        return self._parts.archive.source.fingerprint

    @property
    def names(self) -> tuple[str, ...]:
        """The parts as they now are, in the zip's order, new ones last."""
        return self._parts.names

    @property
    def is_edited(self) -> bool:
        """Whether a part differs from the file's."""
        return self._parts.is_edited

    def read(self, name: str) -> bytes:
        """
        The bytes of a part, edits included. Raises:
            WorkbookUnreadableError: there is none, or it is broken, larger than it states, or
                XML with a document type.
            StaleChangeError: the file is no longer the one that was opened.
        """
        return self._parts.read(name)

    def head(self, name: str) -> bytes:
        """How a part of the file begins; raises as `read`."""
        return self._parts.head(name)

    def size(self, name: str) -> int:
        """How many bytes a part of the file says it has; one that is larger cannot be read."""
        return self._parts.size(name)

    def replace(self, name: str, data: bytes) -> None:
        """Puts *data* in the place of a part; what the file holds already is no edit."""
        self._parts.replace(name, data)
        self._forget(name)

    def pack_ahead(self) -> None:
        """Begin to pack the large parts as they now are, beside what else there is to do."""
        self._parts.pack_ahead()

    def add(self, name: str, data: bytes, *, content_type: str) -> None:
        """Adds a part, last, and to the list; raises ContentLossError where the name is taken."""
        types = self._spliced(CONTENT_TYPES, with_override, name, content_type)
        self._parts.add(name, data)
        self._forget(name)
        self.replace(CONTENT_TYPES, types)

    def remove(self, name: str) -> None:
        """Takes out a part, what `[Content_Types].xml` says of it, its pointers and those to it."""
        for rels in [rels for rels in self.names if rels.lower().endswith(".rels")]:
            source = source_of(rels)
            pointed = (pointer.target.lower() for pointer in self.relationships(source))
            if name.lower() in pointed:
                self.replace(rels, self._spliced(rels, without_target, source, name))
        self._take_out(name)
        if (own := rels_name(name)) in self._parts:
            self._take_out(own)

    def _take_out(self, name: str) -> None:
        types = self._spliced(CONTENT_TYPES, without_override, name)
        self._parts.remove(name)
        self._forget(name)
        self.replace(CONTENT_TYPES, types)

    def content_type(self, name: str) -> str:
        """What `[Content_Types].xml` says a part is; empty where it says nothing."""
        return self._content_types().of(name)

    def _content_types(self) -> ContentTypes:
        if self._types is None:
            self._types = self._parsed(CONTENT_TYPES, ContentTypes.parsed)
        return self._types

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """What part *name* points to, in its order; "" asks for the package's own pointers."""
        key = rels_name(name).lower()
        if key not in self._parts:
            return ()
        if key not in self._pointers:
            self._pointers[key] = self._parsed(
                key, lambda data: relationships_in(data, name, known=self._known)
            )
        return self._pointers[key]

    def relate(self, name: str, *, type: str, target: str) -> str:  # noqa: A002 - OPC's word
        """Makes part *name* ("" is the package) point to part *target*; the pointer's new id."""
        pointer = Relationship(next_id(self.relationships(name)), type, target, is_external=False)
        rels = rels_name(name)
        if rels not in self._parts:
            self._parts.add(rels, EMPTY_RELATIONSHIPS)
            if not self.content_type(rels):
                types = self._spliced(CONTENT_TYPES, with_override, rels, RELATIONSHIPS_TYPE)
                self.replace(CONTENT_TYPES, types)
        self.replace(rels, self._spliced(rels, with_relationship, pointer, name))
        return pointer.id

    def _known(self, target: str) -> str:
        """The part a target names, written as the package writes it; itself where there is none."""
        found = map(self._parts.known, (target, unquote(target), quote(target)))
        return next((name for name in found if name is not None), target)

    def _forget(self, name: str) -> None:
        """What was worked out from a part that has changed."""
        self._pointers.pop(name.lower(), None)
        if name.lower() == CONTENT_TYPES.lower():
            self._types = None

    def _parsed(self, name: str, reader: Callable[[bytes], _T]) -> _T:
        try:
            return reader(utf8(self.read(name))[0])
        except BrokenPartError as error:
            raise self._broken(name) from error

    def _spliced(
        self,
        name: str,
        edit: Callable[Concatenate[bytes, _P], bytes],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> bytes:
        try:
            data, is_utf8 = utf8(self.read(name))
            if not is_utf8:
                raise ContentLossError(
                    f"{self.path.name} holds {name} in an encoding that is not edited here: "
                    "open it in Excel and save it"
                )
            return edit(data, *args, **kwargs)
        except BrokenPartError as error:
            raise self._broken(name) from error

    def _broken(self, name: str) -> WorkbookUnreadableError:
        what = f"holds {name}, which is broken XML: open it in Excel, let it repair, save"
        return unreadable(self.path, what)

    def save(
        self,
        to: Path | None = None,
        *,
        keep: Path | None = None,
        verify: Callable[["Package"], None] | None = None,
        ahead: Callable[[str], None] | None = None,
    ) -> bool:
        """
        Writes the file in one step, or *to* another; False and nothing touched without an edit.

        Old or new, never between: see `save.replaced`. *keep* is where the old bytes go first,
        when the file itself is replaced. *verify* is given what was written, read back from the
        disk, and then *ahead* its fingerprint; what they raise stops the save. A copy *to* another
        file is made even without an edit.

        Raises:
            ContentLossError: the workbook is signed, or a content type is not true.
            StaleChangeError: the file is no longer the one that was opened.
            WorkbookBusyError: the file or its folder is locked or read-only.
            ActionbookError: the disk is full, or the folder is not there.
        """
        from actionbook.ooxml.save import backed_up, clear_litter, replaced

        in_place = to is None or os.path.realpath(to) == os.path.realpath(self.path)
        target = self.path if to is None or in_place else to
        clear_litter(target, keep=keep)
        if in_place and not self.is_edited:
            return False
        if self.is_edited:
            self._check_may_be_edited()
        written: list[Package] = []

        def check(temporary: Path) -> None:
            written.append(self._read_back(temporary, verify))
            if ahead is not None:
                ahead(written[0].fingerprint)
            if in_place and keep is not None:
                backed_up(keep, self._parts.archive.source.whole(), like=self.path)

        pieces = self._parts.assembled()
        replaced(target, pieces, like=self.path, check=check, before=self._check_unchanged)
        if in_place:
            self._become(written[0])
        return True

    def _check_may_be_edited(self) -> None:
        pointed = any(each.type.endswith(_SIGNATURE_ORIGIN) for each in self.relationships(""))
        if pointed or any(name.lower().startswith(_SIGNATURES) for name in self.names):
            raise ContentLossError(
                f"{self.path.name} is digitally signed and an edit would break the signature; "
                "nothing was written. Take the signature off in Excel first (File, Info)."
            )
        types = self._content_types()
        for name, data in self._parts.changed():
            wrong = None if name == CONTENT_TYPES else false_type(types, name, data)
            if wrong is not None:
                raise ContentLossError(
                    f"{self.path.name} contradicts itself: its list of contents {wrong}; "
                    "nothing was written. Open it in Excel, let it repair, and save it."
                )

    def _check_unchanged(self) -> None:
        try:
            now = fingerprint(self.path)
        except WorkbookUnreadableError as error:
            raise stale(self.path) from error
        if now != self.fingerprint:
            raise stale(self.path)

    def _read_back(self, temporary: Path, verify: Callable[["Package"], None] | None) -> "Package":
        try:
            written = Package.open(temporary, limits=self._limits)
            with self._parts.checking(written._parts):  # noqa: SLF001 - the same class
                if verify is not None:
                    verify(written)
        except WorkbookUnreadableError as error:
            raise ActionbookError(
                f"{self.path.name} was not saved: what was to be written is not sound ({error})"
            ) from error
        return written

    def _become(self, written: "Package") -> None:
        """Stand for the file as it now is."""
        path = self.path
        self._parts = written._parts  # noqa: SLF001 - the same class
        self._parts.archive.source.path = path
        self._parts.proven.clear()
        self._pointers.clear()
        self._types = None

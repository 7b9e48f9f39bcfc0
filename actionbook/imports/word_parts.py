"""A Word document's parts as XML: opened within limits, its macros never looked at."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.limits import Limits
from actionbook.ooxml.package import Package

__all__ = ["W", "WordParts", "attribute", "is_packed"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MIB = 1 << 20
_LIMITS = Limits(file_bytes=256 * _MIB, part_bytes=128 * _MIB, total_bytes=512 * _MIB)
_LARGEST_TEXT = 48 * _MIB  # bytes of the text's own part, unpacked
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_WORDS_FOR = (
    ("no Excel workbook", "no Word document"),
    ("Excel", "Word"),
    (".xlsx", ".docx"),
    ("the workbook", "the document"),
)


def is_packed(path: Path) -> bool:
    """Whether the file at *path* is no plain text: a document, or one with a password."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) in (_OLE, _ZIP)
    except OSError:
        return False  # said in full where it is read


class WordParts:
    """
    The document at *path*: its text, and the parts that the text points to.

    Raises:
        WorkbookUnreadableError: it has a password, is broken, hostile, too large or no document.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as stream:
            if stream.read(4) == _OLE:
                raise WorkbookUnreadableError(
                    f"{path.name} has a password, or is of the older kind: open it in Word and "
                    "save it as .docx without a password."
                )
        try:
            self._package = Package.open(path, limits=_LIMITS)
            self._main = self._main_part()
            self.document = self._parsed(self._main)
        except WorkbookUnreadableError as fault:
            raise _of_a_document(fault) from fault

    def _main_part(self) -> str:
        for pointer in self._package.relationships(""):
            if pointer.type.endswith("/officeDocument") and not pointer.is_external:
                if "wordprocessingml" in self._kind(pointer.target):
                    return pointer.target
                break
        raise WorkbookUnreadableError(
            f"{self.path.name} is no Word document: open it in the program that made it, and save "
            "the plan as .docx or as plain text."
        )

    def _kind(self, name: str) -> str:
        kind = self._package.content_type(name)
        # Word's macro-enabled documents and templates have names of their own.
        return kind.replace("vnd.ms-word.", "wordprocessingml.")

    def _parsed(self, name: str) -> ET.Element:
        data = self._package.read(name)
        if len(data) > _LARGEST_TEXT:
            raise WorkbookUnreadableError(
                f"{self.path.name} has more text than a plan has ({len(data) // _MIB} MB): copy "
                "the plan into a document of its own."
            )
        try:
            root = ET.fromstring(data)
        except ET.ParseError as fault:
            raise WorkbookUnreadableError(
                f"{self.path.name} is damaged ({name} is broken): open it in Word, let it repair "
                "the document, and save it."
            ) from fault
        if root.tag.startswith(_STRICT):
            raise WorkbookUnreadableError(
                f"{self.path.name} is a strict Open XML document: save it from Word as .docx."
            )
        return root

    def beside(self, kind: str) -> ET.Element | None:
        """The part of *kind* ("numbering", "footnotes") that the text points to; None for none."""
        try:
            for pointer in self._package.relationships(self._main):
                if pointer.type.endswith(f"/{kind}") and not pointer.is_external:
                    return self._parsed(pointer.target)
        except WorkbookUnreadableError as fault:
            raise _of_a_document(fault) from fault
        return None

    @property
    def has_macros(self) -> bool:
        """Whether the document carries macros, which nothing here runs."""
        return any(re.search(r"vbaProject\.bin$", name) for name in self._package.names)


def _of_a_document(fault: WorkbookUnreadableError) -> WorkbookUnreadableError:
    """The same fault in the words of a person who has a document open, not a workbook."""
    text = str(fault)
    for of_a_workbook, of_a_document in _WORDS_FOR:
        text = text.replace(of_a_workbook, of_a_document)
    return WorkbookUnreadableError(text)


def attribute(element: ET.Element | None, name: str = "val") -> str:
    """An attribute in Word's namespace; "" where it or its element is not there."""
    return "" if element is None else element.get(W + name, "")

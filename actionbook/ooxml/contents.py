"""
What a workbook is made of: its sheets and tables, and the parts that hold them, opened on demand.

One worksheet part is kept at a time, so that memory is bounded by the largest, not by their sum.
"""

from collections.abc import Callable
from typing import NamedTuple, NoReturn

from actionbook.errors import ContentLossError
from actionbook.ooxml.markup import STRICT, Edit, Element, parse, utf8
from actionbook.ooxml.package import Package
from actionbook.ooxml.sheet import SheetPart, is_true
from actionbook.ooxml.source import unreadable
from actionbook.ooxml.strings import SharedStrings
from actionbook.ooxml.styles import EMPTY_STYLES, Styles

__all__ = ["Contents", "Sheet"]

_STYLES_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
_STYLES_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class Sheet(NamedTuple):
    """
    A worksheet (a chart sheet is none).

    *state* is ``visible``, ``hidden`` or ``veryHidden``; *number* is the one by which the
    calculation chain knows it.
    """

    name: str
    part: str
    state: str = "visible"
    number: int = 0


class Contents:
    """
    The parts of *package* by what they are for. *is_strict*: the ISO strict dialect.

    *frames* are those of sheets that were opened, by part: what need not be parsed again.
    """

    def __init__(self, package: Package, *, frames: dict[str, Element] | None = None) -> None:
        self.package = package
        self.frames = {} if frames is None else frames
        self.file = package.path.name
        self.workbook = self._workbook_part()
        root = parse(self.read(self.workbook))
        if root.local != "workbook":
            raise unreadable(package.path, "is not an Excel workbook")
        self.is_strict = STRICT in root.attributes.values()
        properties = root.find("workbookPr")
        stated = properties.attributes if properties else {}
        self.date_1904 = is_true(stated.get("date1904"))
        self.sheets = self._sheets(root)
        self._open_sheet: tuple[str, SheetPart, bool] | None = None
        self._styles: Styles | None = None
        self._strings: SharedStrings | None = None

    def like(self, package: Package) -> "Contents":
        """Those of another *package*, whose sheets may be much the same as these."""
        return Contents(package, frames=self.frames)

    def _workbook_part(self) -> str:
        for relationship in self.package.relationships(""):
            if _kind(relationship.type) == "officeDocument":
                if "binary" in self.package.content_type(relationship.target):
                    raise unreadable(
                        self.package.path, "is a binary workbook: save it as .xlsx in Excel"
                    )
                return relationship.target
        raise unreadable(self.package.path, "is not an Excel workbook")

    def _sheets(self, root: Element) -> tuple[Sheet, ...]:
        parts = {
            relationship.id: relationship.target
            for relationship in self.package.relationships(self.workbook)
            if _kind(relationship.type) == "worksheet" and not relationship.is_external
        }
        holder = root.find("sheets")
        found = []
        for element in holder.all("sheet") if holder else ():
            stated = element.attributes
            identity = next((v for k, v in stated.items() if k.endswith(":id")), "")
            if identity in parts:
                state = stated.get("state", "visible")
                number = int(stated.get("sheetId", "0"))
                found.append(Sheet(stated.get("name", ""), parts[identity], state, number))
        return tuple(found)

    def reload_sheets(self) -> None:
        """Read the list of sheets anew, after one was added."""
        self.sheets = self._sheets(parse(self.read(self.workbook)))

    def read(self, part: str) -> bytes:
        """The bytes of a part, in UTF-8, to be read."""
        return utf8(self.package.read(part))[0]

    def editable(self, part: str) -> bytes:
        """
        The bytes of a part, to be edited.

        Raises:
            ContentLossError: they are not UTF-8, the only encoding edited here.
        """
        data, is_utf8 = utf8(self.package.read(part))
        return data if is_utf8 else self._refuse_encoding(part)

    def _refuse_encoding(self, part: str) -> NoReturn:
        raise ContentLossError(
            f"{self.file} holds {part} in an encoding that is not edited here: "
            "open it in Excel and save it"
        )

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts that *part* points to with relationships of that kind (``table``)."""
        return tuple(
            relationship.target
            for relationship in self.package.relationships(part)
            if _kind(relationship.type) == kind and not relationship.is_external
        )

    def free_part(self, stem: str, ending: str) -> str:
        """A name for a new part beside the workbook's: *stem*, the first number free, *ending*."""
        taken = {name.casefold() for name in self.package.names}
        folder = self.workbook.rpartition("/")[0]
        number = 1
        while (name := f"{folder}/{stem}{number}{ending}".lstrip("/")).casefold() in taken:
            number += 1
        return name

    def sheet(self, name: str) -> Sheet:
        """
        The worksheet of that name, in whatever case.

        Raises:
            WorkbookUnreadableError: there is none.
        """
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        names = ", ".join(sheet.name for sheet in self.sheets)
        raise unreadable(self.package.path, f"has no sheet named {name!r}, only: {names}")

    def sheet_part(self, name: str) -> SheetPart:
        """The part of a worksheet, opened."""
        part = self.sheet(name).part
        if self._open_sheet is None or self._open_sheet[0] != part:
            self._open_sheet = None
            data, is_utf8 = utf8(self.package.read(part))
            opened = SheetPart(data, like=self.frames.get(part))
            self.frames[part] = opened.frame
            self._open_sheet = part, opened, is_utf8
        return self._open_sheet[1]

    def editable_sheet(self, name: str) -> SheetPart:
        """
        The part of a worksheet, opened for edits.

        Raises:
            ContentLossError: the sheet is protected, or written in a way that is not edited here.
        """
        opened = self.sheet_part(name)
        if self._open_sheet is not None and not self._open_sheet[2]:
            self._refuse_encoding(self._open_sheet[0])
        if opened.is_protected:
            raise ContentLossError(
                f"{self.file}: sheet {name} is protected; take the protection off in Excel first"
            )
        if (reason := opened.unsafe) is not None:
            raise ContentLossError(f"{self.file}: sheet {name} is not edited here, as {reason}")
        return opened

    def replace_sheet(self, name: str, data: bytes) -> None:
        """Put *data* in the place of a worksheet's part."""
        self._open_sheet = None
        self.package.replace(self.sheet(name).part, data)

    def take_out(
        self, name: str, holder: str, member: str, is_ours: Callable[[Element], bool]
    ) -> None:
        """
        Take the *member* elements that *is_ours* knows out of the list *holder* of a worksheet.

        A list that they leave empty goes too, since Excel takes none.

        Raises:
            ContentLossError: as `editable_sheet`.
        """
        part = self.editable_sheet(name)
        held = part.frame.find(holder)
        standing = list(held.all(member)) if held else []
        ours = [each for each in standing if is_ours(each)]
        if held is None or not ours:
            return
        if len(ours) == len(standing):
            edits = [Edit(held.start, held.end, b"")]
        else:
            edits = [Edit(each.start, each.end, b"") for each in ours]
            if "count" in held.attributes:
                edits.append(held.changing(count=str(len(standing) - len(ours))))
        self.replace_sheet(name, part.edited(edits))

    def close_sheet(self) -> None:
        """Let go of the worksheet that is kept open."""
        self._open_sheet = None

    @property
    def styles(self) -> Styles:
        """The styles; a workbook without any has the plain one."""
        if self._styles is None:
            found = self.related(self.workbook, "styles")
            self._styles = Styles(self.read(found[0]) if found else EMPTY_STYLES)
        return self._styles

    def forget_styles(self) -> None:
        """Let go of styles that were added and not yet written, as their cells were refused."""
        self._styles = None

    def write_styles(self) -> None:
        """Put the styles into the package, if anything was added to them."""
        if self._styles is None or not self._styles.is_edited:
            return
        found = self.related(self.workbook, "styles")
        if found:
            self.editable(found[0])
            self.package.replace(found[0], self._styles.data)
        else:
            folder = self.workbook.rpartition("/")[0]
            part = f"{folder}/styles.xml".lstrip("/")
            self.package.add(part, self._styles.data, content_type=_STYLES_CONTENT)
            self.package.relate(self.workbook, type=_STYLES_TYPE, target=part)
        self._styles.original = self._styles.data

    @property
    def strings(self) -> SharedStrings:
        """The shared strings, to be read."""
        if self._strings is None:
            found = self.related(self.workbook, "sharedStrings")
            self._strings = SharedStrings(self.read(found[0]) if found else b"")
        return self._strings


def _kind(relationship_type: str) -> str:
    return relationship_type.rpartition("/")[2]

"""
Foreign workbooks, and an eye on them that knows nothing of the code under test.

The workbooks lie beside the project (``shared/corpus``); tests that need them are skipped where
they are not. `everything` reads every cell by ElementTree, `residue` cuts cells out of a part by
expat's own offsets: neither shares a line with the splice.
"""

import csv
import functools
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

import pytest

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus"
VALIDATOR = SHARED / "tools" / "ooxml-validate"
OFFICE = shutil.which("soffice")

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the foreign workbooks (shared/corpus) are not beside the project"
)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


def workbooks() -> tuple[Path, ...]:
    """Those of the corpus that a plain reader can open, by name; none where it is not there."""
    manifest = CORPUS / "manifest.csv"
    if not manifest.is_file():
        return ()
    with manifest.open(newline="", encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["ok"] == "ok"]
    return tuple(CORPUS / row["file"] for row in rows)


class Seen(NamedTuple):
    """One cell as the file has it: type, text, formula with its attributes, style."""

    kind: str
    text: str
    formula: tuple[Any, ...] | None
    style: str


class Workbook(NamedTuple):
    """Part and name of each worksheet, and the cells of each by sheet, row and column."""

    sheets: dict[str, str]
    cells: dict[tuple[str, int, int], Seen]


def parts(path: Path) -> dict[str, bytes]:
    """The bytes of every part."""
    with zipfile.ZipFile(path) as package:
        return {i.filename: package.read(i) for i in package.infolist() if not i.is_dir()}


@functools.cache
def original(path: Path) -> Workbook:
    """`everything` of a workbook that is not edited, read once."""
    return everything(path)


def everything(path: Path) -> Workbook:
    """Every cell of every worksheet."""
    held = {name.lower(): data for name, data in parts(path).items()}
    workbook = next(
        target for kind, _, target in _relations(held, "") if kind.endswith("/officeDocument")
    )
    targets = {i: target for _, i, target in _relations(held, workbook)}
    strings: list[str] = []
    for kind, _, target in _relations(held, workbook):
        if kind.endswith("/sharedStrings"):
            strings = [_text(item) for item in ElementTree.fromstring(held[target])]
    sheets: dict[str, str] = {}
    cells: dict[tuple[str, int, int], Seen] = {}
    for element in ElementTree.fromstring(held[workbook]).iter():
        if _local(element) != "sheet":
            continue
        identity = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        part = targets.get(identity, "")
        if part not in held:
            continue
        root = ElementTree.fromstring(held[part])
        if _local(root) == "worksheet":
            name = element.attrib["name"]
            sheets[name] = part
            cells |= {(name, *at): seen for at, seen in _cells(root, strings)}
    return Workbook(sheets, cells)


def _relations(held: dict[str, bytes], part: str) -> Iterable[tuple[str, str, str]]:
    folder, _, name = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", name + ".rels")
    for element in ElementTree.fromstring(held[rels]) if rels in held else ():
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.attrib["Target"]))
            yield element.attrib["Type"], element.attrib["Id"], target.lstrip("/").lower()


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(item: ElementTree.Element) -> str:
    pieces = []
    for child in item:
        if _local(child) == "t":
            pieces.append(child.text or "")
        elif _local(child) == "r":
            pieces.append(_text(child))
    return "".join(pieces)


def _cells(root: ElementTree.Element, strings: list[str]) -> Iterable[tuple[tuple[int, int], Seen]]:
    row = 0
    for row_element in (e for e in root.iter() if _local(e) == "row"):
        row = int(row_element.get("r", row + 1))
        column = 0
        for cell in (e for e in row_element if _local(e) == "c"):
            address = re.fullmatch(r"([A-Z]+)([0-9]+)", cell.get("r", ""))
            if address:
                column, row = _number(address[1]), int(address[2])
            else:
                column += 1
            yield (row, column), _seen(cell, strings)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _seen(cell: ElementTree.Element, strings: list[str]) -> Seen:
    kind, text, formula = cell.get("t", "n"), "", None
    for child in cell:
        local = _local(child)
        if local == "v":
            text = child.text or ""
        elif local == "is":
            text = _text(child)
        elif local == "f":
            formula = (child.text or "", *sorted(child.attrib.items()))
    if kind == "s":
        text = strings[int(text)] if text else ""
    kind = "text" if kind in ("s", "inlineStr", "str") else kind
    return Seen(kind, text, formula, cell.get("s", "0"))


def residue(data: bytes, cells: set[tuple[int, int]], *, new_rows: set[int]) -> bytes:
    """
    What is left of a worksheet part without these cells, or without these rows.

    The values of ``dimension`` and ``spans`` are left out too: they follow an edit.
    """
    left, kept = 0, b""
    for began, ended in sorted(_places(data, cells, new_rows)):
        if began >= left:
            kept += data[left:began]
            left = ended
    kept += data[left:]
    kept = re.sub(rb'(<(?:\w+:)?dimension ref=)"[^"]*"', rb"\1", kept)
    kept = re.sub(rb"\s*/>", b"></>", kept)
    kept = re.sub(rb"</[\w:]*(?:row|sheetData)>", b"</>", kept)
    return re.sub(rb'(<(?:\w+:)?row [^>]*)spans="[^"]*"', rb"\1", kept)


def _places(data: bytes, cells: set[tuple[int, int]], rows: set[int]) -> Iterable[tuple[int, int]]:
    """
    Where those cells and rows stand.

    Expat tells the end of ``<c/>`` as behind the tag, and that of ``<c></c>`` as before its end
    tag: the start tag says which of them it is.
    """
    found: list[tuple[int, int]] = []
    began: list[int | None] = []
    at = [0, 0]
    parser = expat.ParserCreate()

    def start(name: str, stated: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        is_wanted = False
        if name.startswith("xdr:"):
            pass  # where a control is anchored
        elif local == "row":
            at[:] = int(stated.get("r", at[0] + 1)), 0
            is_wanted = at[0] in rows
        elif local == "c":
            letters = re.match(r"[A-Z]+", stated.get("r", ""))
            at[1] = _number(letters[0]) if letters else at[1] + 1
            is_wanted = (at[0], at[1]) in cells
        began.append(parser.CurrentByteIndex if is_wanted else None)

    def end(_name: str) -> None:
        first = began.pop()
        if first is not None:
            tag_end = data.index(b">", first) + 1
            is_empty = data[tag_end - 2 : tag_end] == b"/>"
            last = tag_end if is_empty else data.index(b">", parser.CurrentByteIndex) + 1
            found.append((first, last))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)  # noqa: FBT003  # pyexpat's own signature
    return found


def new_errors(path: Path, since: Path) -> set[str]:
    """What the Open XML SDK says of a workbook that it did not say of what the workbook was."""
    found = validator_errors(path)
    return found - validator_errors(since) if found else found


def validator_errors(path: Path) -> set[str]:
    """What the Open XML SDK says of a workbook; its name and the numbers in paths left out."""
    run = subprocess.run(
        [str(VALIDATOR), str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    if run.returncode not in (0, 1):
        pytest.skip(f"the Open XML SDK validator cannot run: {run.stderr.strip()}")
    return {re.sub(r"\[\d+\]", "", ln).removeprefix(f"{path}: ") for ln in run.stdout.splitlines()}

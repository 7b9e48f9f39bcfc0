"""A clean appendix, and hands that put into it what must not be there."""

import functools
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from builders import ON, plan

from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.plan.model import Plan, Status
from actionbook.plan.records import DateChange, HistoryRow, Issue, Term

Parts = dict[str, bytes]

SECRET = "the contractor walked off the pontoon job in the spring"
PLAN: Plan = plan(
    {"ref": "1a", "action": "Write down who decides what about the harbour master's powers"},
    {"ref": "1b", "action": "=1+1", "progress": "@here, first report of the berth survey group"},
    {"ref": "1c", "action": "Close the slipway", "status": Status.COMPLETE, "issue": "1"},
    {"ref": "2a", "issue": "2", "action": "Train members", "lead": "", "part_of": ""},
    {
        "ref": "2x",
        "issue": "2",
        "action": f"Settle the claim: {SECRET}",
        "publication": "Exempt para 3",
        "progress": "first report of the berth survey group",
        "lead": "MG",
    },
    {
        "ref": "9z",
        "issue": "9",
        "action": "Move two posts from the harbour office to the depot",
        "publication": "Confidential",
    },
    issues=(
        Issue(2, "1", section="Harbour", issue="Who decides is not written down"),
        Issue(3, "2", section="Money", issue="Budgets are set apart"),
        Issue(4, "9", section="Staff", issue="Posts at the harbour office have no work left"),
    ),
    glossary=(Term("SMT", "Senior Management Team"),),
    history=(
        HistoryRow("2026-27 Q2", ON, "2x", progress="Counsel thinks that we shall lose this"),
    ),
    date_changes=(DateChange("2x", "agreed", reason="The other side asked for three more months"),),
)
"""Four public rows, and two that are not: 2x shares its progress with 1b, 9z no issue."""


@functools.cache
def clean_parts() -> Mapping[str, bytes]:
    """The parts of the appendix of `PLAN`, as it is made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "appendix.xlsx"
        render(appendix(PLAN, on=ON), path)
        with zipfile.ZipFile(path) as opened:
            return {name: opened.read(name) for name in opened.namelist()}


def written(path: Path, parts: Mapping[str, bytes]) -> Path:
    """A workbook of those parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def planted(path: Path, *hands: Callable[[Parts], None]) -> Path:
    """The clean appendix at *path*, but for what *hands* put in."""
    parts = dict(clean_parts())
    for hand in hands:
        hand(parts)
    return written(path, parts)


def swap(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """Puts *new* in the place of the first *old* of a part, which must be there."""

    def hand(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, f"{part} has no {old}"
        parts[part] = text.replace(old, new, 1).encode()

    return hand


def put(
    part: str, data: str | bytes, kind: str, pointer: str = "", of: str = ""
) -> Callable[[Parts], None]:
    """Adds a part of that content type, with a pointer of that type to it from part *of*."""

    def hand(parts: Parts) -> None:
        parts[part] = data.encode() if isinstance(data, str) else data
        override = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
        swap("[Content_Types].xml", "</Types>", override)(parts)
        if pointer:
            point(of, pointer, f"/{part}")(parts)

    return hand


def point(of: str, pointer: str, target: str, *, mode: str = "") -> Callable[[Parts], None]:
    """Adds a pointer from part *of* ("" is the package)."""

    def hand(parts: Parts) -> None:
        folder, _, base = of.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels".lstrip("/")
        if rels not in parts:
            parts[rels] = (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                b'relationships"></Relationships>'
            )
        number = len(re.findall(rb"<Relationship ", parts[rels])) + 90
        added = f'<Relationship Id="rId{number}" Type="{pointer}" Target="{target}"{mode}/>'
        swap(rels, "</Relationships>", f"{added}</Relationships>")(parts)

    return hand


def say(text: str, *, style: str = "", kind: str = "inlineStr") -> Callable[[Parts], None]:
    """Puts a cell with *text* (markup and all) below everything on the cover."""
    inner = f"<is>{text}</is>" if kind == "inlineStr" else text
    stated = f' t="{kind}"' if kind else ""
    row = f'<row r="90"><c r="A90"{style}{stated}>{inner}</c></row></sheetData>'
    return swap("xl/worksheets/sheet1.xml", "</sheetData>", row)


def style(font: str = "", *, fill: int = 0, code: int = 0) -> Callable[[Parts], None]:
    """Adds a style, to be the last: a font of its own, one of the fills, a number format."""

    def hand(parts: Parts) -> None:
        text = parts["xl/styles.xml"].decode()
        number = text.count("<font>")
        text = text.replace("</fonts>", f"<font>{font}</font></fonts>", 1)
        xf = f'<xf numFmtId="{code}" fontId="{number}" fillId="{fill}" borderId="0" xfId="0"/>'
        parts["xl/styles.xml"] = text.replace("</cellXfs>", f"{xf}</cellXfs>", 1).encode()

    return hand


def last_style() -> str:
    """What a cell states to have the style that `style` added."""
    found = re.search(rb"<cellXfs.*?</cellXfs>", clean_parts()["xl/styles.xml"], re.DOTALL)
    assert found
    return f' s="{len(re.findall(rb"<xf ", found[0]))}"'

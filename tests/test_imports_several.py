"""Several actions in one cell: parted where all pairs up, else kept together, and always said."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.several_actions import Parted, parted

NUMBERED = "1. Draft the policy\n2. Consult the staff"
LETTERED = "a) Draft the policy\nb) Consult the staff"
BULLETS = "• Draft the policy\n• Consult the staff"
LINES = "Draft the policy\nConsult the staff"
DRAFT, CONSULT = "Draft the policy", "Consult the staff"
WHENS = "March 2027\nJune 2027"


class Case(NamedTuple):
    """The cells of a row, how many actions seem to stand in it, and the own cells of each."""

    name: str
    cells: Mapping[str, str]
    total: int
    rows: tuple[Mapping[str, str], ...] = ()


def case(name: str, action: str, total: int, *rows: tuple[str, ...], **beside: str) -> Case:
    """Each row is its action, then "lead=JT"."""
    own = [{"action": row[0], **dict(each.split("=", 1) for each in row[1:])} for row in rows]
    return Case(name, {"action": action, **beside}, total, tuple(own))


CASES = (
    case("one action", "Draft the policy", 1, lead="JT\nKM"),
    case("one action over two lines", LINES, 1, lead="JT", timescale="March 2027"),
    case("numbers, one lead and one date", NUMBERED, 2, lead="JT", timescale="March 2027"),
    case("numbers, leads and dates by line", NUMBERED, 2,
         (DRAFT, "lead=JT", "timescale=March 2027"), (CONSULT, "lead=KM", "timescale=June 2027"),
         lead="JT\nKM", timescale=WHENS),
    case("numbers, one lead and dates by line", NUMBERED, 2,
         (DRAFT, "timescale=March 2027"), (CONSULT, "timescale=June 2027"),
         lead="JT", timescale=WHENS),
    case("letters, leads by line and one date", LETTERED, 2,
         (DRAFT, "lead=Jo Tarrant"), (CONSULT, "lead=Ada Price"),
         lead="Jo Tarrant\nAda Price", timescale="March 2027"),
    case("numbers within a line, all of them numbered", "1) Draft the policy 2) Consult the staff",
         2, (DRAFT, "lead=JT", "timescale=March 2027", "progress=Done"),
         (CONSULT, "lead=KM", "timescale=June 2027", "progress=Begun"),
         lead="1) JT 2) KM", timescale="1. March 2027\n2. June 2027", progress="1. Done\n2. Begun"),
    case("numbers that are refs", "1.1 Draft the policy\n1.2 Consult the staff", 2,
         (DRAFT, "lead=JT", "ref=1.1"), (CONSULT, "lead=KM", "ref=1.2"), lead="JT\nKM"),
    case("refs by line", LINES, 2, (DRAFT, "ref=3a"), (CONSULT, "ref=3b"),
         ref="3a\n3b", lead="JT", timescale="March 2027"),
    case("bullets, dates by line", BULLETS, 2,
         (DRAFT, "timescale=March 2027"), (CONSULT, "timescale=June 2027"), timescale=WHENS),
    case("bullets, leads by line and one date", BULLETS, 2, lead="JT\nKM", timescale="March 2027"),
    case("lines, leads and dates by line", LINES, 2,
         (DRAFT, "lead=JT", "timescale=March 2027"), (CONSULT, "lead=KM", "timescale=June 2027"),
         lead="JT\nKM", timescale=WHENS),
    case("lines, one lead and two dates", LINES, 2, lead="JT", timescale=WHENS),
    case("words before the list", f"We will:\n{BULLETS}", 2, lead="JT\nKM", timescale=WHENS),
    case("a post over two lines", NUMBERED, 2, lead="Head of\nHousing", timescale="March 2027"),
    case("a name and its post", NUMBERED, 2, lead="Jo Tarrant\nHead of Housing",
         timescale="March 2027"),
    case("more dates than actions", NUMBERED, 2, lead="JT\nKM", timescale=f"{WHENS}\nMay 2028"),
    case("lines that are no dates", NUMBERED, 2, timescale="March 2027\npapers out"),
    case("a number within a sentence", "1. See section 2. Then write the policy", 1, lead="JT\nKM"),
    case("an item over two lines", "1. Draft the policy\nand its summary\n2. Consult the staff", 2,
         ("Draft the policy\nand its summary", "lead=JT"), (CONSULT, "lead=KM"), lead="JT\nKM"),
)  # fmt: skip


@pytest.mark.parametrize("each", CASES, ids=lambda each: each.name)
def test_actions_are_parted_where_what_stands_beside_them_pairs_up(each: Case) -> None:
    found = parted(each.cells)

    assert found == Parted(each.total, list(each.rows) or (), found.marks)


def imported(
    folder: Path, *rows: tuple[object, ...]
) -> tuple[list[Mapping[str, object]], list[str]]:
    """The actions of a sheet, and the doubts about them with their cells."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Ref", "Action", "Lead", "Due date", "Status", "Update"), *rows):
        sheet.append(list(row))
    book.save(folder / "plan.xlsx")
    draft = excel_draft(folder / "plan.xlsx")
    doubts = [
        f"{each.ref} {each.cell} {each.doubt}" for each in draft.doubts if each.column == "Action"
    ]
    assert draft.letters.share == 1
    return [row.values for row in draft.tables["Actions"]], doubts


def test_parted_actions_have_refs_of_their_own_and_share_what_stands_once(tmp_path: Path) -> None:
    actions, doubts = imported(
        tmp_path,
        ("7", NUMBERED, "JT\nKM", WHENS, "In progress", "Begun in May"),
        ("8", "Publish the policy", "JT", date(2027, 9, 1), "Not started", ""),
    )

    shared = {"status": "In progress", "progress": "Begun in May"}
    assert actions == [
        {"ref": "7a", "action": DRAFT, "lead": "JT", "timescale_text": "March 2027", **shared},
        {"ref": "7b", "action": CONSULT, "lead": "KM", "timescale_text": "June 2027", **shared},
        {"ref": "8", "action": "Publish the policy", "lead": "JT", "status": "Not started",
         "timescale_text": "1 September 2027"},
    ]  # fmt: skip
    assert [each[:25] for each in doubts] == [
        "7a Sheet!B2 2 actions sta",
        "7b Sheet!B2 2 actions sta",
    ]


def test_actions_that_stay_in_one_cell_are_a_doubt_that_names_it(tmp_path: Path) -> None:
    actions, doubts = imported(
        tmp_path,
        ("7", NUMBERED, "JT", date(2027, 3, 31), "In progress", "Begun"),
        ("8", "Publish the policy", "JT", date(2027, 9, 1), "Not started", ""),
    )

    assert [each["ref"] for each in actions] == ["7", "8"]
    assert str(actions[0]["action"]) == NUMBERED
    assert len(doubts) == 1
    assert doubts[0].startswith("7 Sheet!B2 2 actions seem to stand in this cell")

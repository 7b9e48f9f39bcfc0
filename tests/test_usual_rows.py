"""A sheet of usual rows is taken apart in one step each, and tells what any other way would."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from published import PLAN, SECRET, Parts, planted, swap

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.sheet import SheetPart
from actionbook.publication.gate import check_publish
from actionbook.publication.looking import inline_texts, look_through, unusual_in
from actionbook.publication.sheets import SheetSeen
from actionbook.publication.usual_rows import UsualRows, taken_apart

SHEET = "xl/worksheets/sheet3.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

TEXTS = st.text("ab &<>'\n=@_x0041é", max_size=6)
CELLS = st.lists(
    st.tuples(
        st.one_of(st.none(), TEXTS, st.integers(0, 10**11), st.just(2.5)),
        st.sampled_from(["", ' s="0"', ' s="3"', ' s="12"']),
    ),
    max_size=5,
)
ROWS = st.lists(st.tuples(CELLS, st.sampled_from(["", ' ht="15.5"', ' ht="1"'])), max_size=6)


def cell(row: int, column: int, value: object, style: str) -> str:
    at = f'<c r="{"ABCDE"[column]}{row}"{style}'
    if value is None:
        return f"{at}/>"
    if not isinstance(value, str):
        return f"{at}><v>{value}</v></c>"
    words = value.replace("&", "&amp;").replace("<", "&lt;")
    return f'{at} t="inlineStr"><is><t>{words}</t></is></c>'


def sheet_of(rows: list[tuple[list[tuple[object, str]], str]]) -> str:
    made = [f'<worksheet xmlns="{MAIN}"><sheetData>']
    for number, (cells, height) in enumerate(rows, start=1):
        custom = ' customHeight="1"' if height else ""
        made.append(f'<row r="{number}"{height}{custom}>')
        made += [cell(number, place, *each) for place, each in enumerate(cells)]
        made.append("</row>")
    return "".join((*made, "</sheetData></worksheet>"))


def seen_in(markup: str) -> SheetSeen:
    part = SheetPart(markup.encode())
    return look_through(part, name="Plan", path="x", state="visible", strings=(), theme=())


def told(seen: SheetSeen) -> dict[str, object]:
    return {name: value for name, value in vars(seen).items() if name not in ("frame", "unusual")}


@given(ROWS)
@example([([("", ""), ("x", "")], "")])
def test_a_sheet_tells_the_same_however_its_rows_are_written(
    rows: list[tuple[list[tuple[object, str]], str]],
) -> None:
    usual = sheet_of(rows)
    other = re.sub(r'(<c r="[A-Z]+\d+")', r'\1 ph="0"', usual)

    assert told(seen_in(usual)) == told(seen_in(other))


def test_only_what_is_not_a_usual_row_is_left_to_be_looked_at() -> None:
    markup = sheet_of([([("a", "")], "")] * 4).replace("</row>", "</row><!-- b -->", 2)
    markup = markup.replace('<row r="4">', '<row r="4" spans="1:1" hidden="1">')
    part = SheetPart(markup.encode())

    left = unusual_in(part, seen_in(markup)).decode()

    last = '<row r="4" spans="1:1" hidden="1">' + cell(4, 0, "a", "") + "</row>"
    assert left == f"<!-- b --><t/><!-- b --><t/>{last}"


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1"/> ',
        '<c r="A1"><v>1e5</v></c>',
        '<c r="A1"><v>1234567890</v></c>',
        '<c r="A1" t="s"><v>1</v></c>',
        '<c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c>',
        '<c r="A1" t="inlineStr"><is><t>a</t></is><!-- b --></c>',
        '<c r="A1"><f>B1</f><v>1</v></c>',
        '<c r="A1" s="1" s="2"/>',
    ],
)
def test_a_row_with_anything_else_in_it_is_unusual(cells: str) -> None:
    assert taken_apart(cells.encode()) is None


@pytest.mark.parametrize("more", [' hidden="1"', ' ht="15"', ' r="2"', " "])
def test_a_row_that_states_anything_else_is_unusual(more: str) -> None:
    assert usual_in('<row r="1"><c r="A1"/></row>') == [1]
    assert usual_in(f'<row r="1"{more}><c r="A1"/></row>') == []


def usual_in(rows: str) -> list[int]:
    part = SheetPart(
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )
    usual = UsualRows(part.data)
    return [row.number for row in part.rows.spans() if usual.row(row) is not None]


FIRST = '<row r="3"><c r="A3" s="3"><v>3</v></c><c r="B3" s="4" t="inlineStr"><is><t>a</t></is></c>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<v>5</v>", "<v>5e1</v>"),
        ("<v>5</v>", "<v></v>"),
        ("<v>5</v>", "<v>x</v>"),
        ("<v>5</v>", "<f>5</f>"),
        ("<t>a</t>", "<t>a<b/></t>"),
        ('r="A5" s', 'r="A\1 s'),
        ('r="A5" s', 'r="A\0 s'),
        ('r="A5" s', 'r="A>5</ s'),
        ('r="A5" s', 'r="A" s'),
        ('r="A5"', 'r="A5" r="A5"'),
        ('<row r="5"', '<row r="5" r="5"'),
        ('<row r="5"', '<row r="5" ht="1e3"'),
        ('s="4" t="inlineStr"', 's="4" t="str"'),
    ],
)
def test_a_row_that_is_nearly_of_the_form_of_a_usual_one_is_looked_at(old: str, new: str) -> None:
    rows = [FIRST.replace("3", str(number)) + "</row>" for number in (3, 4, 5, 15, 55)]
    assert usual_in("".join(rows)) == [3, 4, 5, 15, 55]

    changed = rows[2].replace(old, new)

    assert changed != rows[2]
    assert 5 not in usual_in("".join([*rows[:2], changed, *rows[3:]]))


def test_a_style_is_not_taken_for_the_number_of_its_row() -> None:
    rows = [([("x", f' s="{1 + number % 12}"'), (number, ' s="12"')], "") for number in range(30)]
    usual = sheet_of(rows)

    seen = seen_in(usual)

    assert seen.texts == {style: (style, 1) for style in range(1, 13)}
    assert told(seen) == told(seen_in(re.sub(r'(<c r="[A-Z]+\d+")', r'\1 ph="0"', usual)))


@pytest.mark.parametrize("broken", ["&nbsp;", "&", "\x01", "a]]>"])
def test_a_text_that_is_no_xml_is_an_error(broken: str, tmp_path: Path) -> None:
    def hand(parts: Parts) -> None:
        assert (parts[SHEET].count(b"<is><t>")) > 2
        swap(SHEET, "<is><t>", f"<is><t>{broken}")(parts)

    with pytest.raises(WorkbookUnreadableError, match=r"sheet3\.xml is broken XML"):
        check_publish(planted(tmp_path / "appendix.xlsx", hand))


@pytest.mark.parametrize(
    "broken", ["</row><b><row", '</row a="', "</row>&", "</row></row><row", '</row hidden="1">']
)
def test_rows_that_are_no_xml_between_them_are_an_error(broken: str, tmp_path: Path) -> None:
    def hand(parts: Parts) -> None:
        first, _, rest = parts[SHEET].partition(b"</row>")
        middle = broken.removesuffix("<row")
        parts[SHEET] = first + middle.encode() + rest

    with pytest.raises(WorkbookUnreadableError, match=r"appendix\.xlsx holds"):
        check_publish(planted(tmp_path / "appendix.xlsx", hand))


def test_a_text_in_many_cells_is_told_of_each_in_the_order_of_the_file(tmp_path: Path) -> None:
    def rows(parts: Parts) -> None:
        text = f'"inlineStr"><is><t>{SECRET}</t></is></c>'
        made = "".join(
            f'<row r="{number}"><c r="B{number}" t={text}<c r="C{number}" t={text}</row>'
            for number in (91, 90)
        )
        swap(SHEET, "</sheetData>", f"{made}</sheetData>")(parts)

    findings = check_publish(planted(tmp_path / "appendix.xlsx", rows), plan=PLAN).findings

    cells = [each.where.partition("!")[2] for each in findings if each.code == "PUB401"]
    assert cells == ["B91", "C91", "B90", "C90"]


def test_each_cell_that_keeps_its_text_is_found_again() -> None:
    markup = sheet_of([([("a", ""), (None, ""), ("b", "")], ""), ([(1, ""), ("a", "")], "")])

    assert list(inline_texts(SheetPart(markup.encode()))) == [
        ((1, 1), "a"),
        ((1, 3), "b"),
        ((2, 2), "a"),
    ]


@pytest.mark.parametrize("rows", ['<row r="1"/>', '<row r="1">', "</row>"])
def test_rows_without_an_end_of_their_own_are_passed_once(rows: str) -> None:
    class Counted(bytes):
        """Bytes that count how many of them are asked for."""

        asked = 0

        def __getitem__(self, key: Any) -> Any:
            taken = super().__getitem__(key)
            Counted.asked += len(taken) if isinstance(key, slice) else 1
            return taken

    markup = rows * 3_000 + '<row r="2"><c r="A2"/></row>'
    usual = UsualRows(Counted(markup.encode()))

    assert [number for number, *_ in usual.each(0, len(markup))] == [2]
    assert Counted.asked < 100

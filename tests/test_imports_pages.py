"""Web pages, and what programs give out as .xls and is none."""

import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionbook
from actionbook.errors import WorkbookUnreadableError
from actionbook.imports import web_page
from actionbook.imports.excel_plan import excel_draft
from actionbook.imports.file_kinds import excel_kind
from actionbook.imports.web_page import read_page

ON = date(2026, 11, 12)


class Case(NamedTuple):
    name: str
    page: str
    rows: list[list[object]]
    merges: list[tuple[int, int, int, int]] = []  # noqa: RUF012 - of a case that has none


CASES = (
    Case("a table", "<table><tr><td>a<td>b</tr><tr><td>c</td><td>d</td></tr></table>",
         [["a", "b"], ["c", "d"]]),
    Case("words above and below",
         "<title>Not shown</title><h1>The  plan</h1>for\n all<p>of us<table><tr><td>a</table>end",
         [["The plan"], ["for all"], ["of us"], ["a"], ["end"]]),
    Case("lines, lists and words run together in a cell",
         "<table><tr><td>one<br>two<ul><li>x<li>y</ul><b>b</b><i>c</i> <u>d</u></table>",
         [["one\ntwo\n• x\n• y\nbc d"]]),
    Case("entities and spaces", "<table><tr><td>a&nbsp;&amp;&#8211;  b\r\n c</table>",
         [["a &– b c"]]),
    Case("a cell over columns and rows",
         "<table><tr><td colspan=2>a<td>b<tr><td rowspan=3>c<td>d<td>e<tr><td>f<tr><td>g<td>h"
         "<tr><td>i</table>",
         [["a", "", "b"], ["c", "d", "e"], ["", "f"], ["", "g", "h"], ["i"]],
         [(1, 1, 1, 2), (2, 1, 4, 1)]),
    Case("a cell in the middle over rows",
         "<table><tr><td>a<td rowspan='2'>b<td>c<tr><td>d<td>e</table>",
         [["a", "b", "c"], ["d", "", "e"]], [(1, 2, 2, 2)]),
    Case("nonsense for a span", "<table><tr><td colspan=0 rowspan=x>a<td colspan=-1>b</table>",
         [["a", "b"]]),
    Case("a table in a cell",
         "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</table>",
         [["a\nb\nc\nd", "e"]]),
    Case("what no browser shows",
         "<style>p {}</style><script>if (a < b) {}</script><!-- no --><table><tr><td>a</table>",
         [["a"]]),
    Case("two tables", "<table><tr><td>a<tr><td>b</table><table><tr><td>c</table>",
         [["a"], ["b"], ["c"]]),
    Case("a row that is not begun", "<table><td>a<td>b</table>", [["a", "b"]]),
    Case("days as a database writes them", "<table><tr><td>2027-03-31T00:00:00Z<td>3/4/27</table>",
         [[date(2027, 3, 31), "3/4/27"]]),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_is_laid_out_as_excel_shows_it(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "page.html"
    path.write_text(case.page, encoding="utf-8", newline="")

    read = read_page(path)

    assert read.rows == case.rows
    assert [tuple(area) for area in read.merges] == case.merges


PLAN = (
    "<html><head><meta charset=utf-8></head><body><h2>Housing plan</h2><table border=1><thead>"
    "<tr><th>Recommendation</th><th>Action</th><th>Lead</th><th>By when</th></tr></thead>"
    "<tr><td rowspan=2>Mend the roofs</td><td>Ask the café for its keys</td><td>AB</td>"
    "<td>May 2027</td></tr><tr><td>Order slates</td><td>CD</td><td>Sept 2027</td></tr>"
    "</table></body></html>"
)


@pytest.mark.parametrize("name", ["old.html", "old.htm", "old.xls"])
def test_a_plan_on_a_page_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PLAN, encoding="utf-8")

    draft = excel_draft(path)

    assert [row.values["issue"] for row in draft.tables["Issues"]] == ["Mend the roofs"]
    assert [row.values["action"] for row in draft.tables["Actions"]] == [
        "Ask the café for its keys", "Order slates",
    ]  # fmt: skip
    assert draft.settings.title == "Housing plan"
    assert draft.read_as == "a web page in UTF-8"
    assert draft.letters.share == 1


@pytest.mark.parametrize(
    ("charset", "is_doubted"), [("", True), ("<meta charset='iso-8859-1'>", False)]
)
def test_a_page_that_says_how_it_is_encoded_is_believed(
    tmp_path: Path, charset: str, *, is_doubted: bool
) -> None:
    path = tmp_path / "old.html"
    path.write_text(charset + PLAN.replace("<meta charset=utf-8>", ""), encoding="cp1252")

    draft = excel_draft(path)

    assert "café" in str(draft.tables["Actions"][0].values["action"])
    assert any("encoded" in each.doubt for each in draft.doubts) is is_doubted


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Action", "Lead", "By when"), ("Order slates", "AB", "May 2027"),
                ("Mend roofs", "CD", "May 2027")):  # fmt: skip
        sheet.append(row)
    path = Path("book.xlsx")
    book.save(path)
    return path.read_bytes()


TABS = "Action\tLead\tBy when\nOrder slates\tAB\tMay 2027\nMend “roofs”\tCD\tMay 2027\n"


@pytest.mark.parametrize(
    ("kind", "read_as"),
    [("workbook", "Excel"), ("utf-8", "separated values in UTF-8"),
     ("cp1252", "separated values in Windows-1252"), ("utf-16", "separated values in UTF-16")],
)  # fmt: skip
def test_what_excel_opens_as_xls_is_read_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, read_as: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "old.xls"
    path.write_bytes(workbook() if kind == "workbook" else TABS.encode(kind))

    draft = excel_draft(path)

    assert [row.values["lead"] for row in draft.tables["Actions"]] == ["AB", "CD"]
    assert draft.read_as == read_as


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"", ".xls"),
        (b"\x09\x08\x10\x00", ".xls"),
        (b"<?xml version='1.0'?><Workbook/>", ".xls"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", ".html"),
    ],
)
def test_the_kind_of_an_xls_is_told_by_how_it_begins(
    tmp_path: Path, data: bytes, kind: str
) -> None:
    (path := tmp_path / "old.xls").write_bytes(data)

    assert excel_kind(path) == kind
    assert excel_kind(tmp_path / "away.xls") == ".xls"
    assert excel_kind(tmp_path / "away.ods") == ".ods"


def test_what_is_no_workbook_and_no_plan_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (broken := tmp_path / "broken.xls").write_bytes(b"<?xml version='1.0'?><Workbook/>")
    (empty := tmp_path / "empty.html").write_text("<p>No table", encoding="utf-8")
    (other := tmp_path / "other.xls").touch()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("a", "b")
    for path, says in ((broken, "save it as .xlsx"), (empty, "holds no action plan that can be"),
                       (other, "other.xls")):  # fmt: skip
        with pytest.raises(WorkbookUnreadableError, match=says):
            actionbook.import_plan(path, tmp_path / "plan.xlsx", on=ON)
    monkeypatch.setattr(web_page, "_LONGEST", 5)
    with pytest.raises(WorkbookUnreadableError, match="more than is read of one"):
        read_page(empty)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=2>", "<th colspan=3>", "</td>",
     "<p>", "</p>", "<li>", "<br>", "<script>", "</script>", "<!--", "-->", "&amp;", "&", "<", "a",
     "b c"]), max_size=30))  # fmt: skip
def test_any_page_is_read(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text("x" + "".join(parts), encoding="utf-8")

    read = read_page(path)

    for area in read.merges:
        assert 0 < area.first_row <= area.last_row
        assert 0 < area.first_column <= area.last_column
    with suppress(WorkbookUnreadableError):
        excel_draft(path)


@pytest.mark.parametrize(
    "page",
    ["<!" + "<!--a" * 100_000, "<" * 300_000, "<td " + "a='" * 100_000, "<table>" * 100_000,
     "<table><tr>" + "<td rowspan=1000 colspan=150>x<tr>" * 400],
    ids=["comments", "tags", "quotes", "tables", "spans"],
)  # fmt: skip
def test_a_page_that_is_made_to_take_time_takes_little(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.html"
    path.write_text("x" + page, encoding="utf-8")

    assert max(map(len, read_page(path).rows), default=0) <= 451

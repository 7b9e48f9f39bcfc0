"""Plans in Word: the same plan as the text of the same tables gives."""

import base64
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from word_tables import HEADINGS, ROWS, SHAPES, bands, merged, saved, under_headings, with_table

import actionbook
from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.report import ImportReport
from actionbook.imports.sheet_layout import remember_layout, sheet_layout
from actionbook.imports.word_plan import word_draft

ON = date(2026, 11, 26)
# A picture of one dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def imported(path: Path, folder: Path) -> tuple[actionbook.Plan, ImportReport]:
    to = folder / f"{path.stem} {path.suffix[1:]}.xlsx"
    report = actionbook.import_plan(path, to, on=ON)
    return actionbook.read_plan(to), report


def told(plan: actionbook.Plan) -> list[tuple[str, ...]]:
    return [
        (each.ref, each.issue, each.action, each.lead, each.timescale_text, each.progress)
        for each in plan.actions
    ]


def test_a_table_in_word_is_read_as_the_same_table_in_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    word = saved(with_table((HEADINGS, *ROWS)), tmp_path)

    plan, report = imported(word, tmp_path)

    assert told(plan) == told(imported(tmp_path / "plan.xlsx", tmp_path)[0])
    assert [each.lead for each in plan.actions] == ["JT", "Head of Legal", "KM"]
    assert report.sources[0].letters.share == 1
    assert [each.column for each in report.sources[0].columns] == [
        "Ref", "Issue", "Action", "Lead", "Timescale", "Progress this period",
    ]  # fmt: skip


def test_a_table_in_word_says_what_the_same_table_says_in_text(tmp_path: Path) -> None:
    text = tmp_path / "plan.txt"
    text.write_text("\n".join("\t".join(row) for row in (HEADINGS, *ROWS)), encoding="utf-8")

    plan, _ = imported(saved(with_table((HEADINGS, *ROWS)), tmp_path), tmp_path)

    assert told(plan) == told(imported(text, tmp_path)[0])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_document_of_any_shape_gives_its_actions_whole(
    tmp_path: Path, shape: Callable[[], Document]
) -> None:
    draft = word_draft(saved(shape(), tmp_path))

    issues = {row.values["ref"]: row.values["issue"] for row in draft.tables["Issues"]}
    found = [
        [issues[row.values["issue"]],
         *(row.values.get(name, "") for name in ("action", "lead", "timescale_text", "progress"))]
        for row in draft.tables["Actions"]
    ]  # fmt: skip
    assert found == [list(row[1:]) for row in ROWS]
    assert draft.letters.share >= 0.99


@pytest.mark.parametrize(
    ("shape", "sections"),
    [
        (bands, ["Leadership", "Leadership", "What the reviewers asked"]),
        (under_headings, ["Our people", "Our homes", "Our money"]),
    ],
)
def test_what_goes_across_is_a_section_and_no_action(
    tmp_path: Path, shape: Callable[[], Document], sections: Sequence[str]
) -> None:
    rows = word_draft(saved(shape(), tmp_path)).tables["Issues"]

    said = [str(row.values["section"]) for row in rows]
    assert [text[: len(name)] for text, name in zip(said, sections, strict=True)] == sections


def test_the_words_between_tables_are_no_title(tmp_path: Path) -> None:
    draft = word_draft(saved(under_headings(), tmp_path))

    assert draft.settings.title == "Housing plan"
    assert {left.text for left in draft.left_over if left.reason != "table heading"} == {
        "What we found."
    }


def test_a_doubt_names_the_table_and_the_row_of_the_document(tmp_path: Path) -> None:
    document = with_table((("Note", "Who"), ("See overleaf", "JT")))
    with_table((HEADINGS, ROWS[0], ("", "", "Tell the press.", "", "May 2027", "")), document)
    merged(document, *((1, column, 2, column) for column in (0, 1, 3)))

    draft = word_draft(saved(document, tmp_path))

    assert "Table 2, row 3, column 4" in {doubt.cell for doubt in draft.doubts}
    assert [row.values["lead"] for row in draft.tables["Actions"]] == ["JT", "as above"]


ODD = (("Job", "Chap", "Ready"), ("Mend the slipway", "JT", "June 2027"))


@pytest.mark.parametrize("sheets", [(), ("Table 2",), ("table 2",)])
def test_what_is_told_of_a_document_overrules(tmp_path: Path, sheets: Sequence[str]) -> None:
    document = with_table((("Harbour works", "", ""), ("", "", "")))
    path = saved(with_table((("Works of the harbour", "", ""), *ODD), document), tmp_path)
    maps = ("Job=Action", "Chap=Lead", "Ready=Timescale")

    draft = word_draft(path, sheet_layout(maps=maps, sheets=sheets, header_row=2))

    assert [dict(row.values) for row in draft.tables["Actions"]] == [
        {"ref": "A1", "action": "Mend the slipway", "lead": "JT", "timescale_text": "June 2027"}
    ]


def test_a_layout_is_remembered_for_next_years_document(tmp_path: Path) -> None:
    path = saved(with_table(ODD), tmp_path)
    layout = sheet_layout(maps=("Job=Action", "Chap=Lead", "Ready=Timescale"))
    report = actionbook.import_plan(path, tmp_path / "one.xlsx", on=ON, layout=layout)
    remember_layout(tmp_path / "layout.toml", layout, report)

    again = word_draft(path, sheet_layout(tmp_path / "layout.toml"))

    assert [row.values["lead"] for row in again.tables["Actions"]] == ["JT"]


def test_a_table_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    path = saved(with_table((HEADINGS, *ROWS)), tmp_path)

    with pytest.raises(WorkbookUnreadableError, match="no table 'Plan', only: Table 1"):
        word_draft(path, sheet_layout(sheets=["Plan"]))


def test_a_merged_cell_counts_for_each_row_it_stands_beside_as_in_text(tmp_path: Path) -> None:
    rows = [HEADINGS, ROWS[0], ("", "", "Tell the press.", "KM", "May 2027", ""), ROWS[2]]
    document = with_table(rows)
    table = document.tables[0]
    for column in (0, 1):
        table.cell(1, column).merge(table.cell(2, column))

    plan, _ = imported(saved(document, tmp_path), tmp_path)

    assert [each.action for each in plan.actions][:2] == [ROWS[0][2], "Tell the press."]
    assert len(plan.actions) == 3


def test_headings_repeated_lower_down_are_no_rows(tmp_path: Path) -> None:
    document = with_table((HEADINGS, *ROWS[:2], HEADINGS, ROWS[2]))

    plan, _ = imported(saved(document, tmp_path), tmp_path)

    assert [each.ref for each in plan.actions] == ["1", "2", "3"]


def test_a_table_that_goes_on_after_a_page_is_one_plan(tmp_path: Path) -> None:
    document = with_table((HEADINGS, *ROWS[:2]))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    with_table((HEADINGS, ROWS[2]), document)

    plan, _ = imported(saved(document, tmp_path), tmp_path)

    assert [each.ref for each in plan.actions] == ["1", "2", "3"]


def test_tracked_changes_are_taken_as_accepted_and_it_is_said(tmp_path: Path) -> None:
    document = with_table((HEADINGS, *ROWS))
    paragraph = document.tables[0].cell(1, 3).paragraphs[0]
    for child in list(paragraph._p):
        paragraph._p.remove(child)
    inner = (
        "<w:del><w:r><w:delText>JT</w:delText></w:r></w:del><w:ins><w:r><w:t>AB</w:t></w:r></w:ins>"
    )
    for element in parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"):
        paragraph._p.append(element)

    plan, report = imported(saved(document, tmp_path), tmp_path)

    assert plan.actions[0].lead == "AB"
    assert any("Tracked changes" in doubt.doubt for doubt in report.doubts)


def test_a_colour_is_suggested_for_a_status_and_never_taken(tmp_path: Path) -> None:
    headings = (*HEADINGS, "Status")
    document = with_table((headings, *((*row, "") for row in ROWS)))
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FF0000"/>')
    document.tables[0].cell(1, 6)._tc.get_or_add_tcPr().append(shade)

    plan, report = imported(saved(document, tmp_path), tmp_path)

    assert any("coloured red" in doubt.doubt for doubt in report.doubts)
    assert str(plan.actions[0].status or "") in ("", "Not started")


def test_a_list_in_a_cell_keeps_its_points(tmp_path: Path) -> None:
    document = with_table((HEADINGS, *ROWS))
    cell = document.tables[0].cell(1, 2)
    cell.text = "Write down:"
    for point in ("who decides", "who is told"):
        cell.add_paragraph(point, style="List Bullet")

    plan, _ = imported(saved(document, tmp_path), tmp_path)

    said = " ".join(each.action for each in plan.actions)
    assert "who decides" in said
    assert "who is told" in said


def test_a_small_table_for_each_recommendation_is_a_row_each(tmp_path: Path) -> None:
    document = docx.Document()
    for row in ROWS:
        document.add_paragraph("")
        with_table(list(zip(HEADINGS, row, strict=True)), document)

    plan, _ = imported(saved(document, tmp_path), tmp_path)

    assert [(each.ref, each.action, each.lead) for each in plan.actions] == [
        (row[0], row[2], row[3]) for row in ROWS
    ]


@pytest.mark.parametrize("first", ["Recommendation 1", "R1 Train members", "Train members."])
def test_a_grid_of_one_row_is_not_read_as_labels_and_values(tmp_path: Path, first: str) -> None:
    headings = ("Recommendation", "Executive response", "", "Action", "Lead officer", "Target date")
    row = (first, "Agreed.", "", "Hold two evenings.", "KM", "June 2027")
    document = with_table((headings, row))

    plan, _ = imported(saved(document, tmp_path), tmp_path)

    assert [(each.action, each.lead) for each in plan.actions] == [("Hold two evenings.", "KM")]
    assert [each.response for each in plan.issues] == ["Agreed."]


def words_left(report: ImportReport) -> Iterator[tuple[str, str]]:
    for left in report.sources[0].left_over:
        yield left.reason, left.text


def test_a_text_box_is_left_over_and_listed(tmp_path: Path) -> None:
    document = with_table((HEADINGS, *ROWS))
    box = (
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>Seen by the panel</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(box))

    _, report = imported(saved(document, tmp_path), tmp_path)

    assert ("text box", "Seen by the panel") in set(words_left(report))


def test_a_document_without_a_table_says_what_was_looked_for(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Minutes of the meeting.")

    with pytest.raises(WorkbookUnreadableError, match="holds no action plan"):
        imported(saved(document, tmp_path), tmp_path)


def test_a_picture_of_a_table_is_said_to_be_one(tmp_path: Path) -> None:
    picture = tmp_path / "table.png"
    picture.write_bytes(DOT)
    document = docx.Document()
    document.add_picture(str(picture))

    with pytest.raises(WorkbookUnreadableError, match="only a picture"):
        imported(saved(document, tmp_path), tmp_path)


def test_a_table_too_wide_for_a_plan_is_refused_in_words(tmp_path: Path) -> None:
    wide = [[f"c{n}" for n in range(62)]] * 2

    with pytest.raises(WorkbookUnreadableError, match="more than 60 columns"):
        imported(saved(with_table(wide), tmp_path), tmp_path)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"PK\x03\x04broken", "plan.docx"),
        (b"no document", "plan.docx"),
    ],
)
def test_a_bad_document_is_a_clear_error(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(data)

    with pytest.raises(WorkbookUnreadableError, match=says):
        imported(path, tmp_path)


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels",
             "word/document.xml", "word/numbering.xml", "word/styles.xml"],
)  # fmt: skip
def test_a_broken_part_of_a_document_is_mended_in_word(tmp_path: Path, part: str) -> None:
    path = saved(with_table((HEADINGS, *ROWS)), tmp_path)
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    held[part] = held[part][: len(held[part]) // 2]
    with zipfile.ZipFile(path, "w") as package:
        for name, data in held.items():
            package.writestr(name, data)

    with pytest.raises(WorkbookUnreadableError, match=r"plan\.docx .*open .* in Word") as told:
        imported(path, tmp_path)
    assert "Excel" not in str(told.value)


def test_a_document_that_declares_entities_is_not_read(tmp_path: Path) -> None:
    path = saved(with_table((HEADINGS, *ROWS)), tmp_path)
    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    text = held["word/document.xml"]
    start = text.index(b"<w:document")
    declared = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'
    held["word/document.xml"] = text[:start] + declared + text[start:]
    with zipfile.ZipFile(path, "w") as package:
        for name, data in held.items():
            package.writestr(name, data)

    with pytest.raises(WorkbookUnreadableError, match="do not trust the document"):
        imported(path, tmp_path)


def test_a_table_for_each_recommendation_without_a_word_between_is_read_by_its_columns(
    tmp_path: Path,
) -> None:
    document = docx.Document()
    for number, title in ((1, "Better records"), (2, "Fewer delays")):
        document.add_paragraph(f"Recommendation {number}: {title}")
        with_table(
            (
                ("Action", "Owner of action", "Due date", "Status", "Update"),
                (f"Plan {title.lower()}", "JT", "May 2027", "In progress", "A draft is out"),
            ),
            document,
        )

    draft = word_draft(saved(document, tmp_path))

    assert [row.values.get("status") for row in draft.tables["Actions"]] == ["In progress"] * 2
    assert [row.values["issue"] for row in draft.tables["Issues"]] == [
        "Better records",
        "Fewer delays",
    ]


def test_a_list_with_headings_of_its_own_right_behind_the_plan_is_no_part_of_it(
    tmp_path: Path,
) -> None:
    document = with_table((HEADINGS, *ROWS))
    lists = ("Status", "RAG", "Priority", "Owner", "Team", "Notes")
    with_table((lists, ("Open", "Red", "High", "JT", "Parks", "")), document)

    assert len(word_draft(saved(document, tmp_path)).tables["Actions"]) == len(ROWS)


def test_a_form_of_questions_for_each_breach_is_a_row_for_each(tmp_path: Path) -> None:
    document = docx.Document()
    for why, action, day in (
        ("Charts were not signed", "Seniors check each chart daily", "30 June 2027"),
        ("Audits found no faults", "A calendar of audits is set", "31 July 2027"),
    ):
        with_table(
            (
                ("Regulated activity", "Regulation"),
                ("Personal care", "Regulation 12"),
                ("How the regulation was not being met:", why),
                ("Please describe clearly the action you are going to take to meet the regulation"
                 " and what you intend to achieve", action),
                ("Who is responsible for the action?", "Manager"),
                ("Date actions will be completed:", day),
            ),
            document,
        )  # fmt: skip
        document.add_paragraph()

    draft = word_draft(saved(document, tmp_path))

    assert [
        (row.values["action"], row.values["lead"], row.values["timescale_text"])
        for row in draft.tables["Actions"]
    ] == [
        ("Seniors check each chart daily", "Manager", "30 June 2027"),
        ("A calendar of audits is set", "Manager", "31 July 2027"),
    ]
    assert [row.values["issue"] for row in draft.tables["Issues"]] == [
        "Charts were not signed", "Audits found no faults",
    ]  # fmt: skip


def test_what_follows_the_number_of_a_recommendation_is_its_words(tmp_path: Path) -> None:
    document = docx.Document()
    for number, words in ((1, "Raise standards of reading"), (2, "Look at ourselves")):
        document.add_heading(f"Recommendation {number}", level=2)
        document.add_paragraph(words)
        headings = ("Actions", "Responsibility", "Timescale", "Success criteria")
        with_table((headings, (f"Train staff in part {number}", "HT", "May 2027", "")), document)

    draft = word_draft(saved(document, tmp_path))

    assert [(row.values["ref"], row.values["issue"]) for row in draft.tables["Issues"]] == [
        ("1", "Raise standards of reading"), ("2", "Look at ourselves"),
    ]  # fmt: skip
    assert draft.letters.share == 1

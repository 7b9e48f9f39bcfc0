"""A legacy text into a plan workbook, whole or not at all."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from import_texts import AREAS, RECOMMENDATIONS, REPORT, THEMES, draft, table

from actionbook.errors import ActionbookError, WorkbookUnreadableError
from actionbook.imports.importer import import_plan
from actionbook.imports.report import report_data, report_text
from actionbook.imports.source import SourceText, read_source
from actionbook.imports.understand import draft_of
from actionbook.plan.model import LeadState, Status
from actionbook.workbook.read import read_plan

ON = date(2026, 11, 22)
SAMPLE = Path(__file__).parents[1] / "workbooks" / "harbour-review.txt"
ROW = ("1", "Shelves are empty", "Buy books", "JT", "An order is out.", "June 2026", "In progress")


def test_the_sample_becomes_a_plan_that_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "harbour.xlsx"
    report = import_plan(SAMPLE, path, on=ON, publication="Public")

    plan = read_plan(path)

    assert plan.settings.plan_id == "harbour"
    assert plan.settings.organisation == "Saltmere Borough Council"
    assert plan.settings.approved_on == date(2026, 7, 14)
    assert plan.settings.current_period == "2026-27 Q3"
    assert plan.settings.layout == "issue"
    assert [issue.ref for issue in plan.issues] == list("12345678")
    assert len(plan.actions) == report.rows["Actions"] == 42
    assert {action.publication for action in plan.actions} == {"Public"}
    assert plan.by_ref["1b.i"].status is Status.IN_PROGRESS
    assert plan.by_ref["1b.i"].part_of == "1b"
    assert plan.by_ref["1a.i"].timescale.due == date(2026, 10, 31)


def test_the_sample_has_every_state_of_lead_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "harbour.xlsx"
    report = import_plan(SAMPLE, path, on=ON)

    states = {action.ref: action.lead_state for action in read_plan(path).actions}

    assert [ref for ref, state in states.items() if state is LeadState.UNASSIGNED] == ["8a"]
    assert [ref for ref, state in states.items() if state is LeadState.GROUP] == ["1c", "8b"]
    assert states["5b"] is states["1b.i"] is LeadState.INHERITED
    assert report.without_lead == ("8a",)
    assert report.without_timescale == ()
    assert report.sources[0].letters.share > 0.99


def test_two_texts_make_one_plan(tmp_path: Path) -> None:
    first, second = tmp_path / "one.txt", tmp_path / "two.txt"
    first.write_text(table(ROW), encoding="utf-8")
    second.write_text(RECOMMENDATIONS, encoding="utf-8")

    report = import_plan([first, second], tmp_path / "plan.xlsx", on=ON)

    assert report.title == "Library Review"
    assert [source.layout for source in report.sources] == ["issue", "recommendation"]
    assert report.rows["Actions"] == 11


def test_a_plan_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"a year's work")

    with pytest.raises(ActionbookError, match="is there already") as raised:
        import_plan(SAMPLE, path, on=ON)

    assert str(path) in str(raised.value)
    assert path.read_bytes() == b"a year's work"


@pytest.mark.parametrize(
    "text",
    [
        "A letter to members.\n\nNo table is in it.\n",
        "one\ttwo\tthree\n1\t2\t3\n",
        "\t".join(("No", "Issue", "Action", "Lead")) + "\n",
        "Recommendation 1\nRecommendation 2\n",
    ],
    ids=["prose", "no headings known", "headings only", "blocks without a table"],
)
def test_a_text_without_a_plan_is_said_to_hold_none_and_nothing_is_written(
    tmp_path: Path, text: str
) -> None:
    source, path = tmp_path / "letter.txt", tmp_path / "plan.xlsx"
    source.write_text(text, encoding="utf-8")

    with pytest.raises(WorkbookUnreadableError, match="holds no action plan") as raised:
        import_plan(source, path, on=ON)

    assert "letter.txt" in str(raised.value)
    assert not path.exists()


def test_nothing_to_import_is_said(tmp_path: Path) -> None:
    with pytest.raises(ActionbookError, match="nothing to import"):
        import_plan([], tmp_path / "plan.xlsx", on=ON)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_encoding_and_line_ends_change_nothing(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(RECOMMENDATIONS.replace("\n", end).encode(encoding))

    found = draft_of(read_source(path))

    assert found.tables == draft(RECOMMENDATIONS).tables
    assert any("Windows-1252" in doubt.doubt for doubt in found.doubts) == (encoding == "cp1252")


def test_none_of_a_line_of_megabytes_is_lost() -> None:
    long = "harbourmasters walk the quays " * 70_000
    text = table((*ROW[:4], long, *ROW[5:]))

    found = draft(text)

    assert len(str(found.tables["Actions"][0].values["progress"])) == 32_000
    assert sum(len(left.text) for left in found.left_over) > 2_000_000
    assert found.letters.share > 0.99
    assert any("cannot hold" in doubt.doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (THEMES, "Count who comes, and when."),
        (AREAS, "Buy a second barge"),
        (AREAS, "Survey every lamp"),
        (REPORT, "Storms may undo the work"),
        (RECOMMENDATIONS, "Say which branches are to stay open"),
        (RECOMMENDATIONS, "Agree the measure with the BDG"),
        (RECOMMENDATIONS, "Measure agreed in May."),
    ],
)
def test_a_long_line_is_kept_or_left_over_in_every_shape(text: str, words: str) -> None:
    assert words in text

    found = draft(text.replace(words, "harbourmasters walk the quays " * 4_000))

    assert found.letters.share > 0.99
    assert all(
        len(str(value)) <= 32_767
        for rows in found.rows.values()
        for row in rows
        for value in row.values()
    )


def test_every_kind_of_line_end_may_stand_in_one_file(tmp_path: Path) -> None:
    ends = ("\n", "\r\n", "\r")
    path = tmp_path / "plan.txt"
    lines = RECOMMENDATIONS.split("\n")
    mixed = "".join(line + ends[number % 3 % 2] for number, line in enumerate(lines))
    path.write_bytes(mixed.encode("utf-8"))

    assert draft_of(read_source(path)).tables == draft(RECOMMENDATIONS).tables


@pytest.mark.parametrize("mark", ["\t", "<p>", "a), ", "JT/", "*", "<"])
def test_a_long_line_of_one_mark_is_read_to_its_end(mark: str) -> None:
    gridded = draft(table((*ROW[:2], mark * 50_000, *ROW[3:])))
    blocks = draft(RECOMMENDATIONS + f"\n- a) {mark * 50_000}\n")

    assert gridded.letters.share > 0.99
    assert len(blocks.tables["Actions"]) >= len(draft(RECOMMENDATIONS).tables["Actions"])


def test_thousands_of_rows_are_all_read() -> None:
    rows = [(str(number), *ROW[1:]) for number in range(1, 901) for _ in range(5)]

    found = draft(table(*rows))

    assert len(found.tables["Actions"]) == 4_500


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "\t".join(ROW),
                "\t".join(("No", "Issue", "Action", "Lead", "Progress", "Timescale", "Status")),
                "\t\t\t\t<p>more</p> <p>yet</p>\tJuly 2026\t",
                "Recommendation 3",
                "Response",
                "Action\tTimescale\tLead",
                "a) Do it\tMay 2026\tJT",
                "\tii. Do more\t\t",
                "Progress with R3",
                "- a), b) and (ii) Achieved",
                "Glossary",
                "APA – A meaning",
                "Responsibilities",
                "\tTheme",
                "\tAction",
                "\tLead/Ref",
                "\t1",
                "\t\u00b7 Do it by June 2027",
                "\tA section",
                "Area for Improvement: 2. Mend it Lead Councillor(s): A Board",
                "Lead Member:\tLead Directorate:",
                "Actions: Outcomes: Completed by: Do it June 2027 Mend it \\Ongoing now",
                "Actions:\tOutcomes:\tCompleted by:",
                "Recommendations:",
                "(1) Mend the plan, see Appendix 4",
                "ii.",
                "",
            ]
        ),
        st.text(alphabet=st.sampled_from("ab1.)(\t<p>&;•* –/"), max_size=30),
        st.text(max_size=20),
    ),
    max_size=25,
)


@given(LINES)
@example(
    [
        "No\tIssue\tAction\tLead\tProgress\tTimescale\tStatus",
        "<\t1;1/",
        "No\tIssue\tAction\tLead\tProgress\tTimescale\tStatus",
        ";\t1;1",
    ]
)
def test_any_text_is_a_plan_with_its_letters_accounted_for_or_is_refused(lines: list[str]) -> None:
    split = tuple(line for text in lines for line in text.splitlines() or [""])
    try:
        found = draft_of(SourceText("plan.txt", split, "UTF-8"))
    except WorkbookUnreadableError:
        return

    refs = [row.values["ref"] for row in found.tables["Actions"]]
    assert all(refs)
    assert all(1 <= line <= len(split) for row in found.tables["Actions"] for line in row.lines)
    # Marks of letters and numbers are all that may go: what is said, stays.
    assert found.letters.total - found.letters.kept <= 4 * len(split)


def test_the_report_says_what_was_understood_and_what_to_do(tmp_path: Path) -> None:
    source = tmp_path / "old.txt"
    source.write_text(
        table(ROW, ("2", "Maps", "Draw maps", "", "Ditto", "", "Blue")), encoding="utf-8"
    )

    report = import_plan(source, tmp_path / "plan.xlsx", on=ON)

    assert report_text(report).replace(str(tmp_path), "X") == (
        "X/plan.xlsx: Library Review\n"
        "Rows: 2 Issues, 2 Actions, 2 ImportDoubts.\n"
        "old.txt: read as UTF-8, layout issue; 100% of 164 letters accounted for.\n"
        "  left over, table heading (1): line 3: No Issue Identified Actions Required "
        "Lead Officer Progress / Outcome Timescale Status\n"
        "Nobody leads: 2a.\n"
        "No timescale: 2a.\n"
        "Doubts (2):\n"
        "  line 5: 2a Status: This is none of the plan's statuses; it is kept as it stands. "
        'Choose one. "Blue"\n'
        "  line 5: 2a Progress this period: It stands for the progress of the row above. "
        'Spell it out before anything is sorted. "Ditto"\n'
        "Next:\n"
        "  1. Open plan.xlsx, sheet Import doubts: 2 to settle.\n"
        "  2. Settings: type the day the plan was approved.\n"
        "  3. actionbook check X/plan.xlsx"
    )


def test_the_report_is_data_too(tmp_path: Path) -> None:
    report = import_plan(SAMPLE, tmp_path / "plan.xlsx", on=ON)

    found = json.loads(json.dumps(report_data(report)))

    assert found["schema"] == 1
    assert found["rows"]["Actions"] == 42
    assert found["without_lead"] == ["8a"]
    assert found["sources"][0]["share"] > 0.99
    assert {"line": 7, "text": "Approved 14 July 2026", "reason": "read as the approval"} in found[
        "sources"
    ][0]["left_over"]
    assert len(found["doubts"]) == len(report.doubts)


def test_the_doubts_stand_in_the_workbook_with_the_words_and_lines_of_the_source() -> None:
    rows = draft(RECOMMENDATIONS).rows["ImportDoubts"]

    assert rows[0] == {
        "ref": "",
        "column": "Approved on",
        "doubt": rows[0]["doubt"],
        "source_words": "APPROVED MARCH 2026 LEISURE & CULTURE COMMITTEE",
        "lines": "5",
        "sureness": "unsure",
        "cell": "",
    }


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError, ActionbookError("no room")])
@pytest.mark.parametrize("fails", ["plan_to_be", "highlight", "remember_seen"])
def test_stopped_while_the_plan_is_worked_out_nothing_of_it_is_left(
    fails: str,
    fault: BaseException | type[BaseException],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(f"actionbook.workbook.create.{fails}", stopped)

    with pytest.raises(fault if isinstance(fault, type) else type(fault)):
        import_plan(SAMPLE, tmp_path / "plan.xlsx", on=ON)

    assert list(tmp_path.glob("*.xlsx")) == []
    assert list(tmp_path.glob(".actionbook-*")) == []

"""The files of an appendix: workbook, CSV, PDF, drafted words, revisions."""

import csv
import re
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from builders import ON, plan
from libreoffice import needs_libreoffice
from planbooks import planbook, replay
from test_appendix_render import MEETING, PAYLOADS, SLIPPING

import actionbook
from actionbook.appendices import pdf, produce, word_text
from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.appendices.revision import earlier, superseding
from actionbook.appendices.spreadsheet_text import csv_text
from actionbook.appendices.values import Appendix
from actionbook.appendices.word_text import words_text, write_words
from actionbook.errors import ActionbookError, PublicationRefusedError
from actionbook.plan.model import HistoryRow, Plan, Status

CLOSED = tuple(
    HistoryRow("2026-27 Q2", date(2026, 10, 2), ref, status="In progress", rag=rag)
    for ref, rag in (("1a", "On track"), ("1a.i", "At risk"), ("2b", "Overdue"), ("2x", "At risk"))
)
MOVED = replace(SLIPPING, history=CLOSED)


def made(of: Plan = SLIPPING, edition: str = "public") -> Appendix:
    return appendix(of, on=ON, layout="issue", edition=edition, meeting=MEETING)


@pytest.mark.parametrize("edition", ["public", "print"])
def test_a_sum_of_what_came_and_went_passes_the_gate(edition: str, tmp_path: Path) -> None:
    agreed = {"approval": "Cabinet 12", "approved_on": date(2026, 11, 2)}
    moving = plan(
        {"ref": "1a", "status": Status.WITHDRAWN, **agreed},
        {"ref": "1b", "status": Status.COMPLETE, "completed_on": date(2026, 11, 3)},
        {"ref": "1c"},
        {"ref": "1d"},
        history=tuple(
            HistoryRow("2026-27 Q2", date(2026, 9, 30), ref, rag="On track")
            for ref in ("1a", "1b", "1c")
        ),
    )

    content = made(moving, edition)
    render(content, tmp_path / "appendix.xlsx", plan=moving)

    assert [number for _, number in content.cover.sum] == [3, 1, 0, 1, 1, 0, 0, 2]


# CSV


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.parametrize("edition", ["public", "print"])
def test_the_csv_has_every_action_on_a_row_whatever_the_edition(edition: str) -> None:
    found = rows(csv_text(made(edition=edition).flat))

    assert [row["Ref"] for row in found] == ["1a", "1a.i", "1a.ii", "1b", "2a", "2b", "2c"]
    assert all(value for row in found for value in row.values())


def test_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it() -> None:
    injected = plan(*({"progress": payload} for payload in PAYLOADS))

    found = rows(csv_text(appendix(injected, on=ON, layout="register").flat))

    for row, payload in zip(found, PAYLOADS, strict=True):
        runs = payload[0] in "=+-@\t\r"
        assert row["Progress"] == (f"'{payload}" if runs else payload)


def test_dates_in_the_csv_are_iso_and_percentages_are_said() -> None:
    half = plan({"percent": 50.0, "due": date(2027, 3, 1)})

    (row,) = rows(csv_text(appendix(half, on=ON, layout="register").flat))

    assert (row["Due"], row["% complete"]) == ("2027-03-01", "50%")


# Words


def test_the_words_say_where_it_stands_what_moved_and_what_to_resolve() -> None:
    text = words_text(made(MOVED))

    assert "The Harbour review has 7 actions. As at 22 November 2026, 1 is complete (14%)" in text
    assert "At the end of 2026-27 Q2, 4 were open; since then 4 added, 1 completed" in text
    assert "Now overdue and not so then: 1a (was On track)." in text
    assert "The Audit Committee is asked to:\n(1) note that" in text
    assert "Overdue: 1 then, 1 now. In: 1a (was On track). Out: 2b (now On track)." in text


def test_a_plan_with_nothing_late_is_said_in_plain_words() -> None:
    done = plan({"status": Status.COMPLETE, "completed_on": ON})

    text = words_text(appendix(done, on=ON))

    assert "1 is complete (100%) and none is open" in text
    assert "1 of the 1 action (100%) is complete and no open action is overdue." in text


def test_the_word_document_has_the_same_paragraphs_and_the_same_bytes(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    write_words(made(MOVED), first)
    write_words(made(MOVED), second)

    document = docx.Document(str(first))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said == [line for line in words_text(made(MOVED)).splitlines() if line]
    assert document.core_properties.author == "Saltmere Borough Council"
    assert first.read_bytes() == second.read_bytes()


def test_without_python_docx_the_words_as_text_are_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)

    with pytest.raises(ActionbookError, match="ask for the words as text"):
        write_words(made(), tmp_path / "words.docx")
    assert word_text.NO_DOCX


# Revisions


def test_a_revision_is_numbered_and_lists_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "first.xlsx"
    render(made(), path)
    changed = replace(
        SLIPPING,
        actions=tuple(
            each._replace(progress="The scheme is drafted.") if each.ref == "1a.ii" else each
            for each in SLIPPING.actions
            if each.ref != "1b"
        ),
    )

    again = superseding(made(changed, "print"), earlier(path), plan=changed)

    assert (again.revision, again.replaces) == (
        2,
        "Replaces the version published on 22 November 2026",
    )
    table = again.tables[0]
    assert (table.sheet, table.rows) == (
        "What changed",
        (
            (
                "1a.ii",
                "Progress / Outcome",
                "No progress recorded",
                "The scheme is drafted.",
            ),
            ("1a.ii", "Status", "At risk\n(In progress)", "On track\n(In progress)"),
            ("1b", "Action", "Train members", "Is no longer here"),
        ),
    )


def test_a_revision_does_not_tell_what_has_ceased_to_be_public(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    render(made(), first)
    changed = replace(
        SLIPPING,
        actions=tuple(
            each._replace(publication="Exempt para 3") if each.ref == "1b" else each
            for each in SLIPPING.actions
        ),
    )

    again = superseding(made(changed), earlier(first), plan=changed)
    render(again, second, plan=changed)

    told = ("Not told", "Action", "1 action", "No longer here, and not told which")
    assert again.tables[0].rows == (told,)


def test_a_revision_of_a_revision_has_the_next_number(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    render(made(), first)
    render(superseding(made(), earlier(first), plan=SLIPPING), second)

    third = superseding(made(), earlier(second), plan=SLIPPING)

    assert third.revision == 3
    assert third.tables[0].rows == ()


def test_a_workbook_that_is_no_public_appendix_cannot_be_superseded(tmp_path: Path) -> None:
    path = tmp_path / "print.xlsx"
    render(made(edition="print"), path)

    with pytest.raises(ActionbookError, match="Give the public edition"):
        earlier(path)


# Files


def test_what_is_asked_for_stands_beside_the_workbook_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "audit.xlsx"
    beside = produce.Beside(csv=True, words=("txt",))

    done = produce.produce(made(), path, plan=SLIPPING, beside=beside)

    assert [each.name for each in done.paths] == ["audit.xlsx", "audit.csv", "audit-words.txt"]
    assert done.paths[1].read_bytes().startswith(b"\xef\xbb\xbfNo,Issue,Ref,")


def test_without_libreoffice_the_missing_pdf_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actionbook.appendices.pdf.office", lambda: None)

    done = produce.produce(
        made(edition="print"), tmp_path / "a.xlsx", plan=SLIPPING, beside=produce.Beside()
    )

    assert [each.name for each in done.paths] == ["a.xlsx"]
    assert done.said[-1] == pdf.NO_OFFICE


def test_a_plan_that_changed_meanwhile_refuses_its_appendix(tmp_path: Path) -> None:
    book = planbook(tmp_path, {})
    read = actionbook.read_plan(book)
    content = actionbook.appendix(read, on=ON)
    replay(book, {"Actions!B5": "Something else"})

    with pytest.raises(PublicationRefusedError, match="was changed while its appendix was made"):
        produce.produce(content, tmp_path / "a.xlsx", plan=read, beside=produce.Beside())

    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.libreoffice
@needs_libreoffice
def test_the_pdf_is_tagged_titled_in_english_and_dated_the_day(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    content = made(edition="print")

    done = produce.produce(content, path, plan=SLIPPING, beside=produce.Beside())

    assert [each.name for each in done.paths] == ["a.xlsx", "a.pdf"]
    printed = (tmp_path / "a.pdf").read_bytes()
    assert b"/MarkInfo<</Marked true>>" in printed
    assert b"/DisplayDocTitle true" in printed
    assert b"/Lang(en-GB)" in printed
    assert b"/CreationDate(D:20261122000000" in printed
    assert not re.search(rb"/DocChecksum /(?!0{32})", printed)


# The command


def test_the_command_makes_the_appendix_of_the_next_meeting(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from actionbook.cli import main

    meeting = {
        "committee": "Audit Committee",
        "meeting_date": date(2026, 12, 8),
        "appendix_letter": "B",
        "layout": "theme",
        "scope": "Status: In progress",
    }
    book = planbook(tmp_path, {}, {"status": "Complete"}, Meetings=[meeting])
    arguments = ["appendix", str(book), "--on", "2026-11-22", "--committee", "audit committee"]

    result = CliRunner().invoke(main, arguments)

    path = tmp_path / "audit-committee-2026-12-08-appendix-b-public.xlsx"
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, f"{path}: made")
    assert "Report to the clerk by 10:00 on Friday 27 November 2026" in result.stdout
    replay(book, {"Meetings!I5": "Published"})
    again = CliRunner().invoke(main, arguments)
    assert (again.exit_code, "--supersedes FILE" in again.stderr) == (5, True)
    revised = CliRunner().invoke(main, [*arguments, "--supersedes", str(path)])
    assert revised.exit_code == 0
    assert (tmp_path / "audit-committee-2026-12-08-appendix-b-revision-2-public.xlsx").exists()
    due = CliRunner().invoke(main, [*arguments[:4], "--due"])
    assert due.stdout == "No meeting's papers are due within 14 days of 22 November 2026.\n"

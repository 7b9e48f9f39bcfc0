"""PDFs: tables told by their lines, rows that a page cuts, and what cannot be read."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from corpus import SHARED
from docx.document import Document
from docx.shared import Mm, Pt
from kind_check import outcome_of
from kind_files import WRITERS
from libreoffice import SOFFICE, needs_libreoffice
from plan_kinds import made
from retyped import retyped_document

from actionbook.cli import main
from actionbook.errors import WorkbookUnreadableError
from actionbook.imports.pdf_document import read_pdf
from actionbook.imports.pdf_tables import PdfCell, is_rest, joined
from actionbook.imports.pdf_words import Line, Word, lines_of_words, paragraphs, text_of_lines
from actionbook.imports.source import read_source
from actionbook.imports.word_plan import draft_of_document, word_draft

pdfplumber = pytest.importorskip("pdfplumber", reason="the extra pdf is not installed")

HEADINGS = ("Ref", "Action", "Lead", "By when", "Progress")
WRITER = SOFFICE is not None and shutil.which("lowriter") is not None
needs_writer = pytest.mark.skipif(not WRITER, reason="LibreOffice Writer is not installed")


def printed(documents: Sequence[Path], kind: str = "pdf") -> None:
    """Each Word document printed into a PDF beside it."""
    assert SOFFICE is not None
    folder = documents[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, documents)], check=True, capture_output=True, timeout=300)


def ruled(document: Document, path: Path, width: int = 420, height: int = 297) -> Path:
    """A document with lines round its cells, on a page of so many millimetres."""
    document.styles["Normal"].font.size = Pt(8)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(12)
    for table in document.tables:
        table.style = "Table Grid"
        for column in table.columns:
            column.width = Mm((width - 24) // len(table.columns))
    document.save(str(path))
    return path


def plan_of(rows: Sequence[Sequence[str]], *, footer: str = "") -> Document:
    document = docx.Document()
    document.add_heading("Harbour review action plan", level=1)
    table = document.add_table(0, len(HEADINGS))
    for row in (HEADINGS, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    return document


def long_plan(many: int) -> list[tuple[str, ...]]:
    return [
        (f"{number}", f"Inspect quay number {number} and report what it needs to the board",
         "Harbour Master", "June 2027", "Divers are booked for May, and " * (number % 7 + 1))
        for number in range(1, many + 1)
    ]  # fmt: skip


@needs_writer
def test_plans_of_many_kinds_are_read_from_their_print(tmp_path: Path) -> None:
    numbers = range(3, 200, 9)
    for number in numbers:
        path = tmp_path / f"{number}.docx"
        WRITERS["word.docx"](made(number).sheets, path)
        ruled(docx.Document(str(path)), path)
    printed([tmp_path / f"{number}.docx" for number in numbers])

    found = {n: outcome_of(made(n), tmp_path / f"{n}.pdf") for n in numbers}

    assert {n: each.faults for n, each in found.items() if not each.rows_right} == {}
    assert {n: each.wrong for n, each in found.items() if each.wrong} == {}
    columns = sum(each.columns for each in found.values())
    assert sum(each.right for each in found.values()) >= columns * 0.98


@needs_writer
@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="shared/seeds is not beside it")
def test_a_printed_plan_has_the_actions_of_the_document_that_was_printed(tmp_path: Path) -> None:
    (seed,) = (SHARED / "seeds").glob("003*.txt")
    path = ruled(retyped_document(read_source(seed).lines), tmp_path / "plan.docx")
    printed([path])

    word, pdf = word_draft(path), draft_of_document(read_pdf(path.with_suffix(".pdf")))

    def told(name: str, *fields: str) -> list[list[str]]:
        both = ((word, pdf)[each].tables["Actions"] for each in (0, 1) if name == ("w", "p")[each])
        return [[str(row.values.get(f, "")) for f in fields] for rows in both for row in rows]

    fields = ("ref", "lead", "timescale_text")
    assert len(told("w", *fields)) == 59
    assert told("p", *fields) == told("w", *fields)


@needs_writer
def test_a_table_over_several_pages_is_one_and_a_row_cut_in_two_is_told(tmp_path: Path) -> None:
    rows = long_plan(60)
    path = ruled(plan_of(rows, footer="Harbour board, page 1"), tmp_path / "plan.docx", 297, 150)
    printed([path])

    draft = draft_of_document(read_pdf(path.with_suffix(".pdf")))

    actions = draft.tables["Actions"]
    assert [row.values["ref"] for row in actions] == [row[0] for row in rows]
    assert [row.values["action"] for row in actions] == [row[1] for row in rows]
    assert [row.values["progress"] for row in actions] == [row[4].strip() for row in rows]
    cut = [each for each in draft.doubts if "cut this row" in each.doubt]
    assert cut
    assert all(each.doubt.startswith("The end of page ") for each in cut)
    assert any("compare every row" in each.doubt.casefold() for each in draft.doubts)
    assert draft.read_as == "PDF"


@needs_writer
def test_the_command_reads_a_pdf_and_says_what_to_do(tmp_path: Path) -> None:
    path = ruled(plan_of(long_plan(8)), tmp_path / "plan.docx")
    printed([path])
    source, to = path.with_suffix(".pdf"), tmp_path / "made.xlsx"
    before = source.read_bytes()

    done = CliRunner().invoke(main, ["import", str(source), "-o", str(to), "--format", "json"])

    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert report["rows"]["Actions"] == 8
    assert source.read_bytes() == before
    assert to.is_file()


def refused(path: Path) -> str:
    with pytest.raises(WorkbookUnreadableError) as fault:
        draft_of_document(read_pdf(path))
    return str(fault.value)


@needs_writer
def test_a_table_without_lines_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    plan_of(long_plan(8)).save(str(path))
    printed([path])

    assert "no lines are drawn round the cells of a table" in refused(path.with_suffix(".pdf"))


@needs_libreoffice
@needs_writer
def test_a_password_is_said(tmp_path: Path) -> None:
    path = ruled(plan_of(long_plan(2)), tmp_path / "plan.docx")
    locked = {
        "EncryptFile": {"type": "boolean", "value": "true"},
        "DocumentOpenPassword": {"type": "string", "value": "pier"},
    }
    printed([path], f"pdf:writer_pdf_Export:{json.dumps(locked)}")

    assert "has a password" in refused(path.with_suffix(".pdf"))


def test_pages_that_are_pictures_are_said_to_be(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (60, 80), "white").save(tmp_path / "scan.pdf")

    assert "only pictures of pages, as a scanner makes them" in refused(tmp_path / "scan.pdf")


def test_a_book_of_pages_is_no_plan(tmp_path: Path) -> None:
    from PIL import Image

    page = Image.new("RGB", (2, 2), "white")
    page.save(tmp_path / "book.pdf", save_all=True, append_images=[page] * 400)

    assert "has 401 pages" in refused(tmp_path / "book.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\3\4", b"%PDF-1.4\n1 0 obj\n<<>>\n" * 9])
def test_what_is_broken_is_a_clear_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)

    assert refused(path).startswith("plan.pdf ")
    done = CliRunner().invoke(main, ["import", str(path), "-o", str(tmp_path / "made.xlsx")])
    assert (done.exit_code, done.stderr.count("\n")) == (4, 1)


def by_hand(path: Path, content: bytes) -> Path:
    """A PDF of one page with that on it."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
    )
    made = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%b endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(
        made + b"xref\n0 5\n0000000000 65535 f \n" + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    )  # fmt: skip
    return path


def test_what_the_parser_has_to_say_is_not_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    drawn = b"(no colour) g BT /F 12 Tf 20 100 Td (Harbour review) Tj ET"

    document = read_pdf(by_hand(tmp_path / "plan.pdf", drawn))

    assert [getattr(piece, "text", "") for piece in document.pieces] == ["Harbour review"]
    assert caplog.records == []


def test_lines_by_the_thousand_are_a_drawing(tmp_path: Path) -> None:
    lines = b"".join(b"%d 0 m %d 200 l S 0 %d m 300 %d l S\n" % ((at % 300,) * 2 + (at % 200,) * 2)
                     for at in range(2_100))  # fmt: skip
    drawn = lines + b"BT /F 12 Tf 20 100 Td (Map) Tj ET"

    document = read_pdf(by_hand(tmp_path / "plan.pdf", drawn))

    assert [getattr(piece, "text", "") for piece in document.pieces] == ["Map"]


def test_a_file_larger_than_any_plan_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actionbook.imports.pdf_document._MOST_BYTES", 10)

    path = by_hand(tmp_path / "plan.pdf", b"")

    assert "is larger than any plan" in refused(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError, match="is not there"):
        read_pdf(tmp_path / "none.pdf")


def line(top: float, *words: tuple[str, float, float]) -> list[Word]:
    return [Word(text, left, right, top, top + 10) for text, left, right in words]


def test_words_are_put_into_lines_whatever_order_the_file_has_them_in() -> None:
    words = line(20, ("board", 40, 60), ("the", 20, 35)) + line(5, ("Tell", 20, 40))

    assert [each.text for each in lines_of_words(words)] == ["Tell", "the board"]


PARAGRAPHS = (
    ("a line that is full goes on", line(0, ("Inspect", 2, 40), ("the", 44, 58))
     + line(12, ("quays", 2, 30)), ["Inspect the quays"]),
    ("a line that ends early ends a paragraph", line(0, ("Done", 2, 20))
     + line(12, ("Next", 2, 20)), ["Done", "Next"]),
    ("a mark begins one", line(0, ("•", 2, 4), ("Inspect", 8, 58))
     + line(12, ("•", 2, 4), ("Report", 8, 40)), ["• Inspect", "• Report"]),
    ("a gap begins one", line(0, ("Inspect", 2, 58)) + line(40, ("Report", 2, 40)),
     ["Inspect", "Report"]),
)  # fmt: skip


@pytest.mark.parametrize(("words", "said"), [each[1:] for each in PARAGRAPHS],
                         ids=[each[0] for each in PARAGRAPHS])  # fmt: skip
def test_paragraphs_end_where_the_next_word_would_have_fitted(
    words: list[Word], said: list[str]
) -> None:
    assert [text_of_lines(each, (), 60) for each in paragraphs(words, 0, 60)] == said


@pytest.mark.parametrize(
    ("first", "second", "known", "said"),
    [
        ("Timescal", "e", (), "Timescale"),
        ("Septemb", "er", ("september",), "September"),
        ("Director", "of", (), "Director of"),
        ("Harbour", "office", (), "Harbour office"),
        ("front-", "line", (), "front-line"),
        ("read/", "write", (), "read/write"),
        ("Price", "/", (), "Price /"),
    ],
)
def test_a_word_that_the_edge_cut_is_put_together_where_that_is_sure(
    first: str, second: str, known: tuple[str, ...], said: str
) -> None:
    lines = [Line(line(0, (first, 0, 58))), Line(line(12, (second, 0, 20)))]

    assert text_of_lines(lines, known, 60) == said


def test_two_words_that_would_make_a_third_are_left_where_the_line_has_others() -> None:
    lines = [Line(line(0, ("Opt", 0, 20), ("in", 24, 58))), Line(line(12, ("to", 0, 10)))]

    assert text_of_lines(lines, ("into",), 60) == "Opt in to"


def row(*texts: str) -> list[PdfCell]:
    return [PdfCell(at * 50, at * 50 + 50, text) for at, text in enumerate(texts)]


RESTS = (
    ("one cell goes on", row("1", "Inspect the", "JT", "May"), row("", "quays", "", ""), True),
    ("a row of its own", row("1", "Inspect.", "JT", "May"), row("2", "Report.", "MG", "May"),
     False),
    ("in the middle of a sentence", row("1", "Inspect the", "Tell all", "May"),
     row("", "quays", "the crew", ""), True),
    ("another action under one issue", row("1", "Inspect.", "JT", "May"),
     row("", "Report.", "MG", "June"), False),
    ("something new", row("1", "Inspect.", "", "May"), row("", "", "MG", ""), False),
    ("nothing", row("1", "Inspect.", "JT", "May"), row("", "", "", ""), False),
    ("other columns", row("1", "Inspect.", "JT"), row("", "quays"), False),
)  # fmt: skip


@pytest.mark.parametrize(("above", "below", "is_one"), [each[1:] for each in RESTS],
                         ids=[each[0] for each in RESTS])  # fmt: skip
def test_what_is_the_rest_of_a_row_is_told_from_a_row(
    above: list[PdfCell],
    below: list[PdfCell],
    is_one: bool,  # noqa: FBT001 - the answer of a case
) -> None:
    assert is_rest(above, below) == is_one


def test_the_rest_of_a_row_follows_its_words() -> None:
    made = list(joined(row("1", "Inspect the", "Done."), row("", "quays", "Report it.")))

    assert [cell.text for cell in made] == ["1", "Inspect the quays", "Done.\nReport it."]

"""Notes on cells: put beside what staff wrote, in any workbook, and nothing else touched."""

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from corpus import everything, needs_corpus, original, parts, workbooks
from openpyxl.comments import Comment

from actionbook.errors import ContentLossError
from actionbook.ooxml import Book, Note

OURS = Note((("AB318", "It is late."), ("AB201", "Nobody leads it & <that> is bad.")))
AUTHOR = "actionbook"


def workbook(folder: Path, *, notes: dict[str, str] | None = None) -> Path:
    path = folder / "book.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"], sheet["C3"] = "words", 1
    for cell, words in (notes or {}).items():
        sheet[cell].comment = Comment(words, "Jo Tarrant", height=60, width=120)
    book.save(path)
    return path


def noted(path: Path, *cells: tuple[int, int], note: Note = OURS) -> Path:
    book = Book.open(path)
    book.add_notes(book.sheets[0].name, dict.fromkeys(cells, note), author=AUTHOR)
    book.save()
    return path


def read(path: Path) -> dict[str, tuple[str, str]]:
    """Author and words of each note, by cell."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {
        cell.coordinate: (cell.comment.author, cell.comment.text)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_a_note_says_all_its_paragraphs_and_who_wrote_it(tmp_path: Path) -> None:
    path = noted(workbook(tmp_path), (2, 2), (40, 30))

    words = "AB318 It is late.\nAB201 Nobody leads it & <that> is bad."
    assert OURS.text == words
    assert read(path) == {"B2": (AUTHOR, words), "AD40": (AUTHOR, words)}


def test_a_note_of_staff_keeps_its_words_and_ours_follow(tmp_path: Path) -> None:
    path = noted(workbook(tmp_path, notes={"B2": "Ask Mo", "C3": "Mine"}), (2, 2), (5, 5))

    assert read(path) == {
        "B2": ("Jo Tarrant", f"Ask Mo\n\n{OURS.text}"),
        "C3": ("Jo Tarrant", "Mine"),
        "E5": (AUTHOR, OURS.text),
    }


def test_the_box_of_a_note_that_grows_is_made_longer(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for cell in ("B2", "B3"):
        sheet.write_comment(cell, "Ask Mo", {"author": "Jo Tarrant"})
    book.close()

    def boxes() -> list[bytes]:
        (drawing,) = (data for name, data in parts(path).items() if name.endswith(".vml"))
        return re.findall(rb"<x:Anchor>\s*([^<]*?)\s*</x:Anchor>", drawing)

    before = boxes()
    noted(path, (2, 2), note=Note((("", "One line"),)))

    assert before == [b"2, 15, 0, 10, 4, 15, 4, 4", b"2, 15, 1, 10, 4, 15, 5, 4"]
    assert boxes() == [b"2, 15, 0, 10, 4, 15, 6, 4", before[1]]
    assert read(path)["B2"][1] == "Ask Mo\n\nOne line"


def test_shapes_have_numbers_of_their_own_also_beyond_a_thousand(tmp_path: Path) -> None:
    path = workbook(tmp_path, notes={"B2": "Ask Mo"})
    noted(path, *((row, 3) for row in range(1, 1500)))

    (drawing,) = (data for name, data in parts(path).items() if name.endswith(".vml"))
    numbers = re.findall(rb'id="_x0000_s([0-9]+)"', drawing)
    assert len(numbers) == len(set(numbers)) == 1500
    (claimed,) = re.findall(rb'data="([0-9,]+)"', drawing)
    assert {int(number) // 1024 for number in numbers} - {0} <= {
        int(lot) for lot in claimed.split(b",")
    }
    ElementTree.fromstring(drawing)


def threaded(path: Path) -> Path:
    """As Excel writes a thread on B2: its note has an author of its own."""
    book = Book.open(path)
    package = book._contents.package
    (name,) = (name for name in package.names if "comment" in name and name.endswith(".xml"))
    data = package.read(name).replace(b"Jo Tarrant", b"tc={0D7D4A5E-0000-4000-8000-0000}")
    package.replace(name, data)
    book.save()
    return path


def test_a_threaded_comment_is_left_alone_and_the_note_stands_beside_it(tmp_path: Path) -> None:
    path = threaded(workbook(tmp_path, notes={"B2": "A thread", "C2": "Another"}))

    noted(path, (2, 2))

    assert read(path)["B2"][1] == "A thread"
    assert read(path)["C2"][1] == "Another"
    assert read(path)["D2"] == (AUTHOR, f"About B2:\n{OURS.text}")


def test_a_note_on_the_hidden_part_of_a_merge_shows_on_its_first_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("B2:B5")
    book.save(path)

    noted(path, (4, 2), (2, 2))

    assert read(path) == {"B2": (AUTHOR, f"{OURS.text}\n{OURS.text}")}


def test_plain_words_of_a_note_are_made_a_run_beside_ours(tmp_path: Path) -> None:
    path = workbook(tmp_path, notes={"B2": "Ask Mo"})
    book = Book.open(path)
    package = book._contents.package
    (name,) = (name for name in package.names if "comment" in name and name.endswith(".xml"))
    plain = re.sub(rb"<text>.*?</text>", b"<text><t>Ask Mo</t></text>", package.read(name))
    package.replace(name, plain)
    book.save()

    noted(path, (2, 2))

    assert read(path)["B2"][1] == f"Ask Mo\n\n{OURS.text}"
    assert b"<text><r><t>Ask Mo</t></r><r>" in parts(path)[name]


def test_the_strict_dialect_is_refused(tmp_path: Path) -> None:
    strict = (
        [path for path in workbooks() if b"purl.oclc.org" in parts(path)["xl/workbook.xml"]]
        if workbooks()
        else []
    )
    if not strict:
        pytest.skip("no workbook in the strict dialect is at hand")
    path = tmp_path / "book.xlsx"
    shutil.copyfile(strict[0], path)

    with pytest.raises(ContentLossError, match="strict dialect"):
        noted(path, (1, 1))


def words_of_notes(held: dict[str, bytes]) -> list[str]:
    """The words of every note of a workbook."""
    lists = [data for name, data in held.items() if b"commentList" in data and ".xml" in name]
    return [
        "".join(element.itertext())
        for data in lists
        for element in ElementTree.fromstring(data).iter()
        if element.tag.endswith("}text")
    ]


@pytest.mark.shared
@needs_corpus
@pytest.mark.parametrize("source", workbooks()[::3], ids=lambda path: path.name)
def test_any_workbook_takes_notes_and_keeps_all_else(tmp_path: Path, source: Path) -> None:
    path = tmp_path / source.name
    shutil.copyfile(source, path)
    book = Book.open(path)
    sheet = book.sheets[0].name
    at = sorted(cell[1:] for cell in original(source).cells if cell[0] == sheet)[:3]
    cells = [*at, (700, 3)]
    try:
        book.add_notes(sheet, dict.fromkeys(cells, OURS), author=AUTHOR)
        book.save()
    except ContentLossError as refused:
        pytest.skip(str(refused))

    before, after = parts(source), parts(path)
    own = re.compile(r"comments\d*\.xml|\.vml|\.rels|\[Content_Types\]", re.IGNORECASE)
    changed = {name for name in after if before.get(name) != after[name]}
    assert {name for name in changed if not own.search(name)} <= {book.sheets[0].part}
    assert before.keys() <= after.keys()
    assert everything(path) == original(source)
    old, new = words_of_notes(before), words_of_notes(after)
    assert all(any(words in other for other in new) for words in old)
    assert sum(OURS.text in words for words in new) >= 1

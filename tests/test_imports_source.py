"""The text of a source, whatever wrote it, and files that are none."""

from pathlib import Path

import pytest

from actionbook.errors import ActionbookError, WorkbookUnreadableError
from actionbook.imports import source as source_module
from actionbook.imports.source import guessed, read_source

TEXT = "Café – plan\nNo\tAction\n"
LINES = ("Café – plan", "No\tAction", "")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_any_usual_encoding_gives_the_same_lines(
    tmp_path: Path, data: bytes, encoding: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)

    source = read_source(path)

    assert (source.lines, source.encoding) == (LINES, encoding)
    assert bool(guessed(encoding)) == (encoding == "Windows-1252")


def test_bytes_that_windows_leaves_empty_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"a\x81b\x93c\x94")

    assert read_source(path).lines == ("a\x81b“c”",)


def test_line_ends_of_every_kind_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("a\r\nb\rc\nd\x0ce\u2028f".encode())

    assert read_source(path).lines == ("a", "b", "c", "d", "e", "f")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        (b"text with a \0 in it", "is not text"),
        (b"\xff\xfea", "is broken at byte"),
    ],
)
def test_a_file_without_readable_text_is_said_to_be(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)

    with pytest.raises(WorkbookUnreadableError, match=message) as raised:
        read_source(path)

    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "a Word or Excel document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "of the older kind"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1", "a rich-text document"),
    ],
)
def test_a_document_that_is_not_read_yet_is_named(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(data)

    with pytest.raises(ActionbookError, match=kind) as raised:
        read_source(path)

    assert "Save it as .docx, or as plain text" in str(raised.value)
    assert raised.value.exit_status == 2


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError, match="is not there"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(WorkbookUnreadableError, match="is a folder"):
        read_source(tmp_path)


def test_more_text_than_a_plan_has_is_not_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_module, "_LARGEST", 10)
    path = tmp_path / "plan.csv"
    path.write_bytes(b"a" * 11)

    with pytest.raises(WorkbookUnreadableError, match="more text than a plan has"):
        read_source(path)

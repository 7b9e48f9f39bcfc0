"""The package: parts read on demand, edited in memory; what is not edited stays as it lies."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from corpus import workbooks
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import CONTENT_TYPES, PARTS, SHEET, Item, archive, entries, items, workbook

from actionbook.errors import ContentLossError, WorkbookUnreadableError
from actionbook.ooxml.package import Package

OTHER = b"<worksheet><sheetData/></worksheet>"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
EXTRA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"


def test_parts_are_listed_in_the_order_of_the_zip(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx", None, Item(name="xl/media/")))

    assert package.names == tuple(PARTS)


def test_a_part_is_found_whatever_the_case(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    assert package.read(SHEET.upper()) == PARTS[SHEET]


def test_a_missing_part_is_a_fault_of_the_file(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    with pytest.raises(WorkbookUnreadableError, match=r"plan\.xlsx lacks the part xl/no\.xml: "):
        package.read("xl/no.xml")


def test_an_edit_is_seen_and_undone_by_setting_what_was_there(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    package.replace(SHEET, OTHER)
    seen = package.read(SHEET), package.is_edited
    package.replace(SHEET, PARTS[SHEET])

    assert seen == (OTHER, True)
    assert not package.is_edited


def test_a_part_of_the_same_size_and_other_bytes_is_an_edit(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    package.replace(SHEET, PARTS[SHEET].replace(b"<v>1<", b"<v>2<"))

    assert package.is_edited


def test_a_part_may_be_emptied(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx", {"xl/a.bin": b"1"}))

    package.replace("xl/a.bin", b"")
    package.save()

    assert Package.open(package.path).read("xl/a.bin") == b""


def test_only_the_edited_entry_differs_in_the_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    before = entries(path)
    package = Package.open(path)

    package.replace(SHEET, OTHER)
    package.save()

    after = entries(path)
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {SHEET}


def test_an_added_part_is_last_dated_1980_and_declared(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    package = Package.open(path)

    package.add("xl/tables/table1.xml", b"<table/>", content_type=EXTRA_TYPE)
    package.save()

    with zipfile.ZipFile(path) as opened:
        info = opened.infolist()[-1]
        declared = opened.read(CONTENT_TYPES)
    assert (info.filename, info.date_time) == ("xl/tables/table1.xml", (1980, 1, 1, 0, 0, 0))
    override = f'<Override PartName="/xl/tables/table1.xml" ContentType="{EXTRA_TYPE}"/>'
    assert declared == PARTS[CONTENT_TYPES].replace(b"</Types>", f"{override}</Types>".encode())
    assert Package.open(path).content_type("XL/Tables/Table1.xml") == EXTRA_TYPE


def test_a_part_is_not_added_over_another(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    with pytest.raises(ContentLossError, match=r"holds a part XL/Workbook\.xml already"):
        package.add("XL/Workbook.xml", b"<a/>", content_type=EXTRA_TYPE)

    assert not package.is_edited


def test_an_added_part_taken_out_again_leaves_no_edit(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    package.add("xl/new.xml", b"<a/>", content_type=EXTRA_TYPE)
    package.replace("xl/new.xml", b"<b/>")
    added = package.read("XL/new.xml"), package.names[-1]
    package.remove("xl/new.xml")

    assert added == (b"<b/>", "xl/new.xml")
    assert not package.is_edited


def test_a_part_goes_with_all_that_speaks_of_it(tmp_path: Path) -> None:
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    path = workbook(tmp_path / "plan.xlsx", {rels: b"<Relationships/>"})
    package = Package.open(path)

    package.remove(SHEET)
    package.save()

    opened = Package.open(path)
    assert set(PARTS) - set(opened.names) == {SHEET}
    assert rels not in opened.names
    assert opened.relationships("xl/workbook.xml") == ()
    assert SHEET.encode() not in opened.read(CONTENT_TYPES)


def test_a_part_taken_out_may_be_added_anew(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    package = Package.open(path)

    package.remove(SHEET)
    package.add(SHEET, OTHER, content_type=SHEET_TYPE)
    package.save()

    opened = Package.open(path)
    assert (opened.names[-1], opened.read(SHEET)) == (SHEET, OTHER)


def test_an_edited_entry_keeps_its_date_comment_and_extra_field(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    extra = b"UT\x05\x00\x01abcd"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in PARTS.items():
            info = zipfile.ZipInfo(name, (2019, 3, 4, 5, 6, 8))
            info.extra, info.comment, info.external_attr = extra, b"mine", 0o644 << 16
            made.writestr(info, data)
    package = Package.open(path)

    package.replace(SHEET, OTHER)
    package.save()

    with zipfile.ZipFile(path) as opened:
        info = opened.getinfo(SHEET)
        assert opened.testzip() is None
    assert (info.date_time, info.comment) == ((2019, 3, 4, 5, 6, 8), b"mine")
    assert (info.extra, info.external_attr) == (extra, 0o644 << 16)


def test_the_same_edit_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one.xlsx", "two.xlsx"):
        package = Package.open(workbook(tmp_path / name))
        package.replace(SHEET, OTHER * 200_000)
        package.add("xl/new.xml", b"<a/>", content_type=EXTRA_TYPE)
        package.save()
        made.append(package.path.read_bytes())

    assert made[0] == made[1]


def test_an_archive_in_the_large_form_stays_in_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    sound = archive(items())
    start = sound.index(b"PK\x01\x02")
    size = len(sound) - 22 - start
    large = b"PK\x06\x06" + b"".join(
        value.to_bytes(width, "little")
        for value, width in (
            *((44, 8), (45, 2), (45, 2), (0, 4), (0, 4)),
            *((5, 8), (5, 8), (size, 8), (start, 8)),
        )
    )
    locator = b"PK\x06\x07" + bytes(4) + (start + size).to_bytes(8, "little") + b"\1\0\0\0"
    last = b"PK\x05\x06" + bytes(4) + b"\xff" * 12 + bytes(2)
    path.write_bytes(sound[:-22] + large + locator + last)
    package = Package.open(path)

    package.replace(SHEET, OTHER)
    package.add("xl/new.xml", b"<a/>", content_type=EXTRA_TYPE)
    package.save()

    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == 6
    assert path.read_bytes()[-98:-94] == b"PK\x06\x06"
    assert path.read_bytes().endswith(last)


class _Unseekable:
    """A stream that `zipfile` writes to with data descriptors, as it cannot go back."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("wb")

    def write(self, data: bytes) -> int:
        return self._stream.write(data)

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        self._stream.close()


METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


class Part(NamedTuple):
    """A part as some program might write it, and what becomes of it (None: nothing)."""

    data: bytes
    method: int
    is_large: bool
    comment: bytes
    change: bytes | str | None


PART = st.builds(
    Part,
    st.binary(max_size=40),
    st.sampled_from(METHODS),
    st.booleans(),
    st.binary(max_size=6),
    st.none() | st.just("removed") | st.binary(max_size=40),
)


def write(parts: Mapping[str, Part], stream: object) -> None:
    with zipfile.ZipFile(stream, "w") as made:  # type: ignore[call-overload]  # it only writes
        made.writestr(CONTENT_TYPES, PARTS[CONTENT_TYPES])
        made.writestr("_rels/.rels", PARTS["_rels/.rels"])
        for name, part in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.comment = part.method, part.comment
            with made.open(info, "w", force_zip64=part.is_large) as entry:
                entry.write(part.data)


def edit(package: Package, parts: Mapping[str, Part]) -> dict[str, bytes]:
    """What the parts are to hold after their changes, which are made."""
    expected = {name: part.data for name, part in parts.items()}
    for name, part in parts.items():
        if part.change == "removed":
            package.remove(name)
            del expected[name]
        elif isinstance(part.change, bytes) and part.method in METHODS[:2]:
            package.replace(name, part.change)
            expected[name] = part.change
    return expected


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(PART, min_size=1, max_size=6), is_streamed=st.booleans(), new=st.binary())
def test_whatever_is_edited_every_other_entry_is_the_same_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, *, parts: list[Part], is_streamed: bool, new: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "plan.xlsx"
    named = {f"xl/p{number}.bin": part for number, part in enumerate(parts)}
    stream = _Unseekable(path) if is_streamed else path.open("wb")
    write(named, stream)
    stream.close()
    before = entries(path)
    package = Package.open(path)
    expected = edit(package, named)

    package.add("xl/new.bin", new, content_type="image/png")
    package.save()

    with zipfile.ZipFile(path) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    after = entries(path)
    assert list(held)[2:] == [*expected, "xl/new.bin"]
    assert {name: held[name] for name in expected} == expected
    assert held["xl/new.bin"] == new
    kept = [name for name, data in expected.items() if data == named[name].data]
    assert [after[name] for name in kept] == [before[name] for name in kept]


@pytest.mark.parametrize("original", workbooks(), ids=lambda path: path.name)
def test_in_foreign_workbooks_one_part_changes_and_no_other_byte(
    original: Path, tmp_path: Path
) -> None:
    path = tmp_path / original.name
    path.write_bytes(original.read_bytes())
    before = entries(path)
    package = Package.open(path)
    sheet = next(name for name in package.names if "sheets/" in name and name.endswith("xml"))

    untouched = package.save()
    package.replace(sheet, package.read(sheet) + b"\n")
    package.save()

    assert not untouched
    after = entries(path)
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {sheet}
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
    assert [pointer.target for pointer in package.relationships("") if not pointer.is_external]

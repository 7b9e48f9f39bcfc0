"""A part packed again: what of it stays is taken over as it was packed, and all of it is there."""

import threading
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from random import Random
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_ooxml_cells import workbook

from actionbook.ooxml import Book, assembly, deflate, parts, repacking
from actionbook.ooxml.assembly import made_zip
from actionbook.ooxml.deflate import Packed, packed
from actionbook.ooxml.repacking import kept_in

BLOCK = 4096


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (assembly, deflate, repacking):
        monkeypatch.setattr(module, "BLOCK", BLOCK)
    for module in (deflate, repacking):
        monkeypatch.setattr(module, "WINDOW", 512)
    monkeypatch.setattr(repacking, "_LONGEST", 4 * BLOCK)


def inflated(made: Packed) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    data = unpacker.decompress(b"".join(made.pieces)) + unpacker.flush()
    assert unpacker.eof
    assert not unpacker.unused_data
    assert (zlib.crc32(data), len(data)) == (made.crc, made.size)
    return data


def again(data: bytes, made: Packed) -> Packed:
    """*data* packed where *made* was."""
    return packed(data, kept_in(data, b"".join(made.pieces)))


def rows(count: int) -> bytes:
    random = Random(count)
    return b"".join(b"<row r='%d'>%d</row>" % (row, random.random() * 1e9) for row in range(count))


@pytest.mark.parametrize(
    ("old", "new", "least"),
    [
        (b"", b"", 1.0),
        (b"<row r='0'>", b"<row r='first'>", 0.8),
        (b"<row r='700'>", b"<row r='seven hundred'>", 0.8),
        (b"<row r='700'>", b"", 0.8),
        (b"</row><row r='1999'>", b"", 0.8),
        (b"<row", b"<row", 1.0),
        (b"</row>", b"</row >", 0.0),
    ],
)
def test_what_stays_is_taken_over_as_it_was_packed(old: bytes, new: bytes, least: float) -> None:
    was = rows(2000)
    data = was.replace(old, new) if old else was
    before = packed(was)

    made = again(data, before)

    assert inflated(made) == data
    kept = set(before.pieces) & set(made.pieces)
    assert len(before.pieces) > 9
    assert len(kept) >= least * len(before.pieces)


def test_what_is_added_leaves_what_was_there() -> None:
    before = packed(rows(2000))

    made = again(rows(2000) + rows(900), before)

    assert inflated(made) == rows(2000) + rows(900)
    assert made.pieces[: len(before.pieces) - 1] == before.pieces[:-1]


def test_what_is_cut_off_at_a_block_ends_there() -> None:
    was = rows(2000)
    before = packed(was)
    size = len(was) * 4 // len(before.pieces)

    assert inflated(again(was[:size], before)) == was[:size]


@pytest.mark.parametrize("cut", [(0, 4200), (50_000, 70_000), (90_000, 90_006)])
def test_what_repeats_stands_where_it_stood(cut: tuple[int, int]) -> None:
    was = b"<row/>" * 20_000
    data = was[: cut[0]] + b"<r/>" * 99 + was[cut[1] :]

    assert inflated(again(data, packed(was))) == data


EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40)), max_size=4)


@given(generations=st.lists(EDITS, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_however_a_part_is_edited_all_of_it_is_there(
    generations: list[list[tuple[float, int, bytes]]],
) -> None:
    data = rows(1500)
    made = packed(data)
    for edits in generations:
        for place, cut, text in edits:
            at = int(place * len(data))
            data = data[:at] + text + data[at + cut :]

        made = again(data, made)

        assert inflated(made) == data


def test_a_mark_in_what_is_packed_is_no_end_of_a_block() -> None:
    noise = Random(1).randbytes(60_000)
    was = noise[:20_000] + b"\x00\x00\xff\xff" + noise[20_000:]
    data = was[:30_000] + b"new" + was[30_000:]

    assert inflated(again(data, packed(was))) == data


def test_a_stream_of_one_block_is_packed_anew() -> None:
    data = rows(2000)
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    whole = Packed(zlib.crc32(data), len(data), (packer.compress(data) + packer.flush(),))

    assert again(data, whole) == packed(data)


def test_a_cell_set_again_leaves_most_of_the_sheet_packed_as_it_was(tmp_path: Path) -> None:
    body = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row * 7919 % 9973}</v></c></row>'
        for row in range(1, 3001)
    )
    book: Book = workbook(tmp_path, f"<sheetData>{body}</sheetData>")
    book.set_cells("S", {(1500, 1): 1})
    book.save()
    first = book.path.read_bytes()

    book.set_cells("S", {(1500, 1): "something else"})
    book.save()

    second = book.path.read_bytes()
    same = [at for at in range(0, len(first) - 64, 64) if first[at : at + 64] in second]
    assert len(same) * 64 > 0.8 * len(first)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A workbook with a part that is packed ahead."""
    monkeypatch.setattr(parts, "_LARGE", 1 << 12)
    cells = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row * 7919 % 9973}</v></c></row>'
        for row in range(1, 2001)
    )
    return workbook(tmp_path, f"<sheetData>{cells}</sheetData>")


def copied(book: Book) -> bytes:
    """The file that *book* is saved as."""
    copy = book.path.with_name("copy.xlsx")
    book.save(to=copy)
    return copy.read_bytes()


def test_what_is_packed_ahead_is_what_would_be_packed_later(large: Book) -> None:
    large.set_cells("S", {(1000, 1): "set"})
    later = copied(large)

    large.pack_ahead()

    assert copied(large) == later


def test_what_is_edited_after_it_was_packed_is_packed_as_it_is(large: Book) -> None:
    large.set_cells("S", {(1000, 1): "set"})
    large.pack_ahead()
    large.set_cells("S", {(1000, 1): "set again", (2000, 1): "too"})
    large.save()

    assert Book.open(large.path).cell("S", 1000, 1) == "set again"
    assert Book.open(large.path).cell("S", 2000, 1) == "too"


def test_what_could_not_be_packed_ahead_is_packed_when_it_is_asked_for(
    large: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object) -> NoReturn:
        raise MemoryError

    large.set_cells("S", {(1000, 1): "set"})
    later = copied(large)
    before = set(threading.enumerate())
    with monkeypatch.context() as patch:
        patch.setattr(assembly, "packed", no_memory)
        large.pack_ahead()
        for packing in set(threading.enumerate()) - before:
            packing.join()

    assert copied(large) == later


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.text("abé–/.", min_size=1, max_size=12).filter(lambda name: "//" not in name),
        st.binary(max_size=40) | st.integers(0, 400).map(rows),
        max_size=6,
    )
)
def test_a_new_zip_holds_its_parts_as_any_program_reads_them(held: dict[str, bytes]) -> None:
    made = b"".join(made_zip(held))

    assert made == b"".join(made_zip(held))
    with zipfile.ZipFile(BytesIO(made)) as book:
        assert book.testzip() is None
        assert {name: book.read(name) for name in book.namelist()} == held
        assert [entry.date_time[:3] for entry in book.infolist()] == [(1980, 1, 1)] * len(held)

"""What is hostile or broken is refused before it is expanded, and told with what to do."""

import os
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from corpus import needs_corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import CONTENT_TYPES, PARTS, SHEET, Item, archive, closing, deflated, head, items

from actionbook.errors import ActionbookError, StaleChangeError, WorkbookUnreadableError
from actionbook.ooxml.limits import Limits
from actionbook.ooxml.package import Package

BIG = b"<a>" + b"0" * 300_000 + b"</a>"
SMALL_LIMITS = Limits(
    file_bytes=1 << 20,
    entries=8,
    part_bytes=1 << 20,
    total_bytes=2 << 20,
    ratio=50,
    ratio_free_bytes=1 << 16,
)


def opened_whole(path: Path, *, limits: Limits | None = None) -> dict[str, bytes]:
    """Every part of the package, read."""
    package = Package.open(path) if limits is None else Package.open(path, limits=limits)
    return {name: package.read(name) for name in package.names}


class Bad(NamedTuple):
    """A file's bytes and what must be said of it after its name."""

    name: str
    data: Callable[[], bytes]
    said: str


def whole() -> bytes:
    return archive(items())


def with_item(**fields: object) -> Callable[[], bytes]:
    return lambda: archive([*items(), Item(**fields)])  # type: ignore[arg-type]


def overlapping() -> bytes:
    """An entry whose packed bytes hold the header and bytes of the next (CVE-2024-0450)."""
    inner = Item(name="xl/inner.xml", data=b"<a/>")
    outer = Item(name="xl/outer.bin", data=head(inner), method=0)
    before = items()
    start = sum(len(head(item)) for item in before) + 30 + len("xl/outer.bin")
    return archive([*before, outer, Item(name="xl/inner.xml", data=b"<a/>", at=start)])


def twice_the_same() -> bytes:
    """Two names for the one entry, the second without bytes of its own."""
    return archive([*items(), Item(name=SHEET.upper(), data=PARTS[SHEET], at=0)])


def reaching_into_the_directory() -> bytes:
    *before, last = items()
    return archive([*before, Item(name=last.name, data=last.data, packed_size=1 << 14)])


def two_directories() -> bytes:
    sound = whole()
    start = sound.index(b"PK\x01\x02")
    inner = closing(0, 0, start)
    return sound[:-22] + closing(5, len(sound) - 22 - start, start, comment=inner)


def count_too_low() -> bytes:
    sound = whole()
    return sound[:-22] + sound[-22:].replace(struct.pack("<2H", 5, 5), struct.pack("<2H", 4, 4))


def large_archive_gone() -> bytes:
    sound = whole()
    return sound[:-22] + struct.pack("<4sLQL", b"PK\x06\x07", 0, 3, 1) + sound[-22:]


DAMAGED = "fetch it again, or go back to an earlier version of it"
DISTRUST = "do not trust it"

BAD = (
    Bad("empty", lambda: b"", "is empty: go back to an earlier version of it"),
    Bad("text", lambda: b"Ref,Action\r\n1,Publish", "is not an Excel workbook: open it in Excel"),
    Bad(
        "OLE",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        "is a password-protected workbook or an old .xls: "
        "open it in Excel and save it as .xlsx without a password",
    ),
    Bad("zip of something else", lambda: archive([Item(name="a.txt")]), "but no Excel workbook"),
    Bad("empty zip", lambda: archive([]), "but no Excel workbook"),
    Bad("cut short", lambda: whole()[:-40], "is damaged (it is cut short"),
    Bad("cut to its first bytes", lambda: whole()[:9], "is damaged (it is cut short"),
    Bad("start missing", lambda: b"PK\x03\x04" + whole()[90:], DAMAGED),
    Bad("something before it", lambda: b"PK\x03\x04junk" + whole(), DAMAGED),
    Bad("directory elsewhere", lambda: whole()[:-22] + closing(5, 20, 1 << 30), DAMAGED),
    Bad("directory broken", lambda: whole().replace(b"PK\x01\x02", b"PK\x01\x03"), DAMAGED),
    Bad("directory too long", count_too_low, "names more parts than it counts"),
    Bad("two directories", two_directories, "it has two directories"),
    Bad("large archive gone", large_archive_gone, DAMAGED),
    Bad("one of several disks", lambda: whole()[:-18] + b"\1\0" + whole()[-16:], "one piece of"),
    Bad("overlapping", overlapping, "has parts that overlap"),
    Bad("reaching into the directory", reaching_into_the_directory, "has parts that overlap"),
    Bad("one entry twice", twice_the_same, "twice"),
    Bad("same name twice", with_item(name=SHEET, data=b"<a/>"), f"it holds {SHEET} twice"),
    Bad("same name in capitals", with_item(name=SHEET.upper(), data=b"<a/>"), "twice"),
    Bad("escaping upwards", with_item(name="../evil.xml"), DISTRUST),
    Bad("escaping within", with_item(name="xl/../../evil.xml"), DISTRUST),
    Bad("escaping by backslash", with_item(name="xl\\..\\..\\evil.xml"), DISTRUST),
    Bad("from the root", with_item(name="/etc/evil.xml"), DISTRUST),
    Bad("from a drive", with_item(name="C:/evil.xml"), DISTRUST),
    Bad("no folder name", with_item(name="xl//evil.xml"), DISTRUST),
    Bad("no name", with_item(name=b""), DISTRUST),
    Bad("name with a zero", with_item(name=b"xl/evil.xml\0.png"), DISTRUST),
    Bad("name that is no UTF-8", with_item(name=b"xl/\xff.xml", flags=0x800), DAMAGED),
    Bad("encrypted", with_item(name="xl/a.xml", flags=1), "has encrypted parts"),
    Bad("strongly encrypted", with_item(name="xl/a.xml", flags=0x41), "has encrypted parts"),
    Bad("directory encrypted", with_item(name="xl/a.xml", flags=0x2000), "has encrypted parts"),
    Bad("a patch", with_item(name="xl/a.xml", flags=0x20), DAMAGED),
    Bad("two names", with_item(name="xl/a.xml", local_name=b"xl/b.xml"), "described in two ways"),
    Bad("offset within another", with_item(name="xl/a.xml", at=7), "has parts that overlap"),
    Bad("offset beyond", with_item(name="xl/a.xml", at=1 << 31), DAMAGED),
    Bad("wrong CRC", with_item(name="xl/a.xml", data=b"<a/>", crc=1), "is not what was written"),
    Bad("larger than stated", with_item(name="xl/a.xml", data=BIG, size=10), "not of the size"),
    Bad("smaller than stated", with_item(name="xl/a.xml", data=b"<a/>", size=9), "not of the size"),
    Bad(
        "stored and larger",
        with_item(name="xl/a.xml", data=b"<a/>", method=0, size=3),
        "not of the size",
    ),
    Bad(
        "packed bytes broken",
        with_item(name="xl/a.xml", data=b"<a/>", packed=b"\xff\xff\xff"),
        "cannot be unpacked",
    ),
    Bad(
        "packed bytes cut short",
        with_item(name="xl/a.xml", data=BIG, packed=deflated(BIG)[:-9]),
        "not of the size",
    ),
    Bad("packed otherwise", with_item(name="xl/a.xml", method=12), "in a way that Excel does not"),
    Bad("terabytes stated", with_item(name="xl/a.xml", size=0xFFFFFFFE), "unpacks to 4,096 MB"),
)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_with_its_name_and_the_way_out(bad: Bad, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(bad.data())

    with pytest.raises(WorkbookUnreadableError) as refused:
        opened_whole(path)

    assert str(refused.value).startswith("plan.xlsx ")
    assert bad.said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_only_looks_odd_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    odd = [
        *items(),
        Item(name="xl/media/"),
        Item(name="xl\\old.xml", data=b"<a/>"),
        Item(name="xl/\u00e9.xml", data=b"<a/>", flags=0x800),
        Item(name="xl/gap.xml", data=b"<gone/>", is_hidden=True),
        Item(name="xl/dots..xml", data=b"<a/>"),
    ]
    path.write_bytes(archive(odd, comment=b"made by hand, PK\x05\x06 and all"))

    parts = opened_whole(path)

    assert list(parts) == [*PARTS, "xl/old.xml", "xl/\u00e9.xml", "xl/dots..xml"]


class OverLimit(NamedTuple):
    """Entries beyond one of the small limits, and what must be said."""

    name: str
    more: tuple[Item, ...]
    said: str


OVER = (
    OverLimit("entries", tuple(Item(name=f"a{n}.xml") for n in range(4)), "holds 9 parts, more"),
    OverLimit(
        "one part",
        (Item(name="xl/a.bin", data=os.urandom(1024) * 1025, method=0),),
        "larger than 1 MB",
    ),
    OverLimit("ratio", (Item(name="xl/a.xml", data=BIG),), "holds xl/a.xml, which unpacks to"),
    OverLimit("stated size", (Item(name="xl/a.xml", size=(1 << 20) + 1),), "holds xl/a.xml, which"),
    OverLimit(
        "total",
        tuple(Item(name=f"a{n}.xml", size=1 << 20, packed=os.urandom(30_000)) for n in range(3)),
        "unpacks to 3 MB",
    ),
)


@pytest.mark.parametrize("over", OVER, ids=lambda over: over.name)
def test_a_limit_holds_and_can_be_raised(over: OverLimit, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(archive([*items(), *over.more]))

    with pytest.raises(WorkbookUnreadableError, match=over.said):
        Package.open(path, limits=SMALL_LIMITS)

    assert Package.open(path).names


def test_a_part_that_lies_about_its_size_is_never_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    bomb = Item(name="xl/a.xml", data=bytes(60 << 20), size=1000, crc=0)
    path.write_bytes(archive([*items(), bomb]))
    package = Package.open(path)

    tracemalloc.start()
    with pytest.raises(WorkbookUnreadableError, match="not of the size"):
        package.read("xl/a.xml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 8 << 20


def test_a_missing_file_is_named_with_the_folder_it_was_looked_for_in(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError) as refused:
        Package.open(tmp_path / "plan.xlsx")

    assert str(refused.value) == f"plan.xlsx is not in {tmp_path}: check its name and folder"


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError, match="is a folder: name the workbook itself"):
        Package.open(tmp_path)


def test_a_file_below_a_file_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(whole())

    with pytest.raises(WorkbookUnreadableError, match="check its name and folder"):
        Package.open(tmp_path / "plan.xlsx" / "plan.xlsx")


def test_a_name_no_system_takes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadableError, match="check its name"):
        Package.open(tmp_path / ("x" * 400 + ".xlsx"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.xlsx")

    with pytest.raises(WorkbookUnreadableError, match="is not a file"):
        Package.open(tmp_path / "plan.xlsx")


def test_the_note_of_who_has_it_open_is_told_from_the_workbook(tmp_path: Path) -> None:
    path = tmp_path / "~$plan.xlsx"
    path.write_bytes(b"\x04Jane".ljust(165))

    with pytest.raises(WorkbookUnreadableError, match="note of who has the workbook open"):
        Package.open(path)


def test_a_file_changed_between_two_reads_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(whole())
    package = Package.open(path)
    path.write_bytes(archive(items({SHEET: b"<worksheet/>"})))

    with pytest.raises(StaleChangeError, match="changed by somebody else"):
        package.read(SHEET)


def test_a_file_only_touched_between_two_reads_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(whole())
    package = Package.open(path)
    os.utime(path, (1, 1))

    assert package.read(SHEET) == PARTS[SHEET]


def test_lists_of_the_package_that_are_broken_are_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(archive(items({CONTENT_TYPES: b"<Types><Override></Types>"})))

    with pytest.raises(WorkbookUnreadableError, match=r"Content_Types.*broken XML"):
        Package.open(path).content_type(SHEET)


SOUND = whole()


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=4))
def test_a_file_with_flipped_bytes_is_read_as_it_was_or_refused(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(SOUND)
    for at, value in flips:
        data[at] = value
    path = tmp_path_factory.getbasetemp() / "flipped.xlsx"
    path.write_bytes(data)

    try:
        parts = opened_whole(path)
    except ActionbookError:
        return

    assert sorted(parts.values()) == sorted(PARTS.values())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SOUND) - 1))
def test_a_file_cut_anywhere_is_refused(
    tmp_path_factory: pytest.TempPathFactory, length: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.xlsx"
    path.write_bytes(SOUND[:length])

    with pytest.raises(WorkbookUnreadableError, match=r"cut\.xlsx is "):
        Package.open(path)


@needs_corpus
def test_the_broken_workbooks_of_the_corpus_are_all_refused() -> None:
    from corpus import CORPUS, workbooks

    sound = set(workbooks())
    told = 0
    for path in sorted(CORPUS.glob("*.xls*")):
        if path in sound:
            continue
        with pytest.raises(WorkbookUnreadableError, match="is "):
            opened_whole(path)
        told += 1

    assert told > 0

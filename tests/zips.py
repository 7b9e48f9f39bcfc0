"""Zip files made by hand, sound ones and such as no program would write."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
PARTS: Mapping[str, bytes] = {
    CONTENT_TYPES: (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{TYPES}.worksheet+xml"/></Types>'
    ).encode(),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ).encode(),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Actions" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ).encode(),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ).encode(),
    SHEET: (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    ).encode(),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """
    One entry as it is to be written; what is None is what it would truly be.

    *at* is the offset the directory gives, *packed* the bytes in the place of deflated ones.
    """

    name: str | bytes
    data: bytes = b""
    method: int = 8
    flags: int = 0
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    local_name: bytes | None = None
    at: int | None = None
    is_hidden: bool = False


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def head(item: Item) -> bytes:
    """An entry as it stands in the file: its local header and its packed bytes."""
    raw, packed, fields = _fields(item)
    local = raw if item.local_name is None else item.local_name
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *fields, len(local), 0) + local + packed


def _fields(item: Item) -> tuple[bytes, bytes, tuple[int, ...]]:
    raw = item.name if isinstance(item.name, bytes) else item.name.encode()
    packed = item.packed
    if packed is None:
        packed = item.data if item.method == 0 else deflated(item.data)
    crc = zlib.crc32(item.data) if item.crc is None else item.crc
    size = len(item.data) if item.size is None else item.size
    packed_size = len(packed) if item.packed_size is None else item.packed_size
    return raw, packed, (item.flags, item.method, 0, 33, crc, packed_size, size)


def archive(items: Iterable[Item], *, comment: bytes = b"") -> bytes:
    """The zip file of *items*; a hidden one is not in the directory."""
    body, directory, count = b"", b"", 0
    for item in items:
        raw, _, fields = _fields(item)
        offset = len(body) if item.at is None else item.at
        if item.at is None:
            body += head(item)
        if item.is_hidden:
            continue
        count += 1
        directory += (
            struct.pack(
                "<4s6H3L5H2L", *(b"PK\x01\x02", 20, 20), *fields, len(raw), *[0] * 5, offset
            )
            + raw
        )
    return body + directory + closing(count, len(directory), len(body), comment=comment)


def closing(count: int, size: int, start: int, *, comment: bytes = b"") -> bytes:
    return (
        struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, start, len(comment))
        + comment
    )


def items(changed: Mapping[str, bytes | None] | None = None) -> list[Item]:
    """The entries of a small workbook, some parts changed, added or (None) left out."""
    parts = {**PARTS, **(changed or {})}
    return [Item(name=name, data=data) for name, data in parts.items() if data is not None]


def workbook(path: Path, changed: Mapping[str, bytes | None] | None = None, *more: Item) -> Path:
    """A small workbook at *path*, one sheet with one cell; *more* entries last."""
    path.write_bytes(archive([*items(changed), *more]))
    return path


def entries(path: Path) -> dict[str, bytes]:
    """Each entry by name: its bytes in the file from its header to the next, by `zipfile`."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as opened:
        infos = sorted(opened.infolist(), key=lambda info: info.header_offset)
        ends = [info.header_offset for info in infos[1:]] + [opened.start_dir]
    return {
        info.orig_filename: data[info.header_offset : end]
        for info, end in zip(infos, ends, strict=True)
    }

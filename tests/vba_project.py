"""
Makes a `vbaProject.bin` of VBA text: a compound file with the streams that Excel reads.

For tests alone: nothing here runs a macro, and nothing here is compiled. A module holds its source
and no p-code, as after "decompile"; Excel would compile it anew.
Sources: MS-OVBA 2.2 to 2.4 (streams, compression, encryption), MS-CFB (compound file).
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PROJECT_ID = "{5E5F4B3A-0000-4000-8000-00000000C0DE}"


@dataclass(frozen=True)
class Module:
    """One module as text; *sheet* is whether it stands behind a sheet or the workbook."""

    name: str
    text: str
    sheet: bool = False

    @property
    def source(self) -> bytes:
        """The text as it is stored, with the lines that the editor does not show."""
        lines = [f'Attribute VB_Name = "{self.name}"']
        if self.sheet:
            lines += [
                'Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"',
                "Attribute VB_PredeclaredId = True",
                "Attribute VB_Exposed = True",
            ]
        return ("\r\n".join([*lines, *self.text.strip("\n").splitlines()]) + "\r\n").encode(
            "cp1252"
        )


def vba_project(*modules: Module, password: str = "", locked: bool = False) -> bytes:
    """The bytes of a `vbaProject.bin` with *modules*; *locked* hides it in Excel's editor."""
    return compound(vba_streams(*modules, password=password, locked=locked))


def vba_streams(*modules: Module, password: str = "", locked: bool = False) -> dict[str, bytes]:
    """The streams of such a project by their path, as an .xls keeps them in a storage."""
    streams = {
        "PROJECT": _project(modules, password, locked=locked or bool(password)),
        "VBA/_VBA_PROJECT": b"\xcc\x61\xff\xff\x00\x00\x00",
        "VBA/dir": compressed(_directory(modules)),
    }
    return streams | {f"VBA/{module.name}": compressed(module.source) for module in modules}


def compressed(data: bytes) -> bytes:
    """*data* in a compressed container (MS-OVBA 2.4.1)."""
    out = bytearray(b"\x01")
    for at in range(0, len(data), 4096):
        packed = _chunk(data[at : at + 4096])
        out += struct.pack("<H", 0xB000 | (len(packed) - 1)) + packed
    return bytes(out)


def _chunk(data: bytes) -> bytes:
    out, at = bytearray(), 0
    while at < len(data):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at >= len(data):
                break
            length_bits = 16 - max((at - 1).bit_length(), 4)
            longest = min((1 << length_bits) + 2, len(data) - at)
            length, back = _match(data, at, longest)
            if length:
                flags |= 1 << bit
                tokens += struct.pack("<H", ((back - 1) << length_bits) | (length - 3))
                at += length
            else:
                tokens.append(data[at])
                at += 1
        out += bytes([flags]) + tokens
    return bytes(out)


def _match(data: bytes, at: int, longest: int) -> tuple[int, int]:
    best = (0, 0)
    for length in range(3, longest + 1):
        found = data.rfind(data[at : at + length], 0, at + length - 1)
        if found < 0:
            break
        best = (length, at - found)
    return best


def _directory(modules: Sequence[Module]) -> bytes:
    """The `dir` stream (MS-OVBA 2.3.4.2)."""
    out = b"".join(
        (
            _record(0x01, struct.pack("<L", 1)),
            _record(0x02, struct.pack("<L", 0x0809)),
            _record(0x14, struct.pack("<L", 0x0809)),
            _record(0x03, struct.pack("<H", 1252)),
            _record(0x04, b"VBAProject"),
            _record(0x05) + _record(0x40),
            _record(0x06) + _record(0x3D),
            _record(0x07, bytes(4)),
            _record(0x08, bytes(4)),
            struct.pack("<HLLH", 0x09, 4, 0x4C5A8F2D, 7),
            _record(0x0C) + _record(0x3C),
            _record(0x0F, struct.pack("<H", len(modules))),
            _record(0x13, b"\xff\xff"),
        )
    )
    for module in modules:
        narrow, wide = module.name.encode("cp1252"), module.name.encode("utf-16-le")
        out += b"".join(
            (
                _record(0x19, narrow) + _record(0x47, wide),
                _record(0x1A, narrow) + _record(0x32, wide),
                _record(0x1C) + _record(0x48),
                _record(0x31, bytes(4)),
                _record(0x1E, bytes(4)),
                _record(0x2C, b"\xff\xff"),
                _record(0x22 if module.sheet else 0x21),
                _record(0x2B),
            )
        )
    return out + _record(0x10)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HL", kind, len(data)) + data


def _project(modules: Sequence[Module], password: str, *, locked: bool) -> bytes:
    lines = [f'ID="{PROJECT_ID}"']
    for module in modules:
        line = f"Document={module.name}/&H00000000" if module.sheet else f"Module={module.name}"
        lines.append(line)
    # 2.3.1.16: what the password is kept as; a hash of nothing in particular serves a test.
    kept = b"\xff" + bytes(range(1, 29)) if password else b"\x00"
    lines += [
        'Name="VBAProject"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_encrypted(struct.pack("<L", int(locked)))}"',
        f'DPB="{_encrypted(kept)}"',
        f'GC="{_encrypted(bytes([0 if locked else 0xFF]))}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


def _encrypted(data: bytes) -> str:
    """*data* as the `PROJECT` stream hides it (MS-OVBA 2.4.3.2)."""
    seed = 0x36
    key = sum(PROJECT_ID.encode()) & 0xFF
    out = [seed, seed ^ 2, seed ^ key]
    plain, one, two = key, out[2], out[1]
    ignored = bytes([7] * ((seed & 6) // 2))
    for byte in ignored + struct.pack("<L", len(data)) + data:
        hidden = byte ^ ((two + plain) & 0xFF)
        out.append(hidden)
        two, one, plain = one, hidden, byte
    return bytes(out).hex().upper()


FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, MINI, CUTOFF = 512, 64, 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (version 3) with *streams* by their path, storages made as needed."""
    mini, places = bytearray(), dict[str, int]()
    mini_fat: list[int] = []
    for path, data in streams.items():
        if len(data) < CUTOFF:
            first = len(mini_fat)
            mini_fat += _chain(first, -(-len(data) // MINI))
            mini += data.ljust(-(-len(data) // MINI) * MINI, b"\0")
            places[path] = first if data else END
    body, fat = bytearray(), list[int]()

    def laid(data: bytes) -> int:
        if not data:
            return END
        first = len(fat)
        fat.extend(_chain(first, -(-len(data) // SECTOR)))
        body.extend(data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0"))
        return first

    for path, data in streams.items():
        if len(data) >= CUTOFF:
            places[path] = laid(data)
    root = laid(bytes(mini))
    mini_at = laid(struct.pack(f"<{len(mini_fat)}L", *mini_fat).ljust(SECTOR, b"\xff"))
    tree_at = laid(_tree(streams, places, root, len(mini)))
    lots = 1
    while lots * 128 < len(fat) + lots:
        lots += 1
    at = [len(fat) + number for number in range(lots)]
    fat += [FAT] * lots
    fat += [FREE] * (lots * 128 - len(fat))
    head = struct.pack(
        "<8s16s6H2L2L2L2L2L",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0),
        *(lots, tree_at, 0, CUTOFF, mini_at, -(-len(mini_fat) // 128), END, 0),
    )
    head = head[:76] + struct.pack("<109L", *at, *[FREE] * (109 - lots))
    return bytes(head + body + struct.pack(f"<{len(fat)}L", *fat))


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END] if count else []


def _tree(
    streams: Mapping[str, bytes], places: Mapping[str, int], root: int, mini_size: int
) -> bytes:
    """The directory: each storage's entries a balanced tree, by length and then by letters."""
    storages = sorted({path.rpartition("/")[0] for path in streams if "/" in path})
    paths = ["", *storages, *streams]
    number = {path: at for at, path in enumerate(paths)}
    links = {path: [FREE, FREE, FREE] for path in paths}

    def balanced(names: list[str]) -> int:
        if not names:
            return FREE
        middle = len(names) // 2
        links[names[middle]][:2] = balanced(names[:middle]), balanced(names[middle + 1 :])
        return number[names[middle]]

    for parent in ("", *storages):
        inside = [path for path in paths if path and path.rpartition("/")[0] == parent]
        inside.sort(key=lambda path: (len(path), path.upper()))
        links[parent][2] = balanced(inside)
    out = b""
    for path in paths:
        name = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
        kind = 5 if not path else 1 if path in storages else 2
        start = root if not path else places.get(path, 0)
        size = mini_size if not path else len(streams.get(path, b""))
        out += struct.pack(
            "<64sHBB3L16sL8s8sLQ",
            *(name, len(name), kind, 1, *links[path], bytes(16), 0, bytes(8), bytes(8)),
            *(start, size),
        )
    return out.ljust(-(-len(out) // SECTOR) * SECTOR, b"\0")

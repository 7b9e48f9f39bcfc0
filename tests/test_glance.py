"""A file told at a glance from any other version of it, whatever its size."""

import zipfile
from pathlib import Path

import pytest
from builders import ON
from planbooks import planbook
from test_refresh import run

from actionbook.nightly import record
from actionbook.nightly.glance import glance
from actionbook.nightly.record import fingerprint, glances_of, is_unchanged, last_run


def zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(zipfile.ZipInfo(name), data)
    return path


def test_every_change_of_a_part_is_seen_and_the_same_bytes_are_the_same(tmp_path: Path) -> None:
    first = zipped(tmp_path / "a", one=b"aaaa" * 40_000, two=b"b" * 90_000)
    same = zipped(tmp_path / "b", one=b"aaaa" * 40_000, two=b"b" * 90_000)
    others = [
        zipped(tmp_path / "c", one=b"aaab" * 40_000, two=b"b" * 90_000),
        zipped(tmp_path / "d", one=b"aaaa" * 40_000, too=b"b" * 90_000),
        zipped(tmp_path / "e", two=b"b" * 90_000, one=b"aaaa" * 40_000),
        zipped(tmp_path / "f", one=b"aaaa" * 40_000),
    ]

    assert glance(first) == glance(same)
    assert len({glance(first), *map(glance, others)}) == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: b"\0" + data,
        lambda data: data[:0],
        lambda data: data[:0] + b"no zip",
    ],
)
def test_a_file_cut_short_or_added_to_is_another(change: object, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a", one=b"one")
    before = glance(path)

    path.write_bytes(change(path.read_bytes()))  # type: ignore[operator]

    assert glance(path) != before


def test_of_what_is_no_zip_every_byte_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"a" * 200_000)
    before = glance(path)

    path.write_bytes(b"b" + b"a" * 199_999)

    assert glance(path) != before
    assert glance(tmp_path / "none.pdf") == ""


def test_a_directory_longer_than_what_is_looked_at_first_is_read_whole(tmp_path: Path) -> None:
    many = {f"part{number}": b"x" for number in range(2_000)}
    first = zipped(tmp_path / "a", **many)
    other = zipped(tmp_path / "b", **{**many, "part0": b"y"})

    assert glance(first) != glance(other)


def test_no_glance_is_kept_of_a_file_that_is_not_as_it_was_left(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a", one=b"one")

    assert glances_of(tmp_path, {"a": fingerprint(path), "b": ""}) == {"a": glance(path), "b": ""}
    assert glances_of(tmp_path, {"a": "another"}) == {}


def test_a_night_with_nothing_to_do_hashes_neither_the_plan_nor_its_outputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "June 2026"})
    run(path)
    hashed: list[str] = []
    real = record.fingerprint

    def noting(file: Path) -> str:
        hashed.append(file.name)
        return real(file)

    monkeypatch.setattr(record, "fingerprint", noting)

    assert run(path).outcome == "unchanged"
    assert hashed == ["actionbook.toml"]


def test_a_record_without_glances_is_believed_by_its_hashes(tmp_path: Path) -> None:
    path = planbook(tmp_path, {}, {"timescale_text": "June 2026"})
    run(path)
    last = {**(last_run(path) or {}), "glances": {}}

    assert is_unchanged(path, last, on=ON)
    (tmp_path / "plan-appendix.xlsx").write_bytes(b"another")
    assert not is_unchanged(path, last, on=ON)

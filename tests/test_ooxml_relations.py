"""What each part is and which part points to which; both lists edited by a splice."""

from pathlib import Path
from typing import NamedTuple

import pytest
from zips import CONTENT_TYPES, OFFICE, PACKAGE, PARTS, SHEET, workbook

from actionbook.errors import ContentLossError
from actionbook.ooxml.content_types import ContentTypes, with_override, without_override
from actionbook.ooxml.package import Package, Relationship
from actionbook.ooxml.relations import (
    EMPTY_RELATIONSHIPS,
    next_id,
    relationships_in,
    rels_name,
    source_of,
    with_relationship,
    without_target,
)

RELS = "xl/worksheets/_rels/sheet1.xml.rels"
TABLE = "xl/tables/table1.xml"


class Target(NamedTuple):
    """A target as written in the relationships of a part, and the part that it means."""

    written: str
    meant: str
    source: str = SHEET
    mode: str = ""


TARGETS = (
    Target("../tables/table1.xml", TABLE),
    Target("/xl/tables/table1.xml", TABLE),
    Target("/xl/../xl/./tables/table1.xml", TABLE),
    Target("..\\tables\\table1.xml", TABLE),
    Target("../TABLES/Table1.xml", TABLE),
    Target("../tables/table1.xml#here", TABLE),
    Target("../tables/t%61ble1.xml", TABLE),
    Target("../../../../xl/tables/table1.xml", TABLE),
    Target("xl/tables/table1.xml", TABLE, source=""),
    Target("./xl/tables/table1.xml", TABLE, source=""),
    Target("../tables/none.xml", "xl/tables/none.xml"),
    Target("#Actions!A1", "#Actions!A1"),
    Target("https://example.org/a", "https://example.org/a"),
    Target("../tables/table1.xml", "../tables/table1.xml", mode="External"),
    Target("file:///C:/plan.xlsx", "file:///C:/plan.xlsx", mode="external"),
    Target("a&amp;b.xml", "xl/worksheets/a&b.xml"),
)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.written)
def test_a_target_means_a_part(target: Target, tmp_path: Path) -> None:
    mode = f' TargetMode="{target.mode}"' if target.mode else ""
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="t" Target="{target.written}"{mode}/></Relationships>'
    )
    changed = {rels_name(target.source): rels.encode(), TABLE: b"<table/>"}
    package = Package.open(workbook(tmp_path / "plan.xlsx", changed))

    found = package.relationships(target.source)

    assert found == (Relationship("r1", "t", target.meant, is_external=bool(target.mode)),)


def test_a_part_without_a_list_points_nowhere(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    assert package.relationships(SHEET) == ()


def test_a_pointer_is_relative_and_has_an_id_of_its_own(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx"))

    first = package.relate(SHEET, type=f"{OFFICE}/table", target=TABLE)
    second = package.relate(SHEET, type=f"{OFFICE}/table", target="xl/worksheets/near.xml")
    package.relate("", type="t", target="docProps/app.xml")

    assert (first, second) == ("rId1", "rId2")
    assert b'Target="../tables/table1.xml"/>' in package.read(RELS)
    assert b'Target="near.xml"/>' in package.read(RELS)
    assert b'Target="docProps/app.xml"/>' in package.read("_rels/.rels")
    assert [pointer.target for pointer in package.relationships(SHEET)] == [
        TABLE,
        "xl/worksheets/near.xml",
    ]


def test_a_list_of_pointers_is_declared_where_no_default_says_what_it_is(tmp_path: Path) -> None:
    types = PARTS[CONTENT_TYPES].replace(b'Extension="rels"', b'Extension="other"')
    package = Package.open(workbook(tmp_path / "plan.xlsx", {CONTENT_TYPES: types}))

    package.relate(SHEET, type="t", target=TABLE)

    assert package.content_type(RELS).endswith("relationships+xml")


def test_the_next_id_is_one_more_than_the_highest() -> None:
    ids = ("rId7", "RID9", "R1a2b", "rIdx", "9")

    assert next_id(tuple(Relationship(i, "t", "x", is_external=False) for i in ids)) == "rId10"


PREFIXED = (
    b"<?xml version='1.0'?>\r\n<!-- <Override/> --><t:Types xmlns:t='urn:x'\n>"
    b"<t:Override ContentType='a/b' PartName='/xl/A%20b.xml'></t:Override> "
    b"<t:Override PartName='/xl/c.xml' ContentType='c/d'/></t:Types >\n"
)


def test_types_are_read_whatever_the_prefix_quotes_and_case() -> None:
    types = ContentTypes.parsed(PREFIXED)

    assert (types.of("XL/a b.xml"), types.of("xl/C.xml"), types.of("xl/d.xml")) == (
        "a/b",
        "c/d",
        "",
    )


def test_a_type_is_taken_out_and_no_other_byte() -> None:
    assert without_override(PREFIXED, "xl/a b.xml") == PREFIXED.replace(
        b"<t:Override ContentType='a/b' PartName='/xl/A%20b.xml'></t:Override>", b""
    )


def test_a_type_is_put_last_with_the_prefix_of_the_others() -> None:
    added = b'<t:Override PartName="/xl/e%20f&amp;g.xml" ContentType="x/y"/>'

    assert with_override(PREFIXED, "xl/e f&g.xml", "x/y") == PREFIXED.replace(
        b"</t:Types >", added + b"</t:Types >"
    )


@pytest.mark.parametrize(
    "empty", [EMPTY_RELATIONSHIPS, EMPTY_RELATIONSHIPS.replace(b"/>", b"></Relationships>")]
)
def test_the_first_pointer_opens_a_self_closed_list(empty: bytes) -> None:
    pointer = Relationship("rId1", "t", TABLE, is_external=False)

    filled = with_relationship(empty, pointer, SHEET)

    assert filled.endswith(b'Target="../tables/table1.xml"/></Relationships>')
    assert relationships_in(filled, SHEET, known=str) == (pointer,)
    assert b"<Relationship " not in without_target(filled, SHEET, TABLE)


@pytest.mark.parametrize("name", ["", "a.xml", SHEET, "xl/workbook.xml"])
def test_a_list_of_pointers_is_named_for_its_part(name: str) -> None:
    assert source_of(rels_name(name)) == name


class Lie(NamedTuple):
    """A declared type for the sheet that is edited, and what must be said (None: it is true)."""

    name: str
    declared: bytes
    said: str | None


TRUE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
OVERRIDE = b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="%s"/>'
LIES = (
    Lie("true", OVERRIDE % TRUE, None),
    Lie("true twice", OVERRIDE % TRUE * 2, None),
    Lie("true in capitals", OVERRIDE % TRUE.upper(), None),
    Lie("a picture", OVERRIDE % b"image/png", "something else than it is"),
    Lie("a table", OVERRIDE % TRUE.replace(b"worksheet+", b"table+"), "something else than it is"),
    Lie("two things", OVERRIDE % TRUE + OVERRIDE % b"image/png", "says two things about"),
    Lie("nothing but XML", b"", "something else than it is"),
)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.name)
def test_a_list_of_contents_that_lies_about_an_edited_part_is_refused(
    lie: Lie, tmp_path: Path
) -> None:
    types = PARTS[CONTENT_TYPES].replace(OVERRIDE % TRUE, lie.declared)
    path = workbook(tmp_path / "plan.xlsx", {CONTENT_TYPES: types})
    before = path.read_bytes()
    package = Package.open(path)
    package.replace(SHEET, PARTS[SHEET] + b"\n")

    said = ""
    try:
        package.save()
    except ContentLossError as error:
        said = str(error)

    assert (lie.said or "") in said
    assert (path.read_bytes() == before) == (lie.said is not None)


def test_a_part_of_which_nothing_is_said_is_not_edited(tmp_path: Path) -> None:
    package = Package.open(workbook(tmp_path / "plan.xlsx", {"xl/a.odd": b"1"}))
    package.replace("xl/a.odd", b"2")

    with pytest.raises(ContentLossError, match=r"does not say what xl/a\.odd is"):
        package.save()


SIGNED = (
    {"_xmlsignatures/origin.sigs": b""},
    {
        "_rels/.rels": PARTS["_rels/.rels"].replace(
            b"</Relationships>",
            b'<Relationship Id="rId2" Target="sig/origin.sigs" Type="http://schemas.openxml'
            b'formats.org/package/2006/relationships/digital-signature/origin"/></Relationships>',
        )
    },
)


@pytest.mark.parametrize("signature", SIGNED, ids=["folder", "pointer"])
def test_a_signed_workbook_is_not_edited_but_may_be_copied(
    signature: dict[str, bytes], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "plan.xlsx", dict(signature))
    package = Package.open(path)

    package.save(tmp_path / "copy.xlsx")
    package.replace(SHEET, PARTS[SHEET] + b"\n")
    with pytest.raises(ContentLossError, match="digitally signed"):
        package.save()

    assert (tmp_path / "copy.xlsx").read_bytes() == path.read_bytes()


def test_a_list_in_another_encoding_is_read_but_not_edited(tmp_path: Path) -> None:
    types = PARTS[CONTENT_TYPES].decode().encode("utf-16")
    package = Package.open(workbook(tmp_path / "plan.xlsx", {CONTENT_TYPES: types}))

    assert package.content_type(SHEET) == TRUE.decode()
    with pytest.raises(ContentLossError, match="an encoding that is not edited here"):
        package.add("xl/new.xml", b"<a/>", content_type="x/y")
